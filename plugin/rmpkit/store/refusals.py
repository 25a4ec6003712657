"""What plans do without, though YAML would take it, and the limits of a file."""

import re
from typing import Any

from rmpkit.model.showing import name_of, show
from rmpkit.store.complaint import in_quotes
from rmpkit.store.enclosures import never_closed
from rmpkit.store.kinds import CHARACTER_REFUSED, FILE_UNREADABLE, LIMIT_EXCEEDED, YAML_FEATURE_REFUSED
from rmpkit.store.lines import ODD_SPACES
from rmpkit.store.slips import nameless, no_space, odd_space, without_comment
from rmpkit.store.spans import swallowed
from rmpkit.store.text import REFUSED, position, refusal
from rmpkit.store.trouble import Trouble

MAX_DEPTH = 40
"""How deep maps and lists may stand in each other."""

MAX_NODES = 200_000
"""How many keys, values, maps and lists a file may hold."""

MAX_TEXT = 100_000
"""How many characters a text may have."""

_NO_PLAIN_KEY = frozenset({"", "~", "null", "<<"})
_UNFIT_FOR_KEYS = re.compile(f"[\n\t\u200c\u200d{ODD_SPACES}]")
_ESCAPE = re.compile(r"\\(?:x(\w{2})|u(\w{4})|U(\w{8})|(.))", re.DOTALL)
_LETTERS = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "L": "\u2028",
    "N": "\x85",
    "P": "\u2029",
}  # fmt: skip - twelve letters read best as a table of two lines
_SWALLOWED_SIGN = re.compile(r"\\[0abefnrtv]\w")
_DRIVE = re.compile(r"[A-Za-z]:\\")
_FILE_NAME = re.compile(r"\.\w{2,5}$")
_TIGHT = re.compile(r"([\w.-]+):(?!//)\S")
_NAMES = {"&": "a name to use it again", "*": "the name of another value", "!": "a type"}


def _feature(line: int, column: int, message: str, mend: str, *, cuttable: bool = True) -> Trouble:
    return Trouble(YAML_FEATURE_REFUSED, line, column, message, mend, cuttable=cuttable)


def _at(event: Any) -> tuple[int, int]:  # noqa: ANN401 - an event of either parser
    return event.start_mark.line + 1, event.start_mark.column + 1


def nothing_there() -> Trouble:
    """Says that a file holds nothing but comments."""
    message = "The file is empty, or holds nothing but comments."
    return Trouble(
        FILE_UNREADABLE,
        1,
        1,
        message,
        "Write a first line, such as: title: Harbour alliance.",
        cuttable=False,
    )


def too_many(nodes: int, event: Any) -> Trouble | None:  # noqa: ANN401 - an event of either parser
    """Says that a file holds too many entries, if it does."""
    if nodes <= MAX_NODES:
        return None
    message = f"The file holds more than {MAX_NODES:,} entries."
    mend = "Spread its records over several files."
    return Trouble(LIMIT_EXCEEDED, *_at(event), message, mend, cuttable=False)


def too_deep(depth: int, event: Any) -> Trouble | None:  # noqa: ANN401 - an event of either parser
    """Says that an entry is nested too deep, if it is."""
    if depth <= MAX_DEPTH:
        return None
    message = f"The entry is nested deeper than {MAX_DEPTH} levels."
    return Trouble(LIMIT_EXCEEDED, *_at(event), message, "Write it with at most four levels.")


def marked(event: Any, text: str) -> Trouble | None:  # noqa: ANN401 - an event of either parser
    """Says that a value carries a name or a type, or stands for another, if so."""
    if event.anchor is None and getattr(event, "tag", None) is None:
        return None
    start = event.start_mark.index
    rest = text[start:].split("\n", 1)[0].rstrip()
    sign, bare = rest[:1], without_comment(rest)
    what = _NAMES.get(sign, "a type")
    message = f'The text starts with "{show(sign)}", which YAML keeps for itself: it gives {what}.'
    if " " in bare:
        before = text[text.rfind("\n", 0, start) + 1 : start].lstrip(" ")
        mend = f"Put the text in double quotes: {show(before + in_quotes(bare))}."
    else:
        mend = f'Remove "{show(bare, 30)}" and write the value out, or put it in double quotes.'
    return _feature(*_at(event), message, mend)


def key_of_keys(event: Any, text: str) -> Trouble:  # noqa: ANN401 - an event of either parser
    """Says that a list or a map stands where a key should."""
    start = event.start_mark.index
    opening = text[start : start + 1]
    what = "a list" if opening in "[-" else "a map"
    message = f"The key is {what}, where a text is needed."
    if text[start - 1 : start + 1] == "{{":
        message = 'The text starts with "{{", which YAML keeps for itself.'
    return _feature(*_at(event), message, "Put it in double quotes if it is meant as text.")


def key(event: Any) -> Trouble | None:  # noqa: ANN401 - an event of either parser
    """Says why a text is no key, if it is none."""
    name: str = event.value
    special = not event.style and name in _NO_PLAIN_KEY
    if name.isprintable() and not special and name == name.strip():
        return None
    line, column = _at(event)
    if special:
        if name != "<<":
            return nameless(line, column - 1)
        message = 'The key "<<" copies the keys of another record into this one.'
        return _feature(line, column, message, "Write the keys out here.")
    return _unfit_key(name, line, column)


def _unfit_key(name: str, line: int, column: int) -> Trouble | None:
    found = _UNFIT_FOR_KEYS.search(name)
    if found is None:
        if name == name.strip():
            return None
        message = f'The key "{show(name, 40)}" begins or ends with a space, so that it looks like another.'
        return Trouble(CHARACTER_REFUSED, line, column, message, "Remove the space inside the quotes.")
    if found.start() == 0 and found[0] not in "\n\t\u200c\u200d":
        return odd_space(line, column - 1, found[0])
    shown = show(_UNFIT_FOR_KEYS.sub(lambda unfit: _named(unfit[0]), name), 40)
    message = f'The key "{shown}" holds the character {_named(found[0])}.'
    return Trouble(CHARACTER_REFUSED, line, column, message, "Write the key again, with ordinary characters.")


def _named(character: str) -> str:
    return name_of(character) if character in "\n\t" else f"U+{ord(character):04X}"


def tight(event: Any) -> Trouble | None:  # noqa: ANN401 - an event of either parser
    """Says that a colon between braces lacks its space, if so."""
    found = _TIGHT.match(event.value)
    if found is None or event.style:
        return None
    line, column = _at(event)
    return no_space(line, column - 1 + found.end() - 2, found[1])


def doubtful(event: Any) -> bool:  # noqa: ANN401 - an event of either parser
    """Whether a text may have to be refused: asked of every key and value, so it must be quick."""
    return bool(event.style or event.tag or event.anchor) or len(event.value) > MAX_TEXT


def scalar(event: Any, text: str, column: int) -> Trouble | None:  # noqa: ANN401 - an event of either parser
    """Says why a text is refused, if it is; `column` is that of the key it stands under."""
    if event.anchor is not None or event.tag is not None:
        return marked(event, text)
    if len(event.value) > MAX_TEXT:
        message = f"The text has {len(event.value):,} characters; at most {MAX_TEXT:,} are read."
        return Trouble(LIMIT_EXCEEDED, *_at(event), message, "Keep it as a file and point to it from a signpost.")
    if not event.style or event.style not in "\"'":
        return None
    return _quoted(event, text, column)


def _quoted(event: Any, text: str, column: int) -> Trouble | None:  # noqa: ANN401 - an event of either parser
    source = text[event.start_mark.index + 1 : event.end_mark.index - 1]
    if event.start_mark.line != event.end_mark.line:
        below = source.split("\n")[1:]
        if any(swallowed(line, column) for line in below):
            return never_closed(event.style, *_at(event))
    if event.style == '"' and "\\" in source:
        return _path(event, source) or _escape(event, text, source)
    return None


def _path(event: Any, source: str) -> Trouble | None:  # noqa: ANN401 - an event of either parser
    """A Windows path, of which double quotes make something else."""
    sign = _SWALLOWED_SIGN.search(source.replace("\\\\", "  "))
    if sign is None or not (_DRIVE.match(source) or _FILE_NAME.search(source)):
        return None
    shown = show(source, 40)
    message = f'The text "{shown}" looks like a path, but in double quotes "{sign[0][:2]}" is a sign of its own.'
    return Trouble(CHARACTER_REFUSED, *_at(event), message, "Write the path with / and without quotes.")


def _escape(event: Any, text: str, source: str) -> Trouble | None:  # noqa: ANN401 - an event of either parser
    if REFUSED.search(event.value) is None:
        return None
    for found in _ESCAPE.finditer(source):
        code = found[1] or found[2] or found[3]
        character = chr(int(code, 16)) if code else _LETTERS.get(found[4], "")
        if character and REFUSED.match(character):
            line, column = position(text[: event.start_mark.index + 1 + found.start()])
            message = f'The escape "{found[0]}" stands for the character {refusal(character)}.'
            mend = "Remove the escape, or put the text in single quotes."
            return Trouble(CHARACTER_REFUSED, line, column, message, mend)
    return None
