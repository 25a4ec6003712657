"""What can only be seen across plans: parties that share a short name, copies that hold more than a copy may."""

from collections.abc import Iterable, Iterator

from rmpkit.model.finding import Finding, Place
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import Disclosure
from rmpkit.model.showing import show
from rmpkit.store.folder import ORGANISATION, Source
from rmpkit.store.kinds import COPY_NOT_ALONE, PARTY_AMBIGUOUS


def ambiguous_parties(plans: Iterable[Plan], owner: str | None) -> Iterator[Finding]:
    """Parties beside the owner that go by one short name and by different names: nobody can say whose copy is meant."""
    first: dict[str, tuple[str, str]] = {}
    for plan in plans:
        for key, party in plan.parties.items():
            if key == owner:
                continue
            name, other = first.setdefault(key, (party.name, plan.id))
            if _alike(name) != _alike(party.name):
                message = f'"{key}" is {show(party.name)} here, and {show(name)} in the plan {other}.'
                mend = "Give one of them another short name, or write the same name in both."
                yield Finding(PARTY_AMBIGUOUS, plan.id, ("parties", key, "name"), message, mend, key)


def mixed_copy(organisation: Organisation, sources: Iterable[Source]) -> Iterator[Finding]:
    """A folder that calls itself a party's copy and holds files that no party reads."""
    closed = next((each.file for each in sources if each.part and each.part.disclosure >= Disclosure.INTERNAL), None)
    if organisation.copy_for and closed:
        message = (
            f"This is said to be the copy for {organisation.copy_for}, and {show(closed)} is for the owner's people."
        )
        mend = f"Remove the line from {ORGANISATION}; it stands only in a repository that was handed over."
        yield Finding(COPY_NOT_ALONE, None, ("copy-for",), message, mend, place=Place(ORGANISATION, 1, 1))


def _alike(name: str) -> str:
    return " ".join(name.casefold().split())
