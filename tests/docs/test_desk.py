"""The pages about adding and mending are real: each file is laid down, each command run, in an empty folder."""

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from rmpkit.faces.cli.command import rmp
from tests.docs.guide import GUIDE, UPDATE, Block, blocks, rewrite

PAGES = tuple(GUIDE / "how-to" / name for name in ("begin-and-add.md", "mend-slips.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_command_prints_what_the_page_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    real: list[tuple[Block, str]] = []
    for block in blocks(page):
        if block.language == "yaml":
            file = tmp_path / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.language == "text":
            done = CliRunner().invoke(rmp, shlex.split(block.title)[1:], prog_name="rmp")
            assert done.exit_code in {0, 2}
            real.append((block, done.output))
    if UPDATE:
        rewrite(page, real)
        return
    assert len(real) >= 3
    for block, output in real:
        assert block.text == output
