"""`mkdocs serve` shows a record as soon as it is saved."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.site.conftest import environment, mkdocs_command

pytestmark = pytest.mark.site
PATIENCE = 60
"""Seconds until a page has to show what it should."""
RISK = "A boat or a crane strikes somebody on a shared quay"
SAVED = "A bigger boat strikes somebody on a shared quay"


@pytest.fixture
def served(a_copy, tmp_path):
    """A copy of the example being served: its folder, its address and the process."""
    project = a_copy("harbour-alliance")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            mkdocs_command(project, "serve", "--livereload", "-a", f"127.0.0.1:{port}"),
            cwd=project,
            env=environment({}),
            stdout=log,
            stderr=log,
        )
        try:
            yield project, f"http://127.0.0.1:{port}/", server
        finally:
            _stop(server)


def test_a_saved_record_appears_on_its_page(served):
    project, address, server = served
    risks = f"{address}relationships/harbour-alliance/risks/"
    _until(lambda: RISK in _read(risks), server)
    file = _file_with(project / "rmp-data", RISK)
    file.write_text(file.read_text("utf-8").replace(RISK, SAVED), "utf-8")
    _until(lambda: SAVED in _read(risks), server)
    assert RISK not in _read(risks)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Stop it as a person does, so that it clears up behind itself; else without asking."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _file_with(folder: Path, text: str) -> Path:
    return next(file for file in sorted(folder.rglob("*.yml")) if text in file.read_text("utf-8"))


def _read(address: str) -> str:
    try:
        with urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except (URLError, ConnectionError, TimeoutError):
        return ""


def _until(holds: Callable[[], bool], server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert server.poll() is None, "the server has stopped"
        assert time.monotonic() < end, "the page does not show it"
        time.sleep(0.2)
