"""Slips of one character on one line: a tab, a missing space, a sign that YAML keeps for itself."""

import re
from collections.abc import Iterator
from itertools import islice

from rmpkit.model.showing import show
from rmpkit.store.complaint import Complaint, broken, out_of_place, written
from rmpkit.store.kinds import CHARACTER_REFUSED
from rmpkit.store.lines import ODD_SPACES, Line, Lines, Role
from rmpkit.store.trouble import Trouble

RESERVED = re.compile(r"[@`%*&!|>?,\]}]|- ")
"""What no plain text may start with."""

_AT_LEAST = re.compile(r">= ?(-?[0-9]+(?:\.[0-9]+)?)(?=\s*$|\s+#)")
_WIDE_COLON = re.compile(r"[\w.-]+[ \t]*\uff1a")
_TIGHT_COLON = re.compile(r"([\w.-]+):(?!//)(?=\S)")
_HARD = re.compile(rf"(?:[\w.-]+:|-)(?=[{ODD_SPACES}])")
_TIGHT_DASH = re.compile(r"-(?=[^\s\d-])")
_ODD = re.compile(f"[{ODD_SPACES}]")
_COMMENT = re.compile(r"\s#.*")
_ESCAPE = re.compile(r"\\(?:x[^\s\"]{0,2}|u[^\s\"]{0,4}|U[^\s\"]{0,8}|.?)", re.DOTALL)
_SURROGATE = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F]")
_PATH = re.compile(r"\"?(?:[A-Za-z]:|\\)\\")
_FILE_NAME = re.compile(r"\.\w{2,5}\"")


def without_comment(text: str) -> str:
    """A value without what follows it as a comment."""
    return _COMMENT.sub("", text)


def _suspects(lines: Lines, complaint: Complaint) -> Iterator[Line]:
    """The lines that may hold the slip, the likeliest first."""
    slip = complaint.slip_line
    near = (lines.at(slip), lines.at(complaint.line), *islice(lines.before(slip), 1))
    return (line for line in near if line.role is not Role.INSIDE)


def bad_escape(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A backslash in double quotes with a letter that means nothing there."""
    if "escape" not in complaint.problem and "hexdec" not in complaint.problem:
        return None
    line = lines.at(complaint.line)
    at = line.text.rfind("\\", 0, complaint.column)  # the two parsers point one character apart
    escape = _ESCAPE.match(line.text, max(at, 0))
    if at < 0 or escape is None:
        return None
    if _SURROGATE.match(escape[0]):
        message = f'The escape "{show(escape[0])}" stands for half a character.'
        return Trouble(CHARACTER_REFUSED, line.number, at + 1, message, "Write the character itself.")
    message = f'In double quotes a backslash starts an escape, and "{show(escape[0])}" is none.'
    if _looks_like_a_path(line.value):
        return broken(line.number, at, message, "Write the path with forward slashes.")
    return broken(line.number, at, message, "Put the text in single quotes, or in none.")


def _looks_like_a_path(text: str) -> bool:
    """Whether a quoted text begins as a Windows path does, or ends in the name of a file below a folder."""
    folder = text.find("\\")
    return bool(_PATH.match(text)) or (folder >= 0 and _FILE_NAME.search(text, folder) is not None)


def tab_indentation(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A line indented with a tab."""
    suspects = (lines.at(complaint.line), lines.at(complaint.slip_line), *lines.before(complaint.line))
    for line in islice(suspects, 3):
        at = line.indentation.find("\t")
        if at >= 0:
            message = f"Line {line.number} is indented with a tab."
            return broken(line.number, at, message, f"Use {_spaces(lines, line)} instead of tabs.")
    return None


def _spaces(lines: Lines, line: Line) -> str:
    above = next(lines.before(line.number), None)
    if above is None:
        return "no indentation"
    deeper = above.role is Role.KEY and not without_comment(above.value)
    return f"{above.content_at + 2 * deeper} spaces"


def odd_indentation(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A line indented with spaces that a word processor put there."""
    slip = complaint.slip_line
    for line in (lines.at(slip), lines.at(complaint.line), *islice(lines.before(complaint.line), 3)):
        found = _ODD.search(line.indentation)
        if found is not None and line.role is not Role.INSIDE:
            return odd_space(line.number, found.start(), found[0])
    return None


def odd_space(line: int, at: int, space: str) -> Trouble:
    """Says that a line is indented with a character that only looks like a space."""
    message = f"The indentation holds the character U+{ord(space):04X}, which only looks like a space."
    return broken(line, at, message, "Replace the indentation by ordinary spaces.")


def hard_space(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A key or a dash that is followed by a space of a word processor."""
    for line in (*_suspects(lines, complaint), *islice(lines.before(complaint.slip_line), 1, 3)):
        if line.role is not Role.INSIDE and (at := hard_space_in(line.content)):
            return broken(line.number, line.content_at + at, *no_ordinary_space(line.content, at))
    return None


def hard_space_in(content: str) -> int:
    """How many characters stand before such a space, which follows the first key or dash of a text; else 0."""
    found = _HARD.match(content)
    return found.end() if found else 0


def no_ordinary_space(content: str, at: int) -> tuple[str, str]:
    """Says that a key or a dash is followed by a space of a word processor, and how to mend it."""
    before = "the dash" if content.startswith("-") else f'"{show(content[:at])}"'
    message = f"Behind {before} stands a hard space, U+{ord(content[at]):04X}, which YAML takes for a letter."
    return message, f"Type an ordinary space behind {before}."


def wide_colon(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A full-width colon after a key."""
    for line in _suspects(lines, complaint):
        found = _WIDE_COLON.match(line.content)
        if found is not None:
            at = line.content_at + found.end() - 1
            message = "The key is followed by the full-width colon U+FF1A."
            key = show(found[0][:-1].rstrip())
            return broken(line.number, at, message, f'Write an ordinary colon and a space: "{key}: ".')
    return None


def tight_colon(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A key whose colon is not followed by a space."""
    for line in _suspects(lines, complaint):
        if line.role is Role.KEY:
            continue
        found = _TIGHT_COLON.match(line.content)
        if found is not None:
            return no_space(line.number, line.content_at + found.end() - 1, found[1])
    return None


def no_space(line: int, at: int, key: str) -> Trouble:
    """Says that a colon is not followed by a space."""
    message = f'After "{show(key)}:" there is no space, so YAML does not see a key.'
    return broken(line, at, message, f'Put a space after "{show(key)}:".')


def tight_dash(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A dash of a list that is not followed by a space."""
    for line in _suspects(lines, complaint):
        if not line.dash and _TIGHT_DASH.match(line.content):
            message = f'After the dash in "{show(line.content)}" there is no space, so YAML does not see a list.'
            return broken(line.number, line.content_at, message, "Put a space after the dash.")
    return None


def reserved_start(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A text that starts with a sign that YAML keeps for itself."""
    line = lines.at(complaint.line)
    at = complaint.column - 1
    if line.text[at : at + 1] in {"@", "`", "%"} and "cannot start" in complaint.problem:
        rest = line.text[at:].rstrip() if at == line.value_at else re.split("[],}]", line.text[at:])[0]
        return starts_with(line, at, rest)
    if line.role is Role.KEY or line.dash:
        if line.opens_block or complaint.column <= line.value_at:
            return None
        if RESERVED.match(line.value):
            return starts_with(line, line.value_at, line.value)
    return None


def misplaced_sign(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A line that starts with a sign that YAML keeps for itself."""
    line = lines.at(complaint.slip_line)
    sign = line.content[:1]
    if line.role not in {Role.KEY, Role.TEXT} or not sign or sign not in "@`%*&!|>,]}":
        return None
    message = f'The line starts with "{sign}", which YAML keeps for itself.'
    return broken(line.number, line.content_at, message, f'Remove the "{sign}", or put the text in double quotes.')


def starts_with(line: Line, at: int, text: str) -> Trouble:
    """Says that a text starts with a sign that YAML keeps for itself."""
    message = f'The text starts with "{show(text[0])}", which YAML keeps for itself.'
    if number := _AT_LEAST.match(text):
        return broken(line.number, at, message, f"Write {line.prefix}at least {number[1]}.")
    prefix = line.prefix if at == line.value_at else ""
    mend = f"Put the text in double quotes: {written(prefix, without_comment(text))}."
    return broken(line.number, at, message, mend)


def missing_key(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A colon with nothing before it."""
    line = lines.at(complaint.line)
    if line.content == ":" or line.content.startswith(": "):
        return nameless(line.number, line.content_at)
    return None


def nameless(line: int, at: int) -> Trouble:
    """Says that a value stands under no key."""
    message = "The value has no key before its colon."
    return out_of_place(line, at, message, "Write the key before the colon.")
