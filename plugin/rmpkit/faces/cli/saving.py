"""The files of a plan saved together, and what is said where they cannot be."""

from pathlib import Path

import click

from rmpkit.faces.cli.reasons import Halted, reason
from rmpkit.model.showing import printable
from rmpkit.operations.redraft import HalfWrittenError, Redraft
from rmpkit.store.saving import SavingRefusedError


def save_all(redraft: Redraft, data: Path) -> None:
    """Write what is to be written, and say which files it is.

    Raises:
        Halted: a file was changed meanwhile, or cannot be written; all of them stand as they were.
    """
    try:
        written = redraft.save(data)
    except (SavingRefusedError, HalfWrittenError) as error:
        raise Halted(str(error)) from None
    except OSError as error:
        why = reason(error)
        raise Halted(f"Nothing is written: {why.happened}. Every file stands as it was. {why.mend}") from None
    for name in written:
        click.echo(printable(f"Written: {name}"), err=True)
