"""Sites built as a user builds them: by the command, in a process of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NoReturn

import pytest

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds a build may take on a busy machine."""


@dataclass(frozen=True)
class Built:
    """A site, and how it came to be."""

    code: int
    log: str
    folder: Path

    def page(self, address: str) -> str:
        return (self.folder / address / "index.html").read_text(encoding="utf-8")

    def addresses(self, pattern: str = "**/") -> list[str]:
        pages = sorted(self.folder.glob(f"{pattern}index.html"))
        return [page.parent.relative_to(self.folder).as_posix() for page in pages]

    def bytes_of(self, pattern: str) -> dict[str, bytes]:
        files = sorted(path for path in self.folder.glob(pattern) if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}


Build = Callable[..., Built]
"""`build(project, *flags, env={})`: the built site of a project."""


def mkdocs_command(project: Path, verb: str, *flags: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", verb, "-f", str(project / "mkdocs.yml"), *flags]


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", **extra}


def _build(project: Path, target: Path, *flags: str, env: Mapping[str, str]) -> Built:
    done = subprocess.run(
        mkdocs_command(project, "build", "-d", str(target), *flags),
        cwd=project,
        env=environment(env),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return Built(done.returncode, done.stdout, target)


@pytest.fixture(scope="session")
def build(tmp_path_factory) -> Build:
    """Builds a project into a folder of its own."""

    def run(project: Path, *flags: str, env: Mapping[str, str] | None = None) -> Built:
        return _build(project, tmp_path_factory.mktemp("site"), *flags, env=env or {})

    return run


@pytest.fixture(scope="session")
def a_copy(tmp_path_factory) -> Callable[..., Path]:
    """Makes a copy of the example project that a test may spoil, with all relationships or those that are named."""

    def make(*plans: str) -> Path:
        project: Path = tmp_path_factory.mktemp("project")
        shutil.copy(REPOSITORY / "mkdocs.yml", project)
        for folder in ("docs", "rmp-data"):
            shutil.copytree(REPOSITORY / folder, project / folder)
        for each in (project / "rmp-data/relationships").iterdir() if plans else ():
            if each.name not in plans:
                shutil.rmtree(each) if each.is_dir() else each.unlink()
        return project

    return make


@pytest.fixture(scope="session")
def example(build, a_copy) -> Built:
    """The example site, built once, strictly; outside git, as the copies are that it is compared with."""
    built: Built = build(a_copy(), "--strict")
    assert built.code == 0, built.log
    return built


class _Quiet(SimpleHTTPRequestHandler):
    """A file server that does not talk."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


@pytest.fixture(scope="session")
def serving() -> Iterator[Callable[..., str]]:
    """Serves a folder on a free port of this machine, by a handler if one is named, and gives its address."""
    servers = []

    def serve(folder: Path, handler: Callable[..., SimpleHTTPRequestHandler] = _Quiet) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A headless Chromium of this machine, which talks to nobody but this machine."""
    found = os.environ.get("RMP_CHROMIUM") or shutil.which("chromium")
    if found is None:
        _do_without("there is no Chromium: install it, or set RMP_CHROMIUM to where it is")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here may it be missing
    except ImportError:
        _do_without("playwright is not installed: it is in the extra `test`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


def _do_without(reason: str) -> NoReturn:
    if os.environ.get("RMP_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
