"""What an id of the data folder stands for: a plan, a record of one, a post, a person."""

from collections.abc import Iterator, Mapping

from rmpkit.model.finding import Path
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import Portfolio
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS


def whereabouts(portfolio: Portfolio, word: str) -> tuple[str, ...]:
    """A sentence for each thing of this id or short name, with the place where it is written."""
    asked = word.strip().casefold()
    owner = portfolio.organisation
    found = [*(_within(portfolio, owner, None, asked) if owner else ())]
    for plan in portfolio.plans:
        if plan.id.casefold() == asked:
            found.append(f"{plan.id} is a relationship: {plan.title}{_at(portfolio, plan.id, ('title',))}.")
        found.extend(_within(portfolio, plan, plan.id, asked))
    return tuple(found)


def _within(portfolio: Portfolio, kept: Plan | Organisation, plan: str | None, asked: str) -> Iterator[str]:
    slots = PLAN_SLOTS if plan is not None else ORGANISATION_SLOTS
    home = plan if plan is not None else kept.id
    for slot in slots.values():
        register = getattr(kept, slot.field)
        if slot.ids is None or not isinstance(register, Mapping):
            continue
        for key, record in register.items():
            if str(key).casefold() == asked and slot.key != "parties":
                said = next((text for name in _NAMES if (text := getattr(record, name, None))), "")
                at = _at(portfolio, plan, (slot.key, str(key)))
                article = "an" if slot.noun[:1] in "aeiou" else "a"
                yield f"{key} is {article} {slot.noun} of {home}{f': {said}' if said else ''}{at}."


_NAMES = ("name", "title", "question", "text", "what", "trigger", "changed")
"""Keys that say in one line what a record is, the most telling first."""


def _at(portfolio: Portfolio, plan: str | None, path: Path) -> str:
    place = portfolio.places.key(plan, path)
    return f" ({place.file}:{place.line})" if place else ""
