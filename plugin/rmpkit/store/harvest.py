"""From documents to records: each record is validated by itself, so that one slip costs one record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rmpkit.model.canonical import as_text, canonical
from rmpkit.model.finding import Finding, Kind, Path, Place
from rmpkit.model.misfit import nearest
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import Unread
from rmpkit.model.record import SET_BY_READER, Part
from rmpkit.model.showing import show
from rmpkit.store.document import Data, Document
from rmpkit.store.kinds import GIVEN_TWICE, KEY_UNKNOWN, PLACE_WRONG, VALUE_UNFIT
from rmpkit.store.schema import Slot, left_edge
from rmpkit.store.wording import NO_EDGE, Unfit, worded


def told_apart(written: bytes) -> str:
    """What tells something that cannot be read from any other."""
    return sha256(written).hexdigest()[:16]


MANY = 100
"""Unknown keys for which the one that was meant is looked up; a file with more of them is no plan with slips in it."""


@dataclass(slots=True)
class Harvest:
    """What has been read of one plan, or of the organisation, while its files are gone through."""

    plan: str | None
    slots: Mapping[str, Slot]
    values: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    lost: dict[Path, Part] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    keys: dict[Path, Place] = field(default_factory=dict)
    texts: dict[Path, Place] = field(default_factory=dict)
    seen: dict[Path, Place] = field(default_factory=dict)
    ids: dict[str, Place] = field(default_factory=dict)
    unread: dict[Path, Unread] = field(default_factory=dict)
    unknown: int = 0

    def take(self, document: Document, part: Part | None, *, alone: bool = False) -> None:
        """Read one file into the harvest."""
        for path in document.lost:
            self._lose(path, part)
        if not isinstance(document.data, Mapping):
            self._lose((), part)
            return
        repeated: set[Path] = set()
        for key, value in document.data.items():
            slot = self._slot(document, key, value, part, alone=alone)
            if slot is not None:
                repeated |= self._take_slot(document, slot, value, part)
        self._mark(document, repeated)

    def _slot(self, document: Document, key: str, value: Data, part: Part | None, *, alone: bool) -> Slot | None:
        slot = self.slots.get(key)
        if slot is None:
            self._unknown_key(document, key, value, part)
            return None
        if part is None or alone or slot.takes(part):
            return slot
        homes = " or ".join(f"{home}.yml" for home in slot.parts)
        name = document.file.rpartition("/")[2]
        happened = f'"{key}" does not belong in {name}.'
        self._say(document, PLACE_WRONG, (key,), happened, f"Move it to {homes}.", at_key=True, reference=part.name)
        self._lose((key,), part, value)
        return None

    def _unknown_key(self, document: Document, key: str, value: Data, part: Part | None) -> None:
        self.unknown += 1
        near = self._meant(key, part) if self.unknown <= MANY else None
        subject = "plan" if self.plan else "organisation"
        mend = f'Write "{near}".' if near else "Remove it, or write what it says under a key that this file has."
        happened = f'"{show(key)}" is not a key of the {subject}.'
        self._say(document, KEY_UNKNOWN, (key,), happened, mend, at_key=True, reference=key)
        if near:
            self._lose((near,), part, {key: value})

    def _meant(self, key: str, part: Part | None) -> str | None:
        """The key that was meant, first of those that may be written in this part."""
        here = (k for k, slot in self.slots.items() if part is None or slot.takes(part))
        return nearest(key, here) or nearest(key, self.slots)

    def _take_slot(self, document: Document, slot: Slot, value: Any, part: Part | None) -> set[Path]:  # noqa: ANN401 - whatever was written
        """Read one top-level key; gives the paths that another file had already given."""
        if slot.ids is None:
            return self._take_single(document, slot, value, part)
        if isinstance(value, Mapping):
            taken = (self._take_record(document, slot, name, item, part) for name, item in value.items())
            return set().union(*taken)
        if value is not None:
            shape = "A list" if isinstance(value, tuple) else "A text"
            happened = f"{shape} stands where each {slot.noun} has a line of its own."
            mend = f"Write the id of each {slot.noun} and a colon, and its keys on the lines below."
            self._say(document, VALUE_UNFIT, (slot.key,), happened, mend)
            self._lose((slot.key,), part, value)
        return set()

    def _take_single(self, document: Document, slot: Slot, value: Any, part: Part | None) -> set[Path]:  # noqa: ANN401 - whatever was written
        path = (slot.key,)
        if path in self.seen:
            return self._twice(document, path, self.seen[path])
        if value is None and not slot.required:
            return set()
        self.seen[path] = document.key_place(path) or Place(document.file, 1, 1)
        read, found = _validate(slot.value, value, path, slot, slot.noun, part=part)
        self._report(document, found)
        if found:
            self._lose(path, part, value)
        else:
            self.values[slot.field] = read
            self.parts[slot.field] = part or Part.INTERNAL
        return set()

    def _take_record(
        self,
        document: Document,
        slot: Slot,
        name: str,
        item: Any,  # noqa: ANN401 - whatever was written
        part: Part | None,
    ) -> set[Path]:
        path = (slot.key, name)
        if path in self.seen:
            return self._twice(document, path, self.seen[path])
        here = self.seen[path] = document.key_place(path) or Place(document.file, 1, 1)
        key, found = _validate(slot.ids, name, path, None, slot.noun, part=part)
        found = [replace(unfit, at_key=True) for unfit in found]
        read = None
        if not found:
            if name[:1].isupper() and self.ids.setdefault(name, here) != here:
                return self._twice(document, path, self.ids[name])
            read, found = _read_record(slot, name, item, part, path)
        self._report(document, found)
        if found:
            self._lose(path, part, item)
        else:
            self.values.setdefault(slot.field, {})[key] = read
        return set()

    def _lose(self, path: Path, part: Part | None, written: Data = None) -> None:
        """Remember that what stands at `path` could not be read, in the most open part where that happened."""
        if written is not None:
            known = self.unread.get(path)
            text = f"{known.digest if known else ''} {as_text(canonical(written))}"
            self.unread[path] = Unread(part if self.plan else None, told_apart(text.encode("utf-8", "surrogatepass")))
        here = part or Part.PLAN
        kept = self.lost.setdefault(path, here)
        if here.disclosure < kept.disclosure:
            self.lost[path] = here

    def _report(self, document: Document, found: Iterable[Unfit]) -> None:
        for unfit in found:
            self._say(
                document,
                unfit.kind,
                unfit.path,
                unfit.happened,
                unfit.mend,
                at_key=unfit.at_key,
                reference=unfit.reference,
            )

    def _twice(self, document: Document, path: Path, first: Place) -> set[Path]:
        happened = f'"{show(str(path[-1]))}" is given twice: here and in {first.file} line {first.line}.'
        mend = "Keep one of them; an id is never used again for something else."
        self._say(document, GIVEN_TWICE, path, happened, mend, at_key=True)
        return {path}

    def _say(
        self,
        document: Document,
        kind: Kind,
        path: Path,
        happened: str,
        mend: str,
        *,
        at_key: bool = False,
        reference: str | None = "",
    ) -> None:
        place = document.key_place(path) if at_key else document.value_place(path)
        place = place or Place(document.file, 1, 1)
        self.findings.append(Finding(kind, self.plan, path, happened, mend, reference or "", place))

    def _mark(self, document: Document, repeated: set[Path]) -> None:
        """Remember where everything of the document was written; what another file gave first keeps its place."""
        for spot, mark in document.marks.items():
            if repeated and (spot[:1] in repeated or spot[:2] in repeated):
                continue
            if mark.key:
                self.keys.setdefault(spot, Place(document.file, *mark.key))
            self.texts.setdefault(spot, Place(document.file, *mark.value))


def _validate(
    adapter: TypeAdapter[Any] | None,
    value: Any,  # noqa: ANN401 - whatever was written
    path: Path,
    slot: Slot | None,
    subject: str,
    *,
    part: Part | None,
) -> tuple[Any, list[Unfit]]:
    """The value as its type reads it, or what does not fit."""
    if adapter is None:
        return value, []
    try:
        return adapter.validate_python(value, by_alias=True, by_name=False), []
    except ValidationError as error:
        edge = left_edge(part, of=Plan if slot.parts else Organisation) if slot else NO_EDGE
        found = worded(error.errors(include_url=False), slot.hint if slot else None, subject, edge=edge)
        return None, [replace(unfit, path=(*path, *unfit.path)) for unfit in found]


def _read_record(
    slot: Slot,
    name: str,
    item: Any,  # noqa: ANN401 - whatever was written
    part: Part | None,
    path: Path,
) -> tuple[Any, list[Unfit]]:
    """One record of a register, with its id and part, or what does not fit."""
    subject = f"{slot.noun} {show(name)}"
    known = {"id": name, "part": part or Part.INTERNAL} if slot.entry else {}
    smuggled = list(_smuggled(slot, item, path, subject)) if isinstance(item, Mapping) else []
    body = (
        {**{key: value for key, value in item.items() if key not in known}, **known}
        if isinstance(item, Mapping)
        else item
    )
    read, found = _validate(slot.value, body, path, slot, subject, part=part)
    if found or smuggled:
        return None, [*smuggled, *found]
    if slot.entry and read.id != name:  # a short form, which had no room for them
        read = read.model_copy(update=known)
    return read, []


def _smuggled(slot: Slot, item: Mapping[str, Any], path: Path, subject: str) -> Iterator[Unfit]:
    """Keys that only the reader may set, and extra keys that are nearly a key the record has."""
    record = slot.record
    if record is None:
        return
    known = tuple(info.alias or name for name, info in record.model_fields.items() if name not in SET_BY_READER)
    for key, value in item.items():
        happened = f'The {subject} has an unknown key "{show(key)}".'
        if slot.entry and key in SET_BY_READER:
            mend = "Remove it; the id is the key above, and the part is the file."
            yield Unfit(KEY_UNKNOWN, (*path, key), at_key=True, happened=happened, mend=mend, reference=key)
        elif record.model_config.get("extra") == "allow" and key not in known and isinstance(value, Mapping):
            near = nearest(key, known)
            if near:
                mend = f'Write "{near}".'
                yield Unfit(KEY_UNKNOWN, (*path, key), at_key=True, happened=happened, mend=mend, reference=key)
