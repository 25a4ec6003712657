"""The page of the guide that lists every verb with what it takes, made from the commands themselves."""

from collections.abc import Iterator

import click

from rmpkit.faces.cli.command import EXAMPLES, GROUPS, rmp

_INTRODUCTION = """# Every option

<!-- Made by `rmpkit.faces.cli.manual`. Change the command, then run the tests with RMP_UPDATE_DOCS=1. -->

What each verb takes, as `rmp VERB --help` says it. [The command](command.md) says what each of them prints, and how it
ends. Words in capitals stand for what you write there.
"""


def options() -> str:
    """The page, group by group."""
    return "\n".join((_INTRODUCTION, *_verbs())).rstrip("\n") + "\n"


def _verbs() -> Iterator[str]:
    context = click.Context(rmp, info_name="rmp")
    for title, names in GROUPS.items():
        commands = [(name, command) for name in names if (command := rmp.get_command(context, name)) is not None]
        if commands:
            yield f"## {title}\n"
        for name, command in commands:
            yield from _verb(name, command, click.Context(command, info_name=name, parent=context), EXAMPLES[name])


def _verb(name: str, command: click.Command, context: click.Context, example: str) -> Iterator[str]:
    yield f"### rmp {name}\n"
    yield f"{_paragraphs(command.help or '')}\n"
    yield f"```text\n{context.command_path} {' '.join(command.collect_usage_pieces(context))}\n```\n"
    if example:
        yield f"For example `{example}`.\n"
    rows = [row for parameter in command.get_params(context) if (row := _row(parameter, context))]
    if rows:
        yield "\n".join(("| Option | What it does |", "| --- | --- |", *rows)) + "\n"
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None:
                inner = click.Context(found, info_name=below, parent=context)
                yield from _verb(f"{name} {below}", found, inner, "")


def _row(parameter: click.Parameter, context: click.Context) -> str:
    """An option as a row of a table; arguments stand in the usage, and every verb has --help."""
    record = parameter.get_help_record(context)
    if record is None or isinstance(parameter, click.Argument) or "--help" in parameter.opts:
        return ""
    written, says = record
    return f"| `{written.replace('|', '/')}` | {says.replace('[', chr(92) + '[')} |".replace("\n", " ")


def _paragraphs(text: str) -> str:
    """Help as Markdown: lines of one paragraph joined, paragraphs apart."""
    return "\n\n".join(" ".join(piece.split()) for piece in text.replace("\b", "").split("\n\n"))
