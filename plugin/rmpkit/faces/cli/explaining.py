"""`rmp explain`."""

from pathlib import Path

import click

from rmpkit.faces.cli.reading import data_option, loaded
from rmpkit.model.finding import Kind
from rmpkit.model.showing import printable
from rmpkit.operations.explain import Asked, Explained, Heading, Key, Term, UnknownWordError, explain
from rmpkit.operations.whereabouts import whereabouts
from rmpkit.report import explanation


@click.command("explain")
@click.argument("words", nargs=-1, required=True, metavar="WORD")
@data_option
def command(words: tuple[str, ...], data: Path) -> None:
    """Explain WORD: a rule, a requirement, a clause, a key, a word of the glossary, or an id of the data folder.

    Such as RMP201, ser-vacant, wt.exit, 8.6, risks.owner, known gap, or R-N13.
    """
    word = " ".join(words)
    try:
        found = explain(word)
    except UnknownWordError as error:
        there = whereabouts(loaded(data).portfolio, word) if data.is_dir() else ()
        if not there:
            raise click.UsageError(str(error)) from None
        for line in there:
            click.echo(printable(line))
        return
    click.echo(_rendered(found), nl=False)


def _rendered(found: Explained) -> str:
    match found:
        case Kind():
            return explanation.of_rule(found)
        case Asked(what, requirements, rules):
            return explanation.of_requirements(what, requirements, rules)
        case Heading(what, below):
            return explanation.of_heading(what, below)
        case Key(way, row):
            return explanation.of_key(way, row)
        case Term(word, means):
            return explanation.of_term(word, means)
