"""The twelve threads an assessor pulls, each end to end on the example, in the records and on the pages."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from rmpkit.disclosure.audience import Audience
from rmpkit.operations.check import check, load, look
from rmpkit.operations.pages import pages
from rmpkit.rules.chain import Chain, Step
from rmpkit.rules.judgement import Judged
from rmpkit.rules.registry import RULES
from rmpkit.rules.threads import THREADS
from rmpkit.views import addresses
from rmpkit.views.dates import when
from rmpkit.views.strands import anchor_of, places_in

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
