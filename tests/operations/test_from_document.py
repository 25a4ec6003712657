"""A Word plan becomes signposts to its headings; whatever the file is, it is refused in one sentence at worst."""

import io
import sys
import zipfile
from pathlib import Path

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.model.evidence import Signpost
from rmpkit.operations import from_document
from rmpkit.operations.from_document import signposts
from rmpkit.store import manuscript
from rmpkit.store.manuscript import Heading, ManuscriptRefusedError, headings
from rmpkit.store.reading import read_document

docx = pytest.importorskip("docx")


@pytest.fixture
def a_plan(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_heading("Relationship management plan", 0)
    document.add_heading("Governance", 1)
    document.add_paragraph("The board meets each quarter.")
    document.add_heading("Who: decides #1, and what", 2)
    document.add_heading("A detail", 3)
    own = document.styles.add_style("Our chapter", 1)
    own.base_style = document.styles["Heading 1"]
    document.add_paragraph("Exit  strategy", style="Our chapter")
    document.add_paragraph("", style="Heading 1")
    document.save(str(tmp_path / "plan.docx"))
    return tmp_path / "plan.docx"


def test_headings_are_read_in_order_and_nothing_else(a_plan: Path):
    assert headings(a_plan) == (
        Heading(1, "Governance"),
        Heading(2, "Who: decides #1, and what"),
        Heading(3, "A detail"),
        Heading(1, "Exit strategy"),
    )


def test_each_chapter_and_section_becomes_a_signpost_that_is_read_as_it_is(a_plan: Path):
    text = signposts(headings(a_plan), "HA-RMP-001 rev C")
    document, slips = read_document(text.encode(), file="internal.yml", plan=None)

    assert not slips
    assert isinstance(document.data, dict)
    found = {key: Signpost.model_validate(each) for key, each in document.data["signposts"].items()}
    assert [each.title for each in found.values()] == ["Governance", "Who: decides #1, and what", "Exit strategy"]
    assert list(found) == ["SP-1", "SP-2", "SP-3"]
    assert found["SP-3"].at == "HA-RMP-001 rev C, section Exit strategy"


@pytest.mark.parametrize("text", ["yes", "8.10", "a: b", "- x", "{x}", "# y", '"q', "x" * 200, "*", "@", "é"])
def test_a_heading_is_kept_whatever_signs_it_has(text: str):
    written = signposts([Heading(1, text)], "x" * 290)
    document, slips = read_document(written.encode(), file="internal.yml", plan=None)

    assert not slips
    assert isinstance(document.data, dict)
    assert Signpost.model_validate(document.data["signposts"]["SP-1"]).title == text


def packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


ENTITY = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is not a Word document"),
        (b"PK\3\4 not really", "is not a Word document"),
        (b"\xd0\xcf\x11\xe0 an old one", "is not a Word document"),
        (packed(word__document_xml=b"<a/>"), "is damaged"),
        (packed(word__document_xml=b"\0" * 30_000_000), "unpacks to far more"),
        (packed(word__document_xml=ENTITY), "is not written as Word writes"),
    ],
    ids=["empty", "cut", "old", "other", "bomb", "entity"],
)
def test_what_is_no_word_document_is_refused_in_a_sentence(tmp_path: Path, raw: bytes, said: str):
    file = tmp_path / "plan.docx"
    file.write_bytes(raw)

    with pytest.raises(ManuscriptRefusedError, match=said) as refused:
        headings(file)
    assert "Save it" in str(refused.value)


def test_a_document_without_headings_is_refused(tmp_path: Path):
    docx.Document().save(str(tmp_path / "plan.docx"))

    with pytest.raises(ManuscriptRefusedError, match="has no headings"):
        headings(tmp_path / "plan.docx")


def test_a_document_that_is_too_large_is_refused(a_plan: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(manuscript, "LARGEST", 1000)

    with pytest.raises(ManuscriptRefusedError, match="has more than"):
        headings(a_plan)


def test_without_the_extra_it_says_what_to_install(a_plan: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "docx", None)

    with pytest.raises(ManuscriptRefusedError, match=r'pip install "rmpkit\[docx\]"'):
        headings(a_plan)


def test_a_heading_in_the_words_of_plans_is_proposed_what_it_answers_and_each_has_a_place_of_its_own():
    words = ("Risk register", "Issue resolution & escalation", "Roles and responsibilities", "Exit strategy", "Annex")
    written = signposts([Heading(1, text) for text in (*words, "Annex")], "HA-1")
    proposed = [line.partition("[")[2].rstrip("]") for line in written.splitlines() if "# answers: [" in line]
    assert proposed == ["wt.risk", "wt.issues", "wt.governance", "wt.exit"]
    document, _ = read_document(written.encode(), file="internal.yml", plan=None)
    assert isinstance(document.data, dict)
    places = [each["at"] for each in document.data["signposts"].values()]
    assert len(set(places)) == len(places)
    assert places[-1] == "HA-1, section Annex (no. 2 of this name)"


def test_every_proposal_is_a_requirement():
    assert {id_ for _, id_ in from_document.WORDS} <= load_library().requirement_ids


def test_a_document_of_the_old_kind_is_known_by_its_name(tmp_path: Path):
    (tmp_path / "plan.doc").write_bytes(b"anything")
    with pytest.raises(ManuscriptRefusedError, match="is of the old kind"):
        headings(tmp_path / "plan.doc")
