"""What verbs that read a data folder have in common: the day, and what is said when the folder cannot be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from rmpkit.disclosure.audience import Audience, read_audience
from rmpkit.faces.cli.reasons import Halted, reason
from rmpkit.faces.clock import today_or
from rmpkit.model.days import read_day
from rmpkit.model.misfit import Misfit
from rmpkit.model.showing import show
from rmpkit.operations.check import (
    Checked,
    Loaded,
    Progress,
    UnknownCatalogueError,
    in_silence,
    load,
    load_past,
    look,
)
from rmpkit.operations.collisions import with_commits
from rmpkit.store.folder import ORGANISATION
from rmpkit.store.formats import is_older
from rmpkit.store.past import PastUnreadableError, past_folder


def day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """The day that an option names."""
    if value is None:
        return None
    try:
        return read_day(value)
    except Misfit as misfit:
        raise click.BadParameter(f"{misfit.happened} {misfit.mend}") from None


def _audience(_: click.Context, __: click.Parameter, value: str | None) -> Audience | None:
    """The audience that an option names."""
    if value is None:
        return None
    try:
        return read_audience(value)
    except Misfit as misfit:
        raise click.BadParameter(f"{misfit.happened} {misfit.mend}") from None


audience_option = click.option(
    "--audience",
    callback=_audience,
    metavar="A",
    help="Who is to read it: internal, restricted, public, or joint: and a party, such as joint:northgate.",
)
"""The circle of readers."""

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("rmp-data"),
    show_default=True,
    help="The folder that holds organisation.yml.",
)
"""The data folder, where it is not the verb's own argument."""

as_of_option = click.option(
    "--as-of",
    callback=day,
    metavar="DAY",
    help="Judge as on this day, YYYY-MM-DD; today where none is given.",
)
"""The day on which everything is judged."""

catalogue_option = click.option(
    "--catalogue", metavar="ID", help="Judge by this standard; the organisation's first where none is named."
)
"""The standard to judge by."""


at_option = click.option(
    "--at",
    metavar="REV",
    help="Read the plans as they stood in git at this commit, tag or branch, and judge as on its day.",
)
"""The revision at which the data folder is read."""


@contextmanager
def read(
    data: Path, *, at: str | None, as_of: date | None, catalogue: str | None, progress: Progress = in_silence
) -> Iterator[tuple[Checked, Path]]:
    """The data folder, read and judged, and where its files are; as it lies there, or as it stood at a revision.

    Raises:
        click.UsageError: there is no such folder, no such revision, or no such catalogue.
    """
    try:
        if at is None:
            found = with_commits(loaded(data, progress=progress), data)
            day = today_or(as_of)
            yield look(found, Audience.INTERNAL, today=day, catalogue=catalogue, progress=progress), data
            return
        with past_folder(data, at, day=as_of) as past:
            found = with_commits(load_past(past, data, progress=progress), data)
            day = as_of or past.day
            yield look(found, Audience.INTERNAL, today=day, catalogue=catalogue, progress=progress), past.root
    except (UnknownCatalogueError, PastUnreadableError) as error:
        raise click.UsageError(str(error)) from None


def loaded(data: Path, *, progress: Progress = in_silence) -> Loaded:
    """The data folder, read.

    Raises:
        click.UsageError: there is no such folder.
    """
    if (root := _meant(data)) is not None:
        named = show(str(data), 200)
        raise click.UsageError(
            f"{named} is not the data folder, which is read as a whole. Name {show(str(root), 200)} instead."
        )
    try:
        return load(data, progress=progress)
    except OSError as error:
        raise unreadable_folder(data, error) from None


def unreadable_folder(data: Path, error: OSError) -> click.UsageError:
    """What to say when a data folder cannot be read."""
    match error:
        case FileNotFoundError():
            return click.UsageError(f"There is no folder {data}. Name the folder that holds organisation.yml.")
        case NotADirectoryError():
            return click.UsageError(f"{data} is a file. Name the folder that holds organisation.yml.")
        case PermissionError():
            return click.UsageError(f"The folder {data} may not be read. Ask its owner for access.")
        case _:
            shown = show(str(data), 200)
            return click.UsageError(f"The folder {shown} cannot be read: {reason(error).happened}.")


def loaded_to_write(data: Path) -> Loaded:
    """The data folder, read by a verb that writes into its files; these have to be in the newest format.

    Raises:
        click.UsageError: there is no such folder.
        Halted: the plans are written in an older format.
    """
    found = loaded(data)
    written = found.portfolio.written_in
    if is_older(written):
        raise Halted(f"The plans in {show(str(data), 300)} are written in format {written}. Run rmp migrate first.")
    return found


def _meant(data: Path) -> Path | None:
    """The data folder where something inside it was named, or what holds it; nothing where it may be the folder."""
    try:
        if (data / ORGANISATION).exists() or not data.exists():
            return None
        near = (data / _USUAL, *data.absolute().parents)
        found = next((each for each in near if (each / ORGANISATION).is_file()), None)
    except OSError:
        return None
    if found is None or not found.is_absolute():
        return found
    here = Path.cwd()
    return found.relative_to(here) if found.is_relative_to(here) else found


_USUAL = "rmp-data"


def as_written(checked: Checked) -> str:
    """At which revision the plans were read, as the end of a sentence; nothing where they are as they lie there."""
    return f", as written at {checked.judged.revision}" if checked.judged.revision else ""
