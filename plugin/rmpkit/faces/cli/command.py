"""The command itself: its verbs and its exit codes.

Exit codes: 0 fine, 1 findings at or above `--fail-on`, 2 usage or unreadable input, 3 a fault of ours.
"""

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from rmpkit.faces.cli.ending import end_well, no_reader

_VERBS: Mapping[str, tuple[str, str]] = {
    "check": ("rmpkit.faces.cli.checking", "Check the plans and say what is worth looking at."),
    "compare": ("rmpkit.faces.cli.comparing", "Say what changed between two revisions, and what that does."),
    "doctor": ("rmpkit.faces.cli.doctoring", "Say whether the site was built with the plans, and what is in the way."),
    "explain": ("rmpkit.faces.cli.explaining", "Explain a rule, a requirement, a clause, a key or a word."),
    "import": ("rmpkit.faces.cli.importing", "Read risks, actions or issues that are kept in a spreadsheet."),
    "leak-check": (
        "rmpkit.faces.cli.leak_checking",
        "Look through a finished copy for what its audience may not read.",
    ),
    "handover": ("rmpkit.faces.cli.handing", "Write the plans as a party may read them, as a repository of their own."),
    "fix": ("rmpkit.faces.cli.fixing", "Mend what can only be meant in one way, in the files themselves."),
    "migrate": ("rmpkit.faces.cli.migrating", "Rewrite the plans in the newest format, once they are in an older one."),
    "new": ("rmpkit.faces.cli.creating", "Begin a relationship, or add a risk, a meeting, a reading to one."),
    "publish": ("rmpkit.faces.cli.publishing", "Make the copy of the plans that an audience may read, as a site."),
    "pages": ("rmpkit.faces.cli.writing", "Write the pages as Markdown files, for engines that run no plugin."),
    "init": ("rmpkit.faces.cli.starting", "Make a folder a repository for plans, with all that a team needs."),
    "schema": ("rmpkit.faces.cli.schemas", "Print the JSON Schema of a kind of file, for the help of an editor."),
    "record-approval": (
        "rmpkit.faces.cli.approving",
        "Write down that a party approved the agreed terms, pinned to what they say.",
    ),
    "round": ("rmpkit.faces.cli.rounding", "Ask what is due this month, and write it down as one meeting."),
}

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Set up": ("init", "schema", "doctor"),
    "Write and mend plans": ("new", "import", "round", "record-approval", "fix", "migrate"),
    "Look at plans": ("check", "explain", "compare"),
    "Share plans": ("pages", "publish", "leak-check", "handover"),
}
"""The verbs by what they are for, in the order in which a team meets them."""

EXAMPLES: Mapping[str, str] = {
    "check": "rmp check --format concise",
    "compare": "rmp compare main",
    "doctor": "rmp doctor",
    "explain": "rmp explain risks.owner",
    "fix": "rmp fix --diff",
    "handover": "rmp handover --audience joint:northgate --to ../their-plans",
    "import": "rmp import risks risks.xlsx --into harbour-alliance",
    "init": "rmp init plans",
    "leak-check": "rmp leak-check build/joint-northgate --audience joint:northgate",
    "migrate": "rmp migrate",
    "new": "rmp new risk harbour-alliance",
    "pages": "rmp pages build/pages",
    "publish": "rmp publish --audience joint:northgate --to build/copy",
    "record-approval": "rmp record-approval harbour-alliance",
    "round": "rmp round harbour-alliance",
    "schema": "rmp schema --to .rmp",
}
"""One way to call each verb that shows what it is for."""


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
        for title, verbs in GROUPS.items():
            known = [verb for verb in verbs if verb in _VERBS]
            rows = [row for verb in known for row in ((verb, _VERBS[verb][1]), ("", EXAMPLES[verb]))]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "-V", "--version", prog_name="rmp", package_name="rmpkit")
def rmp() -> None:
    """Relationship management plans as YAML records: checked against the clauses, signposted, published."""


def main() -> None:
    """Run the command, and end with a code that tells what became of it."""
    sys.exit(end_well(lambda: rmp.main(prog_name="rmp")))


def _printable(line: str) -> str:
    from rmpkit.model.showing import printable  # noqa: PLC0415 - `--help` is quicker without

    return printable(line)
