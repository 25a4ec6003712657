"""A text that nobody has written yet is evidence of nothing."""

import pytest

from rmpkit.model.placeholder import unwritten
from rmpkit.model.risks import Risk
from rmpkit.rules.evidence import State
from rmpkit.rules.judgement import Judged
from tests.rules.overlay import judged_with


def state_of(judged: Judged, requirement: str):
    (item,) = [each for each in judged.plans["northgate"].evidence if each.requirement.id == requirement]
    return item


@pytest.mark.parametrize("text", ["TODO: the first aim, in one line", "TBC", "<the first aim>", "To be agreed."])
def test_an_objective_that_is_only_a_placeholder_records_nothing(text):
    judged = judged_with(f"objectives:\n  O-1:\n    title: '{text}'\n")
    aims = state_of(judged, "aw.objectives")
    assert aims.state is State.NONE
    assert aims.reason == "Only a placeholder stands there: objectives."
    assert "objectives" in aims.missing


def test_an_objective_that_is_written_records_what_a_placeholder_beside_it_does_not():
    judged = judged_with("objectives:\n  O-1: {title: Fewer closures}\n  O-2: {title: TBC}\n")
    aims = state_of(judged, "aw.objectives")
    assert (aims.state, aims.where) == (State.RECORDED, (("objectives", "O-1"),))


def test_a_statement_a_gap_and_a_pointer_of_placeholders_answer_nothing():
    gone = "exit:\nexit-triggers:\nexit-scenarios:\n"
    plain = state_of(judged_with(gone), "wt.exit").state
    assert plain in (State.NONE, State.CLAIMED)
    for said in (
        "answers:\n  wt.exit:\n    says: 'TODO: how we part'\n",
        "not-applicable:\n  wt.exit: {why: TBC, decided-by: estuary.ser, on: 2026-01-10}\n",
        "known-gaps:\n  G-1: {requirement: wt.exit, why: TBC, accepted-by: estuary.ser, until: 2027-01-10}\n",
        "signposts:\n  SP-1: {title: TODO, at: TBC, answers: [wt.exit], checked: 2026-02-01}\n",
    ):
        assert state_of(judged_with(gone + said), "wt.exit").state is plain


def test_a_record_with_one_open_question_is_still_a_record():
    assert not unwritten(Risk(id="R-1", title="Licence comes late", note="TBC"))
    assert unwritten(Risk(id="R-1", title="TODO: what may go wrong first"))
    assert not unwritten(Risk(id="R-1", title="Things to do: none"))
