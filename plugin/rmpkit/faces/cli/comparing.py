"""`rmp compare`."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from rmpkit.changes.change import Rank
from rmpkit.disclosure.audience import Audience
from rmpkit.faces.cli import terminal
from rmpkit.faces.cli.progress import drawn
from rmpkit.faces.cli.reading import (
    as_of_option,
    audience_option,
    catalogue_option,
    data_option,
    unreadable_folder,
)
from rmpkit.faces.cli.reasons import Halted, unwritten
from rmpkit.faces.clock import today_or
from rmpkit.model.showing import printable, show
from rmpkit.operations.check import Progress, UnknownCatalogueError
from rmpkit.operations.compare import Compared, compare_revisions
from rmpkit.operations.gate import FailOn, Passage, passage
from rmpkit.operations.publishing import NoSuchAudienceError, UnfitError
from rmpkit.operations.reviewing import review_of, write_review
from rmpkit.report import gate as report_gate
from rmpkit.report.review import text
from rmpkit.report.review.forms import FORMS
from rmpkit.report.review.review import Review
from rmpkit.store.forks import default_branch
from rmpkit.store.formats import FormatNewerError
from rmpkit.store.past import PastUnreadableError
from rmpkit.store.target import TargetBusyError, TargetRefusedError

_COLOURS: Mapping[Rank, str] = {Rank.MUST_SEE: "red", Rank.LOOK_AT: "yellow", Rank.PROGRESS: "green"}


@click.command("compare")
@click.argument("base", required=False)
@click.argument("head", required=False)
@data_option
@as_of_option
@audience_option
@catalogue_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(tuple(FORMS)),
    default="text",
    show_default=True,
    help="How to print: for reading, as a comment, or for other programs.",
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write it in every form into this folder as well; it is made anew each time.",
)
@click.option(
    "--fail-on",
    type=click.Choice([each.value for each in FailOn]),
    default=FailOn.NEVER.value,
    show_default=True,
    help="Exit with 1 when a change waits to be acknowledged, or when something worth looking at is new.",
)
def command(
    *,
    base: str | None,
    head: str | None,
    data: Path,
    as_of: date | None,
    audience: Audience | None,
    catalogue: str | None,
    format_: str,
    out: Path | None,
    fail_on: str,
) -> None:
    """Say what changed in the plans from BASE to HEAD, and what that does.

    BASE and HEAD are commits, tags or branches. What counts is where HEAD went off from BASE, so that what others have
    merged since is no change. Without BASE it is the default branch; without HEAD it is the files as they lie there.

    Exits with 0 whatever changed; with --fail-on, with 1 when what it names is there. Exits with 2 when a side cannot
    be read or DIR is refused.
    """
    stop = FailOn(fail_on)
    if audience is not None and not audience.own and stop is not FailOn.NEVER:
        raise click.UsageError("--fail-on is for those who keep the plans: leave it out, or leave --audience out.")
    with drawn() as (progress, over):
        compared = _compared(
            data, base, head, audience=audience, today=today_or(as_of), catalogue=catalogue, progress=progress
        )
        way = _passage(data, compared, stop)
        over()
    review = review_of(compared, data, way.gate if way else None)
    if out is not None:
        _write(out, review, data)
    click.echo(_rendered(review, format_), nl=False)
    if way is not None and stop is not FailOn.NEVER:
        _tell(way)
        raise SystemExit(int(way.stopped(stop)))


def _passage(data: Path, compared: Compared, stop: FailOn) -> Passage | None:
    """What is in the way: for those who keep the plans, and where nobody asked, only as far as it is known."""
    if not compared.comparison.head.edition.audience.own:
        return None
    try:
        return passage(data, compared, stop)
    except (PastUnreadableError, FormatNewerError, UnknownCatalogueError) as error:
        if stop is FailOn.NEVER:
            return None
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise unreadable_folder(data, error) from None


def _tell(way: Passage) -> None:
    """Say on the second stream what is in the way, so that the report on the first stays as it is."""
    if way.new is None:
        click.echo(report_gate.text(way.gate), nl=False, err=True)
        return
    for finding in way.new:
        click.echo(show(f"{finding.kind.code} {finding.plan or 'organisation'}: {finding.message}", 1000), err=True)
    click.echo(f"{len(way.new)} new since {way.since}. What stood there before is left out.", err=True)


def _compared(
    data: Path,
    base: str | None,
    head: str | None,
    *,
    audience: Audience | None,
    today: date,
    catalogue: str | None,
    progress: Progress,
) -> Compared:
    try:
        return compare_revisions(
            data,
            default_branch(data) if base is None else base,
            head,
            audience=audience or Audience.INTERNAL,
            today=today,
            catalogue=catalogue,
            progress=progress,
        )
    except FormatNewerError as error:
        raise Halted(str(error)) from None
    except (PastUnreadableError, UnknownCatalogueError, NoSuchAudienceError) as error:
        raise click.UsageError(str(error)) from None
    except UnfitError as error:
        raise Halted(
            f"Nothing is told to {audience}: what cannot be read cannot be told apart from what may be shown. "
            f"rmp check tells what that is: {len(error.findings)} in all."
        ) from None
    except OSError as error:
        raise unreadable_folder(data, error) from None


def _rendered(review: Review, format_: str) -> str:
    if format_ == "text" and terminal.colours_wanted():
        return text.render(review, paint=_painted)
    return FORMS[format_](review)


def _painted(words: str, rank: Rank) -> str:
    return click.style(words, fg=_COLOURS.get(rank), bold=True)


def _write(out: Path, review: Review, data: Path) -> None:
    try:
        names = write_review(out, review, data=data)
    except TargetBusyError as error:
        raise Halted(str(error)) from None
    except TargetRefusedError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise unwritten(show(str(out), 300), error) from None
    click.echo(printable(f"Written to {out}: {', '.join(names)}"), err=True)
