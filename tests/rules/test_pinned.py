"""Approvals pinned to content: whose approval still stands, and when every party has approved the same words."""

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.model import digest
from rmpkit.rules.approvals import Pin, fully_approved, latest_version, pin_of
from tests.rules.overlay import judged_with

NOW = "1:0b21dc9ce44e99eb35e3ff0a8c9324bb"
"""The digest of the clean plan's terms. When that plan changes, `rmp record-approval northgate --data tests/rules/clean`
tells the new one; it stands here, in the plan, and in the examples of RMP605 and RMP606."""

BEFORE, ODD = "1:" + "b" * 32, "1:" + "0" * 32


def v(name: str, *lines: str) -> str:
    return f"  {name}:\n    what: Terms\n" + "".join(f"    {line}\n" for line in lines)


def approved(estuary: str, northgate: str) -> str:
    def line(party: str, terms: str) -> str:
        pin = f", terms: {terms}" if terms else ""
        return f"\n      {party}: {{by: {party}.ser, on: 2026-01-22{pin}}}"

    return "approved:" + line("estuary", estuary) + line("northgate", northgate)


CASES = {
    "both approved the terms as they stand": (
        v("v1.0", approved(NOW, NOW)),
        (Pin.STANDS, Pin.STANDS, True),
    ),
    "the terms changed since one of them approved": (
        v("v1.0", approved(NOW, BEFORE)),
        (Pin.STANDS, Pin.CHANGED, False),
    ),
    "the terms changed since both approved": (
        v("v1.0", approved(BEFORE, BEFORE)),
        (Pin.CHANGED, Pin.CHANGED, False),
    ),
    "one of them was written by hand": (
        v("v1.0", approved(NOW, "")),
        (Pin.STANDS, Pin.OPEN, True),
    ),
    "words were put right, and the correction is pinned": (
        v("v1.0", approved(BEFORE, BEFORE)) + v("v1.0.1", "minor: yes", f"terms: {NOW}"),
        (Pin.CORRECTED, Pin.CORRECTED, True),
    ),
    "one approved before the correction, and one behind it": (
        v("v1.0", approved(BEFORE, NOW)) + v("v1.0.1", "minor: yes", f"terms: {NOW}"),
        (Pin.CORRECTED, Pin.STANDS, True),
    ),
    "a correction is on record, and not pinned": (
        v("v1.0", approved(BEFORE, NOW)) + v("v1.0.1", "minor: yes"),
        (Pin.CHANGED, Pin.STANDS, False),
    ),
    "the terms changed again behind a correction": (
        v("v1.0", approved(BEFORE, BEFORE)) + v("v1.0.1", "minor: yes", f"terms: {ODD}"),
        (Pin.CHANGED, Pin.CHANGED, False),
    ),
    "of two corrections the second is the last word": (
        v("v1.0", approved(BEFORE, BEFORE))
        + v("v1.0.1", "minor: yes", f"terms: {ODD}")
        + v("v1.0.2", "minor: yes", f"terms: {NOW}"),
        (Pin.CORRECTED, Pin.CORRECTED, True),
    ),
    "a party approved the correction itself": (
        v("v1.0", approved(BEFORE, NOW))
        + v("v1.0.1", "minor: yes", f"approved: {{estuary: {{by: estuary.ser, on: 2026-02-01, terms: {NOW}}}}}"),
        (Pin.CORRECTED, Pin.STANDS, True),
    ),
    "only one party approved the correction": (
        v("v1.0", approved(BEFORE, BEFORE))
        + v("v1.0.1", "minor: yes", f"approved: {{estuary: {{by: estuary.ser, on: 2026-02-01, terms: {NOW}}}}}"),
        (Pin.CORRECTED, Pin.CHANGED, False),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_exactly_the_approvals_of_other_terms_are_told(case):
    versions, (estuary, northgate, approved_by_all) = CASES[case]
    judged = judged_with(f"versions:\n{versions}")
    plan = judged.case("northgate")
    latest = latest_version(plan)
    assert latest is not None
    assert (pin_of(latest, "estuary", plan), pin_of(latest, "northgate", plan)) == (estuary, northgate)
    assert fully_approved(latest, plan) is approved_by_all
    told = {finding.reference for finding in judged.findings if finding.kind.code == "RMP606"}
    changed = {"estuary": estuary is Pin.CHANGED, "northgate": northgate is Pin.CHANGED}
    assert told == {party for party, is_changed in changed.items() if is_changed}
    open_ = [finding for finding in judged.findings if finding.kind.code == "RMP605"]
    assert bool(open_) is (Pin.OPEN in (estuary, northgate))


def test_a_digest_of_an_older_format_of_which_nobody_knows_the_terms_is_not_judged(monkeypatch):
    monkeypatch.setattr(digest, "FORMAT", 2)
    plan = judged_with(f"versions:\n{v('v1.0', approved(BEFORE, NOW.replace('1:', '2:')))}").case("northgate")
    latest = latest_version(plan)
    assert latest is not None
    assert (pin_of(latest, "estuary", plan), pin_of(latest, "northgate", plan)) == (Pin.UNJUDGED, Pin.STANDS)


def test_a_digest_of_a_format_that_is_still_to_come_is_told_and_is_no_approval():
    judged = judged_with(f"versions:\n{v('v1.0', approved('9:' + '0' * 32, NOW))}")
    (told,) = [finding for finding in judged.findings if "format 9" in finding.message]
    assert "this version of rmp knows up to 1" in told.message
    assert told.path[:4] == ("versions", "v1.0", "approved", "estuary")


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.RESTRICTED, Audience.joint("northgate")], ids=str)
def test_every_copy_says_the_same_of_an_approval(audience):
    versions, (estuary, northgate, _) = CASES["the terms changed since one of them approved"]
    plan = judged_with(f"versions:\n{versions}", audience=audience).case("northgate")
    latest = latest_version(plan)
    assert latest is not None
    assert (pin_of(latest, "estuary", plan), pin_of(latest, "northgate", plan)) == (estuary, northgate)


def test_an_earlier_version_is_not_held_against_the_terms_of_today():
    plan = judged_with("versions:\n" + v("v1.0", approved(BEFORE, BEFORE)) + v("v2.0", approved(NOW, NOW))).case(
        "northgate"
    )
    first, last = plan.plan.versions["v1.0"], plan.plan.versions["v2.0"]
    assert pin_of(first, "estuary", plan) is Pin.FOLLOWED
    assert (fully_approved(first, plan), fully_approved(last, plan)) == (True, True)


def test_an_earlier_version_that_the_parties_approved_in_different_words_was_not_approved_by_all():
    plan = judged_with("versions:\n" + v("v1.0", approved(BEFORE, ODD)) + v("v2.0", approved(NOW, NOW))).case(
        "northgate"
    )
    assert not fully_approved(plan.plan.versions["v1.0"], plan)


def test_terms_that_cannot_all_be_read_are_not_said_to_have_changed():
    judged = judged_with(
        f"versions:\n{v('v1.0', approved(BEFORE, BEFORE))}objectives:\n  O-77: {{title: Late, due: 2026-02-31}}\n"
    )
    plan = judged.case("northgate")
    assert pin_of(plan.plan.versions["v1.0"], "estuary", plan) is Pin.UNJUDGED


def test_what_is_said_names_the_party_the_version_and_the_day_and_how_to_go_on():
    judged = judged_with("versions:\n" + v("v1.0", approved(NOW, BEFORE)))
    (told,) = [finding for finding in judged.findings if finding.kind.code == "RMP606"]
    assert told.message == "The terms have changed since Northgate Marine approved v1.0 on 2026-01-22."
    assert "rmp record-approval northgate" in told.mend
    judged = judged_with("versions:\n" + v("v1.0", approved(NOW, BEFORE)) + v("v1.0.1", "minor: yes"))
    (told,) = [finding for finding in judged.findings if finding.kind.code == "RMP606"]
    assert told.mend == (
        "If v1.0.1 put right all that changed, pin it with rmp record-approval northgate --version v1.0.1."
    )
