"""Plans of an older format are read by way of steps, and every finding still points at what the author wrote."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmpkit.model.organisation import FORMAT
from rmpkit.operations.check import load
from rmpkit.store import upgrades
from rmpkit.store.kinds import FORMAT_NEWER, FORMAT_OLDER, REFERENCE_DANGLING
from rmpkit.store.reading import read_document
from rmpkit.store.upgrades import OLDEST, UPGRADES, Role, Step, format_of, upgraded
from tests.store.older import AFTER, BEFORE, step

JOINT = "relationships/lark/joint.yml"


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrades, "FORMAT", 2)
    monkeypatch.setattr(upgrades, "UPGRADES", {1: step})


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    for name, text in BEFORE.items():
        file = tmp_path / "plans" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "plans"


def test_every_older_format_has_its_step():
    assert sorted(UPGRADES) == list(range(OLDEST, FORMAT))


@pytest.mark.usefixtures("older")
def test_an_older_format_gives_the_records_of_the_newer_one(plans):
    before = load(plans).portfolio
    (plans / JOINT).write_text(AFTER, "utf-8")
    organisation = plans / "organisation.yml"
    organisation.write_text(organisation.read_text("utf-8").replace("format: 1", "format: 2"), "utf-8")
    after = load(plans).portfolio
    assert (before.organisation, before.plans) == (after.organisation, after.plans)
    risk = before.plans[0].risks["R-L1"]
    assert (risk.owner, str(risk.due)) == ("lark.manager", "2026-12-01")
    assert (before.written_in, after.written_in) == (1, 2)


@pytest.mark.usefixtures("older")
def test_findings_point_at_the_line_that_the_author_wrote(plans):
    portfolio = load(plans).portfolio
    found = {each.reference: portfolio.places.of(each.plan, each.path) for each in portfolio.findings}
    place = found["lark.manager"]
    assert place is not None
    assert (place.file, place.line, place.column) == (JOINT, 9, 12)
    due = portfolio.places.of("lark", ("risks", "R-L1", "due"))
    assert due is not None
    assert (due.line, due.column) == (10, 9)


@pytest.mark.usefixtures("older")
def test_one_note_says_that_the_format_is_an_older_one(plans):
    found = load(plans).portfolio.findings
    assert {each.kind for each in found} == {FORMAT_OLDER, REFERENCE_DANGLING}
    (note,) = [each for each in found if each.kind is FORMAT_OLDER]
    assert note.message == "The plans are written in format 1, and are read as format 2."
    assert "rmp migrate" in note.mend


@pytest.mark.usefixtures("older")
def test_a_slip_in_an_older_file_is_known_by_the_name_of_now(plans):
    file = plans / JOINT
    file.write_text(
        file.read_text("utf-8").replace("{title: Both yards close,", "{title: Both: yards {close,"), "utf-8"
    )
    portfolio = load(plans).portfolio
    assert ("risks", "R-L2") in portfolio.plans[0].lost
    assert ("risks", "R-L2") in {each.path for each in portfolio.findings}
    assert "R-L1" in portfolio.plans[0].risks


@pytest.mark.usefixtures("older")
def test_a_newer_format_is_said_whatever_else_is_wrong(plans):
    (plans / "organisation.yml").write_text("format: 3\nwho: [\n", "utf-8")
    (found,) = load(plans).portfolio.findings
    assert found.kind is FORMAT_NEWER
    assert found.message == "The plans are written in format 3; this version of rmp reads up to 2."


def test_no_step_is_taken_in_the_newest_format(plans):
    (found,) = {each.kind.code for each in load(plans).portfolio.findings}
    assert found == "RMP003"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("format: 1\n", 1),
        ('format: "2"  # quoted\n', 2),
        ("format: 7\n", 7),
        ("id: hollin\n", 1),
        ("format: two\n", 2),
        ("format:\n  - 1\n", 2),
        ("# nothing\n", 2),
        ("format: 1\n" + "[" * 60, 1),
    ],
)
@pytest.mark.usefixtures("older")
def test_the_format_is_what_the_organisation_says(text, number):
    document, _ = read_document(text.encode(), file="organisation.yml", plan=None)
    assert format_of(document, text.encode()) == number


@pytest.mark.usefixtures("older")
def test_an_organisation_is_told_to_be_in_the_newest_format():
    document, _ = read_document(b"id: hollin\n", file="organisation.yml", plan=None)
    found = upgraded(document, Role.ORGANISATION, since=1).document
    assert found.data == {"format": "2", "id": "hollin"}
    place = found.value_place(("format",))
    assert place is not None
    assert place.line == 1


def test_several_steps_are_taken_one_after_the_other(monkeypatch):
    def second(data: Mapping, role: Role) -> Step:
        del role
        return Step({"hazards": data["risks"]}, {("hazards",): ("risks",)})

    monkeypatch.setattr(upgrades, "FORMAT", 3)
    monkeypatch.setattr(upgrades, "UPGRADES", {1: step, 2: second})
    document, _ = read_document(b"perils:\n  R-1: {who: a}\n", file="x.yml", plan="x")
    found = upgraded(document, Role.PART, since=1)
    assert found.document.data == {"hazards": {"R-1": {"owner": "a"}}}
    assert found.document.marks["hazards", "R-1", "owner"].key == (2, 9)
    assert found.origin(("hazards", "R-1", "owner")) == ("perils", "R-1", "who")


_DATA = st.recursive(
    st.none() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from(["about", "purpose", "perils", "who", "do", "R-1", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["about", "perils", "risks", "title", "format"]), _DATA, max_size=4))
def test_no_data_make_a_step_fail_and_a_second_time_changes_nothing(data):
    for each in (step, *UPGRADES.values()):
        for role in Role:
            once = each(data, role).data
            assert each(once, role).data == once
