"""What the parser said when it gave up; the author never sees it."""

from dataclasses import dataclass

from rmpkit.model.showing import show
from rmpkit.store.kinds import SYNTAX_BROKEN
from rmpkit.store.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Complaint:
    """Where the parser gave up, and why it says it did."""

    line: int
    """Where it gave up: counted from 1. The author's slip is here or above."""

    column: int
    """Counted from 1."""

    problem: str
    """Its own words."""

    began: tuple[int, int] | None = None
    """Line and column of what it was reading."""

    @property
    def slip_line(self) -> int:
        """The line to suspect first: where a key began whose colon never came, or where it gave up."""
        return self.began[0] if self.began and "':'" in self.problem else self.line


def broken(line: int, at: int, message: str, mend: str) -> Trouble:
    """A broken syntax; `at` counts the characters before the place."""
    return Trouble(SYNTAX_BROKEN, line, at + 1, message, mend)


def out_of_place(line: int, at: int, message: str, mend: str) -> Trouble:
    """The same, where a slip above may have moved the lines it is judged by."""
    return Trouble(SYNTAX_BROKEN, line, at + 1, message, mend, echo=True)


def in_quotes(text: str) -> str:
    """The text as a quoted one that says the same: in double quotes where it can be."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def written(prefix: str, text: str) -> str:
    """A mended line, ready to be shown."""
    return show(f"{prefix}{in_quotes(text)}")
