"""The twelve threads an assessor pulls, each end to end on the example, in the records and on the pages."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from rmpkit.disclosure.audience import Audience
from rmpkit.operations.check import check, load, look
from rmpkit.operations.pages import ORGANISATION_PAGES, pages
from rmpkit.rules.chain import Chain, Step
from rmpkit.rules.judgement import Judged
from rmpkit.rules.registry import RULES
from rmpkit.rules.threads import THREADS
from rmpkit.views import addresses
from rmpkit.views.dates import when
from rmpkit.views.strands import anchor_of, places_in
from rmpkit.views.threads import own_threads, threads
from tests.rules.overlay import judged_with

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "rmp-data"
DAY = date(2026, 11, 20)
CASES = yaml.load((HERE / "threads.yml").read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.fixture(scope="module")
def checked():
    return check(DATA, today=DAY)


@pytest.fixture(scope="module")
def site(checked):
    return {page.path: page.body for page in pages(checked.judged, library=checked.library)}


def chain_of(judged: Judged, name: str) -> Chain:
    case = CASES[name]
    judgement = judged.plans[case["plan"]] if "plan" in case else judged.organisation
    number = int(name.split(maxsplit=1)[0])
    (found,) = (c for c in judgement.chains if c.thread == number and c.about == case.get("about", ""))
    return found


def told(step: Step) -> str:
    if not step.there:
        return "(nothing)"
    records = " ".join(str(path[-1]) for path in step.paths)
    return f"{records}, {when(step.on).text}" if step.on else records


def test_each_of_the_twelve_is_pulled():
    assert {int(name.split()[0]) for name in CASES} == set(range(1, 13)) == {thread.number for thread in THREADS}


@pytest.mark.parametrize("name", CASES)
def test_the_thread_leads_from_record_to_record(name, checked):
    found = {step.name: told(step) for step in chain_of(checked.judged, name).steps}
    wanted = CASES[name]["steps"]
    assert {step: found[step] for step in wanted} == wanted
    assert [step for step in found if step in wanted] == list(wanted), "in another order"


WHOLE = {int(name.split()[0]): name for name in reversed(CASES)}
"""The first case of each thread."""


@pytest.mark.parametrize("name", WHOLE.values())
def test_the_whole_case_of_each_thread_names_every_step_of_its_chain(name, checked):
    assert [step.name for step in chain_of(checked.judged, name).steps] == list(CASES[name]["steps"])


def test_an_approval_is_there_where_somebody_gave_it(checked):
    (step,) = (
        s
        for s in chain_of(checked.judged, "8 an idea that was carried out, and nothing says who said yes").steps
        if s.name == "Approval"
    )
    assert step.says == "realised; nothing says who decided, or when"
    assert step.rules == ()


def test_that_a_trigger_is_not_met_is_said_only_of_what_was_looked_at(checked):
    said = {
        name: step.says
        for name, judgement in checked.judged.plans.items()
        for chain in judgement.chains
        for step in chain.steps
        if step.name == "Triggers checked"
    }
    assert said["brightwater-pumps"] == "the meeting looked at exit"
    assert said["harbour-alliance"] == "none is recorded as met"


@pytest.mark.parametrize("name", CASES)
def test_a_step_that_should_be_there_is_a_prompt_and_no_other_is(name, checked, site):
    case = CASES[name]
    chain = chain_of(checked.judged, name)
    page = addresses.relationship(case["plan"], addresses.THREADS) if "plan" in case else addresses.OWN_THREADS
    section = site[page].split(f'id="{anchor_of(chain)}"')[1]
    drawn = section.split("</ol>")[0]
    asked = {}
    for box in re.findall(r'<li class="rmp-box.*?</li>', drawn, re.DOTALL):
        step = re.search(r'rmp-box-name">([^<]*)<', box)
        prompt = re.search(r"asked for by <a [^>]*>([^<]*)<", box)
        if step and prompt:
            asked[step[1]] = prompt[1]
    assert asked == case.get("asked", {})


def test_a_step_names_rules_that_there_are(checked):
    known = {rule.kind.name for rule in RULES} | {"evidence-missing"}
    every = (checked.judged.organisation, *checked.judged.plans.values())
    named = {rule for each in every for chain in each.chains for step in chain.steps for rule in step.rules}
    assert named <= known


def test_every_record_in_a_thread_leads_there_from_its_own_page(checked, site):
    for plan in checked.judged.edition.plans:
        page = addresses.relationship(plan.id, addresses.THREADS)
        places = places_in(checked.judged.plans[plan.id].chains, page)
        rest = "".join(
            body for path, body in site.items() if path.startswith(f"relationships/{plan.id}/") and path != page
        )
        for record in (
            "O-1",
            "R-N12",
            "I-N5",
            "V-5",
            "A-38",
            "M-31",
            "H-4",
            "LE-2",
            "SP-9",
            "X-1",
            "SK-1",
            "SW-2",
            "v2.1",
        ):
            if record in places:
                assert f'aria-label="{record} in its thread"' in rest, record
        for anchor in re.findall(r'threads/#([^"]+)"', rest):
            assert f'id="{anchor}"' in site[page], anchor


@pytest.mark.parametrize("record", ["O-1", "R-1", "SC-1", "NC-1"])
def test_every_record_of_the_organisation_in_a_thread_leads_there_from_its_own_page(record, site):
    rest = "".join(body for path, body in site.items() if path in ORGANISATION_PAGES and path != addresses.OWN_THREADS)
    assert f'aria-label="{record} in its thread"' in rest


def test_a_thread_is_called_by_the_record_it_is_drawn_through_and_leads_there(checked):
    judged = checked.judged
    drawn = (own_threads(judged), *(threads(judged, plan) for plan in judged.edition.plans))
    for page in drawn:
        for chain in (chain for thread in page.threads for chain in (*thread.chains, *thread.folded)):
            record = chain.id.removeprefix("Thread-").partition("-")[2]
            if chain.about is not None and chain.about.text.startswith(f"{record} "):
                assert chain.about.to.endswith(f"#{record}")
    (risks,) = (thread for thread in drawn[0].threads if thread.id == "Thread-6")
    assert {chain.about.text.split()[0] for chain in risks.chains if chain.about} == {"R-1", "R-2"}


def test_what_stands_in_no_thread_is_listed_and_what_stands_in_one_is_not(checked):
    plan = checked.judged.edition.plan("harbour-alliance")
    loose = {link.text.split()[0] for _, links in threads(checked.judged, plan).loose for link in links}
    assert {"LE-4", "A-41"} <= loose
    assert not loose & set(places_in(checked.judged.plans[plan.id].chains, ""))
    assert {name for name, _ in own_threads(checked.judged).loose} == {"Actions"}


def test_a_risk_of_the_organisation_above_its_appetite_is_asked_for_its_treatment():
    snippet = "risks:\n  R-9: {title: T, likelihood: 5, impact: 5, owner: estuary.records, raised: 2026-01-05}\n"
    judged = judged_with(snippet, organisation=True)
    (chain,) = (each for each in judged.organisation.chains if (each.thread, each.about) == (6, "R-9"))
    steps = {step.name: step for step in chain.steps}
    assert steps["Treatment"].rules == ("risk-above-appetite",)
    assert steps["First seen"].on == date(2026, 1, 5)
    page = own_threads(judged)
    assert "R-9 T" in [link.text for link in page.open]


def test_an_aim_of_the_organisation_is_followed_to_what_its_actions_brought():
    snippet = (
        "objectives:\n  O-9: {title: T, owner: estuary.records, due: 2026-12-31}\n"
        "measures:\n  m: {question: Q, objective: O-9, target: at least 5, every: month, readings: {2025-12: 3, 2026-02: 6}}\n"
        "management-reviews:\n  MR-9: {on: 2026-01-12, looked-at: [objectives], decisions: {D-9: Do it}}\n"
        "actions:\n  A-9: {title: Do it, owner: estuary.records, comes-from: D-9, due: 2026-01-20, done: 2026-01-20}\n"
    )
    (chain,) = (each for each in judged_with(snippet, organisation=True).organisation.chains if each.about == "O-9")
    assert {step.name: told(step) for step in chain.steps} == {
        "Objective": "O-9",
        "Measure": "m",
        "Last reading": "m, 28 February 2026",
        "Review": "MR-9, 12 January 2026",
        "Decision": "D-9, 12 January 2026",
        "Action": "A-9",
        "Closed": "A-9, 20 January 2026",
        "Effective": "m, 28 February 2026",
    }


def test_an_organisation_that_writes_none_of_it_has_no_such_page():
    bare = "nonconformities:\nobjectives:\nrisks:\nsegment-criteria:\nsegmentation:\n"
    organisation = judged_with(bare, organisation=True).edition.organisation
    assert organisation is not None
    assert not addresses.is_made_for(organisation, addresses.OWN_THREADS)


def test_a_partner_sees_what_is_there_and_nothing_of_what_is_not():
    found = look(load(DATA), Audience.joint("northgate"), today=DAY)
    made = {page.path: page.body for page in pages(found.judged, library=found.library)}
    page = made["relationships/harbour-alliance/threads/"]
    chains = found.judged.plans["harbour-alliance"].chains
    assert {chain.thread for chain in chains} <= {1, 2, 5, 6, 7, 8, 9, 10, 11}
    assert all(step.there for chain in chains for step in chain.steps)
    assert "rmp-box-open" not in page
    assert "rmp-box-ahead" not in page
    assert "asked for by" not in page
    assert "IR-5" not in page
    assert addresses.OWN_THREADS not in made
