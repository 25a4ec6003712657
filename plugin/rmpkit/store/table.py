"""A table that somebody keeps elsewhere, as a workbook or as text: heads, and rows of cells, each with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_ROWS = 10_000
"""Rows that are read; a register that people talk about has a few hundred."""

MOST_COLUMNS = 200
"""Columns that are read."""

LONGEST_CELL = 32_767
"""Characters of a cell, as many as a workbook can hold."""


class TableRefusedError(Exception):
    """The table cannot be read: what happened, and how to mend it."""

    def __init__(self, happened: str, mend: str) -> None:
        super().__init__(f"{happened} {mend}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    text: str
    """What it says, without spaces around it; a day as `YYYY-MM-DD` where the table itself knows that it is one."""

    trouble: tuple[str, str] | None = None
    """Why it cannot be read: what happened, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the heads."""

    number: int
    """As the program that made the table counts, from 1."""

    cells: tuple[Cell, ...]
    """One for each head."""


@dataclass(frozen=True, slots=True)
class Table:
    """What was read."""

    head_row: int
    """The row in which the heads stand."""

    heads: tuple[str, ...]
    """What the columns are called; empty for a column without a head."""

    rows: tuple[Row, ...]
    """The rows that say anything."""

    hidden: tuple[str, ...] = ()
    """What of it is not seen when the table is open: `row 3`, `column D`."""

    headless: tuple[str, ...] = ()
    """Columns that say something and have no head: they are left out."""


def table_of(grid: Iterator[tuple[int, Sequence[Cell]]], head_at: int | None = None) -> Table:
    """A table from its rows, whose first one that says anything holds the heads.

    Args:
        grid: the rows with their numbers.
        head_at: the row with the heads, where it is another; what stands above is passed over.

    Raises:
        TableRefusedError: there is no such row, or more is there than is read.
    """
    head_row, heads, rows = 0, tuple[str, ...](), list[Row]()
    headless: dict[str, None] = {}
    for number, cells in grid:
        _refuse_if_huge(number, cells)
        if not any(cell.text or cell.trouble for cell in cells) or (head_at is not None and number < head_at):
            continue
        if not head_row:
            head_row, heads = number, _heads(cells)
            continue
        if len(rows) == MOST_ROWS:
            raise TableRefusedError(f"There are more than {MOST_ROWS:,} rows.", "Remove those that are not wanted.")
        beyond = [at for at, cell in enumerate(cells) if at >= len(heads) and (cell.text or cell.trouble)]
        if len(heads) == 1 and beyond:
            raise _no_heads(head_row, number)
        headless.update(dict.fromkeys(column_name(at) for at in beyond))
        rows.append(Row(number, (*cells[: len(heads)], *(Cell("") for _ in range(len(heads) - len(cells))))))
    if not head_row:
        raise TableRefusedError("The table is empty.", "Name one with a row of heads and a row for each record.")
    return Table(head_row, heads, tuple(rows), headless=tuple(headless))


def _heads(cells: Sequence[Cell]) -> tuple[str, ...]:
    heads = [" ".join(cell.text.split()) for cell in cells]
    while heads and not heads[-1]:
        heads.pop()
    return tuple(heads)


def _no_heads(head_row: int, number: int) -> TableRefusedError:
    return TableRefusedError(
        f"Row {head_row}, the first that says anything, has one cell, and row {number} has more.",
        f"Name the row with the heads: --head-row {number}.",
    )


def _refuse_if_huge(number: int, cells: Sequence[Cell]) -> None:
    wide = next((at for at, cell in enumerate(cells) if at >= MOST_COLUMNS and cell.text), None)
    if wide is not None:
        raise TableRefusedError(f"Row {number} has more than {MOST_COLUMNS} columns.", "Remove those beyond.")
    long = next((at for at, cell in enumerate(cells) if len(cell.text) > LONGEST_CELL), None)
    if long is not None:
        raise TableRefusedError(
            f"The cell in row {number}, column {column_name(long)} has {len(cells[long].text):,} characters; "
            f"{LONGEST_CELL:,} is the most.",
            "Shorten it.",
        )


def column_name(at: int) -> str:
    """What a column is called in a workbook: A, B ... Z, AA; counted from 0 here."""
    name, rest = "", at + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
