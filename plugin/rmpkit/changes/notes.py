"""What was not done beside a change: what a reviewer might miss, because it is not there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rmpkit.changes.around import Around
from rmpkit.changes.change import Change, Kind
from rmpkit.changes.differing import widened
from rmpkit.model.record import Disclosure, Entry
from rmpkit.rules.judgement import Judgement
from rmpkit.rules.lamps import Colour


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was not done."""

    plan: str | None
    """The plan; `None` for the organisation."""

    name: str
    """The pattern it was found by: `red-without-action`."""

    says: str
    """What was not done: one sentence."""


def notes_of(around: Around, changes: Iterable[Change]) -> Iterator[Note]:
    """What was not done, plan by plan."""
    by_plan: dict[str, list[Change]] = {}
    for change in changes:
        if change.difference.plan is not None and change.difference.path:
            by_plan.setdefault(change.difference.plan, []).append(change)
    for plan, found in sorted(by_plan.items()):
        yield from _red(around, plan, found)
        yield from _terms(plan, found)
        yield from _worse(plan, found)
        yield from _opened(around, plan, found)


def _red(around: Around, plan: str, changes: list[Change]) -> Iterator[Note]:
    """A lamp that is red now and was not, without a new action."""
    then, now = around.judgements(plan)
    if now is None or _acted(changes):
        return
    for name, colour in _colours(now).items():
        if colour is Colour.RED and (then is None or _colours(then).get(name) is not Colour.RED):
            yield Note(plan, "red-without-action", f"The lamp for {name} is red now, and no action was added.")


def _colours(judgement: Judgement) -> dict[str, Colour]:
    """What the lamps show of which actions can change something; upkeep is told by its prompts."""
    return {lamp.name: lamp.colour for lamp in judgement.lamps if lamp.name != "upkeep"}


def _acted(changes: list[Change]) -> bool:
    return any(each.difference.register == "actions" and each.difference.kind is Kind.ADDED for each in changes)


def _terms(plan: str, changes: list[Change]) -> Iterator[Note]:
    """Agreed terms that are other ones, without a version."""
    if not any(change.ranked_by == "terms-changed" for change in changes):
        return
    if not any(each.difference.register == "versions" and each.difference.kind is Kind.ADDED for each in changes):
        yield Note(plan, "terms-without-version", "Agreed terms changed, and no version was added.")
    else:
        yield Note(
            plan,
            "version-without-meeting",
            "Agreed terms changed, and the new version cites no meeting that agreed them.",
        )


def _worse(plan: str, changes: list[Change]) -> Iterator[Note]:
    """Risks that weigh more, without anything new that is done about them."""
    if _acted(changes):
        return
    told = {str(c.difference.path[1]) for c in changes if c.difference.path[2:] in (("action",), ("response",))}
    for change in changes:
        found = change.difference
        rated = found.register == "risks" and found.path[2:] in (("likelihood",), ("impact",))
        risk = str(found.path[1]) if rated else ""
        if risk and risk not in told and change.ranked_by == "bad-news":
            told.add(risk)
            yield Note(plan, "worse-without-action", f"Risk {risk} weighs more, and no action was added.")


def _opened(around: Around, plan: str, changes: list[Change]) -> Iterator[Note]:
    """Records that others than the owner's people read now, without anybody who decided so."""
    for found in dict.fromkeys(change.difference for change in changes):
        if not widened(found) and around.closed_before(found) is None:
            continue
        register = getattr(around.head.edition.plan(plan), found.register.replace("-", "_"), {})
        record = register.get(str(found.path[1])) if found.path[1:] else None
        if isinstance(record, Entry) and record.part.disclosure < Disclosure.INTERNAL and record.shared is None:
            says = f"{record.id} is read beside the owner's people now, and no shared: says who decided so, and when."
            yield Note(plan, "opened-without-act", says)
