"""Which prompts a change has to do with: looked up, and the same as if each of them were looked at."""

import time

import yaml
from hypothesis import given
from hypothesis import strategies as st

from rmpkit.changes.change import Change, Difference, Kind, Rank
from rmpkit.changes.comparison import compare
from rmpkit.changes.weight import Prompts, touches
from rmpkit.model.finding import Finding
from rmpkit.model.record import JOINT_RECORD, Part
from rmpkit.rules.registry import RULES
from tests.changes.pairs import judged
from tests.rules.overlay import folder_with

KIND = RULES[0].kind
STEPS = st.sampled_from(["risks", "actions", "R-1", "R-2", "owner", "due"])
PATHS = st.lists(STEPS, max_size=4).map(tuple)
PLANS = st.sampled_from(["quay", "dock", None])


def finding(plan, path, reference) -> Finding:
    return Finding(KIND, plan, path, "Something is so.", "Mend it.", reference=reference)


def a_change(plan, path, was, kind) -> Change:
    difference = Difference(plan, path, kind, "one", "two", str, JOINT_RECORD, Part.JOINT, was)
    return Change(difference, "It is another.", Rank.LOOK_AT, "rewritten")


@given(
    st.lists(st.builds(finding, PLANS, PATHS, st.sampled_from(["", "R-1", "risks"])), max_size=12),
    st.builds(a_change, PLANS, PATHS, PATHS, st.sampled_from(Kind)),
)
def test_every_prompt_that_a_change_touches_is_found(findings, change):
    for whole in (False, True):
        found = Prompts(findings).at(change, whole=whole)
        near = [each for each in findings if each.plan == change.difference.plan]
        wanted = [each for each in near if touches(change.difference, each, whole=whole)]
        assert sorted(map(id, found)) == sorted(map(id, wanted))


def seconds(number: int) -> float:
    """What it costs to compare a plan in which each of many risks and actions gave rise to a prompt."""

    def side(owner: str, due: str):
        risks = {f"R-N{n}": {"title": f"Thing {n * 7919} breaks", "owner": owner} for n in range(1, number)}
        actions = {f"A-{n}": {"title": f"Do {n * 7919}", "due": due} for n in range(100, 100 + number)}
        return judged(folder_with(yaml.safe_dump({"risks": risks, "actions": actions})))

    sides = side("estuary.ser", "2027-01-01"), side("estuary.nobody", "2025-01-01")
    start = time.process_time()
    found = compare(*sides)
    took = time.process_time() - start
    assert len(found.raised) >= number
    return took


def test_a_plan_three_times_as_long_takes_about_three_times_as_long():
    seconds(20)
    assert seconds(900) < 6 * seconds(300)
