"""The page about importing a register shows what is printed, step by step."""

import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from rmpkit.faces.cli.command import rmp
from tests.docs.guide import GUIDE, ROOT, UPDATE, Block, blocks, rewrite

PAGE = GUIDE / "how-to" / "import-a-register.md"


def test_each_step_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "rmp-data", tmp_path / "rmp-data")
    real: list[tuple[Block, str]] = []
    for block in blocks(PAGE):
        if block.language == "csv":
            (tmp_path / block.title).write_text(block.text, encoding="utf-8")
        elif block.language == "yaml":
            assert _words((tmp_path / block.title).read_text(encoding="utf-8")) == _words(block.text)
        else:
            done = CliRunner().invoke(rmp, shlex.split(block.title)[1:], prog_name="rmp")
            real.append((block, done.output))
    if UPDATE:
        rewrite(PAGE, real)
        return
    assert len(real) == 4
    for block, output in real:
        assert block.text == output


def _words(text: str) -> str:
    """A text without quotes, which a person leaves out."""
    return text.replace('"', "").replace("'", "")
