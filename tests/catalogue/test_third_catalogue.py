"""A third catalogue is a file."""

from importlib import resources

from rmpkit.catalogue.library import load_library
from rmpkit.model.finding import Place
from rmpkit.model.stages import Stage

FILE = "catalogues/tidewater.yml"


def test_a_third_catalogue_stands_beside_ours(tidewater):
    library = load_library([(FILE, tidewater.encode())])
    assert library.findings == ()
    assert [catalogue.id for catalogue in library] == ["bs11000", "iso44001", "tidewater"]
    assert len(library.catalogues["tidewater"].of_stage(Stage.WORKING_TOGETHER)) == 1
    assert {"tide.flag", "wt.exit"} <= library.requirement_ids


def test_it_maps_to_ours_without_a_change_to_ours(tidewater):
    library = load_library([(FILE, tidewater.encode())])
    found = library.crosswalk("lead.policy")
    assert {name: [r.id for r in requirements] for name, requirements in found.items()} == {
        "bs11000": ["aw.governance"],
        "iso44001": ["lead.policy"],
        "tidewater": ["tide.flag"],
    }


def test_loading_it_leaves_the_library_of_others_alone(tidewater):
    load_library([(FILE, tidewater.encode())])
    assert [catalogue.id for catalogue in load_library()] == ["bs11000", "iso44001"]


def test_a_broken_one_is_left_out_and_its_name_stays_known(tidewater):
    library = load_library([(FILE, tidewater.replace("printed:", "printd:").encode())])
    assert library.get("tidewater") is None
    assert library.broken == {"tidewater"}
    assert library.findings


def test_one_that_says_no_id_is_known_by_its_file():
    assert load_library([(FILE, b"title: Tidewater Code\n")]).broken == {"tidewater"}


def test_a_file_that_is_no_text_is_a_finding_and_no_crash():
    library = load_library([(FILE, b"\x89PNG\x00")])
    assert library.broken == {"tidewater"}
    assert [finding.place for finding in library.findings] == [Place(FILE, 1, 1)]


def test_of_two_with_one_id_the_first_counts(tidewater):
    library = load_library([(FILE, tidewater.encode()), ("catalogues/copy.yml", tidewater.encode())])
    assert library.get("tidewater") is not None
    assert library.broken == frozenset()
    (finding,) = library.findings
    assert finding.message == f'The id "tidewater" is taken already, by {FILE}.'
    assert finding.place == Place("catalogues/copy.yml", 2, 5)


def test_a_checked_copy_takes_the_place_of_ours():
    ours = (resources.files("rmpkit.catalogue") / "data" / "iso44001.yml").read_text(encoding="utf-8")
    copy = f"verified-by:\n  reader: J. Rao\n  on: 2031-05-04\n{ours}"
    library = load_library([("catalogues/iso.yml", copy.encode())])
    assert library.findings == ()
    assert library.catalogues["iso44001"].requirements["wt.exit"].citation == "ISO 44001 8.6.9 Joint exit strategy"
    assert load_library().catalogues["iso44001"].requirements["wt.exit"].citation == "ISO 44001 8.6"


def test_a_broken_copy_leaves_ours_in_place():
    ours = (resources.files("rmpkit.catalogue") / "data" / "iso44001.yml").read_text(encoding="utf-8")
    library = load_library([("catalogues/iso.yml", ours.replace("  st.exit:\n", "  st.leave:\n").encode())])
    assert "st.exit" in library.catalogues["iso44001"].requirements
    assert library.broken == frozenset()
    assert {finding.kind.code for finding in library.findings} == {"RMP020"}


def test_the_crosswalk_of_one_id_gathers_what_every_catalogue_asks(library):
    found = library.crosswalk("ex.monitor")
    assert {name: [r.id for r in requirements] for name, requirements in found.items()} == {
        "bs11000": ["ex.monitor"],
        "iso44001": ["wt.exit", "st.exit"],
    }
    assert library.crosswalk("no.such") == {}
