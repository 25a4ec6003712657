"""The Content-Security-Policy that a finished site satisfies: what its pages may load and run, and nothing else."""

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from rmpkit.operations.pages import ASSETS_FOLDER

POLICY = f"{ASSETS_FOLDER}/content-security-policy.txt"
"""The file of a published copy that holds the header, ready to be copied into a server's settings."""

_DATA_BLOCKS = frozenset({"application/json", "application/ld+json"})
"""Types of a `script` that is read and never run."""


def content_policy(folder: Path) -> str:
    """The value of the header for a site: its own files, and its few scripts inside pages by their hashes."""
    hashes = sorted({_hash(script) for page in sorted(folder.rglob("*.html")) for script in _scripts(page)})
    scripts = " ".join(("'self'", *(f"'sha256-{each}'" for each in hashes)))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",  # the search works in one; without this, browsers disagree on what stands in for it
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")


def _scripts(page: Path) -> Iterator[str]:
    """The scripts of a page: only what stands from a `<script` to its end is parsed, which is little of it."""
    reader, text, at = _Scripts(), page.read_text(encoding="utf-8"), 0
    while start := _SCRIPT.search(text, at):
        end = _END_OF_SCRIPT.search(text, start.end())
        at = (text.find(">", end.end()) + 1 or len(text)) if end else len(text)
        reader.feed(text[start.start() : at])
    yield from reader.found


_SCRIPT = re.compile("<script", re.IGNORECASE | re.ASCII)
_END_OF_SCRIPT = re.compile("</script", re.IGNORECASE | re.ASCII)


class _Scripts(HTMLParser):
    """Collects the scripts that stand in a page itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.inside = tag == "script" and "src" not in known and known.get("type") not in _DATA_BLOCKS
        if self.inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data
