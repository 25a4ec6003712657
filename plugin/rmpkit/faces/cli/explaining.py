"""`rmp explain`."""

import click

from rmpkit.model.finding import Kind
from rmpkit.operations.explain import Asked, Explained, Key, Term, UnknownWordError, explain
from rmpkit.report import explanation


@click.command("explain")
@click.argument("words", nargs=-1, required=True, metavar="WORD")
def command(words: tuple[str, ...]) -> None:
    """Explain WORD: a rule, a requirement, a clause, a key or a word of the glossary.

    Such as RMP201, ser-vacant, wt.exit, 8.6, risks.owner or known gap.
    """
    try:
        found = explain(" ".join(words))
    except UnknownWordError as error:
        raise click.UsageError(str(error)) from None
    click.echo(_rendered(found), nl=False)


def _rendered(found: Explained) -> str:
    match found:
        case Kind():
            return explanation.of_rule(found)
        case Asked(what, requirements, rules):
            return explanation.of_requirements(what, requirements, rules)
        case Key(way, row):
            return explanation.of_key(way, row)
        case Term(word, means):
            return explanation.of_term(word, means)
