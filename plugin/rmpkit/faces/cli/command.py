"""The command itself: its verbs and its exit codes.

Exit codes: 0 fine, 1 findings at or above `--fail-on`, 2 usage or unreadable input, 3 a fault of ours.
"""

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from rmpkit import __version__
from rmpkit.faces.cli.ending import end_well, no_reader

_VERBS: Mapping[str, tuple[str, str]] = {
    "check": ("rmpkit.faces.cli.checking", "Check the plans and say what is worth looking at."),
    "doctor": ("rmpkit.faces.cli.doctoring", "Say whether the site was built with the plans, and what is in the way."),
    "explain": ("rmpkit.faces.cli.explaining", "Explain a rule, a requirement, a clause, a key or a word."),
    "import": ("rmpkit.faces.cli.importing", "Read risks, actions or issues that are kept in a spreadsheet."),
    "leak-check": (
        "rmpkit.faces.cli.leak_checking",
        "Look through a finished copy for what its audience may not read.",
    ),
    "handover": ("rmpkit.faces.cli.handing", "Write the plans as a party may read them, as a repository of their own."),
    "publish": ("rmpkit.faces.cli.publishing", "Make the copy of the plans that an audience may read, as a site."),
    "pages": ("rmpkit.faces.cli.writing", "Write the pages as Markdown files, for engines that run no plugin."),
    "round": ("rmpkit.faces.cli.rounding", "Ask what is due this month, and write it down as one meeting."),
}


@contextmanager
def _printable_errors() -> Iterator[None]:
    """What is wrong with the usage may quote a name of anybody's making: a folder, an option, an id."""
    try:
        yield
    except click.ClickException as error:
        error.message = _printable(error.message)  # type: ignore[misc]  # click formats it later
        raise


class _Verbs(click.Group):
    """A group whose commands are imported when they are called."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:  # noqa: ANN401 - click decides what is passed
        """Read the options."""
        with _printable_errors():
            return super().make_context(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _VERBS:
            return None
        module = importlib.import_module(_VERBS[cmd_name][0])
        command = module.command
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        try:
            with _printable_errors():
                return super().invoke(ctx)
        except BrokenPipeError:  # which click would turn into the code of a finding
            raise no_reader() from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Verbs"):
            formatter.write_dl([(verb, text) for verb, (_, text) in sorted(_VERBS.items())])


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="rmp")
def rmp() -> None:
    """Relationship management plans as YAML records: checked against the clauses, signposted, published."""


def main() -> None:
    """Run the command, and end with a code that tells what became of it."""
    sys.exit(end_well(lambda: rmp.main(prog_name="rmp")))


def _printable(line: str) -> str:
    from rmpkit.model.showing import printable  # noqa: PLC0415 - `--help` is quicker without

    return printable(line)
