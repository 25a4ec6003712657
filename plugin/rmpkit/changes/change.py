"""One difference between two editions, and what is to be said of it: data that does not know how it looks."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cached_property

from rmpkit.changes.wording import Piece
from rmpkit.model.canonical import as_text, canonical
from rmpkit.model.finding import Path, Place
from rmpkit.model.record import Nature, Part
from rmpkit.rules.evidence import State


class Kind(StrEnum):
    """What became of something between two editions."""

    ADDED = "added"
    """It is there now and was not before."""

    REMOVED = "removed"
    """It was there before and is not now."""

    CHANGED = "changed"
    """It says something else."""

    RENAMED = "renamed"
    """It stands under another id or name, and is otherwise much the same."""

    MOVED = "moved"
    """It stands in another part, so that others may read it."""


class Rank(IntEnum):
    """How much a reviewer has to look at a change; the smaller the number, the sooner."""

    MUST_SEE = 1
    """Not to be missed; somebody in a named post has to acknowledge it."""

    LOOK_AT = 2
    """Worth a look."""

    PROGRESS = 3
    """The plan being lived."""

    WORDING = 4
    """The same thing in other words."""

    NOISE = 5
    """Nothing that a reader of the plan would notice."""


class Effect(StrEnum):
    """What a change does to the plan's evidence and prompts."""

    STRENGTHENS = "strengthens"
    WEAKENS = "weakens"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Difference:
    """Something that is not the same in two editions, before anything is said of it."""

    plan: str | None
    """The plan it is in, by its id in the later edition, or where it is gone in the earlier one; `None` for the
    organisation."""

    path: Path
    """Where it stands in the later edition; for what was removed, where it stood."""

    kind: Kind
    """What became of it."""

    before: object = field(hash=False)
    """The value before, as the model has it; nothing where there was none."""

    after: object = field(hash=False)
    """The value now; nothing where there is none."""

    hint: object = field(hash=False, compare=False)
    """The type that the model declares for the value, with what is declared beside it."""

    nature: Nature
    """Who may read it, and whether it is an agreed term; the strictest of what is declared on the way to it."""

    part: Part | None
    """The part of the plan in which it stands, or stood; `None` in the organisation."""

    was: Path = ()
    """Where it stood before, where that is another place; empty otherwise."""

    held: tuple[str, str] | None = None
    """Of an evidence file, what it held and what it holds: as git names contents, whatever the file is called."""

    @property
    def register(self) -> str:
        """The key under which it stands at the top of the plan or the organisation; empty for the whole of it."""
        return str(self.path[0]) if self.path else ""

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits of what changed from what to what; lines and commits have no part in it.

        What an evidence file holds has: whoever has seen one content has not seen the next.
        """
        values = (as_text(canonical(value, self.hint)) for value in (self.before, self.after))
        parts = (self.plan or "", *map(str, self.path), "", self.kind, *map(str, self.was), "", *values)
        parts += self.held or ()
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Change:
    """A difference with what a reviewer is told of it."""

    difference: Difference
    """What differs."""

    sentence: str
    """What changed, in one sentence of plain English."""

    rank: Rank
    """How much it is to be looked at."""

    ranked_by: str
    """The line of the ranking that says so, by name."""

    base: Place | None = None
    """Where it was written in the earlier edition."""

    head: Place | None = None
    """Where it is written in the later one."""

    effect: Effect = Effect.NEUTRAL
    """What it does to evidence and prompts."""

    requirements: tuple[str, ...] = ()
    """The requirements on which it weighs, by stable id."""

    approvers: tuple[str, ...] = ()
    """The posts that should look at it before it counts, the first one first."""

    labels: tuple[str, ...] = ()
    """What else is to be said of it in a word or two: `dates only`."""

    words: tuple[Piece, ...] = ()
    """Of a text that is worded otherwise, which words stayed, went and came; empty for every other change."""

    @property
    def fingerprint(self) -> str:
        """What it is known by in acknowledgements and reports."""
        return self.difference.fingerprint


@dataclass(frozen=True, slots=True)
class EvidenceMove:
    """A requirement of which the evidence is in another state than before."""

    plan: str | None
    """The plan; `None` for the organisation."""

    requirement: str
    """Its stable id."""

    title: str
    """Its short title."""

    before: State
    after: State

    @property
    def gained(self) -> bool:
        """Whether it is evidenced now and was not before."""
        return self.after.counts and not self.before.counts

    @property
    def lost(self) -> bool:
        """Whether it was evidenced before and is not now."""
        return self.before.counts and not self.after.counts


RANKS: Mapping[Rank, str] = {
    Rank.MUST_SEE: "must not be missed",
    Rank.LOOK_AT: "look at",
    Rank.PROGRESS: "progress",
    Rank.WORDING: "wording",
    Rank.NOISE: "noise",
}
"""What each rank is called."""
