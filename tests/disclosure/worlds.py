"""Worlds that differ only in what an audience may not read: other words, numbers, days, states and names there.

Who may read a field is worked out from the file it stands in, from its register, its record and itself, and each field
that is closed gets another value of its type. What the audience may read is the same text in every world.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any, get_type_hints

import yaml
from pydantic import TypeAdapter, ValidationError

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.natures import natures_of
from rmpkit.model import amounts, days, scalars
from rmpkit.model.digest import read_digest
from rmpkit.model.filesum import read_sum
from rmpkit.model.goals import read_target
from rmpkit.model.naming import read_version
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import Circle, Disclosure, Part, Record, key_of
from rmpkit.model.reference import arguments, arms, register_of
from rmpkit.model.scalars import Choice
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS, Slot
from tests.disclosure.canaries import ASKED, SHARED, reader_of
from tests.disclosure.everything import KEPT, MET_PEOPLE, MET_POSTS, SHOWN, STRAY, Documents

DAY = date(2026, 11, 20)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_BEFORE, _AFTER = 900, 700
_TRIES = 12


def _text(choose: random.Random, old: str) -> str:
    return old + choose.choice(["", " and more", ' <b>"x"</b> {{ 7*7 }}', " \u00e9\u4e16", " TBC"])


def _day(choose: random.Random) -> str:
    return (DAY + timedelta(days=choose.randint(-_BEFORE, _AFTER))).isoformat()


_VALUES: Mapping[Any, Callable[[random.Random, str], str]] = {
    scalars.read_line: _text,
    scalars.read_prose: _text,
    days.read_day: lambda choose, _: _day(choose),
    days.read_period: lambda choose, _: _day(choose)[: choose.choice((7, 10))],
    amounts.read_number: lambda choose, _: choose.choice(("-4", "0", "2.5", "7", "40", "1200")),
    amounts.read_whole: lambda choose, _: str(choose.randrange(30)),
    scalars.read_rank: lambda choose, _: str(choose.randint(1, 5)),
    scalars.read_score: lambda choose, _: str(choose.randint(1, 5)),
    amounts.read_count: lambda choose, _: str(choose.randint(1, 9)),
    scalars.read_yes_no: lambda choose, _: choose.choice(("yes", "no")),
    days.read_interval: lambda choose, _: choose.choice(("10 days", "month", "quarter", "year", "4 years")),
    amounts.read_money: lambda choose, _: str(choose.randrange(9_000_000)),
    scalars.read_mail: lambda choose, _: f"someone{choose.randrange(99)}@estuary.example",
    scalars.read_requirement_id: lambda choose, _: choose.choice(ASKED),
    read_target: lambda choose, _: f"{choose.choice(('at most', 'at least'))} {choose.randrange(9)}",
    read_digest: lambda choose, _: "1:" + f"{choose.getrandbits(128):032x}",
    read_sum: lambda choose, _: f"{choose.getrandbits(256):064x}",
    read_version: lambda choose, _: f"v{choose.randrange(9000)}.{choose.randrange(9)}",
}
"""By what reads it, another value."""

CLOSE_THEMSELVES = {"KnowledgeItem": ("share", "cannot")}
"""Records that say themselves that they are closed: the key, and the word by which they are."""


@dataclass
class World:
    """One world for an audience, made by chance."""

    documents: Documents
    audience: Audience
    choose: random.Random

    def __post_init__(self) -> None:
        self.fresh = count(1)
        self.ids: Mapping[str, list[str]] = {}
        self.steady = False
        """Whether every line stays where it is: the owner's pages say at which line a thing can be changed."""

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each file, with what it holds in this world; of a plan that is closed, perhaps none."""
        closed = {plan for file in self.documents if (plan := _plan_of(file)) and self._closed_plan(plan)}
        gone = {plan for plan in sorted(closed) if self.choose.random() < 0.2}
        for file, document in self.documents.items():
            if _plan_of(file) not in gone:
                yield file, self._file(file, document).encode()
        yield SHOWN, b"%PDF-1.7 shown"
        for file in (KEPT,) if self.audience.own else (KEPT, STRAY):
            if self.choose.random() < 0.7:
                yield file, b"%PDF-1.7 " + self.choose.randbytes(self.choose.randrange(400))

    def _file(self, file: str, document: Mapping[str, Any]) -> str:
        plan = _plan_of(file)
        self.ids = self._ids_of(plan)
        self.steady = self.audience.own and not self._hides(self._around(file))
        kept = dict(self._keys(file, document))
        text = yaml.dump(kept, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=10_000)
        text = text if kept else "# nothing\n"
        part = _part_of(file)
        if part and not self.audience.own and self._hides(self._around(file)) and self.choose.random() < 0.15:
            text += self.choose.choice(
                ["\nrisks: [not closed\n", "\ntitle: x: y\n", "\nno-such-key: 1\n", "\n- a list\n"]
            )
        return text

    def _keys(self, file: str, document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        model, slots = (Plan, PLAN_SLOTS) if _plan_of(file) else (Organisation, ORGANISATION_SLOTS)
        natures, around = natures_of(model), self._around(file)
        for key, written in document.items():
            slot = slots[key]
            circle = around.within(Circle(natures[slot.field].disclosure))
            if model is Organisation and slot.entry and slot.ids:
                circle = circle.within(Part.INTERNAL.readers)
            if model is Organisation and key in ("people", "roles") and self.audience.party:
                yield key, self._met(key, written)
            elif slot.ids is not None:
                yield key, self._register(slot, written, circle)
            elif not self._hides(circle) or slot.required or self.choose.random() < 0.7:
                yield key, self._fitting(slot.value, written, self._within(circle))

    def _register(self, slot: Slot, written: Mapping[str, Any], circle: Circle) -> Mapping[str, Any]:
        """A register: of what is closed another record, perhaps none, perhaps one more."""
        found: dict[str, Any] = {}
        model = slot.record
        for key, record in written.items():
            inner = self._itself(model, record, circle)
            if self._hides(inner) and not self.audience.own and self.choose.random() < 0.2:
                continue
            found[key] = self._fitting(slot.value, record, self._within(inner))
        if self._hides(circle) and found and self.choose.random() < 0.4:
            fresh = self._key(slot)
            if fresh:
                old = self._with_fresh_ids(next(reversed(found.values())))
                found[fresh] = self._fitting(slot.value, old, self._other)
        return found

    def _key(self, slot: Slot) -> str | None:
        hint: Any = slot.ids._type if slot.ids else None  # noqa: SLF001 - an adapter does not tell its type otherwise
        if register_of(hint):
            return None
        return {scalars.read_record_id: f"ZX-{next(self.fresh)}", scalars.read_slug: f"new-{next(self.fresh)}"}.get(
            reader_of(hint)
        )

    def _with_fresh_ids(self, value: Any) -> Any:
        """A copy of a record in which no id is given a second time."""
        if isinstance(value, dict):
            return {
                f"ZX-{next(self.fresh)}" if str(key).startswith(("ZK-", "ZD-")) else key: self._with_fresh_ids(item)
                for key, item in value.items()
            }
        return value

    def _fitting(self, adapter: TypeAdapter[Any], old: Any, vary: Callable[[Any, Any], Any]) -> Any:
        """A value that fits: a day of an end before its beginning costs a try."""
        hint = adapter._type  # noqa: SLF001 - see above
        for _ in range(_TRIES):
            found = vary(hint, old)
            try:
                adapter.validate_python(found, by_alias=True, by_name=False)
            except ValidationError:
                continue
            return found
        return old

    def _within(self, circle: Circle) -> Callable[[Any, Any], Any]:
        return lambda hint, old: self._varied(hint, old, circle)

    def _varied(self, hint: Any, old: Any, circle: Circle) -> Any:
        """The same value, and in it another one wherever the audience may not read it."""
        if self._hides(circle):
            return self._other(hint, old)
        model = _record_of(hint)
        if isinstance(old, dict) and model is not None:
            return self._fields(model, old, circle)
        if isinstance(old, dict) and (found := arguments(hint, dict)):
            return {
                key: self._varied(found[1], item, self._itself(found[1], item, circle)) for key, item in old.items()
            }
        if isinstance(old, list) and (found := arguments(hint, tuple)):
            return [self._varied(found[0], item, self._itself(found[0], item, circle)) for item in old]
        return old

    def _fields(self, model: type[Record], old: Mapping[str, Any], circle: Circle) -> Mapping[str, Any]:
        hints, natures = get_type_hints(model, include_extras=True), natures_of(model)
        names = {key_of(name): name for name in model.model_fields}
        found = {}
        for key, item in old.items():
            name = names.get(key)
            inner = circle.within(Circle((natures[name] if name else model.EXTRA).disclosure))
            hint = hints[name] if name else arguments(hints["__pydantic_extra__"], dict)[1]
            required = name is not None and model.model_fields[name].is_required()
            if self.steady or not self._hides(inner) or required or self.choose.random() < 0.8:
                found[key] = self._varied(hint, item, inner)
        return found

    def _other(self, hint: Any, old: Any) -> Any:  # noqa: PLR0911 - a table of types
        """Another value of a type: nobody who may not read it may tell."""
        register, reader, model = register_of(hint), reader_of(hint), _record_of(hint)
        if isinstance(old, str) and register:
            return self.choose.choice(self.ids.get(register) or [old])
        if isinstance(old, str) and reader in _VALUES:
            return _VALUES[reader](self.choose, old)
        if isinstance(old, str):
            words = [
                word.value for arm in arms(hint) if isinstance(arm, type) and issubclass(arm, Choice) for word in arm
            ]
            return self.choose.choice(words) if words else old
        if isinstance(old, dict) and model is not None:
            kept = CLOSE_THEMSELVES.get(model.__name__, ("", ""))[0]
            return {**self._fields_otherwise(model, old), **({kept: old[kept]} if kept in old else {})}
        if isinstance(old, dict) and (found := arguments(hint, dict)):
            return {key: self._other(found[1], item) for key, item in old.items()}
        if isinstance(old, list) and (found := arguments(hint, tuple)):
            many = len(old) if self.steady else self.choose.randint(1, 3)
            return [self._other(found[0], self.choose.choice(old)) for _ in range(many) if old]
        return old

    def _fields_otherwise(self, model: type[Record], old: Mapping[str, Any]) -> Mapping[str, Any]:
        hints = get_type_hints(model, include_extras=True)
        names = {key_of(name): name for name in model.model_fields}
        found = {}
        for key, item in old.items():
            name = names.get(key)
            hint = hints[name] if name else arguments(hints["__pydantic_extra__"], dict)[1]
            if self.steady or (name and model.model_fields[name].is_required()) or self.choose.random() < 0.9:
                found[key] = self._other(hint, item)
        return found

    def _met(self, key: str, written: Mapping[str, Any]) -> Mapping[str, Any]:
        """The owner's people and posts: those whom nothing names that the party reads are other ones in every world.

        Of a post that is named, it is told neither who is to come nor until when; of a person, not the day of leaving.
        """
        met = MET_PEOPLE if key == "people" else MET_POSTS
        ahead = (DAY + timedelta(days=self.choose.randint(1, 400))).isoformat()
        kept = {name: dict(each) for name, each in written.items() if name in met or self.choose.random() < 0.6}
        for name, each in kept.items():
            if key == "people" and name in met:
                kept[name] = {**each, **self.choose.choice(({}, {"left": ahead}))}
            elif key == "people":
                kept[name] = {**each, "name": f"Somebody {self.choose.randrange(99)}", "title": "Whatever"}
            elif name in met:
                holder, held = next(iter(each.items()))
                more = self.choose.choice(({}, {"to": ahead}))
                kept[name] = {holder: {**held, **more}}
                if more:
                    kept[name]["hollis"] = {"from": ahead}
        return {"hollis": written["hollis"], **kept} if key == "people" else kept

    def _closed_plan(self, plan: str) -> bool:
        return plan != SHARED and not self.audience.own

    def _around(self, file: str) -> Circle:
        plan, part = _plan_of(file), _part_of(file)
        if plan is None:
            return Circle(Disclosure.PUBLIC)
        assert part is not None
        return Circle(Disclosure.INTERNAL) if self._closed_plan(plan) else part.readers

    def _hides(self, circle: Circle) -> bool:
        return not self.audience.reads(circle)

    def _itself(self, model: Any, written: Any, around: Circle) -> Circle:
        """Who may read a record, by what it says of itself."""
        key, word = CLOSE_THEMSELVES.get(getattr(_record_of(model), "__name__", ""), ("", ""))
        closed = bool(key) and isinstance(written, dict) and written.get(key) == word
        return around.within(Circle(Disclosure.INTERNAL)) if closed else around

    def _ids_of(self, plan: str | None) -> Mapping[str, list[str]]:
        """What a reference may name, by register: whatever there is, open or closed."""
        found: dict[str, list[str]] = {"requirements": list(ASKED), "rules": ["ser-vacant", "ser-overloaded"]}
        for file, document in self.documents.items():
            if _plan_of(file) not in (None, plan):
                continue
            for key, written in document.items():
                if isinstance(written, dict):
                    found.setdefault({"roles": "posts"}.get(key, key), []).extend(map(str, written))
                if _plan_of(file) and isinstance(written, dict) and PLAN_SLOTS[key].entry:
                    found.setdefault("records", []).extend(each for each in written if str(each).startswith("ZK-"))
        return found


def records_that_close_themselves() -> set[str]:
    """The types of record that may say that they are closed."""
    return {each.__name__ for each in _below(Record) if "own_disclosure" in vars(each)} - {"Record"}


def _below(record: type[Record]) -> set[type[Record]]:
    return {record, *(below for child in record.__subclasses__() for below in _below(child))}


def _record_of(hint: Any) -> type[Record] | None:
    return next((arm for arm in arms(hint) if isinstance(arm, type) and issubclass(arm, Record)), None)


def _plan_of(file: str) -> str | None:
    return file.split("/")[1] if file.startswith("relationships/") else None


def _part_of(file: str) -> Part | None:
    return Part.named(file.split("/")[2].removesuffix(".yml")) if file.startswith("relationships/") else None
