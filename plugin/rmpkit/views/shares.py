"""Who carries what: the joint part counted by party, in the same words and the same order in every copy.

It is no table of merit: nothing is added up over kinds, sorted by number or coloured.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from rmpkit.model.learning import ValueIdea
from rmpkit.model.record import Entry, Part
from rmpkit.rules.case import Case
from rmpkit.views.facts import total


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One kind of thing, counted by party."""

    kind: str
    counts: tuple[str, ...]
    """One for each party, in the order in which the plan names them."""

    others: str
    """What names no party: it is everybody's, or nobody's yet."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The table."""

    parties: tuple[str, ...]
    rows: tuple[ShareRow, ...]


def shares(case: Case) -> Shares | None:
    """What each party of a plan carries; nothing while one stands alone or nothing joint is recorded."""
    counted = {kind: list(parties) for kind, parties in _counted(case).items()}
    ideas = [each for each in _joint(case.plan.value_ideas) if each.realised or each.gains]
    if len(case.present) < 2 or not (ideas or any(counted.values())):  # noqa: PLR2004 - a share needs two
        return None
    named = {party for found in counted.values() for party in found} | {party for idea in ideas for party in idea.gains}
    parties = tuple(party for party in case.plan.parties if party in case.present or party in named)
    rows = [
        ShareRow(kind, tuple(str(found.count(each)) for each in parties), str(sum(each is None for each in found)))
        for kind, found in counted.items()
        if found
    ]
    if ideas:
        rows.append(_gained(case, ideas, parties))
    return Shares(tuple(case.party_name(each) for each in parties), tuple(rows))


def _counted(case: Case) -> Mapping[str, Iterator[str | None]]:
    """The party behind each joint record, by kind; nobody where it names none."""
    plan = case.plan
    return {
        "Open actions": (_of(each.owner) for each in _joint(plan.actions) if each.open),
        "Actions done": (_of(each.owner) for each in _joint(plan.actions) if each.done),
        "Open risks": (_of(each.owner) for each in _joint(plan.risks) if each.open),
        "Open issues": (_of(each.owner) for each in _joint(plan.issues) if each.open),
        "Promises still to keep": (each.by for each in _joint(plan.commitments) if not each.kept),
        "Promises kept": (each.by for each in _joint(plan.commitments) if each.kept),
        "Deliverables": (each.of for each in _joint(plan.deliverables)),
        "Activities answered for": (_of(each.accountable) for each in _joint(plan.responsibilities)),
        "Forums chaired": (_of(each.chair) for each in _joint(plan.forums)),
        "Measures of it": (each.of for each in _joint(plan.measures)),
        "Ideas raised": (each.raised_by for each in _joint(plan.value_ideas)),
    }


EntryT = TypeVar("EntryT", bound=Entry)


def _joint(register: Mapping[str, EntryT]) -> Iterator[EntryT]:
    """The records of a register that every party reads, so that each counts the same in every copy."""
    return (each for each in register.values() if each.part == Part.JOINT)


def _of(post: str | None) -> str | None:
    return post.partition(".")[0] if post else None


def _gained(case: Case, ideas: list[ValueIdea], parties: tuple[str, ...]) -> ShareRow:
    """What each party gained by ideas that were realised; apart from it, what nothing says the share of."""
    by_party = (total(case, (amount for each in ideas if (amount := each.gains.get(party)))) for party in parties)
    unshared = total(case, (each.realised for each in ideas if each.realised and not any(each.gains.values())))
    return ShareRow("Value realised", tuple(each or "0" for each in by_party), unshared or "0")
