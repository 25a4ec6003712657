"""`rmp migrate`."""

from pathlib import Path

import click

from rmpkit.faces.cli.differences import show_difference
from rmpkit.faces.cli.reading import data_option, loaded
from rmpkit.faces.cli.reasons import Halted, unwritten
from rmpkit.faces.cli.telling import say, say_some
from rmpkit.model.finding import Finding
from rmpkit.model.showing import printable, show
from rmpkit.operations.check import Loaded
from rmpkit.operations.migrate import BrokenError, Migration, NotMigratedError, migrate, put
from rmpkit.store.saving import SavingRefusedError


@click.command("migrate")
@data_option
@click.option("--write", is_flag=True, help="Write the files; without it they are only shown.")
def command(*, data: Path, write: bool) -> None:
    """Rewrite the plans in the newest format: show what would change in each file, and write it with --write.

    Comments, quotes and order are kept as far as they can be. What is to be written is read again first, and must say
    what is read now. Exits with 0 when it is shown or written, or when there is nothing to do; with 2 when a file
    cannot be read or written: then every file stands as it was.
    """
    read = loaded(data)
    migration = _worked_out(read)
    if not migration.files:
        say(f"The plans in {show(str(data), 300)} are written in format {migration.to}, the newest: nothing is to do.")
        return
    for each in migration.files:
        show_difference(each.diff)
        for comment in each.lost:
            say(f"{read.root}/{each.source.file}: this comment has no place any more: {show(comment, 200)}")
    if write:
        _put(migration, data)
    say(_summary(migration, written=write))


def _worked_out(read: Loaded) -> Migration:
    try:
        return migrate(read)
    except BrokenError as error:
        say_some([_line(read, finding) for finding in error.findings])
        raise Halted("Not everything can be read, so nothing is rewritten. Mend that first.") from None
    except NotMigratedError as error:
        raise Halted(str(error)) from None


def _line(read: Loaded, finding: Finding) -> str:
    place = finding.place or read.portfolio.places.of(finding.plan, finding.path)
    where = f"{show(f'{read.root}/{place.file}', 300)}:{place.line}:{place.column} " if place else ""
    return printable(f"{where}{finding.kind.code} {finding.message} {finding.mend}")


def _put(migration: Migration, data: Path) -> None:
    try:
        put(migration, data)
    except SavingRefusedError as error:
        raise Halted(str(error)) from None
    except OSError as error:
        raise unwritten(show(str(error.filename or data), 300), error) from None


def _summary(migration: Migration, *, written: bool) -> str:
    number = len(migration.files)
    files = "1 file" if number == 1 else f"{number} files"
    steps = f"from format {migration.since} to format {migration.to}"
    return f"{files} rewritten {steps}." if written else f"{files} would be rewritten {steps}: rmp migrate --write"
