"""Every marking of the model, taken out or turned round in memory for a moment: what is closed opened, and so on.

It is the annotation of the field that is changed, so whatever reads the model afterwards reads the changed marking, as
it would from a changed file; what was worked out from it before is forgotten.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, get_args, get_origin

import rmpkit.disclosure
import rmpkit.model
from rmpkit.disclosure import natures
from rmpkit.model.record import (
    INTERNAL_RECORD,
    JOINT_RECORD,
    JOINT_TERM,
    Disclosure,
    Nature,
    Record,
    Standing,
)
from tests.disclosure.holding import ANY_OTHER, Held

for module in pkgutil.iter_modules(rmpkit.model.__path__):
    importlib.import_module(f"rmpkit.model.{module.name}")
CACHES = [
    value
    for module in pkgutil.iter_modules(rmpkit.disclosure.__path__)
    for value in vars(importlib.import_module(f"rmpkit.disclosure.{module.name}")).values()
    if hasattr(value, "cache_clear")
]


@dataclass(frozen=True)
class Marking:
    """One marking of one field, and what is put in its place."""

    record: type[Record]
    """The record that declares it."""

    field: str
    """The field; for the keys that a record may have beside its fields, what stands for these."""

    nature: Nature
    """What is declared."""

    put: Nature | None
    """What is put in its place; nothing where it is taken out."""

    def __str__(self) -> str:
        words = "has no marking" if self.put is None else f"is {self.put.disclosure.name.lower()}"
        return f"{self.record.__name__}.{self.field} {words}"

    @property
    def held(self) -> Held:
        """The field, as it is named in what a copy holds."""
        return self.record.__name__, self.field

    @contextmanager
    def changed(self) -> Iterator[None]:
        """The model with the marking changed."""
        annotations = self.record.__annotations__
        before, nature = annotations.get(self.field), self.record.EXTRA
        if self.field == ANY_OTHER:
            self.record.EXTRA = self.put or INTERNAL_RECORD
        else:
            annotations[self.field] = _marked(before, self.put)
        self._forget()
        try:
            yield
        finally:
            if self.field == ANY_OTHER:
                self.record.EXTRA = nature
            else:
                annotations[self.field] = before
            self._forget()

    def _forget(self) -> None:
        """Forget what was worked out from the marking."""
        for each in _below(self.record):
            natures._NATURES.pop(each, None)  # noqa: SLF001 - nothing of ours ever has to forget it
        for cache in CACHES:
            cache.cache_clear()


def markings() -> Iterator[Marking]:
    """Each marking of the model without which a copy would hold more or less, or other than it says.

    What is closed is opened to the parties, what is open loses its marking, and what is for named people alone does so
    too, by which it would be for all of the owner's people.
    """
    for record in records():
        named = {name: _nature(hint) for name, hint in record.__annotations__.items()}
        if record.model_config.get("extra") == "allow":
            named[ANY_OTHER] = record.EXTRA
        for name, nature in named.items():
            if nature is None:
                continue
            if nature.disclosure >= Disclosure.INTERNAL:
                joint = JOINT_TERM if nature.standing is Standing.TERM else JOINT_RECORD
                yield Marking(record, name, nature, joint)
            if nature.disclosure != Disclosure.INTERNAL:
                yield Marking(record, name, nature, None)


def records() -> list[type[Record]]:
    """Every type of record of the model, by name."""
    found = {each for each in _below(Record) if each is not Record and each.__module__.startswith("rmpkit.model.")}
    return sorted(found, key=lambda record: record.__name__)


def _below(record: type[Record]) -> set[type[Record]]:
    return {record, *(below for child in record.__subclasses__() for below in _below(child))}


def _nature(hint: Any) -> Nature | None:
    if get_origin(hint) is ClassVar:
        return None
    return next((extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Nature)), None)


def _marked(hint: Any, put: Nature | None) -> Any:
    bare, *extras = get_args(hint)
    kept = (*(extra for extra in extras if not isinstance(extra, Nature)), *((put,) if put else ()))
    return Annotated[(bare, *kept)] if kept else bare
