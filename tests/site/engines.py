"""The site engines that a test may ask for, and the words of a page that any of them built."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

PATIENCE = 120
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "source", "wbr"})
_FURNITURE = frozenset({"headerlink", "md-content__button", "md-source-file"})
"""Classes of what a theme puts into an article."""


def needed(engine: str) -> None:
    """Skip the test where an engine is not installed, or fail where it has to be."""
    if importlib.util.find_spec(engine) is None:
        reason = f"{engine} is not installed: it is in the extra `engines`"
        if os.environ.get("RMP_REQUIRE_ENGINES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)


def run(engine: str, project: Path, *flags: str, env: Mapping[str, str] | None = None) -> str:
    """Build a project with an engine, strictly, and give its log."""
    done = subprocess.run(
        [sys.executable, "-m", engine, "build", "-f", "mkdocs.yml", *flags],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def write_tree(project: Path, folder: Path, *, as_of: str = "2026-11-20") -> str:
    """Write the pages of a project with the command."""
    found = shutil.which("rmp", path=str(Path(sys.executable).parent))
    done = subprocess.run(
        [found or "rmp", "pages", str(folder), "--data", str(project / "rmp-data"), "--as-of", as_of],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


class _Article(HTMLParser):
    """Collects the words within the article of a page, without what the theme adds."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []

    @property
    def _hidden(self) -> bool:
        return not any(tag == "article" for tag, _ in self.open) or any(hidden for _, hidden in self.open)

    def handle_starttag(self, tag, attrs):
        classes = (dict(attrs).get("class") or "").split()
        if tag not in _VOID:
            self.open.append((tag, bool(_FURNITURE & set(classes)) or tag in {"script", "style"}))

    def handle_endtag(self, tag):
        while self.open and tag in {name for name, _ in self.open}:
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data):
        if not self._hidden:
            self.words.append(data)


def article(page: Path) -> str:
    """The words of the article of a built page, with white space made even."""
    parser = _Article()
    parser.feed(page.read_text("utf-8"))
    return re.sub(r"\s+", " ", "".join(parser.words)).strip()
