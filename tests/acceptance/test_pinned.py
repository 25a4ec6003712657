"""The approvals of the example that are pinned to content are of the terms as they stand."""

import pytest

from rmpkit.rules.approvals import Pin, latest_version, pin_of

PINNED = {"harbour-alliance": ("estuary", "northgate"), "keel-and-tarn": ("estuary", "keel-and-tarn")}


@pytest.mark.parametrize(("name", "party"), [(name, party) for name, parties in PINNED.items() for party in parties])
def test_who_changes_a_term_of_the_example_pins_its_approvals_anew(the_example, name, party):
    case = the_example.judged.case(name)
    version = latest_version(case)
    assert version is not None
    given = version.approved[party]
    see = f" --see {given.see}" if given.see else ""
    assert pin_of(version, party, case) is Pin.STANDS, (
        f"Run: rmp record-approval {name} --party {party} --on {given.on} --how {given.how} --who {given.who}{see} --yes"
    )


def test_a_plan_of_three_parties_is_not_approved_while_one_of_them_is_awaited(the_example):
    found = {finding.kind.code for finding in the_example.judged.plans["harbour-alliance"].findings}
    assert "RMP602" in found
    assert not {"RMP605", "RMP606"} & found
