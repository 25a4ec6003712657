"""What cannot be read hides nothing: it is told, it waits, and nothing counts as mended or new because of it."""

from dataclasses import replace

import pytest

from rmpkit.changes.comparison import Comparison, compare
from rmpkit.changes.findings import came_and_went
from rmpkit.changes.gate import gated
from tests.changes.corpus import state
from tests.rules.overlay import DAY

SLIP = "text:\n  joint/more.yml: |\n    - slip\n"
IN_PART = "text:\n  joint/more.yml: |\n    x: [\n    acronyms: {PPA: Permit to pass}\n"
NO_TRIGGER = "exit-triggers:\n"
APPROVED = "versions:\n  v1.0: {approved: {northgate: {by: northgate.ser, on: 2026-02-01, how: signed}}}\n"


def between(before: str, after: str) -> Comparison:
    return compare(state(before), state(after))


def signs(comparison: Comparison) -> list[str]:
    return [change.fingerprint for change in comparison.changes]


@pytest.mark.parametrize("slip", [SLIP, IN_PART, "risks:\n  R-N14: {title: 'Silt', likelihood: high}\n"])
def test_what_cannot_be_read_on_either_side_and_is_the_same_is_no_change(slip):
    assert between(slip, f"{slip}joint:\n  # the same\n  purpose: Ships come and go\n").changes
    assert between(slip, slip).changes == ()
    assert between(slip, f"{slip}# and a comment\n").changes == ()


def test_a_prompt_that_cannot_be_judged_any_more_is_not_gone_and_one_that_could_not_be_before_is_not_new():
    there = between(NO_TRIGGER, NO_TRIGGER + SLIP)
    codes = {finding.kind.code for finding in there.base.findings}
    assert "RMP502" in codes
    assert "RMP502" not in {finding.kind.code for finding in there.head.findings}
    assert there.resolved == ()
    assert [finding.kind.code for finding in there.raised] == ["RMP002"]
    back = between(NO_TRIGGER + SLIP, NO_TRIGGER)
    assert back.raised == ()
    assert [finding.kind.code for finding in back.resolved] == ["RMP002"]


def test_nor_is_it_for_the_ratchet():
    base, head = state(NO_TRIGGER + SLIP), state(NO_TRIGGER)
    new, gone = came_and_went(base, head, ())
    assert new == ()
    assert [finding.kind.code for finding in gone] == ["RMP002"]


def test_a_prompt_that_is_mended_beside_a_slip_is_gone_and_one_that_is_made_is_new():
    risk = "risks:\n  R-N14: {title: Silt}\n"
    codes = {finding.kind.code for finding in between("{}\n", risk).raised}
    assert codes
    slip = "issues:\n  I-N9: {title: Late, severity: nobody knows}\n"
    assert codes <= {finding.kind.code for finding in between(slip, risk).raised}
    assert codes <= {finding.kind.code for finding in between(risk, slip).resolved}


@pytest.mark.parametrize(("before", "after"), [("{}\n", SLIP), (SLIP, "{}\n"), ("{}\n", IN_PART)])
def test_what_can_be_read_strengthens_and_weakens_nothing(before, after):
    found = between(before, after)
    assert {change.effect.value for change in found.changes} == {"neutral"}
    assert found.evidence == ()


def test_whoever_has_seen_it_has_seen_the_plan_as_it_stood_then():
    slip, seen = (
        signs(between(SLIP, "{}\n")),
        "acknowledgements:\n  AK-1: {changes: [0b21dc9ce44e99eb], by: estuary.ser, on: 2026-02-27}\n",
    )
    assert set(slip) <= set(signs(between(SLIP, seen)))
    assert not set(slip) & set(signs(between(SLIP, "risks:\n  R-N14: {title: Silt}\n")))


def test_a_slip_in_what_was_agreed_waits_for_any_party_and_for_no_new_version():
    for before, after in ((APPROVED, APPROVED + SLIP), (APPROVED + SLIP, APPROVED)):
        found = between(before, after)
        (waits,) = gated(found, (), frozenset(), begun=DAY, known=frozenset({"northgate"})).waiting
        assert waits.change.ranked_by in ("unread", "unread-before")
        assert {speaker.post for speaker in waits.speakers} == {"estuary.ser", "northgate.ser"}


def test_without_the_organisation_no_plan_is_gone_and_nothing_comes_of_that_it_is_not_known():
    there = between("{}\n", "text:\n  organisation.yml: |\n    - slip\n")
    assert [change.difference.path for change in there.changes] == [("file", "organisation.yml")]
    assert there.raised == ()
    assert there.resolved == ()
    assert there.evidence == ()


def test_before_anything_was_written_there_was_nothing_to_be_read():
    head = state("{}\n")
    nothing = replace(head.edition, organisation=None, plans=(), findings=(), lost=frozenset({()}), unread={})
    found = compare(replace(head, edition=nothing, plans={}), head)
    assert [change.difference.path for change in found.changes] == [()]
    assert set(found.raised) == set(head.findings)


def test_what_a_plan_cannot_be_without_is_not_told_as_another_because_it_cannot_be_read():
    found = between("{}\n", "text:\n  plan.yml: |\n    - slip\n")
    assert ("file", "plan.yml") in {change.difference.path for change in found.changes}
    assert not {("title",), ("type",), ("state",)} & {change.difference.path for change in found.changes}
