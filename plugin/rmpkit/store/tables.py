"""Which reader a table needs, by the ending of its name."""

from pathlib import Path

from rmpkit.model.showing import show
from rmpkit.store import delimited, worksheet
from rmpkit.store.table import Table, TableRefusedError

MAX_BYTES = 20_000_000
"""The largest file that is read."""


def read_table(path: Path, *, sheet: str | None = None, head_row: int | None = None) -> Table:
    """Read a table, `.csv` or `.xlsx`.

    Args:
        path: the file.
        sheet: the sheet of a workbook; its only one where none is named.
        head_row: the row with the heads; the first that says anything where none is named.

    Raises:
        TableRefusedError: it cannot be read, or is not to be trusted.
        OSError: the file cannot be opened.
    """
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        named = show(str(path), 300)
        raise TableRefusedError(f"{named} is neither .xlsx nor .csv.", "Save the table as one of the two.")
    with path.open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise TableRefusedError(
            f"{show(path.name)} has more than {MAX_BYTES:,} bytes.",
            "Save the rows that are wanted as a file of their own.",
        )
    if ending == ".csv":
        if sheet is not None:
            raise TableRefusedError(f"{show(path.name)} has no sheets.", "Leave --sheet out.")
        return delimited.read(raw, head_row)
    return worksheet.read(raw, sheet, head_row)
