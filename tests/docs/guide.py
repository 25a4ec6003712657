"""The hand-written pages of the guide: their fenced blocks, and what they say when it is allowed to rewrite them."""

import os
import re
from collections.abc import Iterator
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

    def __str__(self) -> str:
        return f"{self.page.relative_to(DOCS)}:{self.title or self.language}"


def blocks(page: Path) -> Iterator[Block]:
    for match in _FENCE.finditer(page.read_text(encoding="utf-8")):
        yield Block(page, match["language"], match["title"] or "", match["text"])


def prose(page: Path) -> str:
    """A page without its fenced blocks and without comments."""
    return re.sub(r"<!--.*?-->", "", _FENCE.sub("", page.read_text(encoding="utf-8")), flags=re.DOTALL)


def agreed(block: Block, real: str) -> bool:
    """Whether a block shows what is really printed; where it may, it is made to."""
    if UPDATE and block.text != real:
        text = block.page.read_text(encoding="utf-8")
        head = f'```{block.language} title="{block.title}"\n'
        block.page.write_text(text.replace(head + block.text, head + real, 1), encoding="utf-8")
        return True
    return block.text == real
