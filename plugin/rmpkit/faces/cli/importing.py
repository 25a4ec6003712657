"""`rmp import`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from rmpkit.faces.cli import terminal
from rmpkit.faces.cli.reading import as_of_option, data_option, loaded_to_write
from rmpkit.faces.cli.reasons import Halted, reason, unwritten
from rmpkit.faces.cli.saving import save_all
from rmpkit.faces.clock import today_or
from rmpkit.model.misfit import Misfit
from rmpkit.model.record import Part
from rmpkit.model.showing import printable, show
from rmpkit.operations.columns import Question, keys_of, questions
from rmpkit.operations.importing import REGISTERS, Import, UnknownPlanError, plan_of, read_into
from rmpkit.operations.meanings import word_meant
from rmpkit.operations.redraft import NotWrittenError
from rmpkit.report.importing import Fate, render
from rmpkit.store.legend import (
    LEFT_OUT,
    DateOrder,
    Legend,
    LegendUnreadableError,
    legend_text,
    read_legend,
    read_prefix,
)
from rmpkit.store.saving import SavingRefusedError, save
from rmpkit.store.table import Table, TableRefusedError
from rmpkit.store.tables import read_table
from rmpkit.store.worksheet import NoReaderError

_MOST_ASKED = 40
"""Words that are asked for; a column with more of them holds something else."""

_MOST_NAMED = 20
"""Rows and columns that are named one by one."""

_UNPLACED = (
    "There are new records, and the plan has several parts. "
    "Write --part joint for what the parties share, or --part internal."
)


@click.command("import")
@click.argument("register", type=click.Choice(REGISTERS))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", "relationship", metavar="RELATIONSHIP", required=True, help="The relationship to read it into.")
@click.option("--write", "write_", is_flag=True, help="Write what can be read; without it nothing is written.")
@click.option("--part", type=click.Choice(["joint", "internal", "restricted"]), help="Where new records are to stand.")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook that has several.")
@click.option(
    "--head-row", type=click.IntRange(min=1), metavar="ROW", help="The row with the heads, where a title stands above."
)
@click.option(
    "--column", "columns", multiple=True, metavar="HEAD=KEY", help="Which key a column holds; HEAD=- leaves it out."
)
@click.option(
    "--word", "words", multiple=True, metavar="KEY:WORD=VALUE", help="What a word stands for: likelihood:Likely=4."
)
@click.option(
    "--dates", type=click.Choice([order.value for order in DateOrder]), help="Which way round the table writes days."
)
@click.option("--id-prefix", metavar="PREFIX", help="What makes ids of bare numbers: R- or R-N.")
@click.option("--map", "map_", type=click.Path(path_type=Path), help="A file that keeps all of these.")
@click.option("--save-map", type=click.Path(path_type=Path), help="Keep what was asked or given in this new file.")
@data_option
@as_of_option
def command(
    *,
    register: str,
    file: Path,
    relationship: str,
    write_: bool,
    part: str | None,
    sheet: str | None,
    head_row: int | None,
    columns: Sequence[str],
    words: Sequence[str],
    dates: str | None,
    id_prefix: str | None,
    map_: Path | None,
    save_map: Path | None,
    data: Path,
    as_of: date | None,
) -> None:
    """Read risks, actions or issues from FILE, .xlsx or .csv, and show what is new, what differs, what cannot be read.

    Exits with 0 when all of it can be read, 1 when something cannot, 2 when FILE, an option or the plan is refused.
    """
    given = _given(columns, words, dates, id_prefix, sheet).model_copy(update={"head_row": head_row})
    legend = given.over(_kept(map_)) if map_ else given
    try:
        table = read_table(file, sheet=legend.sheet, head_row=legend.head_row)
        read = loaded_to_write(data)
        plan = plan_of(read, relationship)
        legend = _asked(table, legend, register)
        found = read_into(
            read,
            plan,
            register,
            table,
            legend,
            part=Part.named(part) if part else None,
            today=today_or(as_of),
        )
    except NoReaderError:
        raise click.UsageError(
            "Workbooks are read with the extra xlsx, which is not installed. "
            "Install rmpkit[xlsx], or save the table as CSV."
        ) from None
    except (TableRefusedError, UnknownPlanError, NotWrittenError) as error:
        raise Halted(str(error)) from None
    except OSError as error:
        raise Halted(f"{show(str(file), 300)} cannot be read: {reason(error).happened}.") from None
    click.echo(render(found.taken, found.slips), nl=False)
    if table.hidden:
        click.echo(printable(f"Read as well, though the workbook hides it: {_some(table.hidden)}."), err=True)
    if table.headless:
        columns = [f"column {each}" for each in table.headless]
        click.echo(f"Left out, because no head stands above: {_some(columns)}.", err=True)
    if write_ and found.unplaced:
        raise click.UsageError(_UNPLACED)
    if save_map:
        _save_map(save_map, legend, again=map_ is not None and save_map.absolute() == map_.absolute())
    if write_:
        save_all(found.redraft, data)
    click.echo(printable(_summary(found, table.head_row, written=write_)), err=True)
    raise SystemExit(int(bool(found.slips)))


def _given(
    columns: Sequence[str], words: Sequence[str], dates: str | None, id_prefix: str | None, sheet: str | None
) -> Legend:
    """What the options say of the table."""
    meanings: dict[str, dict[str, str]] = {}
    for word in words:
        key, colon, rest = word.partition(":")
        text, equals, meant = rest.rpartition("=")
        if not (colon and equals and key and text and meant):
            raise click.UsageError(
                f'--word "{word}" says nothing. Write a key, a word and a value: likelihood:Likely=4.'
            )
        meanings.setdefault(key, {})[text] = meant
    heads: dict[str, str] = {}
    for column in columns:
        head, equals, key = column.rpartition("=")
        if not (equals and head and key):
            raise click.UsageError(f'--column "{column}" says nothing. Write a head and a key: "Risk owner=owner".')
        heads[" ".join(head.split())] = key
    try:
        prefix = read_prefix(id_prefix) if id_prefix is not None else None
    except Misfit as misfit:
        raise click.UsageError(f"--id-prefix: {misfit.happened} {misfit.mend}") from None
    order = DateOrder(dates) if dates else None
    said = {"columns": heads, "words": meanings, "dates": order, "id_prefix": prefix, "sheet": sheet}
    return Legend().model_copy(update=said)


def _kept(file: Path) -> Legend:
    try:
        return read_legend(file.read_bytes(), str(file))
    except LegendUnreadableError as error:
        raise Halted(str(error)) from None
    except OSError as error:
        raise Halted(f"{show(str(file), 300)} cannot be read: {reason(error).happened}.") from None


def _asked(table: Table, legend: Legend, register: str) -> Legend:
    """The legend with what the person at a terminal says; elsewhere nothing is asked."""
    known = set(keys_of(register))
    wrong = next((key for key in legend.columns.values() if key != LEFT_OUT and key not in known), None)
    wrong = wrong or next((key for key in legend.words if key not in known), None)
    if wrong is not None:
        raise click.UsageError(f'"{wrong}" is not a key of {register}. There are {", ".join(keys_of(register))}.')
    absent = next((head for head in legend.columns if head not in table.heads), None)
    if absent is not None:
        raise click.UsageError(f'The table has no column "{absent}". Its heads are {", ".join(table.heads)}.')
    if not terminal.answered():
        return legend
    passed: set[Question] = set()
    if any(each.about == "column" for each in questions(table, legend, register)):
        click.echo(f"A column can hold: {', '.join(keys_of(register))}.", err=True)
    while True:
        open_ = [each for each in questions(table, legend, register) if each not in passed]
        if not open_ or len(passed) > _MOST_ASKED:
            return legend
        legend = _answered(open_[0], legend, passed)


def _answered(question: Question, legend: Legend, passed: set[Question]) -> Legend:
    """The legend with an answer; what is passed over with Enter stays open."""
    text = show(question.text)
    match question.about:
        case "column":
            enter = f"Enter takes {question.near}, " if question.near else ""
            asked = f'Column {question.column} "{text}" holds ({enter}- leaves it out)'
        case "dates":
            asked = f'Days are written as "{text}". Their order is ({", ".join(question.choices)})'
        case _:
            asked = f'{question.key} "{text}" stands for ({", ".join(question.choices)})'
    said = click.prompt(printable(asked), default="", show_default=False, err=True).strip()
    answer = word_meant(said or question.near, question.choices)
    left_out = answer == LEFT_OUT and question.about == "column"
    if not answer or not (answer in question.choices or left_out):
        if answer:
            click.echo(printable(f'"{answer}" is none of these.'), err=True)
        else:
            passed.add(question)
        return legend
    match question.about:
        case "column":
            return Legend().model_copy(update={"columns": {question.text: answer}}).over(legend)
        case "dates":
            return legend.model_copy(update={"dates": DateOrder(answer)})
        case _:
            return Legend().model_copy(update={"words": {question.key: {question.text: answer}}}).over(legend)


def _save_map(file: Path, legend: Legend, *, again: bool) -> None:
    """Keep a legend in a new file, or in the one that it was read from."""
    try:
        save(file, legend_text(legend), read=file.read_bytes() if again else None)
    except SavingRefusedError as error:
        raise Halted(str(error)) from None
    except OSError as error:
        raise unwritten(show(str(file), 300), error) from None


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (
        f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    )


def _summary(found: Import, head_row: int, *, written: bool) -> str:
    counts = {fate: len(found.of(fate)) for fate in Fate}
    rows = len({slip.row for slip in found.slips if slip.row != head_row})
    heads = len({slip.column for slip in found.slips if slip.row == head_row and slip.column})
    said = f"{counts[Fate.NEW]} new, {counts[Fate.UPDATED]} updated, {counts[Fate.SAME]} the same"
    left = ((heads, "column"), (rows, "row"))
    unread = "".join(f", {number} {noun}{'' if number == 1 else 's'} not read" for number, noun in left if number)
    named = ", and --part with joint or internal" if found.unplaced else ""
    open_ = "" if written else f"Nothing is written yet: add --write{named}."
    end = open_ if counts[Fate.NEW] + counts[Fate.UPDATED] else "There is nothing to write."
    return f"{said}{unread}. {end}".rstrip()
