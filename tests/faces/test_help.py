"""`rmp --help`: every verb in one group, with an example that works."""

import re

import pytest
from click import Context
from click.testing import CliRunner

from rmpkit.faces.cli.command import EXAMPLES, GROUPS, rmp

VERBS = rmp.list_commands(Context(rmp))


def test_help_names_every_verb_in_one_group_with_an_example():
    shown = CliRunner().invoke(rmp, ["--help"], prog_name="rmp").output

    grouped = [verb for verbs in GROUPS.values() for verb in verbs if verb in VERBS]
    assert sorted(grouped) == VERBS
    for verb in grouped:
        assert re.search(rf"(?m)^  {verb} ", shown)
        assert " ".join(EXAMPLES[verb].split()[:3]) in shown


@pytest.mark.parametrize("verb", VERBS)
def test_the_example_of_a_verb_is_understood(verb: str):
    called, *rest = EXAMPLES[verb].split()[1:]
    command = rmp.get_command(Context(rmp), called)

    assert called == verb
    assert command is not None
    command.make_context(verb, rest)
