"""What is still open, each phase, the way from the old standard, and an assessor's questions."""

from datetime import date

import pytest
from click.testing import CliRunner

from rmpkit.disclosure.audience import Audience
from rmpkit.faces.cli.command import rmp
from rmpkit.operations.check import load, look
from rmpkit.operations.pages import pages
from rmpkit.rules.evidence import Tally
from rmpkit.views.assessor import dossier
from rmpkit.views.gaps import gaps, is_open, organisation_gaps
from rmpkit.views.phases import phases
from rmpkit.views.transition import transition
from tests.conftest import DATA

OWN = ("assessor/", "organisation/gaps/", "requirements/phases/", "requirements/transition/")


def test_every_open_requirement_stands_once_with_somebody_who_acts(the_example):
    judged = the_example.judged
    for plan in judged.edition.plans:
        view = gaps(judged, plan)
        shown = [row.id for group in view.groups for row in group.rows]
        assert shown == [each.requirement.id for each in judged.plans[plan.id].evidence if is_open(each)]
        assert all(row.who and row.would_do for group in view.groups for row in group.rows)
    assert organisation_gaps(judged).count == sum(is_open(each) for each in judged.organisation.evidence)


def test_phases_stand_by_name_and_add_up(the_example):
    view = phases(the_example.judged)
    names = [row.who.text for row in view.across]
    assert names == sorted(names, key=str.casefold)
    for row in view.across:
        assert sum(tally.recorded for _, tally, _ in row.cells) == row.all.recorded
        assert sum(tally.applying for _, tally, _ in row.cells) == row.all.applying
    for section in view.sections:
        for each in section.plans:
            lacks = sum(len(acting.lacks) for acting in each.lacks)
            assert lacks == each.tally.applying - each.tally.recorded


def test_the_transition_tells_what_is_new_and_that_nothing_is_lost(the_example):
    view = transition(the_example.judged, the_example.library)
    assert view
    assert len(view.fresh) == 16
    assert view.gone == ()
    assert 0 < view.supplied <= view.asked


def test_the_assessor_is_told_who_decided_and_who_looked(the_example):
    judged = the_example.judged
    view = dossier(judged, judged.edition.plan("harbour-alliance"))
    assert all(each.who for each in view.settled)
    assert any(sign.revision == "rev C" and sign.checked_by for sign in view.checks)
    assert "Eastfleet terminal" in {each.site for side in view.sides for each in side.people}
    assert view.since.iso == "2026-06-09"  # the last visit


def _said(facts):
    return [str(getattr(item.value, "text", getattr(item.value, "who", item.value))) for f in facts for item in f.items]


def test_the_assessor_is_told_where_the_version_is_and_what_each_party_holds_of_it(the_example):
    judged = the_example.judged
    view = dossier(judged, judged.edition.plan("harbour-alliance"))
    assert view.version is not None
    assert view.approved is not None
    assert view.held is not None
    assert view.version.id == "v2.1"
    assert view.approved.id == "v2.0", "the last that every party approved, while the latest waits for one"
    kept = {fact.label: _said([fact]) for fact in view.held.facts}
    assert kept["Written in"] == [
        "relationships/harbour-alliance/joint/, 14 files",
        "relationships/harbour-alliance/plan.yml",
    ]
    assert kept["Proof of approvals"][0].startswith("SP-32 ")
    pinned = judged.edition.plan("harbour-alliance").versions["v2.1"].approved["northgate"].terms[:10]
    assert kept["Terms as they stand"][0].startswith(pinned)
    (table,) = view.held.registers
    rows = {row.head: {cell.label: _said(cell.facts) for cell in row.cells} for row in table.rows}
    assert rows["Estuary Gateway"]["Reads it in"] == ["the files themselves, which it keeps"]
    assert rows["Delta Freight Terminals"] == {
        "Reads it in": ["its joint copy"],
        "Approved it": ["awaited"],
        "Told of a new one": ["Mark Costello"],
        "Cannot open": ["SP-12 Joint governance charter, HA-GOV-004 rev C"],
    }
    assert rows["Northgate Marine"]["Approved it"] == [f"12 November 2026, pinned to {pinned}"]


def test_no_file_that_a_partner_does_not_read_is_named_as_holding_the_version():
    judged = look(load(DATA), Audience.RESTRICTED, today=date(2026, 11, 20)).judged
    for plan in judged.edition.plans:
        if (held := dossier(judged, plan).held) is not None:
            assert not [said for said in _said(held.facts) if "internal" in said or "restricted" in said]


def test_a_version_that_every_party_approved_stands_alone(the_example):
    judged = the_example.judged
    assert dossier(judged, judged.edition.plan("northline-trains")).approved is None


@pytest.mark.parametrize("audience", ["joint:northgate", "public"])
def test_these_pages_are_in_nobody_elses_copy(audience):
    who = Audience.PUBLIC if audience == "public" else Audience.joint("northgate")
    checked = look(load(DATA), who, today=date(2026, 11, 20))
    paths = {page.path for page in pages(checked.judged, library=checked.library)}
    assert not paths & set(OWN)
    assert not [path for path in paths if path.endswith(("/gaps/", "/assessor/"))]


def _rmp(*words: str) -> str:
    return CliRunner().invoke(rmp, ["check", str(DATA), "--as-of", "2026-11-20", *words]).output


def test_the_command_tells_the_same():
    told = _rmp("--gaps", "--relationship", "northline-trains")
    assert told.startswith("Northline Trains. Evidence recorded for ")
    assert "Acts: Per Lindqvist, Manager of Estuary Gateway" in told
    assert "Estuary Gateway. Evidence recorded" in _rmp("--gaps")


def test_a_relationship_alone_needs_what_it_narrows_and_has_to_be_there():
    assert "add --gaps" in _rmp("--relationship", "northline-trains")
    assert 'no relationship "nowhere"' in _rmp("--gaps", "--relationship", "nowhere")


def test_nothing_asked_counts_as_nothing():
    assert Tally.of(()) == Tally(0, 0)
