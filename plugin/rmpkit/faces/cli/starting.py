"""`rmp init`."""

import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from rmpkit.faces.cli.reasons import Halted, unwritten
from rmpkit.faces.cli.telling import say
from rmpkit.model.misfit import Misfit
from rmpkit.model.showing import printable, show
from rmpkit.operations.init import Begun, InTheWayError, begin
from rmpkit.store.saving import SavingRefusedError


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", default="", help="What your organisation is called.")
@click.option("--id", "short", metavar="ID", default="", help="Its short name; one is made from its name, or from DIR.")
def command(*, folder: Path, name: str, short: str) -> None:
    """Make DIR a repository for plans: settings of the site, of editors and of CI, and a first organisation.yml.

    Nothing is ever written over: where a file of the same name is there already, nothing is written at all.
    Exits with 0 when it was written, 2 when something is in the way.
    """
    named = show(str(folder), 300)
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{named} is a file. Name a folder, or one that does not exist yet.")
    try:
        begun = begin(folder, name=name, short=short)
    except Misfit as misfit:
        raise click.UsageError(f"{misfit.happened} {misfit.mend}") from None
    except InTheWayError as error:
        for file in error.files:
            say(show(file, 300))
        these, them = ("This file is", "it") if len(error.files) == 1 else ("These files are", "them")
        raise click.UsageError(
            f"{these} in {named} already, so nothing was written. Move {them}, or name another folder."
        ) from None
    except SavingRefusedError as error:
        raise Halted(str(error)) from None
    except OSError as error:
        raise unwritten(named, error) from None
    for file in begun.files:
        click.echo(printable((begun.folder / file).as_posix()))
    for line in _next(begun):
        say(line)


def _next(begun: Begun) -> Iterator[str]:
    """What there is now, and what to do with it."""
    here = begun.folder.resolve() == Path.cwd()
    yield f"{len(begun.files)} files are in {'this folder' if here else begun.folder}. What to do next:"
    if not here:
        yield f"  cd {shlex.quote(str(begun.folder))}"
    if begun.around is None:
        yield "  git init"
    elif begun.around != begun.folder.resolve():
        yield f"  It lies in the repository {begun.around}, and what a server reads stands at the top of one:"
        yield "  move .github, .gitlab-ci.yml, .pre-commit-config.yaml and CODEOWNERS there and mend the paths in them,"
        yield "  or begin in a folder that is in no repository."
    yield "  Open rmp-data/organisation.yml, and write who you are."
    yield f"  Your short name there is {begun.short}. It stands in every plan and every post, and is kept for good:"
    yield "  where it is not what you want, change it at id: before the first plan is begun."
    yield "  rmp check: it says what is worth looking at."
    yield '  rmp new relationship "The first": it begins a plan.'
    yield "  mkdocs serve: it shows the site while you write."
