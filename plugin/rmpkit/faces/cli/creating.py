"""`rmp new`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from rmpkit.faces.cli.asking import Asked, answers_to
from rmpkit.faces.cli.readership import readers_of
from rmpkit.faces.cli.reading import as_of_option, data_option, loaded_to_write
from rmpkit.faces.cli.reasons import Halted, unwritten
from rmpkit.faces.clock import today_or
from rmpkit.model.goals import Reading
from rmpkit.model.record import Part
from rmpkit.model.showing import printable, show
from rmpkit.operations.drafts import Desk, Draft, NotAddedError, UnfitAnswerError, answer, part_of, sit_down, words_for
from rmpkit.operations.founding import ASKED, Founded, fits, found
from rmpkit.operations.from_document import signposts
from rmpkit.operations.new import measure_of, new_reading, new_record, period_of, usual, write
from rmpkit.operations.questions import PLACEHOLDER, SORTS, Sort, words_of
from rmpkit.store.manuscript import ManuscriptRefusedError, headings
from rmpkit.store.saving import SavingRefusedError
from rmpkit.store.target import TargetRefusedError
from rmpkit.views.round import month_before


def _part(_: click.Context, __: click.Parameter, value: str | None) -> Part | None:
    try:
        return part_of(value) if value is not None else None
    except UnfitAnswerError as error:
        raise click.BadParameter(str(error)) from None


_part_option = click.option(
    "--part",
    callback=_part,
    metavar="PART",
    help="Where it is to stand: joint for every party, internal for our people, or restricted; else it is internal.",
)
_yes_option = click.option("--yes", is_flag=True, help="Ask nothing: what no option answers is as usual, or TODO.")


@click.group("new")
def command() -> None:
    """Begin a relationship, or add a record to one: at most seven questions, each of them also an option.

    Lines are added, and nothing else is changed. Exits with 0 when they were written, 2 when an answer does not fit or
    the file cannot take them.
    """


@contextmanager
def told(target: Path) -> Iterator[None]:
    """What is said when nothing was written."""
    try:
        yield
    except UnfitAnswerError as error:
        raise click.UsageError(f"--{error.key}: {error}") from None
    except (ManuscriptRefusedError, NotAddedError, TargetRefusedError) as error:
        raise click.UsageError(str(error)) from None
    except SavingRefusedError as error:
        raise Halted(str(error)) from None
    except OSError as error:
        raise unwritten(show(str(error.filename or target), 300), error) from None


def _with_words(question: str, desk: Desk, sort: Sort, key: str) -> str:
    """A question with what may be answered to it, where that is a short list."""
    words = words_for(desk, sort.record, key)
    return f"{question} ({', '.join(words)})" if words else question


def _record_verb(sort: Sort) -> click.Command:
    """The command that adds one sort of record."""

    def add(*, relationship: str, data: Path, as_of: date | None, part: Part | None, yes: bool, **given: str) -> None:
        today = today_or(as_of)
        desk = _desk(data, relationship)
        asked = [
            Asked(
                each.key,
                _with_words(words_of(sort.record, each.key), desk, sort, each.key),
                usual(desk, each.usual, today),
                f"{PLACEHOLDER}{each.placeholder}" if each.placeholder else "",
                waits=each.waits,
            )
            for each in sort.questions
        ]
        if desk.shared and not part:
            words = "Who is to read it: joint for every party, internal for our people"
            asked.append(Asked("part", words, "internal"))

        def fit(key: str, text: str) -> object:
            return part_of(text) if key == "part" else answer(desk, sort.record, key, text)

        named = {key.replace("_", "-"): text for key, text in given.items()}
        answers = answers_to(asked, named, yes=yes, fits=fit)
        stands = part_of(answers.pop("part")) if "part" in answers else part
        with told(data):
            draft = new_record(desk, sort, answers, part=stands, today=today)
            write(draft, data)
        _tell(draft, data)

    noun = sort.name.replace("-", " ")
    add.__doc__ = f"Add {'an' if noun[0] in 'aeio' else 'a'} {noun} to RELATIONSHIP, the name of a file or folder."
    verb: Callable[..., Any] = _yes_option(as_of_option(data_option(add)))
    verb = _part_option(verb)
    for question in reversed(sort.questions):
        verb = click.option(f"--{question.key}", metavar="TEXT", help=f"{words_of(sort.record, question.key)}.")(verb)
    return click.command(sort.name)(click.argument("relationship")(verb))


for _sort in SORTS.values():
    command.add_command(_record_verb(_sort))


@command.command("reading")
@click.argument("relationship")
@click.option("--measure", metavar="NAME", help="The measure, by its short name.")
@click.option(
    "--period",
    metavar="MONTH",
    help="The month or the day it speaks of; the last month that is over where none is given.",
)
@click.option("--value", metavar="NUMBER", help=f"{words_of(Reading, 'value')}.")
@click.option("--note", metavar="TEXT", help=f"{words_of(Reading, 'note')}.")
@_yes_option
@as_of_option
@data_option
def reading(*, relationship: str, data: Path, as_of: date | None, yes: bool, **given: str | None) -> None:
    """Add a reading to a measure of RELATIONSHIP, the name of a file or folder."""
    desk = _desk(data, relationship)
    if not desk.plan.measures:
        raise click.UsageError(
            f"{desk.plan.id} has no measure yet. Write one under measures: in joint.yml first: "
            "rmp explain measures tells its keys."
        )
    only = next(iter(desk.plan.measures), "") if len(desk.plan.measures) == 1 else ""
    asked = (
        Asked("measure", f"The measure: {', '.join(desk.plan.measures)}", only, needed=True),
        Asked("period", "The month or the day it speaks of", str(month_before(today_or(as_of)))),
        Asked("value", words_of(Reading, "value"), needed=True),
        Asked("note", words_of(Reading, "note")),
    )

    measure = given["measure"] or only

    def fit(key: str, text: str) -> object:
        nonlocal measure
        if key == "measure":
            measure = text
            return measure_of(desk, text)
        return period_of(desk, measure, text) if key == "period" else answer(desk, Reading, key, text)

    answers = answers_to(asked, given, yes=yes, fits=fit)
    rest = {key: answers[key] for key in ("value", "note")}
    with told(data):
        draft = new_reading(desk, answers["measure"], answers["period"], rest)
        write(draft, data)
    _tell(draft, data)


@command.command("relationship")
@click.argument("name")
@click.option("--partner", metavar="NAME", help="The organisation it is with; none yet where nothing is said.")
@click.option("--type", metavar="WORD", help="What kind of relationship it is, such as supplier or alliance.")
@click.option("--stage", metavar="STAGE", help="The stage that is being worked on; awareness where none is named.")
@click.option("--ser", metavar="PERSON", help="Our senior executive responsible, by short name.")
@click.option("--manager", metavar="PERSON", help="Our relationship manager, by short name.")
@click.option("--why", metavar="TEXT", help="Why we want it, for our own people.")
@click.option("--purpose", metavar="TEXT", help="What it is for, in words that the partner would use too.")
@click.option(
    "--from-document",
    "document",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Begin with signposts to the headings of a Word document, such as the plan there is already.",
)
@_yes_option
@as_of_option
@data_option
def relationship(
    *, name: str, data: Path, as_of: date | None, yes: bool, document: Path | None, **given: str | None
) -> None:
    """Begin the plan of a relationship: a folder with its files, with guidance as comments and TODO where it is due.

    NAME is what the parties call it; the folder gets a short name made from it. Nothing is ever written over.
    """
    read = loaded_to_write(data)
    asked = [Asked(key, words, usual) for key, (words, usual) in ASKED.items()]
    answers = answers_to(asked, given, yes=yes, fits=lambda key, text: fits(read, key, text))
    with told(data):
        letters = "IS" if answers["partner"] else "SP"  # what is ours alone has a series of its own
        more = signposts(headings(document), document.name, prefix=letters) if document else ""
        made = found(read, name, answers, data=data, today=today_or(as_of), more=more)
    _tell_of_plan(made, data)


def _desk(data: Path, relationship: str) -> Desk:
    read = loaded_to_write(data)
    with told(data):
        return sit_down(read, relationship)


def _tell(draft: Draft, data: Path) -> None:
    """What was written and where, who reads it, and what comes next."""
    click.echo(printable(f"{data.as_posix()}/{draft.file}:{draft.line}"))
    for line in draft.lines:
        click.echo(f"+ {printable(line)}")
    readers = f"{readers_of(draft.part).capitalize() if not draft.part.party else readers_of(draft.part)}."
    todo = "Write what starts with TODO. " if any(PLACEHOLDER in line for line in draft.lines) else ""
    click.echo(f"{readers} {todo}Then look at it: rmp check {printable(data.as_posix())}", err=True)


def _tell_of_plan(made: Founded, data: Path) -> None:
    for file in made.files:
        click.echo(printable(f"{data.as_posix()}/{file}"))
    todo = f"{made.placeholders} texts in it start with TODO: write or remove them. " if made.placeholders else ""
    click.echo(
        printable(f'The plan "{made.plan}" is begun. {todo}Then look at it: rmp check {data.as_posix()}'), err=True
    )
