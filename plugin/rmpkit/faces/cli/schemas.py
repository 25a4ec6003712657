"""`rmp schema`."""

from pathlib import Path

import click

from rmpkit.faces.cli.reading import loaded
from rmpkit.faces.cli.reasons import unwritten
from rmpkit.model.showing import show
from rmpkit.report.schema import KINDS, OwnWords, name, schema
from rmpkit.store.saving import SavingRefusedError, save


@click.command("schema")
@click.argument("kind", type=click.Choice(tuple(KINDS)), default="one-file", metavar="[KIND]")
@click.option(
    "--to", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Write all of them into DIR instead."
)
@click.option(
    "--words-of",
    "data",
    metavar="DATA",
    type=click.Path(path_type=Path),
    help="Know the words that the organisation of this data folder has for itself, too, and mark any other.",
)
@click.option(
    "--guide", metavar="URL", default="", help="Where this guide is published, for links in the help of keys."
)
def command(*, kind: str, folder: Path | None, data: Path | None, guide: str) -> None:
    """Print the JSON Schema of one kind of file, for the help that an editor gives while a plan is typed.

    KIND is organisation, plan, joint, internal, restricted, with-party or one-file (the default: every key of a plan).
    """
    own = None if data is None else _words_of(data)
    if folder is None:
        click.echo(schema(kind, guide=guide.rstrip("/"), own=own), nl=False)
        return
    for each in KINDS:
        _write(folder, name(each), schema(each, guide=guide.rstrip("/"), own=own))
    click.echo(f"{len(KINDS)} schemas are in {show(str(folder), 300)}.", err=True)


def _words_of(data: Path) -> OwnWords:
    """The words of an organisation's own; not known where its file cannot be read."""
    organisation = loaded(data).portfolio.organisation
    return organisation.words if organisation else None


def _write(folder: Path, file: str, text: str) -> None:
    path = folder / file
    try:
        folder.mkdir(parents=True, exist_ok=True)
        read = path.read_bytes() if path.exists() else None
        if read != text.encode():
            save(path, text.encode(), read=read)
    except SavingRefusedError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise unwritten(show(str(path), 300), error) from None
