"""An edition is made in one place, and holds only what its audience may see."""

import ast
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import rmpkit
from rmpkit.catalogue.library import load_library
from rmpkit.catalogue.requirement import Level
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import Edition, disclose
from rmpkit.disclosure.projection import projected_plan
from rmpkit.model.finding import Path as Path_
from rmpkit.model.portfolio import Places
from rmpkit.model.record import Part
from rmpkit.model.stages import Stage
from rmpkit.operations.check import check, load, look, vocabulary
from rmpkit.store.folder import Folder, Source, scan
from rmpkit.store.portfolio import read_folder
from rmpkit.views.duties import duties_of_plan
from rmpkit.views.written import notes_of

DATA = Path(__file__).parents[2] / "rmp-data"
CANARY = "heron-at-the-lock-gate"
TODAY = date(2026, 11, 20)


def test_nobody_else_can_make_an_edition():
    with pytest.raises(TypeError, match="disclose"):
        Edition(Audience.INTERNAL, None, (), (), Places({}, {}, {}), {})


def test_no_other_module_mentions_the_seal_or_builds_an_edition():
    for file in Path(rmpkit.__file__).parent.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        calls = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        if file.name != "edition.py":
            assert "Edition" not in calls, file
            assert not re.search(r"\b_SEAL\b", file.read_text(encoding="utf-8")), file


def portfolio_with_restricted(text: str):
    folder = scan(DATA)
    file = "relationships/harbour-alliance/restricted.yml"
    source = Source(file, "harbour-alliance", Part.RESTRICTED, text.encode())
    folder = Folder((*folder.sources, source), folder.catalogues, folder.evidence, folder.plans, folder.findings)
    return read_folder(folder, vocabulary=vocabulary(load_library()))


def test_what_only_named_people_see_is_in_no_internal_edition():
    text = (
        f"why: Walk away below {CANARY}\n"
        f"risks:\n  XR-1:\n    title: They may sell, {CANARY}\n"
        f"signposts:\n  XS-1:\n    title: {CANARY}\n    at: evidence/{CANARY}.pdf\n    answers: [kn.case]\n"
        f"known-gaps:\n  XG-1:\n    requirement: {CANARY}\n"
    )
    portfolio = portfolio_with_restricted(text)
    assert CANARY in repr(portfolio), "or the scan proves nothing"

    edition = disclose(portfolio, Audience.INTERNAL, today=TODAY)

    assert CANARY not in repr((edition.organisation, edition.plans, edition.findings, edition.evidence))
    assert edition.plan("harbour-alliance").why != CANARY


def test_an_edition_says_the_same_as_one_of_a_portfolio_without_the_rest():
    with_more = disclose(
        portfolio_with_restricted("risks:\n  XR-1:\n    title: They may sell\n"), Audience.INTERNAL, today=TODAY
    )
    without = disclose(portfolio_with_restricted("# nothing\n"), Audience.INTERNAL, today=TODAY)
    assert with_more.plans == without.plans
    assert with_more.findings == without.findings


def test_the_example_loses_nothing_that_is_internal():
    checked = check(DATA, today=date(2026, 11, 20))
    plan = checked.judged.edition.plan("harbour-alliance")
    assert {risk.part for risk in plan.risks.values()} == {Part.JOINT, Part.INTERNAL}


@pytest.fixture
def two_slips(tmp_path):
    """The example with a line that nobody can read in the internal part, and slips in the joint and restricted ones."""
    root = tmp_path / "data"
    shutil.copytree(DATA, root)
    plan = root / "relationships/harbour-alliance"
    (plan / "internal.yml").write_text("risks: [\n", encoding="utf-8")
    (plan / "restricted").mkdir(exist_ok=True)
    (plan / "restricted/exit.yml").write_text("heron-gate: 1\n", encoding="utf-8")
    with (plan / "joint/papers.yml").open("a", encoding="utf-8") as papers:
        papers.write("heron-gate: 1\n")
    (plan / "evidence/heron.html").write_text("<p>Offer to the other side", encoding="utf-8")
    (plan / "restricted/evidence.yml").write_text(
        "signposts:\n  SP-R1: {title: Offer, at: evidence/heron.html, keeper: estuary.commercial, checked: 2026-08-24}\n",
        encoding="utf-8",
    )
    return load(root).portfolio


def test_what_reading_found_is_told_to_those_who_may_read_the_file(two_slips):
    own, partner, named = (
        disclose(two_slips, each, today=TODAY)
        for each in (Audience.INTERNAL, Audience.joint("northgate"), Audience.RESTRICTED)
    )

    def files(edition):
        return {place.file.rpartition("/")[2] for finding in edition.findings if (place := finding.place)}

    assert files(own) == {"internal.yml", "papers.yml"}
    assert files(named) >= {"internal.yml", "papers.yml", "exit.yml"}
    assert [f.path[1] for f in named.findings if f.path[:1] == ("evidence",)] == ["evidence/heron.html"]
    assert not [f for f in own.findings if f.path[:1] == ("evidence",)]
    assert partner.findings == ()


def test_a_partner_is_told_no_place_in_a_file_and_no_file_that_could_not_be_read(two_slips):
    own, partner = (disclose(two_slips, each, today=TODAY) for each in (Audience.INTERNAL, Audience.joint("northgate")))

    assert own.places != Places({}, {}, {})
    assert partner.places == Places({}, {}, {})
    assert any(plan.broken for plan in own.plans)
    assert not any(plan.broken for plan in partner.plans)


def test_what_is_no_record_is_closed_by_the_file_it_stands_in(tmp_path):
    root = tmp_path / "data"
    shutil.copytree(DATA, root)
    with (root / "relationships/northline-trains/internal.yml").open("a", encoding="utf-8") as file:
        file.write("\ndeputies: {estuary.ser: estuary.manager}\n")
    portfolio = load(root).portfolio
    assert disclose(portfolio, Audience.INTERNAL, today=TODAY).plan("northline-trains").deputies
    assert not disclose(portfolio, Audience.joint("northline"), today=TODAY).plan("northline-trains").deputies


def test_a_plan_of_which_even_the_name_is_closed_is_not_shown_at_all():
    plan = next(each for each in load(DATA).portfolio.plans if each.id == "orchard-facilities")
    assert {part.name for part in plan.written_in.values()} == {"internal"}
    assert projected_plan(plan, Audience.INTERNAL) is not None
    assert projected_plan(plan, Audience.joint("northgate")) is None
    assert projected_plan(plan, Audience.PUBLIC) is None


def test_what_could_not_be_read_in_a_closed_part_is_not_even_named():
    portfolio = portfolio_with_restricted("risks:\n  XR-1:\n    title: They may sell\n    due: never\n")
    (plan,) = (each for each in portfolio.plans if each.id == "harbour-alliance")
    assert ("risks", "XR-1") in plan.lost, "or nothing is closed"
    own, named = (disclose(portfolio, each, today=TODAY) for each in (Audience.INTERNAL, Audience.RESTRICTED))
    assert ("risks", "XR-1") not in own.plan("harbour-alliance").lost
    assert ("risks", "XR-1") in named.plan("harbour-alliance").lost


@pytest.fixture(scope="module")
def a_partner_s_copy():
    """What Northgate reads, on a day and three years later, when much has gone by without a word."""
    loaded = load(DATA)
    later = TODAY.replace(year=TODAY.year + 3)
    return tuple(look(loaded, Audience.joint("northgate"), today=day).judged for day in (TODAY, later))


def test_a_partner_is_shown_what_the_parties_answer_together_and_nothing_of_one_side(a_partner_s_copy):
    judged, _ = a_partner_s_copy
    assert {each.requirement.level for each in judged.plans["harbour-alliance"].evidence} == {Level.JOINT}


def test_evidence_does_not_go_stale_overnight_in_a_partner_s_copy(a_partner_s_copy):
    states = [
        {each.requirement.id: each.state for each in judged.plans["harbour-alliance"].evidence}
        for judged in a_partner_s_copy
    ]
    assert states[0] == states[1]
    assert len(set(states[0].values())) > 1
    own = [look(load(DATA), Audience.INTERNAL, today=judged.today).judged for judged in a_partner_s_copy]
    aged = [{e.requirement.id: e.state for e in judged.plans["harbour-alliance"].evidence} for judged in own]
    assert aged[0] != aged[1], "or nothing could go stale"


def test_a_partner_s_copy_holds_nobody_s_arrears(a_partner_s_copy):
    for judged in a_partner_s_copy:
        duties = duties_of_plan(judged, judged.edition.plan("harbour-alliance"))
        assert all(duty.day >= judged.today for duty in duties)
    own = look(load(DATA), Audience.INTERNAL, today=TODAY).judged
    assert any(duty.day < TODAY for duty in duties_of_plan(own, own.edition.plan("harbour-alliance"))), (
        "or none is late"
    )


def test_what_came_of_our_own_look_at_a_stage_is_not_for_the_partner():
    checked = [look(load(DATA), each, today=TODAY).judged for each in (Audience.INTERNAL, Audience.joint("northline"))]
    own, partner = (judged.edition.plan("northline-trains") for judged in checked)
    assert own.reviews_of(Stage.INTERNAL_ASSESSMENT)
    assert not partner.reviews_of(Stage.INTERNAL_ASSESSMENT)
    states = {each.requirement.id: each.state for each in checked[0].plans["northline-trains"].evidence}
    assert states["ia.general"].counts


def test_when_a_thing_was_written_down_is_told_to_those_who_keep_the_plan_alone():
    for audience, told in ((Audience.INTERNAL, True), (Audience.joint("northgate"), False)):
        judged = look(load(DATA), audience, today=TODAY).judged
        plan = judged.edition.plan("harbour-alliance")
        late: dict[tuple[str | None, Path_], date] = {
            ("harbour-alliance", ("meetings", name)): TODAY for name in plan.meetings
        }
        assert bool(notes_of(replace(judged, recorded=late), plan)) is told
