"""A data folder in which every text field of the model holds one half of the payloads, made from the model itself."""

import itertools
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from rmpkit.model.record import Part
from rmpkit.model.scalars import LONGEST_LINE
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS, Slot
from tests.site.authors import CLEAN, PLAN, Author, type_of

PAYLOADS: tuple[Mapping[str, str], ...] = tuple(
    yaml.safe_load((Path(__file__).parent / "payloads.yml").read_text("utf-8"))
)
POLYGLOT = next(case["payload"] for case in PAYLOADS if case["id"] == "polyglot")
"""Made to break out of everything: for what there is one of."""


def as_line(payload: str) -> str:
    """A payload where one line is asked for."""
    return " ".join(payload.split("\n"))


def packed(payloads: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Payloads in groups that fit a single line together."""
    group: tuple[str, ...] = ()
    for payload in payloads:
        if len(_line((*group, payload))) > LONGEST_LINE:
            yield group
            group = ()
        group = (*group, payload)
    if group:
        yield group


def _line(group: tuple[str, ...]) -> str:
    return " ".join(map(as_line, group))


OWN_POST = {
    "roles": {"estuary.ser": {"okafor": {"from": "2024-04-01", "authority": POLYGLOT}}},
    "risks": {"R-N1": {"title": "A storm closes the bar"}},
    "forums": {"board": {"title": "Board"}},
    "meetings": {"M-1": {"on": "2026-01-15"}},
    "segment-criteria": {"SC-1": {"title": "What we would lose without them"}},
}
"""What the records of the organisation refer to."""

DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

LINE, LONG = "a line is asked for here", "a longer text is asked for here"
"""Stand where a payload is to be, until it is known which."""

FEW = frozenset(
    {"answers", "candidates", "criteria", "not-applicable", "parties", "people", "stage-statements", "stages"}
)
"""Registers of which a plan holds few records, as the catalogue or sense has it: they count as single values."""

LEFT = frozenset({"roles", "deputies"})
"""Registers without a text of their own that others refer to."""

DROPPED: Mapping[str, tuple[str, ...]] = {
    "issues": ("level",),
    "answers": ("see",),
    "nonconformities": ("visit", "audit"),
}
"""References to what is not there."""

_MADE = re.compile(r"(ZZ|slug)-[0-9]+")


class Placeholding(Author):
    """Writes a placeholder wherever a text is asked for, and refers to nothing but its own organisation and plan."""

    def text(self, where: str) -> str:
        self.tokens[f"{len(self.tokens)}"] = where
        return LINE

    def long_text(self, where: str) -> str:
        self.text(where)
        return LONG


@dataclass
class Mould:
    """What an author may write under each key, to be filled with one payload after another."""

    singles: dict[str, Any] = field(default_factory=dict)
    records: dict[str, tuple[str, Any]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @classmethod
    def of(cls, slots: Mapping[str, Slot], numbers: Iterator[int]) -> "Mould":
        author, mould = Placeholding(), cls(numbers=numbers)
        for key, slot in slots.items():
            before = len(author.tokens)
            value = author.fitting(slot)
            for name in DROPPED.get(key, ()):
                value.pop(name, None)
            if key in LEFT or len(author.tokens) == before:
                continue
            if slot.ids is None:
                mould.singles[key] = value
            elif key in FEW:
                mould.singles[key] = {author.value(type_of(slot.ids), key): value}
            else:
                mould.records[key] = (author.value(type_of(slot.ids), key), value)
        return mould

    def single(self, group: tuple[str, ...]) -> dict[str, Any]:
        return {key: self._filled(value, group) for key, value in self.singles.items()}

    def register(self, payloads: Iterable[str]) -> dict[str, Any]:
        return {
            key: {self._filled(name, ()): self._filled(value, (payload,)) for payload in payloads}
            for key, (name, value) in self.records.items()
        }

    def _filled(self, value: Any, group: tuple[str, ...]) -> Any:
        """The same with the payloads in their place, and ids that are used nowhere else."""
        if isinstance(value, Mapping):
            return {self._filled(key, group): self._filled(item, group) for key, item in value.items()}
        if isinstance(value, list):
            return [self._filled(item, group) for item in value]
        if value == LINE:
            return _line(group)
        if value == LONG:
            return "\n\n".join(group)
        return _MADE.sub(lambda found: f"{found[1]}-{next(self.numbers)}", value)


def filled_fields() -> set[str]:
    """The fields that hold a payload, by their names."""
    author = Placeholding()
    for slots in (PLAN_SLOTS, ORGANISATION_SLOTS):
        for slot in slots.values():
            author.fitting(slot)
    single = {f"Plan.{slot.field}" for slot in PLAN_SLOTS.values() if slot.ids is None}
    single |= {f"Organisation.{slot.field}" for slot in ORGANISATION_SLOTS.values() if slot.ids is None}
    return {f"{model.__name__}.{name}" for model, name in author.fields} | single


def written(target: Path, payloads: Sequence[str]) -> Path:
    """The folder: a plan with a record for each payload in each register, and plans that hold them in each single field.

    One payload goes into all registers and the next into all single fields, so that a site of them is half as dear.
    """
    for_records, for_single = payloads[::2], payloads[1::2]
    data = target / "rmp-data"
    shutil.copytree(CLEAN, data)
    numbers = itertools.count(1000)
    owner = Mould.of(ORGANISATION_SLOTS, numbers)
    _lay_over(data / "organisation.yml", {**owner.single((POLYGLOT,)), **owner.register([POLYGLOT]), **OWN_POST})
    for part in Part.EVERY:
        mould = Mould.of({key: slot for key, slot in PLAN_SLOTS.items() if slot.parts[:1] == (part,)}, numbers)
        for number, group in enumerate(packed(for_single)):
            folder = data / f"relationships/single-{number:03}"
            if not folder.exists():
                shutil.copytree(CLEAN / PLAN, folder)
            _lay_over(folder / f"{part}.yml", mould.single(group))
        _spread(data / PLAN, part, mould.register(for_records))
    return data


def _spread(folder: Path, part: Part, registers: Mapping[str, Any]) -> None:
    """Write each register of a part into a file of its own: all in one would be larger than what is read."""
    if not registers or part == Part.PLAN:
        _lay_over(folder / f"{part}.yml", registers)
        return
    (folder / f"{part}").mkdir()
    if (folder / f"{part}.yml").exists():
        (folder / f"{part}.yml").rename(folder / f"{part}/first.yml")
    for key, records in registers.items():
        _lay_over(folder / f"{part}/{key}.yml", {key: records})


def _lay_over(file: Path, more: Mapping[str, Any]) -> None:
    read = yaml.load(file.read_text("utf-8"), yaml.BaseLoader) if file.exists() else {}
    for key, value in more.items():
        read[key] = {**read.get(key, {}), **value} if isinstance(value, Mapping) else value
    text = yaml.dump(read, Dumper=DUMPER, sort_keys=False, allow_unicode=True, width=10_000)
    file.write_text(text, "utf-8")
