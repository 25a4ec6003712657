"""The hand-written pages of the guide: their fenced blocks, and what they say when it is allowed to rewrite them."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GUIDE = DOCS / "guide"
PAGES = (*sorted(GUIDE.rglob("*.md")), DOCS / "changelog.md")
UPDATE = os.environ.get("RMP_UPDATE_DOCS") == "1"

_FENCE = re.compile(
    r'^```(?P<language>[a-z]+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """One fenced block of a page."""

    page: Path
    language: str
    title: str
    text: str
    start: int
    """Where its text begins in the page."""

    def __str__(self) -> str:
        line = self.page.read_text(encoding="utf-8").count("\n", 0, self.start) + 1
        return f"{self.page.relative_to(DOCS)}:{line}"


def blocks(page: Path) -> Iterator[Block]:
    for match in _FENCE.finditer(page.read_text(encoding="utf-8")):
        yield Block(page, match["language"], match["title"] or "", match["text"], match.start("text"))


def prose(page: Path) -> str:
    """A page without its fenced blocks and without comments."""
    return re.sub(r"<!--.*?-->", "", _FENCE.sub("", page.read_text(encoding="utf-8")), flags=re.DOTALL)


def rewrite(page: Path, real: Sequence[tuple[Block, str]]) -> None:
    """Make each block show what is really printed; from the last to the first, so that places stay true."""
    text = page.read_text(encoding="utf-8")
    for block, output in sorted(real, key=lambda pair: -pair[0].start):
        text = text[: block.start] + output + text[block.start + len(block.text) :]
    page.write_text(text, encoding="utf-8")
