"""Every saved input once more: quick, and part of every run."""

import pytest

from tests.fuzz import corpus, targets
from tests.rules.overlay import CLEAN

DOCUMENTS, TEXTS = corpus.documents(), corpus.texts()
OWN = [name for name in DOCUMENTS if name.startswith("corpus/")]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_saved_file_is_a_document_and_findings(name):
    targets.document(DOCUMENTS[name])


@pytest.mark.parametrize("part", ["plan", "joint", "internal"])
def test_the_saved_files_as_a_part_of_a_plan_each_stop_nothing(part):
    files = {}
    for number, name in enumerate(OWN):
        for other in ("plan", "joint", "internal"):
            clean = CLEAN / targets.PLAN / f"{other}.yml"
            written = DOCUMENTS[name] if other == part else clean.read_bytes()
            files[f"relationships/saved-{number}/{other}.yml"] = written
    targets.folder(files, whole=False)


@pytest.mark.parametrize("name", [name for name in OWN if "whole" in name])
def test_a_saved_file_that_once_broke_a_page_breaks_none(name):
    for file in targets.FILES:
        targets.folder({file: DOCUMENTS[name]})


def test_no_saved_file_as_the_organisation_or_a_catalogue_stops_anything():
    for name in OWN[::8]:
        targets.folder({"organisation.yml": DOCUMENTS[name], "catalogues/own.yml": DOCUMENTS[name]}, whole=False)


@pytest.mark.parametrize("name", TEXTS)
def test_a_saved_text_is_shown_and_nothing_else(name):
    targets.rich(TEXTS[name])
    targets.plain(TEXTS[name].replace("\r", ""))


def test_there_is_something_saved():
    assert len(OWN) > 30
    assert len(TEXTS) > 150
