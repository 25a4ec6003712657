"""Tables as text: one line a row, with commas, semicolons or tabs between the cells."""

import csv
import io
from collections.abc import Iterator, Sequence

from rmpkit.model.showing import show
from rmpkit.store.endings import BOM
from rmpkit.store.table import LONGEST_CELL, MOST_COLUMNS, Cell, Table, TableRefusedError, table_of

_SEPARATORS: dict[str, str] = {",": "comma", ";": "semicolon", "\t": "tab"}


def read(raw: bytes, head_at: int | None = None) -> Table:
    """Read the bytes of a table.

    Raises:
        TableRefusedError: it is not UTF-8, or its rows cannot be told apart.
    """
    text = _text(raw)
    heads = "\n".join(io.StringIO(text, newline=None).read().split("\n")[(head_at or 1) - 1 :])
    return table_of(_rows(text, _separator(heads)), head_at)


def _text(raw: bytes) -> str:
    body = raw.removeprefix(BOM)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start]
        line = before.count(b"\n") + 1
        at = error.start - (before.rfind(b"\n") + 1) + 1
        raise TableRefusedError(
            f"The file is not UTF-8: it holds the byte 0x{body[error.start]:02X} in line {line}, as byte {at} of it.",
            "Save it as CSV UTF-8, or as .xlsx.",
        ) from None
    if "\0" in text:
        raise TableRefusedError("The file is no text: it holds the byte 0x00.", "Save it as CSV UTF-8, or as .xlsx.")
    return text


def _separator(text: str) -> str:
    """What stands between the cells: the sign that parts the heads.

    Raises:
        TableRefusedError: two signs could be it.
    """
    head = next((line for line in io.StringIO(text, newline=None) if line.strip(" ,;\t\n")), "")
    found = {sign: len(next(csv.reader([head], delimiter=sign), [])) for sign in _SEPARATORS}
    several = [sign for sign, count in found.items() if count > 1]
    if len(several) > 1:
        named = " and ".join(_SEPARATORS[sign] for sign in several)
        raise TableRefusedError(
            f"The heads can be parted by {named}: {show(head.strip())}.", "Put each head in double quotes."
        )
    return several[0] if several else ","


def _rows(text: str, separator: str) -> Iterator[tuple[int, Sequence[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    csv.field_size_limit(LONGEST_CELL * 4)
    number = 0
    while True:
        line = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = (
                f"a cell has more than {LONGEST_CELL:,} characters"
                if "field larger" in str(error)
                else "a quote is not closed, or more follows it"
            )
            raise TableRefusedError(
                f"The row that begins in line {line + 1} cannot be read: {what}.",
                "Mend the quotes of that cell, or save the table as .xlsx.",
            ) from None
        number += 1
        yield number, [Cell(_unix(cell)) for cell in cells[: MOST_COLUMNS + 1]]


def _unix(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()
