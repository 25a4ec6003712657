"""What verbs that read a data folder have in common: the day, and what is said when the folder cannot be read."""

from datetime import date
from pathlib import Path

import click

from rmpkit.model.misfit import Misfit
from rmpkit.model.scalars import read_day
from rmpkit.operations.check import Checked, UnknownCatalogueError, check


def day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """The day that an option names."""
    if value is None:
        return None
    try:
        return read_day(value)
    except Misfit as misfit:
        raise click.BadParameter(f"{misfit.happened} {misfit.mend}") from None


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


def read(data: Path, *, today: date, catalogue: str | None) -> Checked:
    """The data folder, read and judged.

    Raises:
        click.UsageError: there is no such folder, or no such catalogue.
    """
    try:
        return check(data, today=today, catalogue=catalogue)
    except FileNotFoundError:
        raise click.UsageError(f"There is no folder {data}. Name the folder that holds organisation.yml.") from None
    except NotADirectoryError:
        raise click.UsageError(f"{data} is a file. Name the folder that holds organisation.yml.") from None
    except PermissionError:
        raise click.UsageError(f"The folder {data} may not be read. Ask its owner for access.") from None
    except UnknownCatalogueError as error:
        raise click.UsageError(str(error)) from None
