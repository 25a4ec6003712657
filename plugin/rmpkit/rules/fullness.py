"""Whether a record says enough to count as evidence today, and until when it does."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from rmpkit.model.days import Span
from rmpkit.model.finding import Path
from rmpkit.model.goals import HealthCheck
from rmpkit.model.placeholder import unwritten
from rmpkit.model.record import Entry, Record, key_of
from rmpkit.model.stages import Stage
from rmpkit.model.substance import ANSWERS, Substance
from rmpkit.rules.case import Case, OwnCase
from rmpkit.rules.weighed import Weighed
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS


def weigh(path: Path, value: object, substance: Substance, case: Case | OwnCase) -> Weighed | None:
    """One record or text that somebody wrote, as it counts on the day of the case; nothing for a placeholder.

    Several requirements rest on one register, so each record is weighed once in a case.
    """
    key = (path, substance)
    if key not in case.weighed:
        case.weighed[key] = None if unwritten(value) else _weighed(path, value, substance, case)
    return case.weighed[key]


def _weighed(path: Path, value: object, substance: Substance, case: Case | OwnCase) -> Weighed:
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
    kind: type[Record] = type(value)
    name = _names(kind).get(key)
    return getattr(value, name) if name else None


@cache
def _names(kind: type[Record]) -> Mapping[str, str]:
    """The fields of a record by the keys that an author writes."""
    return {key_of(name): name for name in kind.model_fields}
