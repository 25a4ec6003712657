"""`rmp new relationship --from-document`."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rmpkit.faces.cli.command import rmp
from rmpkit.operations.check import load

docx = pytest.importorskip("docx")


def begin(folder: Path, document: Path, *options: str) -> Result:
    (folder / "organisation.yml").write_text("format: 1\nid: hollin\nname: Hollin\n", encoding="utf-8")
    called = ["new", "relationship", "Larkfield", "--yes", "--data", str(folder), "--from-document", str(document)]
    return CliRunner().invoke(rmp, [*called, *options], prog_name="rmp")


def test_a_plan_begins_as_signposts_to_the_headings_of_a_document(tmp_path: Path):
    document = docx.Document()
    document.add_heading("Governance", 1)
    document.save(str(tmp_path / "PLAN.docx"))

    assert begin(tmp_path, tmp_path / "PLAN.docx", "--partner", "Larkfield Transport").exit_code == 0

    (plan,) = load(tmp_path).portfolio.plans
    assert {key: (each.title, each.at) for key, each in plan.signposts.items()} == {
        "IS-1": ("Governance", "PLAN.docx, section Governance")
    }


def test_where_the_document_cannot_be_read_nothing_is_written(tmp_path: Path):
    (tmp_path / "PLAN.docx").write_bytes(b"no document")

    done = begin(tmp_path, tmp_path / "PLAN.docx")

    assert done.exit_code == 2
    assert "is not a Word document" in done.stderr
    assert not (tmp_path / "relationships").exists()
