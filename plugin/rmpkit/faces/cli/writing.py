"""`rmp pages`."""

from datetime import date
from pathlib import Path

import click

from rmpkit.faces.cli.reading import as_of_option, as_written, at_option, catalogue_option, data_option, read
from rmpkit.faces.cli.reasons import Halted, unwritten
from rmpkit.model.showing import printable, show
from rmpkit.operations.approved import with_changed_terms
from rmpkit.operations.check import Checked
from rmpkit.operations.history import Memory, with_past
from rmpkit.operations.writing import Written, write_pages
from rmpkit.store.target import TargetBusyError, TargetRefusedError


@click.command("pages")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@data_option
@as_of_option
@at_option
@catalogue_option
def command(*, folder: Path, data: Path, as_of: date | None, at: str | None, catalogue: str | None) -> None:
    """Write every page into DIR as a Markdown file, with its style and evidence, for Zensical or any other engine.

    DIR is made anew each time; one that holds anything else is left alone. Exits with 0 when the pages were written,
    2 when DATA cannot be read or DIR is refused.
    """
    with read(data, at=at, as_of=as_of, catalogue=catalogue) as (checked, root):
        past = Memory().of(checked, data, changes=True)
        written = _written(folder, with_changed_terms(with_past(checked, past), data), root)
    if past.recorded.lacking:
        click.echo(printable(past.recorded.lacking), err=True)
    for name in written.gone:
        click.echo(f"{show(name, 200)} could not be read, and is not among the pages.", err=True)
    click.echo(
        printable(f"{written.pages} pages in {folder}, as of {checked.judged.today}{as_written(checked)}."), err=True
    )


def _written(folder: Path, checked: Checked, data: Path) -> Written:
    try:
        return write_pages(folder, checked, data=data)
    except TargetBusyError as error:
        raise Halted(str(error)) from None
    except TargetRefusedError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise unwritten(show(str(folder), 300), error) from None
