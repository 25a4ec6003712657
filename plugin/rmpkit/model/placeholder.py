"""What stands for a text that nobody has written yet: it is on the page, and says nothing."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache

from rmpkit.model.record import SET_BY_READER, Record

_WHOLE = re.compile(
    r"(?:tbc|tbd|tba|todo|fixme|xxx+|\?{2,}|to be (?:confirmed|decided|completed|agreed|added)|lorem ipsum.*"
    r"|<[a-z][a-z0-9 _-]{3,80}>|\[(?:insert|enter|add|name)[^\]]{0,80}\]|(?:todo|tbc|tbd)\b[:,].*)[.!]?",
    re.IGNORECASE | re.DOTALL,
)

_FIELD = re.compile(r"(?:\{\{|\$\{)\s*[a-z][a-z0-9_. -]{0,80}\}\}?", re.IGNORECASE)
"""A field of a template that nothing has filled."""


def placeholder_in(text: str) -> str:
    """The placeholder that a text is, or holds; empty where it is neither."""
    return _remembered(text) if len(text) <= _SHORT else _looked_for(text)


_SHORT = 200
"""Characters of a text that is remembered: names are asked of again and again, and long texts would fill memory."""


def _looked_for(text: str) -> str:
    field = _FIELD.search(text)
    if field is not None:
        return field[0]
    return text if _WHOLE.fullmatch(text.strip()) else ""


_remembered = lru_cache(maxsize=4096)(_looked_for)


def unwritten(value: object) -> bool:
    """Whether there is nothing but placeholders: in a record, in a text that it needs or in all of its texts."""
    if isinstance(value, str):
        return not isinstance(value, Enum) and bool(value) and bool(placeholder_in(value))
    if isinstance(value, Record):
        needed = (getattr(value, name) for name in _needed(type(value)))
        return any(isinstance(text, str) and placeholder_in(text) for text in needed) or _all_placeholders(value)
    return _all_placeholders(value)


@cache
def _needed(kind: type[Record]) -> tuple[str, ...]:
    """The fields that every record of a kind has to have."""
    return tuple(name for name, info in kind.model_fields.items() if info.is_required())


def _all_placeholders(value: object) -> bool:
    found = False
    for text in filter(None, _texts(value)):
        if not placeholder_in(text):
            return False  # mostly the first, so that the others are never looked at
        found = True
    return found


def _texts(value: object) -> Iterator[str]:
    """What of a value was written; a day, a number or a word from a list is never a placeholder."""
    if isinstance(value, Record):
        written = value.model_fields_set - SET_BY_READER
        for name in sorted(written):
            yield from _texts(getattr(value, name))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif value is not None:
        yield str(value)
