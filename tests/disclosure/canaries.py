"""A data folder with a text of its own in every field of every record, in every part of a plan, made from the model.

Each text is planted with the readers it is meant for, worked out here once more from what the model declares, so that
a page, a log or a file can be looked through for what must not be in it. A new field is covered the day it is added.
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_type_hints

import yaml
from pydantic import BaseModel, PlainValidator

from rmpkit.catalogue.library import load_library
from rmpkit.catalogue.requirement import Level
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.natures import declared, natures_of
from rmpkit.model import amounts, days, scalars
from rmpkit.model.days import Span
from rmpkit.model.digest import read_digest
from rmpkit.model.filesum import read_sum
from rmpkit.model.goals import read_target
from rmpkit.model.naming import read_version
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import INTERNAL_RECORD, SET_BY_READER, Circle, Disclosure, Entry, Part, Record, key_of
from rmpkit.model.reference import arguments, arms, register_of
from rmpkit.model.scalars import Choice
from rmpkit.rules.registry import RULES
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS, Slot
from tests.site.authors import fit

OWNER, NORTHGATE, DELTA, FENWICK = "estuary", "northgate", "delta", "fenwick"
SHARED, OTHER, ALONE = "shared-plan", "other-plan", "lone-plan"
PARTS = (*Part.EVERY, Part.only_with(NORTHGATE), Part.only_with(DELTA))

_FIXED = {
    days.read_period: "2026-01",
    amounts.read_number: "3",
    amounts.read_whole: "3",
    scalars.read_rank: "3",
    scalars.read_score: "3",
    amounts.read_count: "5",
    scalars.read_yes_no: "yes",
    days.read_interval: "quarter",
    scalars.read_requirement_id: "wt.exit",
    read_target: "at least 3",
    read_digest: "1:" + "0" * 32,
    read_sum: "0" * 64,
}
_TEXTS = (scalars.read_line, scalars.read_prose)
_LEFT = frozenset({"title", "type", "state", "form", "formerly", "parties", "roles", "stages", "segment", "copy_for"})
"""Fields of a plan and of the organisation that are written by hand below, so that the folder makes sense."""


@dataclass(frozen=True)
class Canary:
    """One planted text."""

    token: str
    """What is looked for: no other text holds it."""

    where: str
    """The field, for messages."""

    plan: str | None
    """The plan; `None` for the organisation."""

    circle: Circle
    """Who may read it."""

    kind: str
    """`text`, `day`, `amount`, `id` or `name`."""

    def meant_for(self, audience: Audience) -> bool:
        """Whether an audience may read it."""
        if audience.party and self.plan and audience.party not in PARTIES[self.plan]:
            return False
        if audience.party and self.plan == ALONE:
            return False
        return audience.reads(self.circle)

    @property
    def spellings(self) -> tuple[str, ...]:
        """How it may stand in an output."""
        if self.kind == "day":
            day = date.fromisoformat(self.token)
            return (self.token, f"{day.day} {day:%B} {day.year}", f"{day.day} {day:%b} {day.year}")
        if self.kind == "amount":
            return (self.token, f"{int(self.token):,}")
        return (self.token,)


ASKED_ONCE = tuple(
    key for key, each in load_library().catalogues["iso44001"].requirements.items() if each.level is Level.ORGANISATION
)
ASKED = tuple(
    key
    for key, each in load_library().catalogues["iso44001"].requirements.items()
    if each.level is not Level.ORGANISATION
)
PARTIES = {SHARED: (OWNER, NORTHGATE, DELTA), OTHER: (OWNER, FENWICK), ALONE: (OWNER, NORTHGATE)}


@dataclass
class Planter:
    """Writes the folder, and remembers what it planted where."""

    canaries: list[Canary] = field(default_factory=list)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    variants: int = 99
    ids: dict[tuple[str | None, Part | None, str], list[str]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _days: Iterator[int] = field(default_factory=itertools.count)
    _planted: set[date] = field(default_factory=set)
    _taken: set[date] = field(default_factory=set)
    _requirements: Iterator[str] = field(default_factory=lambda: itertools.cycle(ASKED))
    _own: Iterator[str] = field(default_factory=lambda: itertools.cycle(ASKED_ONCE))
    _rules: Iterator[str] = field(default_factory=lambda: itertools.cycle(rule.kind.name for rule in RULES))

    def number(self) -> int:
        """A number that is no part of another."""
        return 100_000 + next(self._numbers)

    def next_of(self, register: str, plan: str | None) -> str:
        """A requirement or a rule that no other record is about."""
        asked = self._requirements if plan else self._own
        return next(asked if register == "requirements" else self._rules)

    def day(self) -> str:
        """A day that is neither planted nor falls due by anything that is: a month, a quarter or a year after."""
        for number in self._days:
            day = date(1901, 1, 1) + timedelta(days=number)
            after = {Span(months, 0, "").after(day) for months in (1, 3, 6, 12)}
            if day not in self._taken and not after & self._planted:
                self._planted.add(day)
                self._taken |= after
                return day.isoformat()
        raise AssertionError

    def plant(self, kind: str, where: str, plan: str | None, circle: Circle) -> str:
        """A value of its own."""
        number = next(self._numbers)
        token = {
            "text": f"qzk{number:05}w",
            "name": f"qzn{number:05}w",
            "mail": f"qzm{number:05}w",
            "amount": f"{70_000_000 + number}",
            "day": "",
        }[kind] or self.day()
        self.canaries.append(Canary(token, where, plan, circle, kind))
        return token


@dataclass
class Filling:
    """One record or single value while it is filled."""

    planter: Planter
    plan: str | None
    part: Part | None
    variant: int
    closed: Mapping[str, str]
    """For a register, a record of it in a more closed part: what an optional reference names."""

    open: Mapping[str, str]
    """For a register, a record of it in the same part: what a required reference names."""

    def value(self, hint: Any, where: str, circle: Circle, *, optional: bool) -> Any:  # noqa: PLR0911 - a table of types
        reader, register = reader_of(hint), register_of(hint)
        if register:
            return self._reference(register, optional=optional)
        if reader in _TEXTS:
            token = self.planter.plant("text", where, self.plan, circle)
            return token if reader is scalars.read_line else f"{token} and **more** of [it](https://a.example/{token})"
        if reader is days.read_day:
            return self.planter.plant("day", where, self.plan, circle)
        if reader in (amounts.read_money, amounts.read_worth):
            return self.planter.plant("amount", where, self.plan, circle)
        if reader is scalars.read_mail:
            return f"{self.planter.plant('mail', where, self.plan, circle)}@estuary.example"
        if reader is scalars.read_slug:
            return self.planter.plant("name", where, self.plan, circle)
        if reader is scalars.read_record_id:
            number = f"ZD-{self.planter.number()}"
            self.planter.canaries.append(Canary(number, where, self.plan, circle, "id"))
            return number
        if reader is read_version:
            return f"v{self.planter.number() % 10_000}.0"
        return _FIXED[reader] if reader in _FIXED else self._shape(hint, where, circle)

    def _reference(self, register: str, *, optional: bool) -> str:
        if register in ("people", "posts", "parties", "requirements", "rules", "catalogues", "ranking-lines"):
            return {
                "people": "okafor",
                "posts": f"{NORTHGATE if self.plan != OTHER else FENWICK}.ser" if self.plan else f"{OWNER}.chair",
                "parties": NORTHGATE if self.plan != OTHER else FENWICK,
                "requirements": "wt.exit" if self.plan else "pe.audit",
                "rules": "ser-vacant",
                "catalogues": "iso44001",
                "ranking-lines": "pushed-out",
            }[register]
        found = (self.closed if optional else self.open).get("risks" if register == "records" else register)
        if found is None:
            raise _NothingToNameError(register)
        return found

    def _shape(self, hint: Any, where: str, circle: Circle) -> Any:
        for arm in arms(hint):
            if isinstance(arm, type) and issubclass(arm, Choice):
                values = tuple(arm)
                return values[self.variant % len(values)].value
            if isinstance(arm, type) and issubclass(arm, BaseModel):
                return self.record(arm, where, circle)
        if found := arguments(hint, dict):
            key = self.value(found[0], f"{where} key", circle, optional=False)
            return {key: self.value(found[1], where, circle, optional=False)}
        if found := arguments(hint, tuple):
            return [self.value(found[0], where, circle, optional=True)]
        raise AssertionError(f"{where}: nobody knows how to fill {hint}")

    def record(self, model: type[BaseModel], where: str, circle: Circle) -> dict[str, Any]:
        assert issubclass(model, Record)
        hints = get_type_hints(model, include_extras=True)
        circle = circle.within(Circle(_own(model, self.variant)))
        found: dict[str, Any] = {}
        for name, info in model.model_fields.items():
            if issubclass(model, Entry) and name in SET_BY_READER:
                continue
            nature = declared(hints[name]) or INTERNAL_RECORD
            inner = circle.within(Circle(nature.disclosure))
            try:
                found[key_of(name)] = self.value(
                    hints[name], f"{where}.{key_of(name)}", inner, optional=not info.is_required()
                )
            except _NothingToNameError:
                assert not info.is_required(), f"{where}.{name} names something that is nowhere"
        if extra := hints.get("__pydantic_extra__"):
            of_key, of_value = arguments(extra, dict)
            inner = circle.within(Circle(model.EXTRA.disclosure))
            key = self.value(of_key, f"{where} key", inner, optional=False) if register_of(of_key) else None
            key = key or self.planter.plant("name", f"{where} theme", self.plan, inner)
            found[key] = self.value(of_value, f"{where}.{key}", inner, optional=False)
        return found


class _NothingToNameError(Exception):
    """There is no record that a reference could name."""


def reader_of(hint: Any) -> Any:
    """What reads a value of a type from its text, where the type says so."""
    extras = (extra for arm in arms(hint) for extra in getattr(arm, "__metadata__", ()))
    return next((extra.func for extra in extras if isinstance(extra, PlainValidator)), None)


def _own(model: type[Record], variant: int) -> Disclosure:
    """How closed a record is for what it says: the one rule that no field declares."""
    sharing = get_type_hints(model).get("share")
    if model.__name__ == "KnowledgeItem" and isinstance(sharing, type) and issubclass(sharing, Choice):
        return Disclosure.INTERNAL if tuple(sharing)[variant % len(tuple(sharing))] == "cannot" else Disclosure.PUBLIC
    return Disclosure.PUBLIC


def _variants(slot: Slot) -> int:
    """How many records it takes to have every word of every choice."""
    sizes = [1]
    for hint in get_type_hints(slot.record).values() if slot.record else ():
        choices = (arm for arm in arms(hint) if isinstance(arm, type) and issubclass(arm, Choice))
        sizes.extend(len(tuple(choice)) for choice in choices)
    return max(sizes)


def planted(target: Path, *, variants: int = 99) -> Planter:
    """Write the folder, with at most so many records in each register of a part; gives what was planted."""
    planter = Planter(variants=variants)
    _organisation(planter)
    _plan(planter, SHARED, PARTS)
    _plan(planter, OTHER, Part.EVERY)
    _plan(planter, ALONE, (Part.PLAN, Part.INTERNAL, Part.RESTRICTED))
    for file, document in planter.documents.items():
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        (target / file).write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True), "utf-8")
    return planter


def _organisation(planter: Planter) -> None:
    owner = Part.INTERNAL
    document: dict[str, Any] = {"format": "1", "id": OWNER, "catalogues": ["iso44001"]}
    people = {"okafor": {"name": "Chinyere Okafor"}, "hollis": {"name": "Margaret Hollis"}}
    document |= {"people": people, "roles": {f"{OWNER}.chair": {"hollis": {"from": "2020-01-01"}}}}
    planter.documents["organisation.yml"] = document
    natures = natures_of(Organisation)
    for key, slot in ORGANISATION_SLOTS.items():
        if slot.field in _LEFT or key in ("format", "id", "catalogues", "roles", "ser", "signposts", "scales", "words"):
            continue
        circle = Circle(natures[slot.field].disclosure)
        within = circle.within(owner.readers) if slot.entry and slot.ids else circle
        _fill_slot(planter, document, slot, plan=None, part=owner, circle=within)
    titled = planter.plant("text", "organisation.words", None, Circle(Disclosure.JOINT))
    document |= {"ser": f"{OWNER}.chair", "words": {"risk-category": {"weather": titled}}}
    signposts = ORGANISATION_SLOTS["signposts"]
    _fill_slot(planter, document, signposts, plan=None, part=owner, circle=Circle(Disclosure.INTERNAL))


def _plan(planter: Planter, plan: str, parts: tuple[Part, ...]) -> None:
    for part in parts:
        planter.documents[f"relationships/{plan}/{part}.yml"] = {}
    identity = planter.documents[f"relationships/{plan}/plan.yml"]
    circle = Circle(Disclosure.JOINT)
    identity |= {"title": planter.plant("text", f"{plan} title", plan, circle), "type": "alliance", "state": "active"}
    identity["parties"] = {party: {"name": f"{party.capitalize()} Limited"} for party in PARTIES[plan]}
    identity["roles"] = {f"{OWNER}.ser": {"okafor": {"from": "2024-04-01"}}}
    identity["roles"] |= {
        f"{party}.ser": {"okafor": {"from": "2024-04-01"}} for party in PARTIES[plan] if party != OWNER
    }
    identity["stages"] = {"working-together": "established", "staying-together": "established"}
    segment = next(iter(planter.documents["organisation.yml"]["segments"]))
    planter.documents[f"relationships/{plan}/internal.yml"]["segment"] = segment
    for part in sorted(parts, key=lambda part: -part.disclosure):  # so that what is open can name what is closed
        for key, slot in PLAN_SLOTS.items():
            if slot.field in _LEFT or not _takes(slot, part, plan):
                continue
            within = Circle(natures_of(Plan)[slot.field].disclosure).within(part.readers)
            document = planter.documents[f"relationships/{plan}/{part}.yml"]
            if slot.ids is not None or key not in _written(planter, plan):
                _fill_slot(planter, document, slot, plan=plan, part=part, circle=within)


def _takes(slot: Slot, part: Part, plan: str) -> bool:
    """Whether a key is written in a part here: every register in every part it may stand in, each single value once."""
    if slot.ids is None and slot.entry is False and slot.record is None and slot.key == "deputies":
        return False
    if slot.ids is None:
        homes = [home for home in slot.parts if plan != ALONE or home != Part.JOINT]
        return bool(homes) and part == homes[0]
    return slot.takes(part)


def _written(planter: Planter, plan: str) -> set[str]:
    files = (document for file, document in planter.documents.items() if file.startswith(f"relationships/{plan}/"))
    return {key for document in files for key in document}


def _fill_slot(
    planter: Planter, document: dict[str, Any], slot: Slot, *, plan: str | None, part: Part, circle: Circle
) -> None:
    hint = slot.value._type  # noqa: SLF001 - an adapter does not tell its type otherwise
    named = {register: ids[-1] for (of, at, register), ids in planter.ids.items() if of == plan and at == part}
    other = {register: ids[-1] for (of, _, register), ids in planter.ids.items() if of == plan}
    for variant in range(min(_variants(slot), planter.variants) if slot.ids is not None else 1):
        filling = Filling(planter, plan, part, variant, {**other, **_more_closed(planter, plan, part)}, named or other)
        before = len(planter.canaries)
        written = filling.value(hint, slot.key, circle, optional=True)
        _fit(planter, slot, written, before)
        if slot.ids is None:
            document[slot.key] = written
            return
        key = _key(planter, slot, plan, circle)
        document.setdefault(slot.key, {})[key] = written
        planter.ids.setdefault((plan, part, slot.key), []).append(key)


def _more_closed(planter: Planter, plan: str | None, part: Part) -> Mapping[str, str]:
    """Records of the more closed parts of a plan, by register."""
    found = {}
    for (of, at, register), ids in planter.ids.items():
        if of == plan and at and at.disclosure > part.disclosure:
            found[register] = ids[-1]
    return found


def _key(planter: Planter, slot: Slot, plan: str | None, circle: Circle) -> str:
    reader = reader_of(slot.ids._type) if slot.ids else None  # noqa: SLF001 - see above
    if reader is scalars.read_record_id:
        number = f"ZK-{planter.number()}"
        planter.canaries.append(Canary(number, f"{slot.key} id", plan, circle, "id"))
        return number
    hint: Any = slot.ids._type if slot.ids else None  # noqa: SLF001 - see above
    register = register_of(hint)
    if register in ("requirements", "rules"):
        return planter.next_of(register, plan)
    return str(Filling(planter, plan, None, 0, {}, {}).value(slot.ids._type, f"{slot.key} key", circle, optional=False))  # type: ignore[union-attr]  # noqa: SLF001 - a register has ids


def _fit(planter: Planter, slot: Slot, written: Any, before: int) -> None:
    """Take out what does not fit beside the rest, and its canaries."""
    fit(slot, written)
    left = yaml.safe_dump(written)
    planter.canaries[before:] = [each for each in planter.canaries[before:] if each.token in left]
