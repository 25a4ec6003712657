"""What was written down long after its day: said in neutral words, to those who keep the plan and nobody else."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.finding import Path
from rmpkit.model.record import Entry, key_of
from rmpkit.rules.absence import registers_of
from rmpkit.rules.judgement import Judged
from rmpkit.views.dates import period, when
from rmpkit.views.posts import party_name

SOON = timedelta(days=7)
"""What is written down within this time of its day needs no word."""

_DATED = ("raised", "on", "agreed", "decided")
"""Fields that say when a thing came about, in the order in which they are asked."""


def written_later(judged: Judged, plan: ShownPlan) -> Mapping[str, str]:
    """What there is to say of records of a plan, by their ids; nothing in anybody else's copy."""
    if not judged.recorded or not judged.edition.audience.own:
        return {}
    said: dict[str, list[str]] = {}
    for field, register in registers_of(plan):
        for key, record in register.items():
            found = list(_of_record(judged, plan, (key_of(field), key), record))
            if found:
                said.setdefault(key, []).extend(found)
    return {key: " ".join(sentences) for key, sentences in said.items()}


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
