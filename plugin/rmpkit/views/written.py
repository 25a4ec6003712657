"""What there is to say of a record from git: when it was last changed, and what was written down long after its day.

It is said in neutral words, to those who keep the plan and nobody else.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from rmpkit.disclosure.edition import ShownOrganisation, ShownPlan
from rmpkit.model.finding import Path
from rmpkit.model.history import LastChange
from rmpkit.model.record import Entry, key_of
from rmpkit.rules.absence import registers_of
from rmpkit.rules.judgement import Judged
from rmpkit.views.dates import period, when
from rmpkit.views.posts import party_name

SOON = timedelta(days=7)
"""What is written down within this time of its day needs no word."""

_DATED = ("raised", "on", "agreed", "decided")
"""Fields that say when a thing came about, in the order in which they are asked."""


def notes_of(judged: Judged, plan: ShownPlan) -> Mapping[str, str]:
    """What there is to say of records of a plan, by their ids; nothing in anybody else's copy."""
    if not judged.edition.audience.own:
        return {}
    said = written_later(judged, plan) if judged.recorded else {}
    last = _last_changes(judged, plan.id, registers_of(plan))
    added = {key: sentence for key, sentence in last.items() if sentence.partition(" on ")[2] not in said.get(key, "")}
    return {key: " ".join(filter(None, (said.get(key), added.get(key)))) for key in (*said, *added)}


def own_notes_of(judged: Judged, organisation: ShownOrganisation) -> Mapping[str, str]:
    """The same of the organisation's records: when each was last changed."""
    if not judged.edition.audience.own:
        return {}
    return _last_changes(judged, None, registers_of(organisation))


def written_later(judged: Judged, plan: ShownPlan) -> Mapping[str, str]:
    """What was written down long after its day, by the ids of records."""
    said: dict[str, list[str]] = {}
    for field, register in registers_of(plan):
        for key, record in register.items():
            found = list(_of_record(judged, plan, (key_of(field), key), record))
            if found:
                said.setdefault(key, []).extend(found)
    return {key: " ".join(sentences) for key, sentences in said.items()}


def _last_changes(
    judged: Judged, plan: str | None, registers: Iterable[tuple[str, Mapping[str, Entry]]]
) -> Mapping[str, str]:
    """When each record was last changed; the last of all where one id stands in two registers."""
    found: dict[str, LastChange] = {}
    for field, register in registers:
        for key in register:
            last = judged.history.last.get((plan, (key_of(field), key)))
            if last and (key not in found or found[key].day < last.day):
                found[key] = last
    return {
        key: f"{'Added' if last.added else 'Last changed'} on {when(last.day).text}." for key, last in found.items()
    }


def _of_record(judged: Judged, plan: ShownPlan, path: Path, record: Entry) -> Iterator[str]:
    dated = next((day for field in _DATED if isinstance(day := getattr(record, field, None), date)), None)
    if dated and (day := _later(judged, plan, path, dated)):
        yield f"Written down on {when(day).text}."
    for found in getattr(record, "readings", {}):
        if day := _later(judged, plan, (*path, "readings", found.text), found.last):
            yield f"Reading of {period(found)}: written down on {when(day).text}."
    for party, given in (getattr(record, "approved", None) or {}).items() if path[0] == "versions" else ():
        if day := _later(judged, plan, (*path, "approved", party), given.on):
            name = party_name(judged.case(plan.id), party)
            yield f"Approval of {name}: written down on {when(day).text}."


def _later(judged: Judged, plan: ShownPlan, path: Path, dated: date) -> date | None:
    """The day something was written down, where that is long after its own."""
    day = judged.recorded.get((plan.id, path))
    return day if day and dated + SOON < day <= judged.today else None
