"""`rmp explain`."""

import click

from rmpkit.operations.explain import UnknownCodeError, explain
from rmpkit.report import explanation


@click.command("explain")
@click.argument("code")
def command(code: str) -> None:
    """Explain CODE, such as RMP201 or ser-vacant: what it finds, why it matters, an example."""
    try:
        kind = explain(code)
    except UnknownCodeError as error:
        raise click.UsageError(str(error)) from None
    click.echo(explanation.render(kind), nl=False)
