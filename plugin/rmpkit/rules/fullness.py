"""Whether a record says enough to count as evidence today, and until when it does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rmpkit.model.finding import Path
from rmpkit.model.goals import HealthCheck
from rmpkit.model.placeholder import unwritten
from rmpkit.model.record import Entry, Record, key_of
from rmpkit.model.scalars import Span
from rmpkit.model.stages import Stage
from rmpkit.model.substance import ANSWERS, Ask, Substance
from rmpkit.rules.case import Case, OwnCase
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS


@dataclass(frozen=True, slots=True)
class Weighed:
    """One record, and what keeps it from counting if anything does."""

    path: Path
    """Where it stands."""

    name: str
    """What it goes by in a sentence: its id, or the words of its key."""

    lacks: tuple[Ask, ...] = ()
    """What it does not say."""

    ahead: date | None = None
    """The day for which it is planned, where none of its days has come."""

    undated: bool = False
    """Whether it ages, and says on no day that anybody looked."""

    wrong: bool = False
    """Whether reading it found something that is not so."""

    until: date | None = None
    """The last day on which it counts; nothing where it does not age."""

    @property
    def full(self) -> bool:
        """Whether it says enough; it may still be too old."""
        return not (self.lacks or self.ahead or self.undated or self.wrong)

    @property
    def reason(self) -> str:
        """Why it does not count, in a sentence."""
        if self.wrong:
            return f"{self.name} has an open error."
        if self.lacks:
            return f"{self.name} does not say {_listed(self.lacks)}."
        if self.ahead:
            return f"{self.name} is of {self.ahead}, which is still to come."
        if self.undated:
            return f"{self.name} does not say when it was last looked at."
        return f"{self.name} was good until {self.until}."

    @property
    def wants(self) -> str:
        """What would let it count, in words that follow "Record"."""
        if self.wrong:
            return f"what is right in {self.name}"
        if self.lacks:
            return f"{', '.join(ask.says for ask in self.lacks)} ({self._keys}) in {self.name}"
        if self.ahead:
            return f"{self.name} once it was done"
        return f"that {self.name} was looked at" if self.undated else f"something newer than {self.name}"

    @property
    def _keys(self) -> str:
        return ", ".join(" or ".join(f"{key}:" for key in ask.keys) for ask in self.lacks)


def _listed(asks: tuple[Ask, ...]) -> str:
    """What is asked, in a sentence."""
    *first, last = (ask.says for ask in asks)
    return f"{', '.join(first)}, or {last}" if first else last


def weigh(path: Path, value: object, substance: Substance, case: Case | OwnCase) -> Weighed:
    """One record or text that somebody wrote, as it counts on the day of the case."""
    name = _called(path, value, case)
    if any(wrong[: len(path)] == path for wrong in case.errors):
        return Weighed(path, name, wrong=True)
    lacks = tuple(ask for ask in substance.asks if not any(_says(value, key) for key in ask.keys))
    if lacks:
        return Weighed(path, name, lacks)
    days = tuple(_days(value, substance.days))
    past = [day for day in days if day <= case.today]
    if days and not past:
        return Weighed(path, name, ahead=min(days))
    interval = _interval(path, value, substance, case)
    if interval is None:
        return Weighed(path, name)
    past += _reviewed_with(substance, case)
    if not past:
        return Weighed(path, name, undated=True)
    again, last = _field(value, substance.again), max(past)
    return Weighed(path, name, until=again if isinstance(again, date) and again > last else interval.after(last))


def _called(path: Path, value: object, case: Case | OwnCase) -> str:
    """What a record goes by in a sentence: R-N1, the measure berth-ready, the stage awareness, the policy."""
    if path[0] in _OF_STAGES:
        return f"the stage {str(path[1]).replace('-', ' ')}"
    slots = PLAN_SLOTS if isinstance(case, Case) else ORGANISATION_SLOTS
    if not isinstance(value, Entry):
        return f"the {slots[str(path[0])].noun}"
    return value.id if value.id[:1].isupper() else f"the {slots[str(path[0])].noun} {value.id}"


_OF_STAGES = ("stages", "our-reviews")


def _interval(path: Path, value: object, substance: Substance, case: Case | OwnCase) -> Span | None:
    """How long the last of its days counts; nothing where it does not age, or the reader's copy tells no time."""
    if not case.edition.audience.own:
        return None
    if path[0] in _OF_STAGES and isinstance(case, Case):
        return _interval_of_stage(Stage(str(path[1])), case)
    if not substance.within:
        return None
    own = _field(value, substance.own)
    usual: Span = getattr(case.intervals, substance.within.replace("-", "_"))
    return own if isinstance(own, Span) else usual


def _interval_of_stage(stage: Stage, case: Case) -> Span | None:
    """How long a review of a stage counts; of one that is not live any more, for ever."""
    record = case.plan.stages.get(stage)
    if record is None or not record.live:
        return None
    return case.intervals.self_assessment if stage is Stage.INTERNAL_ASSESSMENT else case.intervals.stage_review


def _reviewed_with(substance: Substance, case: Case | OwnCase) -> list[date]:
    if substance.reviewed_with is None or not isinstance(case, OwnCase):
        return []
    review = case.last_review(substance.reviewed_with)
    return [review.on] if review else []


def _says(value: object, key: str) -> bool:
    """Whether a record has something behind a key that is no placeholder."""
    if key == ANSWERS:
        return isinstance(value, HealthCheck) and any(answers.scores for answers in value.by_party.values())
    found = _field(value, key)
    return found is not None and found not in ("", (), {}) and not unwritten(found)


def _days(value: object, keys: tuple[str, ...]) -> Iterator[date]:
    """Every day behind some keys of a record; of what is a day, or a map of days, that itself."""
    if isinstance(value, date):
        yield value
    elif isinstance(value, Mapping):
        yield from (day for day in value if isinstance(day, date))
    else:
        for key in keys:
            found = _field(value, key)
            if isinstance(found, date | Mapping):
                yield from _days(found, ())


def _field(value: object, key: str) -> object:
    if not key or not isinstance(value, Record):
        return None
    return next((getattr(value, name) for name in type(value).model_fields if key_of(name) == key), None)
