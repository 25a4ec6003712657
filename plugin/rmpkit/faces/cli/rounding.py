"""`rmp round`."""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TypeVar

import click

from rmpkit.disclosure.audience import Audience
from rmpkit.faces.cli import terminal
from rmpkit.faces.cli.readership import readers_of
from rmpkit.faces.cli.reading import data_option, day, loaded_to_write
from rmpkit.faces.cli.reasons import Halted, unwritten
from rmpkit.faces.cli.saving import save_all
from rmpkit.faces.clock import today_or
from rmpkit.model.amounts import read_number
from rmpkit.model.days import Period, read_day, read_period
from rmpkit.model.meetings import Topic
from rmpkit.model.misfit import Misfit, nearest
from rmpkit.model.record import Part
from rmpkit.model.scalars import read_line
from rmpkit.model.showing import printable, show
from rmpkit.operations.check import look
from rmpkit.operations.importing import UnknownPlanError, plan_of
from rmpkit.operations.redraft import NotWrittenError, Redraft
from rmpkit.operations.round import Answers, Heard, Held, written
from rmpkit.render.form import round_form
from rmpkit.store.saving import SavingRefusedError, save
from rmpkit.store.text import first_refused
from rmpkit.views.posts import Post
from rmpkit.views.round import Round, Sitting, ToDo, ToRead, month_before, round_of

_Said = TypeVar("_Said")


def _month(_: click.Context, __: click.Parameter, value: str | None) -> Period | None:
    """The month that an option names."""
    if value is None:
        return None
    try:
        found = read_period(value)
    except Misfit as misfit:
        raise click.BadParameter(f"{misfit.happened} {misfit.mend}") from None
    return read_period(f"{found.last:%Y-%m}")


@click.command("round")
@click.argument("relationship")
@click.option("--on", callback=day, metavar="DAY", help="The day of the round, YYYY-MM-DD; today where none is given.")
@click.option("--month", callback=_month, metavar="MONTH", help="The month of the readings; the last one that is over.")
@click.option("--form", type=click.Path(path_type=Path), metavar="FILE", help="Ask nothing: write a page to print.")
@data_option
def command(*, relationship: str, on: date | None, month: Period | None, form: Path | None, data: Path) -> None:
    """Ask what is due in RELATIONSHIP this month, and write it down: one meeting, the readings, what was done.

    Everything can be passed over with Enter. What will be written is shown at the end, and nothing is written before
    it is agreed to. Exits with 0, or with 2 when something is refused or the questions are broken off.
    """
    if form is None and not terminal.answered():
        raise click.UsageError(
            "The questions are asked at a terminal, and this is none. Write --form FILE.html for a page to print."
        )
    today = today_or(on)
    read = loaded_to_write(data)
    try:
        plan = plan_of(read, relationship)
    except UnknownPlanError as error:
        raise Halted(str(error)) from None
    found = round_of(look(read, Audience.INTERNAL, today=today).judged, plan.id, month or month_before(today))
    if form is not None:
        _save_form(form, round_form(found))
        return
    try:
        answers = _asked(found, today, shared=Part.JOINT in Redraft(read, plan).parts)
        if answers.empty:
            _say("Nothing was said, and nothing is written.")
            return
        redraft = written(read, plan, answers, today=today)
        _show(redraft)
        if not click.confirm("Write it", default=None, err=True):  # Enter alone throws nothing away
            _say("Nothing is written.")
            return
    except NotWrittenError as error:
        raise Halted(f"{error} Nothing is written.") from None
    except click.Abort:
        click.echo(err=True)
        raise Halted("Stopped before the end; nothing is written.") from None
    save_all(redraft, data)


def _save_form(file: Path, page: str) -> None:
    if file.suffix.lower() not in (".html", ".htm"):
        raise click.UsageError(f"{file} is no name of a page. Write a name such as round.html.")
    try:
        save(file, page, read=None)
    except SavingRefusedError as error:
        raise Halted(str(error)) from None
    except OSError as error:
        raise unwritten(show(str(file), 300), error) from None
    _say(f"The form is in {file}. Open it in a browser and print it: one page of A4.")


def _asked(found: Round, today: date, *, shared: bool) -> Answers:
    """What the person at the terminal says."""
    _say(f"{found.title}, {found.day.text}. Enter passes over anything; nothing is written before the end.")
    _say(_counted(found))
    readings = {each.id: said for each in found.readings if (said := _reading(each, found.month)) is not None}
    done = {each.id: came for each in found.actions if (came := _done(each, today)) is not None}
    meeting = _meeting(found, today)
    return Answers(found.month, readings, done, meeting, tuple(_warnings(found, shared=shared)))


def _counted(found: Round) -> str:
    named = ((len(found.readings), "reading"), (len(found.actions), "action"))
    counts = " and ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in named)
    return f"{counts} to ask for, then the meeting."


def _reading(asked: ToRead, month: Period) -> tuple[Decimal, str] | None:
    beside = [asked.unit, f"target {asked.target}" if asked.target else "", f"last {asked.last}" if asked.last else ""]
    _heading(f"{asked.id}: {asked.question}", *filter(None, beside), _who(asked.who))
    value = _ask(f"Reading for {month}", read_number)
    if value is None:
        return None
    return value, _ask("What explains it", _line) or ""


def _done(asked: ToDo, today: date) -> tuple[date, str] | None:
    late = "was due" if asked.overdue else "is due"
    _heading(f"{asked.id}: {asked.title}", f"{late} {asked.due.text}", _who(asked.who))

    def past(text: str) -> date:
        found = today if text.lower() in ("y", "yes") else read_day(text)
        if found > today:
            raise Misfit(f"{found} is still to come.", "Write the day it was done, or pass over it.")
        return found

    when = _ask("Done on (a day, or yes for today)", past)
    if when is None:
        return None
    return when, "" if asked.noted else _ask("What came of it", _line) or ""


def _meeting(found: Round, today: date) -> Held | None:
    _heading("The meeting")
    for number, each in enumerate(found.forums, 1):
        due = f", due by {each.due.text}" if each.due else ""
        _say(f"  {number}  {each.id}: {each.title}{due}")
    other = len(found.forums) + 1
    _say(f"  {other}  a meeting outside any forum")
    names = {each.id: each for each in found.forums}

    def chosen(text: str) -> Sitting | str:
        if text.isascii() and text.isdigit() and 1 <= int(text) <= other:
            return found.forums[int(text) - 1] if int(text) < other else ""
        if text in names:
            return names[text]
        raise Misfit(f'"{show(text)}" is none of these.', f"Write a number from 1 to {other}.")

    forum = _ask("Which of them was held", chosen)
    if forum is None:
        return None
    sitting = forum if isinstance(forum, Sitting) else None
    return Held(
        forum=sitting.id if sitting else "",
        on=_ask(f"On which day ({today})", _up_to(today)) or today,
        present=_present(sitting.members if sitting and sitting.members else found.posts),
        reviewed=_ask(f"What was looked at again ({', '.join(found.topics)})", _topics) or (),
        changed=_ask("What changed", _line) or "",
        decisions=tuple(_lines("A decision", "Another decision")),
    )


def _up_to(today: date) -> Callable[[str], date]:
    def past(text: str) -> date:
        found = read_day(text)
        if found > today:
            raise Misfit(f"{found} is still to come.", "Write the day on which it was held.")
        return found

    return past


def _present(members: Sequence[Post]) -> tuple[str, ...]:
    if not members:
        return ()
    for number, post in enumerate(members, 1):
        _say(f"  {number}  {post.who} ({post.id})" if post.person else f"  {number}  {post.id}")

    def chosen(text: str) -> tuple[str, ...]:
        if text.lower() == "all":
            return tuple(post.id for post in members)
        numbers = text.replace(",", " ").split()
        wrong = next((n for n in numbers if not (n.isascii() and n.isdigit() and 1 <= int(n) <= len(members))), None)
        if wrong is not None:
            raise Misfit(f'"{show(wrong)}" is none of these.', f"Write numbers from 1 to {len(members)}, or all.")
        return tuple(dict.fromkeys(members[int(n) - 1].id for n in numbers))

    return _ask("Who was there (numbers, or all)", chosen) or ()


def _topics(text: str) -> tuple[str, ...]:
    found = []
    for word in text.replace(",", " ").split():
        near = nearest(word, Topic)
        if word not in tuple(Topic):
            mend = f'Write "{near}".' if near else f"Write some of {', '.join(Topic)}."
            raise Misfit(f'"{show(word)}" is not one of the words for this.', mend)
        found.append(word)
    return tuple(dict.fromkeys(found))


def _warnings(found: Round, *, shared: bool) -> Iterator[Heard]:
    _heading("Early warnings", *(f"{each.id} {each.text}" for each in found.warnings))
    while (text := _ask("What may be coming that is not written yet", _line)) is not None:
        action = _ask("What is done about it first", _line)
        if action is None:
            _say("  A warning needs a first action, however small. This one is passed over.")
        else:
            tell = shared and _ask("Is every party to read it (yes, or Enter for our people alone)", _yes) is True
            yield Heard(text, action, tell)


def _yes(text: str) -> bool:
    """Whether somebody agrees."""
    if text.lower() not in ("y", "yes", "n", "no"):
        raise Misfit(f'"{show(text)}" is neither yes nor no.', "Write yes, or pass over it.")
    return text.lower() in ("y", "yes")


def _lines(first: str, further: str) -> Iterator[str]:
    text = _ask(first, _line)
    while text is not None:
        yield text
        text = _ask(further, _line)


def _line(text: str) -> str:
    refused = first_refused(text)
    if refused is not None:
        raise Misfit(refused.message.replace("The file holds", "The text holds"), "Leave it out.")
    return read_line(text)


def _ask(question: str, read: Callable[[str], _Said]) -> _Said | None:
    """What is answered, once it can be read; nothing where it is passed over."""
    while True:
        text = click.prompt(printable(f"  {question}"), default="", show_default=False, err=True).strip()
        if not text:
            return None
        try:
            return read(text)
        except Misfit as misfit:
            _say(f"  {misfit.happened} {misfit.mend}")


def _heading(title: str, *beside: str) -> None:
    click.echo(err=True)
    _say(title)
    for line in beside:
        if line:
            _say(f"  {line}")


def _who(post: Post | None) -> str:
    return f"{post.who} ({post.id})" if post and post.person else post.id if post else ""


def _show(redraft: Redraft) -> None:
    """What each file will hold that it does not hold now."""
    before: Mapping[str, str] = {
        file: Redraft(redraft.loaded, redraft.plan, new=redraft.new).text(file) for file in redraft.texts
    }
    click.echo(err=True)
    _say("This will be written:")
    for file, text in redraft.texts.items():
        source = redraft.sources[file]
        part = source.part if source.part and not source.alone else Part.INTERNAL
        _say(f"{redraft.name(file)} ({readers_of(part)})")
        lines = difflib.unified_diff(before[file].split("\n"), text.split("\n"), n=0, lineterm="")
        for line in islice(lines, 2, None):  # the first two name the files
            if line[:1] in ("+", "-"):
                _say(f"  {line[0]} {line[1:]}")


def _say(line: str) -> None:
    click.echo(printable(line), err=True)
