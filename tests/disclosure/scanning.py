"""What stands anywhere in an output, however it is written: words, days, amounts and ids, read once."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from tests.disclosure.canaries import Canary

_WORDS = re.compile(r"[0-9a-z]+(?:[,-][0-9a-z]+)*")
_DAYS = re.compile(r"\d{1,2} [a-z]{3,9} \d{4}")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def found_in(texts: Iterable[str]) -> frozenset[str]:
    """Every word, id, number and day that stands in some texts."""
    found: set[str] = set()
    for text in texts:
        for reading in {text, unescape(text), unquote(text), _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)}:
            folded = reading.casefold()
            found.update(_WORDS.findall(folded))
            found.update(_DAYS.findall(" ".join(folded.split())))
    return frozenset(found)


def texts_of(folder: Path) -> Iterator[str]:
    """Everything that a folder says: the names of its files, and what they hold."""
    for file in sorted(folder.rglob("*")):
        yield file.relative_to(folder).as_posix().replace("/", " ")
        if file.is_file():
            raw = file.read_bytes()
            yield (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8", "replace")
            if file.suffix == ".json":
                yield " ".join(_strings(json.loads(raw)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (key, *_strings(item))
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def stands(canary: Canary, found: frozenset[str]) -> bool:
    """Whether a planted text stands in what was found."""
    return any(spelling.casefold() in found for spelling in canary.spellings)
