"""What is listed as done since a day: only days on which somebody did something."""

from datetime import date

from rmpkit.views.touched import touched_of_organisation, touched_since
from tests.rules.overlay import DAY, judged_with

SINCE = date(2026, 2, 1)

WORK_AHEAD = """
audits:
  AU-2: {title: Copies, planned: 2026-02-20, auditor: estuary.records}
briefings:
  BR-2: {topic: The charter, audience: Foremen, on: 2026-02-20}
visits:
  VI-2: {body: Hallmark Assurance, on: 2026-02-20}
"""


def touched(snippet):
    organisation = judged_with(snippet, organisation=True).edition.organisation
    assert organisation is not None
    registers = touched_of_organisation(organisation, SINCE, today=DAY)
    return {record.id: record.what for register in registers for record in register.records}


def test_an_audit_that_was_planned_and_not_done_is_no_work_done():
    assert not {"AU-2", "BR-2", "VI-2"} & set(touched(WORK_AHEAD))


def test_once_it_was_done_it_is_listed_by_the_day_on_which_it_was():
    done = WORK_AHEAD.replace("planned: 2026-02-20", "planned: 2026-02-20, done: 2026-02-24")
    done = done.replace("Foremen, on", "Foremen, attended: 12 of 14, on").replace("Assurance, on", "Assurance, outcome: Nothing raised, on")  # fmt: skip
    found = touched(done)
    assert (found["AU-2"], found["BR-2"], found["VI-2"]) == ("done", "on", "on")


def test_a_day_on_which_something_is_to_be_looked_at_again_is_no_look():
    ideas = "value-ideas:\n  V-2: {title: T, state: parked, why: W, raised: 2025-01-10, look-again: 2026-02-20}\n"
    judged = judged_with(ideas)
    registers = touched_since(judged.edition.plan("northgate"), SINCE, today=DAY)
    assert "V-2" not in {record.id for register in registers for record in register.records}
