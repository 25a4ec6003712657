"""The page of options is made from the commands, and leaves out none; so is what the plugin can be told."""

import re

import click

from rmpkit.faces.cli.command import GROUPS, rmp
from rmpkit.faces.cli.manual import options
from rmpkit.faces.mkdocs.options import RmpConfig
from tests.docs.guide import GUIDE, UPDATE

PAGE = GUIDE / "reference" / "options.md"


def test_the_committed_page_is_the_one_the_commands_give():
    if UPDATE:
        PAGE.write_text(options(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == options(), "Run the tests with RMP_UPDATE_DOCS=1 and review the change."


def test_every_verb_and_every_option_stands_there():
    page, context = options(), click.Context(rmp)
    for verb in rmp.list_commands(context):
        assert f"### rmp {verb}\n" in page
        command = rmp.get_command(context, verb)
        assert command is not None
        for parameter in command.params:
            for name in parameter.opts:
                assert not name.startswith("--") or name == "--help" or name in page, (verb, name)
    assert set(rmp.list_commands(context)) <= {verb for verbs in GROUPS.values() for verb in verbs}


def test_what_the_plugin_can_be_told_is_described():
    described = (GUIDE / "how-to" / "publish-the-site.md").read_text(encoding="utf-8")
    for name, _ in RmpConfig._schema:  # noqa: SLF001 - mkdocs keeps the options there
        assert re.search(rf"`{name}:?`", described), name
