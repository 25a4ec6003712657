"""What would change in files, shown as git shows it."""

import re

import click

from rmpkit.model.showing import printable

_ORDER = re.compile(r"\s*(?:::|section_(?:start|end):)", re.IGNORECASE)


def show_difference(difference: str) -> None:
    """Print a difference; around what changes, no line may be an order to a pipeline."""
    for line in difference.splitlines():
        click.echo(" …" if _ORDER.match(line) else "\t".join(printable(piece) for piece in line.split("\t")))
