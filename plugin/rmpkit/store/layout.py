"""Slips of indentation, and lines that belong to nothing."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from rmpkit.model.showing import show
from rmpkit.store.complaint import Complaint, broken, out_of_place
from rmpkit.store.lines import PLAUSIBLE_KEY, Line, Lines, Role
from rmpkit.store.slips import without_comment
from rmpkit.store.trouble import Trouble

_COMMENT_START = re.compile(r"\s#")


def block_text(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A line of a block text that starts too far to the left."""
    for line in (lines.at(complaint.slip_line), lines.at(complaint.line)):
        if line.role is Role.INSIDE:
            return _ragged(lines, line)
        if line.role in {Role.TEXT, Role.KEY}:
            header = _header_above(lines, line)
            if header is not None:
                return _outdented(lines, header)
    return None


def _header_above(lines: Lines, line: Line) -> Line | None:
    """The line that opens the block text a line fell out of."""
    if line.role is Role.KEY and PLAUSIBLE_KEY.fullmatch(line.key or ""):
        return None
    for above in lines.before(line.number):
        if above.opens_block:
            return above
        if above.role not in {Role.INSIDE, Role.TEXT}:
            return None
    return None


def _ragged(lines: Lines, line: Line) -> Trouble | None:
    """A line of a block text that starts left of the first one, which sets the indentation."""
    header = next((above for above in lines.before(line.number) if above.role is not Role.INSIDE), None)
    if header is None or not header.opens_block:
        return None
    first = next(lines.after(header.number))
    if line.indent >= first.indent:
        return None
    message = f'The line starts further left than the first line of the text under "{show(header.content, 40)}".'
    return broken(line.number, line.indent, message, f"Indent both lines by {line.indent} spaces.")


def _outdented(lines: Lines, header: Line) -> Trouble:
    first = next(line for line in lines.after(header.number) if line.role is not Role.INSIDE)
    least = header.content_at + 2
    message = f'The text under "{show(header.content)}" starts too far to the left.'
    return broken(first.number, first.indent, message, f"Indent it by at least {least} spaces.")


def cut_by_comment(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A text that a number sign cuts short, and that goes on below."""
    line = lines.at(complaint.slip_line)
    above = next(lines.before(line.number), None)
    if line.role is not Role.TEXT or above is None or line.indent <= above.content_at:
        return None
    sign = _COMMENT_START.search(above.text, above.value_at)
    if above.role is not Role.KEY or sign is None:
        return None
    comment = show(above.text[sign.start() + 1 :], 40)
    message = f'The text stops at "{comment}", which is a comment to YAML, and goes on below it.'
    return broken(above.number, sign.start() + 1, message, "Put the whole text in double quotes.")


def indented_start(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A first key that is indented, where the others are not."""
    first = next((line for line in lines.all if line.role is not Role.BLANK), None)
    line = lines.at(complaint.line)
    if first is None or first.key is None or line.key is None or not line.indent < first.indent:
        return None
    message = f'The key "{show(first.key)}" starts at column {first.indent + 1}; those below it start further left.'
    return out_of_place(first.number, first.indent, message, f"Start it at column {line.indent + 1}.")


def wrong_indentation(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A key or a dash that does not start where those beside it do."""
    line = lines.at(complaint.slip_line)
    if line.role not in {Role.KEY, Role.ITEM}:
        return None
    levels = _open_levels(takewhile(lambda above: above.number < line.number, lines.all))
    above = next(lines.before(line.number), None)
    fitting = sorted({column for column, is_list in levels if is_list == line.dash})
    if above is None or not fitting:
        return None
    if line.indent in fitting:
        return _dash_and_key(line) if (line.indent, not line.dash) in levels else None
    name = f'The key "{show(line.key or "")}"' if not line.dash else "The dash"
    expected = min(fitting, key=lambda column: (abs(column - line.indent), -column))
    message = f"{name} starts at column {line.indent + 1}; those beside it start at column {expected + 1}."
    return out_of_place(line.number, line.indent, message, f"Start it at column {expected + 1}.")


def _open_levels(above: Iterable[Line]) -> list[tuple[int, bool]]:
    """The columns at which keys (False) and dashes (True) can go on."""
    levels: list[tuple[int, bool]] = []
    for line in above:
        for column, is_list in _starts(line):
            while levels and (levels[-1][0] > column or (levels[-1][0] == column and levels[-1][1] and not is_list)):
                levels.pop()
            if (column, is_list) not in levels[-2:]:
                levels.append((column, is_list))
    return levels


def _starts(line: Line) -> Iterator[tuple[int, bool]]:
    if line.dash:
        yield line.indent, True
    if line.role is Role.KEY:
        yield line.content_at, False


def _dash_and_key(line: Line) -> Trouble:
    what = "A dash stands where a key is expected" if line.dash else "A key stands where a dash is expected"
    message = f'{what}: "{show(line.content, 40)}".'
    return out_of_place(line.number, line.indent, message, "Indent it as the lines it belongs to.")


def misplaced_dash(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A list below a key that has a value, or among keys."""
    line = lines.at(complaint.slip_line)
    above = next(lines.before(line.number), None)
    if not line.dash or above is None:
        return None
    if above.role is Role.KEY and without_comment(above.value):
        message = f'The key "{show(above.key or "")}" has a value already, and a list starts below it.'
        return out_of_place(line.number, line.indent, message, "Remove the value or the list.")
    return _dash_and_key(line)


def stray_line(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A line of text that belongs to no key."""
    line = lines.at(complaint.slip_line)
    return stray(line) if line.role in {Role.TEXT, Role.ITEM} else None


def stray(line: Line) -> Trouble:
    """Says that a line belongs to nothing."""
    message = f'The line "{show(line.content)}" is neither a key with a value nor part of a text.'
    if PLAUSIBLE_KEY.fullmatch(line.content):
        return broken(line.number, line.content_at, message, f'Put a colon after it: "{show(line.content)}:".')
    mend = "Remove the line, or put # before it to keep it as a comment."
    return broken(line.number, line.content_at, message, mend)
