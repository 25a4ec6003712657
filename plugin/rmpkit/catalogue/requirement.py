"""What a standard asks, in our own words, under ids that stay when numbers are corrected.

Ids, numbers and short titles are facts; every sentence is ours. A number that was not seen in a public source
is kept for those who hold a licence, and is printed only once one of them has checked it.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import PlainValidator

from rmpkit.catalogue.predicate import Predicate, read_predicate
from rmpkit.model.amounts import read_whole
from rmpkit.model.days import Day
from rmpkit.model.misfit import Misfit, listed, nearest
from rmpkit.model.naming import ShortName
from rmpkit.model.record import PUBLIC_TERM, Disclosure, Record
from rmpkit.model.reference import RequirementRef
from rmpkit.model.scalars import Choice, Line, Prose, YesNo, read_line
from rmpkit.model.showing import show
from rmpkit.model.stages import Stage


class Level(Choice):
    """Whom a requirement is asked of."""

    ORGANISATION = "organisation"
    """The organisation, once."""
    RELATIONSHIP = "relationship"
    """Our own side of each relationship."""
    JOINT = "joint"
    """The parties of each relationship together."""


class Due(Choice):
    """From when on a requirement is asked for."""

    ALWAYS = "always"
    """At any time."""
    STAGE = "stage"
    """Once the relationship has reached a stage."""
    ACTIVATION = "activation"
    """Once exit has been activated."""


class Confidence(Choice):
    """How far a number and its title can be trusted."""

    CONFIRMED = "confirmed"
    """Number and subject were seen in a public source."""
    CORROBORATED = "corroborated"
    """The subject, or a neighbouring number, was seen in a public source."""
    RECALLED = "recalled"
    """Known from the published contents list; the number was not seen."""
    RECONSTRUCTED = "reconstructed"
    """Inferred; the number may be wrong."""


class Lapse(Choice):
    """The ways in which a requirement is typically let slip."""

    MISSING = "missing"
    """Absent though due."""
    STALE = "stale"
    """Older than its own interval, or than a later big change."""
    UNOWNED = "unowned"
    """Nobody now in post answers for it."""
    UNTRACKED = "untracked"
    """Begun and not followed to its end."""
    UNAPPROVED = "unapproved"
    """Not approved, or not by those entitled to."""
    UNLINKED = "unlinked"
    """Leads to nothing, or nothing leads to it."""
    INCONSISTENT = "inconsistent"
    """Facts disagree."""
    EXPOSED = "exposed"
    """Seen by people it is not for."""
    IMPLAUSIBLE = "implausible"
    """Looks made for show."""


def read_disclosure(value: object) -> Disclosure:
    """Who may see something, in one word."""
    text = read_line(value)
    words = {disclosure.name.lower(): disclosure for disclosure in Disclosure}
    if text in words:
        return words[text]
    near = nearest(text, words)
    raise Misfit(
        f'"{show(text)}" does not say who may see it.',
        f'Write "{near}".' if near else f"Write {listed(words)}.",
    )


def read_stage_number(value: object) -> int:
    """The number of a stage, 1 to 8."""
    number = read_whole(value)
    if 1 <= number <= len(Stage):
        return number
    raise Misfit(f'"{number}" is not the number of a stage.', f"Write a number from 1 to {len(Stage)}.")


class Verified(Record):
    """Who checked a number against a licensed copy."""

    reader: Annotated[Line, PUBLIC_TERM]
    """The person who looked."""

    on: Annotated[Day, PUBLIC_TERM]
    """The day it was looked at."""


class RequirementEntry(Record):
    """A requirement as a catalogue file holds it."""

    clause: Annotated[Line, PUBLIC_TERM]
    """Its number, seen or not; pages print `printed` or `citation`, never this."""

    title: Annotated[Line, PUBLIC_TERM]
    """Its short title."""

    stage: Annotated[Stage | None, PUBLIC_TERM] = None
    """The stage it belongs to; none for what is asked of the management system."""

    level: Annotated[Level, PUBLIC_TERM]
    """Whom it is asked of; an assessor may see it otherwise."""

    disclosure: Annotated[Disclosure, PlainValidator(read_disclosure), PUBLIC_TERM]
    """Who sees what answers it, unless the plan says otherwise."""

    due: Annotated[Due, PUBLIC_TERM]
    """From when on it is asked for."""

    from_stage: Annotated[int | None, PlainValidator(read_stage_number), PUBLIC_TERM] = None
    """The number of the stage from which on it is due, where it is due by stage."""

    number_seen: Annotated[YesNo, PUBLIC_TERM]
    """Whether this very number was seen in a public source."""

    print_as: Annotated[Line | None, PUBLIC_TERM] = None
    """The nearest number that was seen, for a number that was not."""

    confidence: Annotated[Confidence, PUBLIC_TERM]
    """How far number and title can be trusted."""

    confidence_note: Annotated[Prose, PUBLIC_TERM]
    """What kind of source was seen."""

    verified_by: Annotated[Verified | None, PUBLIC_TERM] = None
    """The licensed reader who checked the number; that of the catalogue where nothing is written."""

    intent: Annotated[Prose, PUBLIC_TERM]
    """What it asks, in our words."""

    evidence: Annotated[tuple[Line, ...], PUBLIC_TERM]
    """What would show it."""

    lapses: Annotated[Mapping[Lapse, Line], PUBLIC_TERM]
    """How it is typically let slip."""

    recorded_by: Annotated[tuple[Annotated[Predicate, PlainValidator(read_predicate)], ...], PUBLIC_TERM] = ()
    """What of a plan carries it, all together; nothing where only a signpost or a statement answers it."""

    can_be_absent: Annotated[YesNo, PUBLIC_TERM] = False
    """Whether there are relationships in which it does not arise."""

    maps_to: Annotated[Mapping[ShortName, tuple[RequirementRef, ...]], PUBLIC_TERM] = {}
    """The requirements of other catalogues that ask for the same, by the id of the catalogue."""


class Requirement(RequirementEntry):
    """One thing that a standard asks, with the id it stands under and the catalogue it stands in."""

    id: Annotated[str, PUBLIC_TERM] = ""
    """The stable id that plans cite; set by the reader."""

    catalogue: Annotated[str, PUBLIC_TERM] = ""
    """The id of the catalogue it stands in; set by the reader."""

    before_number: Annotated[str, PUBLIC_TERM] = ""
    """What is printed before its number, such as ISO 44001; set by the reader."""

    @property
    def number_known(self) -> bool:
        """Whether its own number may be printed: it was seen, or a licensed reader has checked it."""
        return self.number_seen or self.verified_by is not None

    @property
    def printed(self) -> str:
        """Where it stands, as far as that may be printed: `ISO 44001 5.2`, `BS 11000-1 clause 7`."""
        number = self.clause if self.number_known else self.print_as
        return f"{self.before_number} {number}"

    @property
    def citation(self) -> str:
        """Where it stands, with its title where the number is its own: `ISO 44001 5.2 Policy`."""
        return f"{self.printed} {self.title}" if self.number_known else self.printed
