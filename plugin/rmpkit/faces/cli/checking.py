"""`rmp check`."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from rmpkit.faces.cli import terminal
from rmpkit.faces.cli.progress import drawn
from rmpkit.faces.cli.reading import as_of_option, as_written, at_option, catalogue_option, read
from rmpkit.model.finding import Severity
from rmpkit.model.showing import printable
from rmpkit.operations.check import Checked, worst
from rmpkit.operations.fix import with_offers
from rmpkit.operations.gaps import UnknownRelationshipError, still_open
from rmpkit.operations.without import UnknownPersonError, absence
from rmpkit.report import absence as report_absence
from rmpkit.report import concise, github, gitlab, json, sarif, text
from rmpkit.report import gaps as report_gaps
from rmpkit.report.located import Located

_NEVER = "never"
_COLOURS: Mapping[Severity, str] = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
_PIPED: Mapping[str, Callable[[Sequence[Located]], str]] = {
    "concise": concise.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "sarif": sarif.render,
}
_FORMATS = ("text", "json", *_PIPED)


@click.command("check")
@click.argument("data", type=click.Path(path_type=Path), default=Path("rmp-data"))
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How to print: for reading, one line each, or for other programs.",
)
@click.option("--all", "all_", is_flag=True, help=f"Tell more than {text.MOST} findings in full.")
@as_of_option
@at_option
@catalogue_option
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), _NEVER]),
    default=Severity.ERROR.value,
    show_default=True,
    help="Exit with 1 when something at least this serious is found.",
)
@click.option(
    "--without",
    "person",
    metavar="PERSON",
    help="Say instead what would be uncovered if this person left, by short name.",
)
@click.option(
    "--gaps",
    is_flag=True,
    help="Print what is still open, requirement by requirement, in place of what is worth looking at.",
)
@click.option("--relationship", metavar="ID", help="With --gaps: print one relationship alone.")
def command(
    *,
    data: Path,
    format_: str,
    all_: bool,
    as_of: date | None,
    at: str | None,
    catalogue: str | None,
    fail_on: str,
    gaps: bool,
    relationship: str | None,
    person: str | None,
) -> None:
    """Check the plans in DATA (default: rmp-data) and say what is worth looking at.

    Exits with 0 when nothing as serious as --fail-on was found, 1 when something was, 2 when DATA cannot be read.
    """
    if relationship and not gaps:
        raise click.UsageError("--relationship narrows what is still open: add --gaps, or leave it out.")
    if (gaps or person) and format_ not in ("text", "json"):
        raise click.UsageError("That is printed as text or json: name one of these with --format, or leave it out.")
    with (
        drawn() as (progress, over),
        read(data, at=at, as_of=as_of, catalogue=catalogue, progress=progress) as (looked, _),
    ):
        over()
        telling = format_ in ("text", "json") and not gaps and person is None
        checked = with_offers(looked) if telling else looked
        today = checked.judged.today
        if person is not None:
            _print_without(checked, person, format_, today)
            return
        if gaps:
            _print_gaps(checked, relationship, format_, today)
        else:
            click.echo(_rendered(checked, format_, today, most=None if all_ else text.MOST), nl=False)
        if format_ in ("text", "concise"):
            click.echo(printable(_summary(checked, today)), err=True)
    raise SystemExit(_code(checked, fail_on))


def _rendered(checked: Checked, format_: str, today: date, *, most: int | None) -> str:
    if format_ == "json":
        return json.render(checked.located, today=today, catalogue=checked.judged.catalogue.id)
    if format_ == "text":
        return text.render(checked.located, most=most, paint=_painted if _colours_wanted() else text.plain)
    return _PIPED[format_](checked.located)


def _colours_wanted() -> bool:
    """Only on a terminal, and not where somebody said that they want none (no-color.org)."""
    return terminal.seen() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _painted(words: str, severity: Severity) -> str:
    return click.style(words, fg=_COLOURS[severity], bold=True)


def _print_gaps(checked: Checked, relationship: str | None, format_: str, today: date) -> None:
    try:
        found = still_open(checked.judged, relationship)
    except UnknownRelationshipError as error:
        raise click.UsageError(str(error)) from None
    if format_ == "json":
        click.echo(
            report_gaps.render_json(found, today=today, catalogue=checked.judged.catalogue.id),
            nl=False,
        )
        return
    click.echo(report_gaps.render_text(found), nl=False)


def _print_without(checked: Checked, person: str, format_: str, today: date) -> None:
    try:
        gone = absence(checked.judged, person)
    except UnknownPersonError as error:
        raise click.UsageError(printable(str(error))) from None
    form = report_absence.data if format_ == "json" else report_absence.text
    click.echo(form(gone.id, gone.name, gone.found, today=today), nl=False)


def _summary(checked: Checked, today: date) -> str:
    counts = dict.fromkeys(Severity, 0)
    for finding in checked.judged.findings:
        counts[finding.kind.severity] += 1
    named = ", ".join(f"{number} {severity}{'' if number == 1 else 's'}" for severity, number in counts.items())
    muted = sum(len(judgement.muted) for judgement in (checked.judged.organisation, *checked.judged.plans.values()))
    more = f", {muted} muted" if muted else ""
    plans = f"{len(checked.judged.plans)} plan{'' if len(checked.judged.plans) == 1 else 's'}"
    safely = f" {len(checked.fixable)} can be fixed safely: rmp fix" if checked.fixable else ""
    return f"{named}{more} in {plans}, by {checked.judged.catalogue.title} as of {today}{as_written(checked)}.{safely}"


def _code(checked: Checked, fail_on: str) -> int:
    found = worst(checked.judged.findings)
    if found is None or fail_on == _NEVER:
        return 0
    order = tuple(Severity)
    return int(order.index(found) <= order.index(Severity(fail_on)))
