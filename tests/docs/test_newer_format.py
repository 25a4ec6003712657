"""What the guide shows of the versions of the format is what the command says."""

import pytest
from click.testing import CliRunner

from rmpkit.faces.cli.command import rmp
from rmpkit.store.kinds import FORMAT_NEWER, FORMAT_OLDER
from tests.docs.guide import GUIDE, ROOT, blocks

PAGE = GUIDE / "how-to" / "move-to-a-newer-format.md"


def test_the_page_shows_what_is_printed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    (block,) = [block for block in blocks(PAGE) if block.language == "text"]
    assert block.text == CliRunner().invoke(rmp, block.title.split()[1:], prog_name="rmp").output


def test_the_page_names_both_kinds_of_finding():
    text = PAGE.read_text("utf-8")
    assert FORMAT_OLDER.code in text
    assert FORMAT_NEWER.code in text
