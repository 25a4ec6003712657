"""`rmp check`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from rmpkit.faces.cli import terminal
from rmpkit.faces.cli.progress import drawn
from rmpkit.faces.cli.reading import as_of_option, as_written, at_option, catalogue_option, read
from rmpkit.faces.cli.reasons import Halted
from rmpkit.model.finding import Severity
from rmpkit.model.showing import printable
from rmpkit.operations.check import Checked, UnknownCatalogueError, worst
from rmpkit.operations.fix import with_offers
from rmpkit.operations.gaps import UnknownRelationshipError, still_open
from rmpkit.operations.ratchet import Since, new_since
from rmpkit.operations.without import UnknownPersonError, absence
from rmpkit.report import absence as report_absence
from rmpkit.report import concise, github, gitlab, json, sarif, text
from rmpkit.report import gaps as report_gaps
from rmpkit.report.located import Located
from rmpkit.store.formats import FormatNewerError
from rmpkit.store.past import PastUnreadableError

_NEVER = "never"
_COLOURS: Mapping[Severity, str] = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
_PIPED: Mapping[str, Callable[[Sequence[Located]], str]] = {
    "concise": concise.render,
    "github": github.render,
    "gitlab": gitlab.render,
}
_FORMATS = ("text", "json", *_PIPED, "sarif")


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
@click.option(
    "--since",
    metavar="REV",
    help="Tell only what is new since this commit, tag or branch; what was found there already is counted.",
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
    since: str | None,
) -> None:
    """Check the plans in DATA (default: rmp-data) and say what is worth looking at.

    Exits with 0 when nothing as serious as --fail-on was found, 1 when something was, 2 when DATA cannot be read.
    """
    if relationship and not gaps:
        raise click.UsageError("--relationship narrows what is still open: add --gaps, or leave it out.")
    if since and (gaps or person):
        raise click.UsageError("--since is about what is worth looking at: leave --gaps and --without out.")
    if (gaps or person) and format_ not in ("text", "json"):
        raise click.UsageError("That is printed as text or json: name one of these with --format, or leave it out.")
    with (
        drawn() as (progress, over),
        read(data, at=at, as_of=as_of, catalogue=catalogue, progress=progress) as (looked, _),
    ):
        over()
        telling = format_ in ("text", "json") and not gaps and person is None
        new = _new_since(data, since, looked, at) if since else None
        told = new.checked if new else looked
        checked = with_offers(told) if telling else told
        today = checked.judged.today
        if person is not None:
            _print_without(checked, person, format_, today)
            return
        if gaps:
            _print_gaps(checked, relationship, format_, today)
        else:
            click.echo(_rendered(checked, format_, today, most=None if all_ else text.MOST, new=new), nl=False)
        if format_ in ("text", "concise"):
            click.echo(printable(_summary(checked, today, new)), err=True)
    raise SystemExit(_code(checked, fail_on))


def _new_since(data: Path, since: str, checked: Checked, at: str | None) -> Since:
    try:
        return new_since(data, since, checked, head=at)
    except FormatNewerError as error:
        raise Halted(str(error)) from None
    except (PastUnreadableError, UnknownCatalogueError) as error:
        raise click.UsageError(str(error)) from None


def _rendered(checked: Checked, format_: str, today: date, *, most: int | None, new: Since | None) -> str:
    if format_ == "json":
        since = json.Since(new.revision, new.known) if new else None
        return json.render(checked.located, today=today, catalogue=checked.judged.catalogue.id, since=since)
    if format_ == "sarif":
        return sarif.render(checked.located, baseline="new" if new else "")
    if format_ == "text":
        return text.render(checked.located, most=most, paint=_painted if terminal.colours_wanted() else text.plain)
    return _PIPED[format_](checked.located)


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


def _summary(checked: Checked, today: date, new: Since | None) -> str:
    counts = dict.fromkeys(Severity, 0)
    for finding in checked.judged.findings:
        counts[finding.kind.severity] += 1
    named = ", ".join(f"{number} {severity}{'' if number == 1 else 's'}" for severity, number in counts.items())
    muted = sum(len(judgement.muted) for judgement in (checked.judged.organisation, *checked.judged.plans.values()))
    more = f", {muted} muted" if muted else ""
    plans = f"{len(checked.judged.plans)} plan{'' if len(checked.judged.plans) == 1 else 's'}"
    safely = f" {len(checked.fixable)} can be fixed safely: rmp fix" if checked.fixable else ""
    if new is not None:
        named = f"{named} new since {new.revision} ({new.known} that stood there before left out)"
    return f"{named}{more} in {plans}, by {checked.judged.catalogue.title} as of {today}{as_written(checked)}.{safely}"


def _code(checked: Checked, fail_on: str) -> int:
    found = worst(checked.judged.findings)
    if found is None or fail_on == _NEVER:
        return 0
    order = tuple(Severity)
    return int(order.index(found) <= order.index(Severity(fail_on)))
