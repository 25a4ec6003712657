"""`rmp handover`."""

from datetime import date
from pathlib import Path

import click

from rmpkit.disclosure.audience import Audience
from rmpkit.faces.cli.reading import as_of_option, audience_option, data_option, loaded
from rmpkit.faces.cli.reasons import unwritten
from rmpkit.faces.cli.telling import finding_line, leak_lines, say, say_passed, say_some, say_unfinished
from rmpkit.faces.clock import today_or
from rmpkit.model.showing import show
from rmpkit.operations.handover import HandedOver, NotJointError, hand_over
from rmpkit.operations.publishing import ChangedError, LeakError, NoSuchAudienceError, UnfitError
from rmpkit.store.git import GitFailedError
from rmpkit.store.target import TargetRefusedError

_FAILED = 1


@click.command("handover")
@audience_option
@click.option(
    "--to", "target", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Where it is to be."
)
@data_option
@as_of_option
def command(*, audience: Audience | None, target: Path, data: Path, as_of: date | None) -> None:
    """Write the plans as a party may read them into DIR, as a repository of their own: records, not pages.

    It has one commit and no history. DIR must be empty or not exist. Exits with 0 when it was written, 1 when something
    cannot be read, 2 when DATA cannot be read or DIR is refused.
    """
    if audience is None:
        raise click.UsageError("Say to whom: --audience joint: and a party, such as joint:northgate.")
    today = today_or(as_of)
    read = loaded(data)
    try:
        made = hand_over(read, audience, target, data=data, today=today)
    except (NotJointError, NoSuchAudienceError, TargetRefusedError) as error:
        raise click.UsageError(str(error)) from None
    except GitFailedError as error:
        raise click.UsageError(f"No repository could be made in {target}: {error}. Nothing was written.") from None
    except OSError as error:
        raise unwritten(show(str(target), 300), error) from None
    except UnfitError as error:
        say(f"The {audience} copy was not made: what cannot be read cannot be told apart from what may be shown.")
        say_some([finding_line(read, finding) for finding in error.findings])
        raise SystemExit(_FAILED) from None
    except LeakError as error:
        say(f"The {audience} copy was not made: withheld texts would stand in it.")
        say_some(leak_lines(read, error.leaks))
        raise SystemExit(_FAILED) from None
    except ChangedError:
        say(f"The {audience} copy was not made: the plans were changed meanwhile. Run it again.")
        raise SystemExit(_FAILED) from None
    say(_made(made, today))
    say_passed(made.passed)
    say_unfinished(read, audience, made.unfinished)


def _made(made: HandedOver, today: date) -> str:
    plans = f"{made.plans} plan{'' if made.plans == 1 else 's'}"
    if made.repository:
        return f"The {made.audience} copy of {plans} is a repository in {made.folder}, as of {today}."
    files = f"The {made.audience} copy of {plans} is in {made.folder}, as of {today}."
    return f"{files} It is no repository yet, because there is no git here: run git init in it where there is."
