"""What could be read on one side of a comparison alone, or on neither: so that nothing changes unseen behind it.

Of what cannot be read nobody can say what became of it. So it is told that it could not be read, and that what stands
there now, or stood there, was compared with nothing. It is known by what was written, and on the other side by the
whole plan: who has seen it has seen all that might have changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from rmpkit.changes.around import field_of
from rmpkit.changes.change import Difference, Kind
from rmpkit.disclosure.edition import Edition
from rmpkit.disclosure.natures import natures_of
from rmpkit.model.canonical import as_text, canonical
from rmpkit.model.finding import Path
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import Unread
from rmpkit.model.record import INTERNAL_RECORD, JOINT_TERM, Disclosure, Nature, Part, key_of

FILE, UNREAD = "file", "unread"
"""Where a difference of sight stands: under `file` and the name of a file, or under `unread` and the path of a slip."""

_CLOSED, _CUT, _OPEN, _ABSENT = "cannot be read", "cannot be read in full", "can be read", "is not there"
_RECORD = 2
"""Steps of a path down to a record: its register and its id."""


@dataclass(frozen=True)
class Side:
    """A plan, or the organisation, in one edition."""

    edition: Edition
    plan: str | None
    """The id it has there; `None` for the organisation."""

    kept: Plan | Organisation | None

    @property
    def unread(self) -> Mapping[Path, Unread]:
        """What of it could not be read."""
        return self.edition.unread.get(self.plan, {})

    @cached_property
    def lost(self) -> frozenset[Path]:
        """The paths at which something of it could not be read."""
        return frozenset(self.kept.lost) if isinstance(self.kept, Plan) else self.edition.lost

    @cached_property
    def known_by(self) -> str:
        """What tells it from every other state; that somebody has seen something is no part of it."""
        known = canonical(self.kept)
        told = {key: each for key, each in known.items() if key != _SEEN} if isinstance(known, dict) else known
        return sha256(as_text(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def holds(self, path: Path) -> bool:
        """Whether something that can be read stands at a path: a record, or what a key of its own holds."""
        field = field_of(type(self.kept), str(path[0])) if self.kept is not None else ""
        if self.kept is None or not field:
            return False
        value = getattr(self.kept, field)
        if isinstance(value, Mapping):
            return len(path) == _RECORD and path[1] in value
        return value not in (None, ()) and not type(self.kept).model_fields[field].is_required()

    def under(self, path: Path) -> object:
        """What can be read under a key of its own; nothing where it has none."""
        field = field_of(type(self.kept), str(path[0])) if self.kept is not None else ""
        return getattr(self.kept, field) if field else None

    def shown(self, path: Path) -> str | None:
        """How what stands at a path can be seen from this side; nothing where it is not there."""
        found = self.unread.get(path)
        if found is not None and not found.digest:
            return _ABSENT
        if found is not None:
            return f"{_CLOSED if found.whole else _CUT}: {found.digest}"
        if path[0] == FILE:
            there = (self.plan, path) in self.edition.places.keys
            return f"{_OPEN if there else _ABSENT}: {self.known_by}"
        return f"{_OPEN}: {self.known_by}" if len(path) < _RECORD else None


_SEEN = "acknowledgements"


def differences_of_sight(then: Side, now: Side) -> Iterator[Difference]:
    """What could be read on one side alone, or on neither and is not the same; told nowhere else.

    A record that can be read on one side is told as one that came or went; what became of a slip in a file that cannot
    be read is told of the file.
    """
    for path in dict.fromkeys((*then.unread, *now.unread)):
        before, after = then.shown(path), now.shown(path)
        if before == after or _nothing_lost(path, then, now) or any(_told_above(path, side) for side in (then, now)):
            continue
        found = now.unread.get(path) or then.unread[path]
        kind = Kind.ADDED if before is None else Kind.REMOVED if after is None else Kind.CHANGED
        where = path if path[0] == FILE else (UNREAD, *path)
        yield Difference(now.plan, where, kind, before, after, str, _nature(path, found.part), found.part)


def _nothing_lost(path: Path, then: Side, now: Side) -> bool:
    """Whether all that stood under a key can be read on both sides, and a slip beside it was meant for the same key."""
    if len(path) != 1 or path[0] == FILE:
        return False
    before, after = then.under(path), now.under(path)
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return bool(before) and before.keys() == after.keys()
    return before not in (None, ()) and after not in (None, ())


def _told_above(path: Path, side: Side) -> bool:
    """Whether a slip is told of more than itself: of the record that can be read, the register, or its file."""
    if path[0] == FILE or path in side.unread:
        return False
    return side.holds(path) or any(path[:length] in side.lost for length in range(len(path) + 1))


def _nature(path: Path, part: Part | None) -> Nature:
    """Who may read it, and whether agreed terms may stand in it."""
    if part is None:
        return INTERNAL_RECORD
    declared = {key_of(name): nature for name, nature in natures_of(Plan).items()}.get(str(path[0]))
    of_file = JOINT_TERM if part.disclosure <= Disclosure.JOINT else INTERNAL_RECORD
    return of_file if path[0] == FILE or declared is None else declared


def is_of_sight(difference: Difference) -> bool:
    """Whether a difference tells what can be read, and not what it says."""
    return difference.register in (FILE, UNREAD)


def is_unread(shown: object) -> bool:
    """Whether something could not be seen from one side, or only in part."""
    return isinstance(shown, str) and shown.startswith(_CLOSED)


def is_cut(shown: object) -> bool:
    """Whether something could be seen only in part."""
    return isinstance(shown, str) and shown.startswith(_CUT)


def is_absent(shown: object) -> bool:
    """Whether there was nothing to be seen from one side."""
    return shown is None or (isinstance(shown, str) and shown.startswith(_ABSENT))
