"""Every story of the corpus is told as it is written down, and together they tell of everything."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from rmpkit.changes.change import Kind, Rank
from rmpkit.changes.ranking import RANKING
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import Entry, Record
from rmpkit.model.reference import arguments, arms, hints_of
from tests.changes.corpus import FILES, Story, told

UPDATE = os.environ.get("RMP_UPDATE_CORPUS") == "1"


@pytest.fixture(scope="module")
def stories() -> dict[str, Any]:
    return {path.stem: Story.read(path) for path in FILES}


@pytest.fixture(scope="module")
def comparisons(stories) -> dict[str, Any]:
    return {name: story.comparison for name, story in stories.items()}


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_what_is_said_is_what_is_written(stories, comparisons, name):
    if UPDATE:
        stories[name].path.write_text(stories[name].written(), "utf-8")
        return
    assert told(comparisons[name]) == stories[name].said, "Run with RMP_UPDATE_CORPUS=1, and read what is said."


def test_every_line_of_the_ranking_has_a_story(comparisons):
    ranked = {change.ranked_by for each in comparisons.values() for change in each.changes}
    assert [line.name for line in RANKING if line.name not in ranked] == []


def test_every_rank_has_a_story(comparisons):
    ranks = {change.rank for each in comparisons.values() for change in each.changes}
    assert ranks == set(Rank)
    assert len(FILES) >= 45


def test_every_record_of_the_model_has_a_story(comparisons):
    touched = {name for each in comparisons.values() for name in _touched(each)}
    assert sorted({kind.__name__ for kind in _kinds()} - touched) == []


def _touched(comparison: Any) -> Iterator[str]:
    for change in comparison.changes:
        path = change.difference.path
        for value in (change.difference.before, change.difference.after):
            yield type(value).__name__
        for judged in (comparison.base, comparison.head):
            plan = change.difference.plan
            kept = (
                judged.edition.organisation
                if plan is None
                else next((p for p in judged.edition.plans if p.id == plan), None)
            )
            if kept is not None and path:
                found = getattr(kept, str(path[0]).replace("-", "_"), None)
                inner = found.get(path[1]) if isinstance(found, dict) and len(path) > 1 else found
                yield type(inner).__name__
    yield from ("Holder",) if any(c.difference.register == "roles" for c in comparison.changes) else ()


def _kinds() -> set[type[Entry]]:
    """Every kind of record with an id that a plan or the organisation can hold."""
    found: set[type[Entry]] = set()
    for kept in (Plan, Organisation):
        for hint in hints_of(kept).values():
            found |= set(_entries(hint))
    return found


def _entries(hint: Any) -> Iterator[type[Entry]]:
    for arm in arms(hint):
        if isinstance(arm, type) and issubclass(arm, BaseModel) and issubclass(arm, Record):
            yield from (arm,) if issubclass(arm, Entry) else ()
    for inner in arguments(hint, dict):
        yield from _entries(inner)


def test_bad_news_is_never_more_than_worth_a_look_and_nobody_is_blamed(comparisons):
    for name, each in comparisons.items():
        for change in each.changes:
            if name.startswith("bad-news") and change.difference.kind in (Kind.ADDED, Kind.CHANGED):
                assert change.rank >= Rank.LOOK_AT, change.sentence
            assert not {"failed", "fault", "blame", "must"} & set(change.sentence.lower().split()), change.sentence


LEFT_BEHIND = "renamed"
"""A reference that was left behind is told; one that came right by itself is not, so this story has no mirror."""


@pytest.mark.parametrize("name", [path.stem for path in FILES if path.stem != LEFT_BEHIND])
def test_the_other_way_round_the_effects_are_the_mirror(stories, comparisons, name):
    there = comparisons[name]
    back = stories[name].backwards
    assert {f.fingerprint for f in there.raised} == {f.fingerprint for f in back.resolved}
    assert {f.fingerprint for f in there.resolved} == {f.fingerprint for f in back.raised}
    mirror = {"strengthens": "weakens", "weakens": "strengthens", "neutral": "neutral"}
    effects = sorted(change.effect.value for change in there.changes)
    assert effects == sorted(mirror[change.effect.value] for change in back.changes)
