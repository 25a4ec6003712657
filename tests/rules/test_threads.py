"""The steps of threads, one by one."""

from rmpkit.rules.threads_of_terms import approved_step
from tests.rules.overlay import judged_with


def test_a_step_that_is_done_in_part_keeps_its_name():
    one = "versions:\n  v2.0:\n    what: Berths\n    on: 2026-02-01\n    approved:\n      estuary: {by: estuary.ser, on: 2026-02-02}\n"
    case = judged_with(one).case("northgate")
    step = approved_step(case, case.plan.versions["v2.0"], "Approved by all")
    assert "not yet by" in step.says
    assert step.name == "Approved by all"
