"""How a table kept elsewhere is to be read: which column is which key, what its words mean, which way round days are.

Nothing of it is guessed: it is asked, given as options, or kept in a file such as this one::

    columns:
      Ref: id
      Risk owner: owner
      RAG: "-"
    words:
      likelihood:
        Likely: 4
    dates: day-first
"""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import PlainValidator, TypeAdapter, ValidationError

from rmpkit.model.amounts import Count
from rmpkit.model.finding import Place
from rmpkit.model.misfit import Misfit
from rmpkit.model.record import INTERNAL_RECORD, Record
from rmpkit.model.scalars import Choice, Line
from rmpkit.model.showing import show
from rmpkit.store.document import Data
from rmpkit.store.emission import emit
from rmpkit.store.reading import read_document
from rmpkit.store.spelling import spelt
from rmpkit.store.wording import worded

LEFT_OUT = "-"
"""What stands for a key where a column is not wanted."""


class DateOrder(Choice):
    """Which way round a table writes days."""

    DAY_FIRST = "day-first"
    """05/03/2026 is in March."""
    MONTH_FIRST = "month-first"
    """05/03/2026 is in May."""
    ISO = "iso"
    """2026-03-05, and nothing else."""


def read_prefix(value: object) -> str:
    """What stands before the number of an id: `R-`, `R-N`."""
    text = str(value).strip()
    if re.fullmatch(r"[A-Z]{1,3}-[A-Z]?", text):
        return text
    raise Misfit(f'"{show(text)}" is not the beginning of an id.', "Write capitals and a hyphen, such as R- or R-N.")


class Legend(Record):
    """How a table is to be read."""

    columns: Annotated[Mapping[Line, Line], INTERNAL_RECORD] = {}
    """For the head of a column the key that it holds; `-` where it is not wanted."""

    words: Annotated[Mapping[Line, Mapping[Line, Line]], INTERNAL_RECORD] = {}
    """For a key what the table's words stand for: `likelihood: {Likely: 4}`."""

    dates: Annotated[DateOrder | None, INTERNAL_RECORD] = None
    """Which way round days are written; days as `2026-03-05` are always read."""

    id_prefix: Annotated[str | None, PlainValidator(read_prefix), INTERNAL_RECORD] = None
    """What is put before bare numbers to make ids of them: `R-`."""

    sheet: Annotated[Line | None, INTERNAL_RECORD] = None
    """The sheet of the workbook."""

    head_row: Annotated[Count | None, INTERNAL_RECORD] = None
    """The row with the heads, where it is not the first that says anything."""

    def over(self, below: "Legend") -> "Legend":
        """This legend laid over another: what it says holds, the rest is the other's."""
        keys = {**below.words, **self.words}
        return below.model_copy(
            update={
                "columns": {**below.columns, **self.columns},
                "words": {key: {**below.words.get(key, {}), **self.words.get(key, {})} for key in keys},
                "dates": self.dates or below.dates,
                "id_prefix": self.id_prefix or below.id_prefix,
                "sheet": self.sheet or below.sheet,
                "head_row": self.head_row or below.head_row,
            }
        )


class LegendUnreadableError(Exception):
    """The file of a legend cannot be read: each line says where and why."""


def read_legend(raw: bytes, file: str) -> Legend:
    """Read the file that keeps a legend.

    Raises:
        LegendUnreadableError: not all of it can be read.
    """
    document, troubles = read_document(raw, file=file, plan=None)
    lines = [_line(found.place or Place(file, 1, 1), found.message, found.mend) for found in troubles]
    if not lines:
        try:
            return TypeAdapter(Legend).validate_python(_plain(document.data), by_alias=True, by_name=False)
        except ValidationError as error:
            for unfit in worded(error.errors(include_url=False), Legend, "mapping"):
                place = (document.key_place if unfit.at_key else document.value_place)(unfit.path)
                lines.append(_line(place or Place(file, 1, 1), unfit.happened, unfit.mend))
    raise LegendUnreadableError("\n".join(lines))


def legend_text(legend: Legend) -> str:
    """The text of the file that keeps a legend."""
    written = spelt(legend)
    return emit(written) if isinstance(written, Mapping) and written else "# Nothing had to be asked or given.\n"


def _plain(data: Data) -> Data:
    return data if data is not None else {}


def _line(place: Place, happened: str, mend: str) -> str:
    return f"{show(place.file, 300)}:{place.line}:{place.column} {happened} {mend}"
