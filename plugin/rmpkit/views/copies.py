"""Whose copy of the plans a page is part of: said on every page and on every printed sheet."""

from dataclasses import dataclass

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import Edition
from rmpkit.model.record import Disclosure


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy of one audience, in words."""

    name: str
    """What it is: `Joint copy for Northgate Marine`."""

    readers: str
    """Who may read it: one sentence."""

    marking: str
    """The Traffic Light Protocol's word for it: a label for people who handle documents by it, never the mechanism."""

    kind: str
    """`internal`, `restricted`, `joint` or `public`."""

    own: bool
    """Whether its readers are the owner's people, who keep the plans."""


def copy_of(edition: Edition) -> Copy:
    """Whose copy an edition is; a repository that was handed over stays the copy of the party it was made for."""
    owner = edition.organisation
    name = owner.name if owner else "the organisation"
    handed = owner.copy_for if owner else None
    own = edition.audience.own
    if handed and edition.audience == Audience.INTERNAL:
        return _joint(edition, handed, own=own)
    if edition.audience.widest is Disclosure.PUBLIC:
        return Copy("Public copy", "For anyone.", "TLP:CLEAR", "public", own)
    if edition.audience == Audience.INTERNAL:
        readers = f"For the people of {name} on these relationships."
        return Copy("Internal copy", readers, "TLP:AMBER+STRICT", "internal", own)
    if own:
        return Copy("Restricted copy", f"For named people of {name} only.", "TLP:RED", "restricted", own)
    return _joint(edition, edition.audience.party, own=own)


def _joint(edition: Edition, party: str, *, own: bool) -> Copy:
    name = next((plan.parties[party].name for plan in edition.plans if party in plan.parties), party)
    readers = f"For the people of {name}. Other parties have copies of their own."
    return Copy(f"Joint copy for {name}", readers, "TLP:AMBER", "joint", own)
