"""A monthly round, written down: one meeting, the readings, what was done, what was heard."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rmpkit.model.days import Period
from rmpkit.model.finding import Path
from rmpkit.model.plan import Plan
from rmpkit.model.record import Entry, Part
from rmpkit.model.risks import Risk
from rmpkit.operations.check import Loaded
from rmpkit.operations.redraft import NotWrittenError, Redraft
from rmpkit.operations.series import decision_series, numbered
from rmpkit.store.document import Data
from rmpkit.store.emission import Word
from rmpkit.store.spelling import spelt


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held."""

    forum: str
    """Its forum by its short name; empty for a meeting outside any."""

    on: date
    present: tuple[str, ...] = ()
    reviewed: tuple[str, ...] = ()
    changed: str = ""
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What may be coming, as somebody told of it."""

    text: str
    action: str
    """What is done about it first."""

    shared: bool
    """Whether every party is to read it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said in a round; what was passed over is not here."""

    month: Period
    """The month of the readings."""

    readings: Mapping[str, tuple[Decimal, str]]
    """For a measure the value, and what explains it."""

    done: Mapping[str, tuple[date, str]]
    """For an action, or what is done about a risk, the day it was done, and what came of it."""

    meeting: Held | None
    warnings: tuple[Heard, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.readings or self.done or self.meeting or self.warnings)


def written(loaded: Loaded, plan: Plan, answers: Answers, *, today: date) -> Redraft:
    """The files of a plan with what was said in a round.

    Args:
        loaded: the data folder.
        plan: the plan.
        answers: what was said.
        today: the day of the round.

    Raises:
        NotWrittenError: it cannot be put there, or does not fit once it stands there.
    """
    redraft = Redraft(loaded, plan).amended(dict(_changes(loaded, plan, answers)))
    part = _part(redraft, plan, answers.meeting)
    if answers.meeting:
        series = _series(redraft, "meetings", "M", part)
        meeting = dict(_meeting(redraft, answers.meeting, part))
        redraft = redraft.inserted("meetings", {numbered(series, _texts(redraft)): meeting}, part)
    for heard in answers.warnings:
        stands = Part.JOINT if heard.shared else Part.INTERNAL
        series = _series(redraft, "early-warnings", "W", stands)
        warning: Mapping[str, Data] = {"text": heard.text, "action": heard.action, "raised": spelt(today)}
        redraft = redraft.inserted("early-warnings", {numbered(series, _texts(redraft)): warning}, stands)
    found = redraft.found()
    if found:
        raise NotWrittenError(f"{found[0].message} {found[0].mend}")
    return redraft


def _changes(loaded: Loaded, plan: Plan, answers: Answers) -> Iterator[tuple[Path, Mapping[str, Data]]]:
    for measure, (value, note) in answers.readings.items():
        number = spelt(value)
        reading: Data = {"value": number, "note": note} if note else number
        yield ("measures", measure, "readings"), {Word(str(answers.month)): reading}
    for action, (day, note) in answers.done.items():
        if action in plan.risks:
            yield ("risks", action), _answered(plan.risks[action], day, note)
            continue
        path = ("actions", action)
        stated = (plan.id, (*path, "state")) in loaded.portfolio.places.keys
        state: Mapping[str, Data] = {"state": Word("done")} if stated else {}
        yield path, {"done": spelt(day), **state, **({"note": note} if note else {})}


def _answered(risk: Risk, day: date, note: str) -> Mapping[str, Data]:
    """A risk whose action was done: from then on it is watched; the day and what came of it stand in its note."""
    came = f"Action done on {spelt(day)}." if not note else f"Action done on {spelt(day)}: {note}"
    return {"state": Word("watching"), **({} if risk.note else {"note": came})}


def _part(redraft: Redraft, plan: Plan, meeting: Held | None) -> Part:
    """Where a meeting stands: beside its forum; outside any, among what only the owner sees."""
    forum = plan.forums.get(meeting.forum) if meeting else None
    return forum.part if forum and not redraft.alone else Part.INTERNAL


def _meeting(redraft: Redraft, held: Held, part: Part) -> Iterator[tuple[str, Data]]:
    if held.forum:
        yield "forum", Word(held.forum)
    yield Word("on"), spelt(held.on)
    if held.present:
        yield "present", held.present
    if held.reviewed:
        yield "reviewed", held.reviewed
    if held.changed:
        yield "changed", held.changed
    if held.decisions:
        yield "decisions", dict(_decisions(redraft, held.decisions, part))


def _decisions(redraft: Redraft, said: Sequence[str], part: Part) -> Iterator[tuple[str, Data]]:
    series = decision_series(redraft.plan, part, shared=Part.JOINT in redraft.parts)
    texts = _texts(redraft)
    for decision in said:
        key = numbered(series, texts)
        texts = (*texts, key)
        yield key, decision


_ID = re.compile(r"([A-Z]{1,3})-([A-Z]?)[0-9]{1,6}")


def _series(redraft: Redraft, register: str, prefix: str, part: Part) -> str:
    """What the ids of a register begin with in one part: as those that are there do."""
    plan = redraft.plan
    entries: Mapping[str, Entry] = getattr(plan, register.replace("-", "_"))
    beside = [found for each in entries.values() if each.part == part and (found := _ID.fullmatch(each.id))]
    shared = Part.JOINT in redraft.parts
    start = beside[-1][1] if beside else f"{'I' if shared and part == Part.INTERNAL else ''}{prefix}"
    lettered = any(found[2] for found in beside)
    organisation = redraft.loaded.portfolio.organisation
    own = organisation.id if organisation else ""
    letter = (plan.parties[own].letter or own)[:1].upper() if lettered and own in plan.parties else ""
    return f"{start}-{letter}"


def _texts(redraft: Redraft) -> tuple[str, ...]:
    return tuple(redraft.text(file) for file in redraft.sources)
