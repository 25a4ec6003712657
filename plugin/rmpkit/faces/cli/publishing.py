"""`rmp publish`."""

from datetime import date
from pathlib import Path

import click

from rmpkit.disclosure.audience import Audience
from rmpkit.faces.cli.engine import build
from rmpkit.faces.cli.reading import as_of_option, audience_option, catalogue_option, data_option, loaded
from rmpkit.faces.cli.reasons import Halted, unwritten
from rmpkit.faces.cli.telling import finding_line, leak_lines, say, say_passed, say_some, say_unfinished
from rmpkit.faces.clock import today_or
from rmpkit.model.showing import show
from rmpkit.operations.check import Loaded, UnknownCatalogueError
from rmpkit.operations.publishing import (
    ChangedError,
    EngineError,
    LeakError,
    NoSuchAudienceError,
    Published,
    UnfitError,
    audiences_of,
    folder_name,
    left_over,
    publish,
)
from rmpkit.store.target import TargetBusyError, TargetRefusedError

_FAILED = 1


@click.command("publish")
@audience_option
@click.option(
    "--all", "every", is_flag=True, help="Make the copy of every audience, each in a folder of its own in DIR."
)
@click.option(
    "--to", "target", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Where it is to be."
)
@data_option
@as_of_option
@catalogue_option
def command(
    *, audience: Audience | None, every: bool, target: Path, data: Path, as_of: date | None, catalogue: str | None
) -> None:
    """Make the copy of the plans that an audience may read, as a site in DIR: all of it, or nothing.

    DIR is made anew each time; one that holds anything else is left alone. Exits with 0 when the copy was made, 1 when
    it would hold what it may not or something cannot be read, 2 when DATA cannot be read or DIR is refused.
    """
    if every == (audience is not None):
        raise click.UsageError("Say for whom: --audience joint:northgate, or --all for everybody.")
    today = today_or(as_of)
    read = loaded(data)
    chosen = audiences_of(read.portfolio, today=today) if audience is None else (audience,)
    failed = False
    for each in chosen:
        folder = target / folder_name(each) if every else target
        failed |= not _publish(read, each, folder, data=data, today=today, catalogue=catalogue)
    for folder in left_over(target, chosen) if every else ():
        where = show(str(folder), 300)
        say(f"{where} is the copy of somebody who has none any more. Remove it here, and where it is hosted.")
        failed = True
    raise SystemExit(_FAILED if failed else 0)


def _publish(read: Loaded, audience: Audience, target: Path, *, data: Path, today: date, catalogue: str | None) -> bool:
    """Make one copy and say so; what is in the way is said without quoting anybody, for others may read this log."""
    try:
        made = publish(read, audience, target, data=data, today=today, build=build, catalogue=catalogue)
    except TargetBusyError as error:
        raise Halted(str(error)) from None
    except (NoSuchAudienceError, TargetRefusedError, UnknownCatalogueError) as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise unwritten(show(str(target), 300), error) from None
    except UnfitError as error:
        say(f"The {audience} copy was not made: what cannot be read cannot be told apart from what may be shown.")
        say_some([finding_line(read, finding) for finding in error.findings])
    except LeakError as error:
        say(f"The {audience} copy was not made: withheld texts would stand in it.")
        say_some(leak_lines(read, error.leaks))
    except EngineError as error:
        say(f"The {audience} copy was not made: the site engine warned {len(error.warnings)} times.")
        if audience.own:
            say_some([show(warning, 200) for warning in error.warnings])
    except ChangedError:
        say(f"The {audience} copy was not made: the plans were changed meanwhile. Run it again.")
    else:
        say(_made(made, today))
        say_passed(made.passed)
        say_unfinished(read, audience, made.unfinished)
        return True
    return False


def _made(made: Published, today: date) -> str:
    plans = f"{made.plans} plan{'' if made.plans == 1 else 's'}"
    return f"The {made.audience} copy of {plans} is in {made.folder}, as of {today}."
