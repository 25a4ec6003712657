"""Tables in workbooks (.xlsx), read without trust: what a file unpacks to is counted before it is unpacked."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from rmpkit.model.misfit import nearest
from rmpkit.model.showing import show
from rmpkit.store.table import Cell, Table, TableRefusedError, column_name, table_of

MOST_MEMBERS = 1_000
"""Files inside a workbook."""

MOST_UNPACKED = 100_000_000
"""Bytes of all of them, unpacked."""

MOST_RATIO = 200
"""How many times larger a file may become when it is unpacked, where it is large then."""

_LARGE = 5_000_000
"""Bytes from which a file is large; a small one may well be all alike."""

_LAST_ROW = 1_048_576
"""The last row that a workbook can have."""

_AGAIN = "Open it in the program that made it, and save it as .xlsx again."


class NoReaderError(Exception):
    """What reads workbooks is not installed."""


def read(raw: bytes, sheet: str | None, head_at: int | None = None) -> Table:
    """Read the bytes of a workbook: one sheet of it, the values of its formulas, nothing else.

    Raises:
        NoReaderError: the extra is not installed.
        TableRefusedError: it cannot be read, or is not to be trusted.
    """
    _refuse_if_untrusted(raw)
    _require_reader()
    with _trusted():
        table = table_of(_walked(raw, sheet), head_at)
        return replace(table, hidden=tuple(_hidden(raw, sheet, table)))


def _require_reader() -> None:
    try:
        import defusedxml.ElementTree  # noqa: F401, PLC0415 - an extra: openpyxl uses it where it is there
        import openpyxl.xml  # noqa: PLC0415 - likewise
    except ImportError:
        raise NoReaderError from None
    if not openpyxl.xml.DEFUSEDXML:
        raise NoReaderError


def _refuse_if_untrusted(raw: bytes) -> None:
    """Look at the list of what a file holds, before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError, OSError):
        raise TableRefusedError("The file is no workbook of the kind .xlsx.", _AGAIN) from None
    unpacked = sum(member.file_size for member in members)
    if any(member.flag_bits & 1 for member in members):
        raise TableRefusedError("The workbook is locked with a password.", "Save it without one.")
    if len(members) > MOST_MEMBERS:
        raise TableRefusedError(
            f"The workbook holds {len(members):,} files; {MOST_MEMBERS:,} is the most.", "Name another."
        )
    if unpacked > MOST_UNPACKED:
        raise TableRefusedError(
            f"The workbook unpacks to {unpacked:,} bytes; {MOST_UNPACKED:,} is the most.",
            "Save the sheet that is wanted as a workbook of its own.",
        )
    for member in members:
        if member.file_size > _LARGE and member.file_size > MOST_RATIO * max(1, member.compress_size):
            raise TableRefusedError(
                f"{show(member.filename)} in the workbook unpacks to more than {MOST_RATIO} times its size.",
                "Save the sheet that is wanted as a workbook of its own.",
            )


@contextmanager
def _trusted() -> Iterator[None]:
    """A workbook while it is read: whatever goes wrong is a workbook that cannot be read."""
    try:
        yield
    except TableRefusedError:
        raise
    except Exception as error:  # noqa: BLE001 - the reader lets anything out that a broken or hostile file causes
        if _of_entities(error):
            raise TableRefusedError(
                "The workbook defines XML entities, which no spreadsheet program writes.", _AGAIN
            ) from None
        raise TableRefusedError("The workbook cannot be read.", _AGAIN) from None


def _of_entities(error: BaseException | None) -> bool:
    """Whether an error, or one that it came from, refuses XML entities."""
    while error is not None:
        if type(error).__module__.startswith("defusedxml"):
            return True
        error = error.__cause__ or error.__context__
    return False


def _walked(raw: bytes, sheet: str | None) -> Iterator[tuple[int, Sequence[Cell]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra, and half a second

    written = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
    shown = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    name = _chosen(shown, sheet)
    values = _rows(shown[name])
    for number, (formulas, row) in enumerate(zip(_rows(written[name]), values, strict=True), 1):
        if number > _LAST_ROW:
            raise TableRefusedError(f"The sheet goes on below row {_LAST_ROW:,}.", _AGAIN)
        yield number, [_cell(value, formula) for value, formula in zip(row, formulas, strict=True)]


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - a sheet that is only read; its stub knows none
    sheet.reset_dimensions()  # what a file says of its own size need not be so
    for row in sheet.iter_rows():
        yield tuple(row)


def _hidden(raw: bytes, sheet: str | None, table: Table) -> Iterator[str]:
    """What a filter or a hand has hidden among the rows and the columns that were read."""
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415 - an extra
    from openpyxl import load_workbook  # noqa: PLC0415 - likewise

    book = load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
    opened: Any = book[_chosen(book, sheet)]
    read = {row.number for row in table.rows}
    number = 0
    with opened._get_source() as source:  # noqa: SLF001 - a sheet that is only read tells nothing of it otherwise
        for _, element in iterparse(source):
            kind, away = element.tag.rpartition("}")[2], element.get("hidden") in ("1", "true")
            if kind == "row":
                number = int(element.get("r", number + 1))
                if away and number in read:
                    yield f"row {number}"
            elif kind == "col" and away:
                first, last = int(element.get("min", 1)), min(int(element.get("max", 1)), len(table.heads))
                yield from (f"column {column_name(at)}" for at in range(first - 1, last) if table.heads[at])
            if kind in ("c", "row"):
                element.clear()


def _chosen(workbook: Any, named: str | None) -> str:  # noqa: ANN401 - see _rows
    """The sheet that is meant.

    Raises:
        TableRefusedError: there is no such sheet, or several and none is named.
    """
    names = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if named is None and len(names) == 1:
        return str(names[0])
    listed = ", ".join(f'"{show(name)}"' for name in names[:10])
    if named is None:
        raise TableRefusedError(f"The workbook has {len(names)} sheets.", f"Name one with --sheet: {listed}.")
    if named in names:
        return named
    near = nearest(named, names)
    mend = f'Write --sheet "{show(near)}".' if near else f"Name one of {listed}."
    raise TableRefusedError(f'The workbook has no sheet "{show(named)}".', mend)


def _cell(value: Any, formula: Any) -> Cell:  # noqa: ANN401 - cells of the reader
    if formula.data_type == "f" and value.value is None:
        return Cell("", ("The cell holds a formula whose value was never worked out.", _AGAIN))
    if value.data_type == "e":
        return Cell(str(value.value), (f'The formula in the cell gives "{show(str(value.value))}".', "Mend it there."))
    return Cell(_text(value.value))


def _text(value: object) -> str:
    """A value as an author would have written it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        midnight = value.time() == time.min
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, float):
        number = Decimal(repr(value))
        return f"{number.to_integral_value() if number == number.to_integral_value() else number:f}"
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
