"""Nothing asks the network for anything: not the check, not a copy, not the pages, not a build."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.site
CLEAN = Path(__file__).parents[1] / "rules/clean"
PATIENCE = 240
GUARD = """
import os, socket, sys

def noted(event, arguments):
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
                 "socket.gethostbyaddr", "socket.bind"}:
        with open(os.environ["RMP_NETWORK"], "a", encoding="utf-8") as file:
            file.write(f"{event} {arguments[1:]!r}\\n")
        raise OSError(f"no network here: {event}")

sys.addaudithook(noted)
"""
COMMAND = [sys.executable, "-c", "from rmpkit.faces.cli import main; main()"]
VERBS = {
    "check": [*COMMAND, "check", "--fail-on", "never"],
    "pages": [*COMMAND, "pages", "out"],
    "publish": [*COMMAND, "publish", "--audience", "joint:northgate", "--to", "out"],
    "handover": [*COMMAND, "handover", "--audience", "joint:northgate", "--to", "out"],
    "leak-check": [*COMMAND, "leak-check", "docs", "--audience", "joint:northgate"],
    "compare": [*COMMAND, "compare", "HEAD"],
    "doctor": [*COMMAND, "doctor", "nowhere"],
    "explain": [*COMMAND, "explain", "RMP602"],
    "mkdocs build": [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "out"],
}
REACHING_OUT = {
    "connect": "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
    "look-up": "import socket; socket.getaddrinfo('evil.example', 80)",
    "http": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    "datagram": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
}


@pytest.fixture
def guarded(tmp_path):
    """Runs a command in a process, and those it starts, from which no socket leads anywhere."""
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD, "utf-8")
    asked = tmp_path / "asked.txt"

    def run(command: list[str]) -> tuple[subprocess.CompletedProcess[str], str]:
        paths = os.pathsep.join([str(guard), *filter(None, [os.environ.get("PYTHONPATH")])])
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": paths, "RMP_NETWORK": str(asked), "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        return done, asked.read_text("utf-8") if asked.exists() else ""

    return run


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_asked_of_the_network(guarded, tmp_path, verb):
    shutil.copytree(CLEAN, tmp_path / "rmp-data")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/guide.md").write_text("# Guide\n", "utf-8")
    settings = "site_name: Plans\ntheme: {name: material, font: false}\nplugins: [search, rmp]\n"
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@estuary.example"]
    for each in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Plans"]):
        subprocess.run([*git, *each], check=True)
    done, asked = guarded(VERBS[verb])
    assert done.returncode == (1 if verb == "doctor" and "trouble" in done.stdout else 0), done.stdout + done.stderr
    assert asked == ""


@pytest.mark.parametrize("way", REACHING_OUT)
def test_whoever_did_ask_would_be_refused_and_noted(guarded, way):
    done, asked = guarded([sys.executable, "-c", REACHING_OUT[way]])
    assert done.returncode != 0
    assert "no network here" in done.stderr
    assert asked.startswith("socket.")
