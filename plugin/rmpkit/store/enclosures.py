"""Slips of quotes and brackets: never closed, or closed too early."""

from rmpkit.model.showing import show
from rmpkit.store.complaint import Complaint, broken, in_quotes, written
from rmpkit.store.lines import Line, Lines, Role
from rmpkit.store.slips import without_comment
from rmpkit.store.spans import Span
from rmpkit.store.trouble import Trouble

_NAMES = {
    '"': ("The double quote", '"'),
    "'": ("The single quote", "'"),
    "[": ('The bracket "["', "]"),
    "{": ('The brace "{"', "}"),
}


def enclosure(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A quote or a bracket that is not closed, or that is closed before its text ends."""
    for span in lines.spans:
        if span.line > complaint.line:
            return None
        if span.closed_line is None:
            return never_closed(span.mark, span.line, span.column)
        if span.closed_line == complaint.line and _goes_on(span.after):
            return _closed_early(lines.at(span.line), span)
    return None


def never_closed(mark: str, line: int, column: int) -> Trouble:
    """Says that a quote or a bracket is opened and not closed."""
    name, closing = _NAMES[mark]
    where = "at the end of the text" if mark in "\"'" else "after the last item"
    message = f"{name} that opens on line {line} is never closed."
    return broken(line, column - 1, message, f"Close it with {closing} {where}.")


def _goes_on(after: str) -> bool:
    rest = after.lstrip()
    return bool(rest) and rest[0] not in "#:" and not (rest[0] in ",]}" and after == rest)


def _closed_early(line: Line, span: Span) -> Trouble:
    at = span.closed_column - 1
    if span.mark == "'" and span.after[:1].isalpha() and span.closed_line == span.line:
        message = f"The apostrophe at column {span.closed_column} ends the text that a single quote began."
        inner = line.value.removeprefix("'").removesuffix("'")
        return broken(line.number, at, message, _quote_all(line, inner))
    rest = show(span.after.strip(), 40)
    ended = f'The text starts with {span.mark} and goes on after the closing sign: "{rest}".'
    if span.closed_line != span.line:
        return broken(span.closed_line or span.line, at, ended, "Put the whole text inside one pair of quotes.")
    return broken(line.number, at, ended, _quote_all(line, without_comment(line.value)))


def _quote_all(line: Line, text: str) -> str:
    whole = in_quotes(text)
    kind = "double" if whole[0] == '"' else "single"
    return f"Put the whole text in {kind} quotes: {written(line.prefix, text)}."


def colon_in_text(lines: Lines, complaint: Complaint) -> Trouble | None:
    """A colon and a space in a text that is not in quotes."""
    line = lines.at(complaint.line)
    at = complaint.column - 1
    if line.text[at : at + 1] != ":" or line.role not in {Role.KEY, Role.ITEM, Role.TEXT}:
        return None
    if line.role is Role.KEY and at > line.value_at and line.value[:1] not in {"[", "{"}:
        return _colon(line, at, without_comment(line.value))
    if line.value[:1] in {"[", "{"} and at > line.value_at:
        text = line.text[max(line.text.rfind(sign, 0, at) for sign in "[{,:") + 1 : at].strip()
        message = f'The colon after "{show(text)}" starts a new key, and no key can stand there.'
        return broken(line.number, at, message, "Put the text that holds the colon in double quotes.")
    above = next(lines.before(line.number), None)
    continues = above is not None and line.indent > above.content_at and line.key is not None
    if continues and " " in (line.key or ""):
        return _colon_in_long_text(line, at)
    return None


def _colon(line: Line, at: int, text: str) -> Trouble:
    message = f'The text "{show(text)}" has a colon followed by a space, which YAML takes for a new key.'
    return broken(line.number, at, message, f"{_quote_all(line, text)}")


def _colon_in_long_text(line: Line, at: int) -> Trouble:
    message = f'The text goes on with "{show(line.content)}", and YAML takes its colon for a new key.'
    return broken(line.number, at, message, "Put the whole text in double quotes, or in a block text after |.")
