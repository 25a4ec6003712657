"""What the rules about threads leave alone: most of what is not there yet."""

import pytest

from tests.rules.overlay import findings_with

OFF = "measures:\n  berth-ready:\n    target: at least 95\n    every: month\n    readings: {%s}\n"


def names(snippet: str) -> set[str]:
    return {finding.kind.name for finding in findings_with(snippet)}


@pytest.mark.parametrize(
    "snippet",
    [
        OFF % "2026-01: 97, 2026-02: 80",  # the next reading may bring it back
        OFF % "2026-01: 80, 2026-02: 97",  # it has
        OFF % "2026-01: 82, 2026-02: 80"
        + "risks:\n  R-N1:\n    objective: O-1\nactions:\n  A-1:\n    comes-from: R-N1",
        OFF % "2026-01: 82, 2026-02: 80" + "meetings:\n  M-1:\n    decisions: {D-1: It stays as it is}",
    ],
    ids=["just read", "back on target", "a risk is acted on", "decided to leave it"],
)
def test_a_reading_off_target_that_is_young_or_answered_is_left_alone(snippet):
    assert "reading-unanswered" not in names(snippet)


def test_an_objective_that_is_called_off_track_is_told_once():
    found = names(OFF % "2026-01: 82, 2026-02: 80" + "objectives:\n  O-1:\n    state: off track")
    assert found == {"objective-unanswered"}


@pytest.mark.parametrize(
    "snippet",
    [
        "risks:\n  R-N1:\n    state: treating\n    response: accept",
        "risks:\n  R-N1:\n    state: watching\n    target-likelihood: 2",
        "risks:\n  R-N1:\n    state: treating\nactions:\n  A-1:\n    comes-from: R-N1",
    ],
    ids=["accepted", "watched", "acted on"],
)
def test_a_risk_that_is_accepted_watched_or_acted_on_is_left_alone(snippet):
    assert "risk-untreated" not in names(snippet)


def test_a_gain_that_is_shared_by_the_value_process_is_placed():
    idea = "value-ideas:\n  V-1:\n    state: realised\n    realised-on: 2026-01-31\n    see: SP-8\n"
    assert "gain-unplaced" in names(f"value-process:\n{idea}")
    assert "gain-unplaced" not in names(idea)


SER = "roles:\n  estuary.ser:\n    okafor: {from: 2024-04-01, to: %s}\n    brandt: {from: %s}\n"


def test_a_new_executive_has_the_interval_to_read_the_plan():
    assert "executive-new-plan-old" not in names(SER % ("2026-02-01", "2026-02-02"))
    assert "executive-new-plan-old" in names(SER % ("2026-01-24", "2026-01-25"))


def test_an_executive_who_is_still_to_come_asks_for_nothing():
    assert "executive-new-plan-old" not in names(SER % ("2026-03-31", "2026-04-01"))
