"""`rmp leak-check`."""

from datetime import date
from pathlib import Path

import click

from rmpkit.disclosure.audience import Audience
from rmpkit.faces.cli.engine import build
from rmpkit.faces.cli.reading import as_of_option, audience_option, catalogue_option, data_option, loaded
from rmpkit.faces.cli.telling import finding_line, leak_lines, say, say_passed, say_some
from rmpkit.faces.clock import today_or
from rmpkit.operations.check import Loaded, UnknownCatalogueError
from rmpkit.operations.leak_check import leak_check, not_searched
from rmpkit.operations.leaks import Leak
from rmpkit.operations.publishing import NoSuchAudienceError, UnfitError

_FAILED = 1


@click.command("leak-check")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@audience_option
@data_option
@as_of_option
@catalogue_option
def command(*, folder: Path, audience: Audience | None, data: Path, as_of: date | None, catalogue: str | None) -> None:
    """Look through a finished copy in DIR for texts of the plans that its audience may not read.

    File names, pages, the search index, archives and documents are looked through. Of a text of four words or more any
    four in a row are found; a single word needs four letters, a number six digits, for shorter ones stand everywhere.
    Texts are named by their place and never shown. Exits with 0 when none was found, 1 when one was, when a file cannot
    be looked through or something of the plans cannot be read, 2 when DIR or DATA is not there.
    """
    if audience is None:
        raise click.UsageError("Say for whom the copy is: --audience joint:northgate.")
    if not folder.is_dir():
        raise click.UsageError(f"There is no folder {folder}. Name the folder that holds the copy.")
    if audience == Audience.RESTRICTED:
        say("Nothing is withheld from the restricted copy.")
        return
    read = loaded(data)
    found = _look(read, audience, folder, today=today_or(as_of), catalogue=catalogue)
    if found == []:
        say(f"Nothing that is withheld from the {audience} copy was found in {folder}.")
        return
    raise SystemExit(_FAILED)


def _look(read: Loaded, audience: Audience, folder: Path, *, today: date, catalogue: str | None) -> list[Leak] | None:
    """Look, and say what is amiss."""
    try:
        leaks = leak_check(folder, read, audience, today=today, build=build, catalogue=catalogue)
        passed = not_searched(folder, read, audience, today=today)
    except (NoSuchAudienceError, UnknownCatalogueError) as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be read: {error.strerror}. Name another folder.") from None
    except UnfitError as error:
        say("What is withheld cannot be told, for some of the plans cannot be read.")
        say_some([finding_line(read, finding) for finding in error.findings])
        return None
    say_passed(passed)
    if leaks:
        say(f"{folder} holds what is withheld from the {audience} copy.")
        say_some(leak_lines(read, leaks))
    return list(leaks)
