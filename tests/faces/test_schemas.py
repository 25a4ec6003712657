"""`rmp schema`, printed or written."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rmpkit.faces.cli.command import rmp
from rmpkit.report.schema import KINDS, name, schema


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rmp, ["schema", *arguments], prog_name="rmp")


@pytest.mark.parametrize("kind", ["plan", "joint"])
def test_one_kind_is_printed_and_nothing_else(kind: str):
    done = run(kind)

    assert done.exit_code == 0
    assert done.stdout == schema(kind)
    assert done.stderr == ""


def test_without_a_kind_every_key_of_a_plan_is_told():
    assert {"title", "risks", "negotiation"} <= set(json.loads(run().stdout)["properties"])


def test_all_are_written_into_a_folder_and_stale_ones_brought_up_to_date(tmp_path: Path):
    folder = tmp_path / "deep" / ".rmp"
    assert run("--to", str(folder)).exit_code == 0
    (folder / name("plan")).write_text("{}", encoding="utf-8")

    assert run("--to", str(folder)).exit_code == 0

    assert {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()} == {
        name(kind): schema(kind) for kind in KINDS
    }


def test_what_is_no_folder_or_a_link_is_refused_in_a_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / name("organisation")).symlink_to(tmp_path / "file")

    for folder in (tmp_path / "file", tmp_path):
        done = run("--to", str(folder))
        assert done.exit_code == 2
        assert "Traceback" not in done.output
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_an_unknown_kind_is_refused():
    assert run("joints").exit_code == 2
