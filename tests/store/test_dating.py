"""The day on which a commit is told never goes back, whatever clocks say; and none is left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmpkit.store.chronicle import Step
from rmpkit.store.dating import dated

UNTIL = date(2026, 11, 20)
BEFORE, AHEAD = date(1999, 1, 1), date(2031, 1, 1)


def steps(*days: date | None) -> list[Step]:
    return [Step(str(at), day, main=True, merge=False, versions=()) for at, day in enumerate(days)]


def told(*days: date | None) -> list[date]:
    return list(dated(steps(*days), UNTIL).values())


def on(day: int) -> date:
    return date(2026, 9, day)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ((on(1), on(2), on(2)), [on(1), on(2), on(2)]),
        ((on(1), AHEAD, on(3)), [on(1), on(1), on(3)]),
        ((on(1), BEFORE, on(3)), [on(1), on(1), on(3)]),
        ((on(1), AHEAD, BEFORE, on(3), on(4)), [on(1), on(1), on(1), on(3), on(4)]),
        ((AHEAD, on(2), on(3)), [on(2), on(2), on(3)]),
        ((on(1), on(9), on(2), on(3)), [on(1), on(1), on(2), on(3)]),
        ((on(1), None, on(3), None), [on(1), on(1), on(3), on(3)]),
        ((None, None), [UNTIL, UNTIL]),
        ((on(1), on(9), on(2)), [on(1), on(9), on(9)]),
        ((on(1), AHEAD), [on(1)]),
        ((on(1), AHEAD, None), [on(1)]),
        ((on(1), AHEAD, BEFORE), [on(1), on(1), on(1)]),
        ((on(1), AHEAD, AHEAD, AHEAD, BEFORE), [on(1)]),
        ((AHEAD, AHEAD), []),
        ((), []),
    ],
)
def test_a_commit_whose_day_the_others_contradict_has_that_of_the_one_before(own, expected):
    assert told(*own) == expected


def test_what_stands_on_a_side_branch_has_no_day_here():
    side = Step("side", on(2), main=False, merge=False, versions=())
    assert list(dated([*steps(on(1)), side], UNTIL)) == ["0"]


@given(st.lists(st.none() | st.integers(-9999, 999).map(lambda days: UNTIL + timedelta(days=days)), max_size=30))
def test_days_never_go_back_and_every_commit_is_told_as_long_as_none_is_later(own):
    found = dated(steps(*own), UNTIL)
    assert list(found.values()) == sorted(found.values())
    assert list(found) == [str(at) for at in range(len(found))]
    assert all(day <= UNTIL for day in found.values())
    if not any(day and day > UNTIL for day in own):
        assert len(found) == len(own)


@given(st.lists(st.integers(-9999, 999).map(lambda days: UNTIL + timedelta(days=days)), max_size=30).map(sorted))
def test_where_no_day_contradicts_another_each_commit_has_its_own(own):
    assert told(*own) == [day for day in own if day <= UNTIL]
