"""Text that YAML takes for something else, though the file can be read."""

import re
from typing import Any

from rmpkit.model.finding import Path
from rmpkit.model.showing import show
from rmpkit.store.complaint import written
from rmpkit.store.kinds import QUOTES_CURLY, TEXT_LOST
from rmpkit.store.trouble import Trouble

_SIGN = re.compile(r" #(?=\S)")
_LOST = re.compile(r" #(\S[^\n]*)")
_LOST_WHOLE = re.compile(r":? #(\d[^\n]*)")
_CURLY = tuple("\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b")
_SINGLE = "\u2018\u2019\u201a\u201b"


def lines_with_signs(text: str) -> frozenset[int]:
    """The lines on which one space and a number sign may cut a text: counted from 0."""
    numbers, line, at = set(), 0, 0
    for found in _SIGN.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        if text[at - 1 : at] not in {" ", "\n", ""}:
            numbers.add(line)
    return frozenset(numbers)


def suspect(event: Any, signs: frozenset[int]) -> bool:  # noqa: ANN401 - an event of either parser
    """Whether a text is worth a closer look: asked of every value, so it must be quick."""
    style = event.style  # of a plain text it is None or empty, depending on the parser
    if not style:
        return event.end_mark.line in signs or event.value.startswith(_CURLY)
    return style in "|>" and not event.value


def of_scalar(event: Any, path: Path, text: str) -> Trouble | None:  # noqa: ANN401 - an event of either parser
    """What a value has lost or gained, if it has."""
    if event.style:
        return _block(event, path, text)
    return _curly(event, path) or _at_sign(event, path, text)


def _at_sign(event: Any, path: Path, text: str) -> Trouble | None:  # noqa: ANN401 - an event of either parser
    """Two spaces before the sign, or one after it, make a comment that was meant as one."""
    value: str = event.value
    lost = (_LOST if value else _LOST_WHOLE).match(text, event.end_mark.index)
    if lost is None or (" " not in value and not lost[1][0].isdigit()):
        return None
    tail = f"#{lost[1].rstrip()}"
    line, column = event.end_mark.line + 1, event.end_mark.column + 1 + lost.start(1) - 1 - lost.start()
    message = f'The text ends before "{show(tail, 40)}", which YAML takes for a comment.'
    mend = f"Put the text in double quotes: {written(_prefix(path), f'{value} {tail}'.lstrip())}."
    return Trouble(TEXT_LOST, line, column, message, mend, path)


def _block(event: Any, path: Path, text: str) -> Trouble | None:  # noqa: ANN401 - an event of either parser
    """A number after > is an indentation to YAML, and the text is empty."""
    start = event.start_mark.index
    sign = text[start : start + 2]
    if not sign[1:].isdigit():
        return None
    message = f'The value "{sign}" is read as the start of a block text, which is empty.'
    mend = f"Put the text in double quotes: {written(_prefix(path), sign)}."
    return Trouble(TEXT_LOST, event.start_mark.line + 1, event.start_mark.column + 1, message, mend, path)


def _curly(event: Any, path: Path) -> Trouble | None:  # noqa: ANN401 - an event of either parser
    value: str = event.value
    inner = value[1:-1]
    if len(value) < 3 or value[0] not in _CURLY or value[-1] not in _CURLY:  # noqa: PLR2004 - two quotes and a letter
        return None
    if value[0] in inner or (value[-1] in inner and value[-1] not in _SINGLE):
        return None
    message = f"The quotes around {show(value, 40)} are curly, and so become part of the text."
    mend = f"Put straight quotes in their place: {written(_prefix(path), inner)}."
    return Trouble(QUOTES_CURLY, event.start_mark.line + 1, event.start_mark.column + 1, message, mend, path)


def lacks_colon(key: Any, value: Any, text: str) -> bool:  # noqa: ANN401 - events of either parser
    """Whether an entry between braces is a bare text: its value is empty and no colon stands before it."""
    if value.value:
        return False
    end = key.end_mark.index
    while text[end : end + 1].isspace():
        end += 1
    return text[end : end + 1] in {",", "}"}


def at_comma(key: Any, path: Path, text: str) -> Trouble:  # noqa: ANN401 - an event of either parser
    """Says that a comma between braces cuts a text."""
    line, column = key.start_mark.line + 1, key.start_mark.column + 1
    comma = text.rfind(",", 0, key.start_mark.index)
    if "\n" not in text[comma : key.start_mark.index]:
        column -= key.start_mark.index - comma
    message = f'Between braces a comma ends the text, and "{show(key.value, 40)}" is lost.'
    mend = "Put the text in double quotes, or write each key on a line of its own."
    return Trouble(TEXT_LOST, line, column, message, mend, path)


def _prefix(path: Path) -> str:
    last = path[-1] if path else ""
    return f"{last}: " if isinstance(last, str) and last else "- "
