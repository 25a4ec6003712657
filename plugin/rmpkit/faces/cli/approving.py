"""`rmp record-approval`."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from rmpkit.faces.cli.asking import Asked, answers_to
from rmpkit.faces.cli.creating import told
from rmpkit.faces.cli.reading import as_of_option, data_option, loaded_to_write
from rmpkit.faces.cli.saving import save_all
from rmpkit.faces.clock import today_or
from rmpkit.model.approval import Approval
from rmpkit.model.showing import printable
from rmpkit.operations.approved import terms_changed_since, unknown_since
from rmpkit.operations.approving import Ballot, Recorded, ballot, fits, lines_of, record_approval, record_correction
from rmpkit.operations.drafts import sit_down
from rmpkit.operations.questions import words_of
from rmpkit.rules.approvals import Pin


@click.command("record-approval")
@click.argument("relationship")
@click.option("--party", metavar="PARTY", help="The party that approved; the next that is still to approve.")
@click.option("--version", metavar="VERSION", help="The version it approved; the latest where none is named.")
@click.option("--by", metavar="POST", help="The post of that party that approved; its SER where none is named.")
@click.option("--who", metavar="PERSON", help="The person, by short name; whoever held the post on that day.")
@click.option("--on", metavar="DAY", help="The day it was given; today where none is named.")
@click.option("--how", metavar="METHOD", help="How it was given: signed, minuted, email or pull request; signed.")
@click.option("--see", metavar="SP-n", help="The signpost to the proof of it.")
@click.option("--yes", is_flag=True, help="Ask nothing: what no option answers is as usual.")
@as_of_option
@data_option
def command(
    *,
    relationship: str,
    data: Path,
    as_of: date | None,
    yes: bool,
    party: str | None,
    version: str | None,
    **given: str | None,
) -> None:
    """Write down that a party approved a version of RELATIONSHIP, pinned to the terms as they lie there.

    Parties approve; this records it, with a digest of the agreed terms by which anybody can tell later whether they
    are still the same. With a version that is marked minor and no party, the correction itself is pinned. Lines are
    added to one file, and nothing else is changed. Exits with 0 when they were written, 2 when an answer does not fit,
    the approval is there already or the terms cannot all be read.
    """
    today = today_or(as_of)
    read = loaded_to_write(data)
    with told(data):
        found = ballot(sit_down(read, relationship), version, today=today)
        if found.corrects and party is None:
            _write(record_correction(found), data)
            return
    chosen = _party(found, party, yes=yes, today=today)
    with told(data):
        fits(found, "", "party", chosen, today=today)
    _tell_changes(found, chosen, data, today)
    answers = _answers(found, chosen, given, yes=yes, today=today)
    with told(data):
        _write(record_approval(found, chosen, answers, today=today), data)


def _tell_changes(found: Ballot, party: str, data: Path, today: date) -> None:
    """Say what changed since a party approved, as far as git knows."""
    given = found.version.approved.get(party)
    if given is None or given.terms is None or found.pin(party) is not Pin.CHANGED:
        return
    since = terms_changed_since(data, found.desk.loaded, found.desk.plan, given.terms, today=today)
    if since is not None:
        head = f"Since {found.name(party)} approved {found.version.id} (commit {since.commit}), this has changed:"
        click.echo(printable(head), err=True)
        for line in since.sentences:
            click.echo(f"- {printable(line)}", err=True)
    elif why := unknown_since(data):
        click.echo(f"The terms are not those that {printable(found.name(party))} approved. {why}", err=True)


def _party(found: Ballot, party: str | None, *, yes: bool, today: date) -> str:
    usual = found.usual_party
    if party is None and not usual:
        raise click.UsageError(
            f"Already recorded: every party has approved {found.version.id} in the terms as they stand."
        )
    names = ", ".join(found.case.present)
    asked = Asked("party", f"The party that approved {found.version.id}: {names}", usual, needed=True)
    fit = partial(fits, found, "", today=today)
    return answers_to([asked], {"party": party}, yes=yes, fits=fit)["party"]


def _answers(found: Ballot, party: str, given: dict[str, str | None], *, yes: bool, today: date) -> dict[str, str]:
    """What is asked of one approval: the post, the day, how and where the proof is; the person follows from these."""
    asked = [
        Asked(key, words_of(Approval, key), found.usual(party, key, today), needed=key in ("by", "on"))
        for key in ("by", "on", "how", "see")
    ]
    answers = answers_to(asked, given, yes=yes, fits=partial(fits, found, party, today=today))
    return {**answers, "who": given.get("who") or ""}


def _write(recorded: Recorded, data: Path) -> None:
    """Save the file; say what was written and what is next."""
    lines = list(lines_of(recorded.redraft))
    save_all(recorded.redraft, data)
    for sign, line in lines:
        click.echo(f"{sign} {printable(line)}")
    click.echo(printable(f"{recorded.says} {recorded.then}"), err=True)
