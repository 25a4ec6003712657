"""A plan in which every text field of the model is filled by a hostile author, made from the model itself."""

import itertools
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import BaseModel, PlainValidator, TypeAdapter, ValidationError

from rmpkit.model import amounts, days, scalars
from rmpkit.model.digest import read_digest
from rmpkit.model.filesum import read_sum
from rmpkit.model.goals import read_target
from rmpkit.model.naming import read_version
from rmpkit.model.people import Holder
from rmpkit.model.record import SET_BY_READER, Entry, Part, Record, key_of
from rmpkit.model.reference import Refers
from rmpkit.model.scalars import Choice
from rmpkit.model.vocabulary import read_own_word
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS, Slot

CLEAN = Path(__file__).parents[1] / "rules/clean"
PLAN = "relationships/northgate"
HOSTILE = (
    'javascript:alert(1)//{} {{{{ 7+7 }}}} {{% raw %}} --8<-- "/etc/passwd" <script>alert(1)</script>'
    " <img src=x onerror=alert(3)> [x](javascript:alert(2)) {{# c #}}"
)
INCLUDE = '--8<-- "/etc/passwd"'
_PLAIN = {
    days.read_day: "2026-01-15",
    days.read_period: "2026-01",
    amounts.read_number: "3",
    amounts.read_whole: "3",
    scalars.read_rank: "3",
    scalars.read_score: "3",
    amounts.read_count: "5",
    scalars.read_mail: "plans@estuary.example",
    scalars.read_yes_no: "yes",
    amounts.read_money: "100",
    amounts.read_worth: "100",
    read_own_word: "weather",
    days.read_interval: "quarter",
    scalars.read_post: "estuary.ser",
    scalars.read_requirement_id: "wt.exit",
    read_target: "at least 3",
    read_version: "v9.0",
    read_digest: "1:" + "0" * 32,
    read_sum: "0" * 64,
}
_KNOWN = {
    "people": "okafor",
    "parties": "estuary",
    "forums": "board",
    "measures": "berth-ready",
    "objectives": "O-1",
    "actions": "A-1",
    "meetings": "M-1",
    "signposts": "SP-1",
    "exit-triggers": "X-1",
    "records": "R-N1",
    "catalogues": "iso44001",
    "ranking-lines": "pushed-out",
    "rules": "ser-vacant",
    "plans": "northgate",
    "candidates": "northgate-marine",
    "criteria": "CR-1",
    "segment-criteria": "SC-1",
}
_TEXTS = (scalars.read_line, scalars.read_prose)


class UnknownTypeError(Exception):
    """The model has a type that this module does not know how to fill."""


@dataclass
class Author:
    """Writes values, and remembers which token stands in which field."""

    tokens: dict[str, str] = field(default_factory=dict)
    fields: set[tuple[type[BaseModel], str]] = field(default_factory=set)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(900))

    def text(self, where: str) -> str:
        token = f"tok{len(self.tokens):04}z"
        self.tokens[token] = where
        return HOSTILE.format(token)

    def long_text(self, where: str) -> str:
        return f"{self.text(where)}\n\n{INCLUDE}\n\n```\n{{{{ fenced }}}}\n```"

    def value(self, hint: Any, where: str) -> Any:
        reader, register = _reading(hint)
        if reader in _TEXTS:
            return self.text(where) if reader is scalars.read_line else self.long_text(where)
        if register in _KNOWN:
            return _KNOWN[register]
        if reader in _PLAIN:
            return _PLAIN[reader]
        if reader is scalars.read_slug:
            return f"slug-{next(self._ids)}"
        if reader is scalars.read_record_id:
            return f"ZZ-{next(self._ids)}"
        return self._shape(_bare(hint), where)

    def _shape(self, bare: Any, where: str) -> Any:
        if isinstance(bare, type) and issubclass(bare, Choice):
            return next(iter(bare)).value
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            return self.record(bare, where)
        arguments = get_args(bare)
        if get_origin(bare) is tuple:
            return [self.value(arguments[0], where)]
        if isinstance(get_origin(bare), type) and issubclass(get_origin(bare), Mapping):
            return {self.value(arguments[0], f"{where} key"): self.value(arguments[1], where)}
        raise UnknownTypeError(f"{where}: {bare}")

    def record(self, model: type[BaseModel], where: str) -> dict[str, Any]:
        hints = get_type_hints(model, include_extras=True)
        names = [name for name in model.model_fields if name not in SET_BY_READER]
        self.fields |= {(model, name) for name in names if _reading(hints[name])[0] in _TEXTS}
        return {key_of(name): self.value(hints[name], f"{where}.{key_of(name)}") for name in names}

    def fitting(self, slot: Slot) -> Any:
        """A value that the slot's type reads; what does not fit beside the rest is left out."""
        written = self.value(type_of(slot.value), slot.key)
        fit(slot, written)
        return written


def type_of(adapter: TypeAdapter[Any]) -> Any:
    return adapter._type  # noqa: SLF001 - an adapter does not tell its type otherwise


def fit(slot: Slot, written: Any) -> None:
    """Take out what does not fit beside the rest, such as an end before a beginning.

    Raises:
        UnknownTypeError: whatever is taken out, the rest does not fit.
    """
    for _ in range(8):
        try:
            slot.value.validate_python(written)
        except ValidationError as error:
            for problem in error.errors():
                _remove(written, problem["loc"])
        else:
            return
    raise UnknownTypeError(f"{slot.key}: nothing fits")


def _remove(written: Any, path: tuple[Any, ...]) -> None:
    *above, last = [step for step in path if step != "[key]"] or [None]
    for step in above:
        written = written[step]
    assert last is not None, "the record as a whole does not fit"
    del written[last]


def _arms(hint: Any) -> Iterator[Any]:
    yield hint
    if get_origin(hint) is Annotated:
        yield from _arms(get_args(hint)[0])
    elif get_origin(hint) in (Union, UnionType):
        for arm in get_args(hint):
            yield from _arms(arm)


def _reading(hint: Any) -> tuple[Any, str]:
    extras = [extra for arm in _arms(hint) for extra in getattr(arm, "__metadata__", ())]
    reader = next((extra.func for extra in extras if isinstance(extra, PlainValidator)), None)
    return reader, next((extra.to for extra in extras if isinstance(extra, Refers)), "")


def _bare(hint: Any) -> Any:
    plain = (arm for arm in _arms(hint) if get_origin(arm) not in (Annotated, Union, UnionType))
    return next(arm for arm in plain if arm is not type(None))


def written_by(author: Author, target: Path) -> Path:
    """The clean folder, with one more record in every register and every single text replaced."""
    data = target / "rmp-data"
    shutil.copytree(CLEAN, data)
    _lay_over(author, data / "organisation.yml", ORGANISATION_SLOTS, {"roles"})
    _empower(author, data / "organisation.yml")
    for part in Part.EVERY:
        file = data / PLAN / f"{part}.yml"
        slots = {key: slot for key, slot in PLAN_SLOTS.items() if slot.parts and slot.parts[0] == part}
        _lay_over(author, file, slots, {"roles", "stages", "deputies"})
    return data


def _lay_over(author: Author, file: Path, slots: Mapping[str, Slot], left: set[str]) -> None:
    read = yaml.load(file.read_text("utf-8"), yaml.BaseLoader) if file.exists() else {}
    for key, slot in slots.items():
        if key in left:
            continue
        texts = len(author.tokens)
        value = author.fitting(slot)
        if len(author.tokens) == texts:
            continue  # no text in it
        if slot.ids is None:
            read[key] = value
        else:
            read[key] = {**read.get(key, {}), author.value(type_of(slot.ids), f"{key} key"): value}
    file.write_text(yaml.safe_dump(read, sort_keys=False, allow_unicode=True), "utf-8")


def _empower(author: Author, file: Path) -> None:
    """Say of each holder of a post what they may decide: posts have names of their own, so they are filled where they are."""
    read = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    for holders in read["roles"].values():
        for held in holders.values():
            held["authority"] = author.text("roles.authority")
    author.fields.add((Holder, "authority"))
    file.write_text(yaml.safe_dump(read, sort_keys=False, allow_unicode=True), "utf-8")


def models(kind: type[Record] = Record) -> Iterator[type[Record]]:
    """Every type of record that the model has."""
    for each in kind.__subclasses__():
        if each is not Entry and each.__module__.startswith("rmpkit.model."):
            yield each
        yield from models(each)


def text_fields(records: Iterable[type[BaseModel]]) -> set[tuple[type[BaseModel], str]]:
    """Every field of these types that an author fills with text."""
    return {
        (record, name)
        for record in records
        for name, hint in get_type_hints(record, include_extras=True).items()
        if name in record.model_fields and _reading(hint)[0] in _TEXTS and name not in SET_BY_READER
    }
