"""`rmp doctor`."""

from pathlib import Path

import click

from rmpkit.faces.clock import named_by, today_or
from rmpkit.model.days import read_day
from rmpkit.model.misfit import Misfit
from rmpkit.model.showing import printable
from rmpkit.operations.doctor import Symptom, Verdict, examine
from rmpkit.store.settings import NAMES, Settings, UnreadableSettingsError, find_settings, read_settings


@click.command("doctor")
@click.argument("site", required=False, type=click.Path(path_type=Path))
@click.option(
    "--settings",
    "file",
    type=click.Path(path_type=Path),
    help="The site's settings; mkdocs.yml here where none is named.",
)
def command(site: Path | None, file: Path | None) -> None:
    """Say whether the built SITE (default: as mkdocs.yml says) holds the plans, and what is in the way.

    Exits with 0 when all is well, 1 when something is not, 2 when there are no settings to go by.
    """
    settings = _settings(file)
    try:
        named = settings.options.get("as_of")
        day = read_day(named) if named else None
    except Misfit as misfit:
        raise click.UsageError(f"as_of in {settings.file.name}: {misfit.happened} {misfit.mend}") from None
    symptoms = tuple(examine(settings, site or settings.site, today=today_or(day), clock=named_by(day)))
    for symptom in symptoms:
        click.echo(_line(symptom))
    raise SystemExit(int(any(symptom.verdict is Verdict.TROUBLE for symptom in symptoms)))


def _settings(file: Path | None) -> Settings:
    found = file or find_settings(Path())
    if found is None:
        raise click.UsageError(f"There is no {NAMES[1]} here. Go to the folder that holds it, or name it: --settings.")
    try:
        return read_settings(found)
    except UnreadableSettingsError as error:
        raise click.UsageError(f"{error} Mend it first.") from None
    except OSError as error:
        raise click.UsageError(f"{found} cannot be read: {error.strerror}. Name another file.") from None


def _line(symptom: Symptom) -> str:
    return printable(f"{symptom.verdict:<8} {symptom.what}{f' {symptom.mend}' if symptom.mend else ''}")
