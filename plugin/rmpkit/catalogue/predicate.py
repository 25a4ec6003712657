"""Which typed fields of a plan, or of the organisation, carry a requirement.

The set is small and closed; `recorded-by` lists predicates, all of which have to hold. They are data: whether
one holds is for the rules to say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from rmpkit.model.meetings import Level, Topic
from rmpkit.model.misfit import Misfit, listed, nearest
from rmpkit.model.record import SET_BY_READER, Part
from rmpkit.model.scalars import read_line, read_slug
from rmpkit.model.showing import show
from rmpkit.model.stages import Stage
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS, Slot

_T = TypeVar("_T")


class Whose(StrEnum):
    """The parties whose post has to be held."""

    OWN = "own"
    """Our own organisation."""

    EVERY = "every"
    """Every party that has not left."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A key is filled: `exit.principles`."""

    path: tuple[str, ...]
    """The key, from the outside in, as an author writes it."""

    def __str__(self) -> str:
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class RecordIn:
    """A register has a record in one part of the plan, with one key filled if named: `joint:objectives.state`."""

    part: Part
    """The part the record stands in."""

    register: str
    """The register, by its key."""

    key: str = ""
    """The key of the record that has to be filled; none where the record is enough."""

    def __str__(self) -> str:
        return f"{self.part}:{self.register}" + (f".{self.key}" if self.key else "")


@dataclass(frozen=True, slots=True)
class Held:
    """A post has a holder on the day: `holder:every.ser`; of the organisation only `holder:own.ser`, which it names."""

    whose: Whose
    """The parties it is asked of."""

    post: str
    """The post, without its party."""

    def __str__(self) -> str:
        return f"holder:{self.whose}.{self.post}"


@dataclass(frozen=True, slots=True)
class Approved:
    """The latest version of the agreed terms is approved by every party: `approved`."""

    def __str__(self) -> str:
        return "approved"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate is preferred, with the day and the post that decided it: `chosen`."""

    def __str__(self) -> str:
        return "chosen"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A meeting looked at a topic: `reviewed:exit`."""

    topic: Topic
    """What was looked at."""

    def __str__(self) -> str:
        return f"reviewed:{self.topic}"


@dataclass(frozen=True, slots=True)
class Revised:
    """A revision of the plan takes in what came of a stage: `revised:knowledge`."""

    stage: Stage
    """The stage."""

    def __str__(self) -> str:
        return f"revised:{self.stage}"


@dataclass(frozen=True, slots=True)
class Met:
    """A forum of one level met, or for `strategic` the senior executive of every party was there: `met:strategic`."""

    level: Level
    """How high the forum sits."""

    def __str__(self) -> str:
        return f"met:{self.level}"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of several is enough: `charter or stages.working-together.reviews`."""

    predicates: tuple["Predicate", ...]
    """What there is to choose from, the likeliest first."""

    def __str__(self) -> str:
        return _OR.join(map(str, self.predicates))


OWN_SER = Held(Whose.OWN, "ser")
"""Somebody answers for collaborative working today: in a plan for its owner, in the organisation as a whole."""

_OR = " or "

Predicate = Filled | RecordIn | Held | Approved | Chosen | Reviewed | Revised | Met | AnyOf
"""One thing that has to be so in a plan, or in the organisation, for a requirement to be recorded there."""


def read_predicate(value: object) -> Predicate:
    """A predicate from one item of `recorded-by`."""
    text = read_line(value)
    if _OR in text:
        return AnyOf(tuple(read_predicate(each) for each in text.split(_OR)))
    word, colon, rest = text.partition(":")
    if text in _WHOLE:
        return _WHOLE[text]
    if not colon:
        return Filled(tuple(read_slug(step) for step in text.split(".")))
    if word not in _READERS:
        near = nearest(word, _READERS)
        mend = f'Write "{near}:{rest}".' if near else f"Write {listed(f'{known}:' for known in _READERS)} before it."
        raise Misfit(f'"{show(word)}" is not a kind of thing that can be recorded.', mend)
    return _READERS[word](rest)


def _record_in(part: Part, rest: str) -> RecordIn:
    register, dot, key = rest.partition(".")
    return RecordIn(part, read_slug(register), read_slug(key) if dot else "")


def _held(rest: str) -> Held:
    whose, _, post = rest.partition(".")
    if whose not in tuple(Whose):
        mend = f"Write {listed(f'holder:{each}.ser' for each in Whose)}, or another post."
        raise Misfit(f'"{show(rest)}" does not say whose post it is.', mend)
    return Held(Whose(whose), read_slug(post))


_WHOLE: Final[Mapping[str, Predicate]] = {"approved": Approved(), "chosen": Chosen()}

_READERS: Final[Mapping[str, Callable[[str], Predicate]]] = {
    "joint": lambda rest: _record_in(Part.JOINT, rest),
    "internal": lambda rest: _record_in(Part.INTERNAL, rest),
    "holder": _held,
    "reviewed": lambda rest: Reviewed(Topic.read(rest)),
    "revised": lambda rest: Revised(Stage.read(rest)),
    "met": lambda rest: Met(Level.read(rest)),
}


def refuse_unknown_in_plan(predicate: Predicate) -> None:
    """Raise a misfit where a predicate names something that no plan has."""
    match predicate:
        case Filled(path):
            _refuse_unknown_path(path, PLAN_SLOTS, "plan")
        case RecordIn(part, register, key):
            _refuse_unknown_register(part, register, key)
        case AnyOf(predicates):
            for each in predicates:
                refuse_unknown_in_plan(each)
        case Held() | Approved() | Chosen() | Reviewed() | Revised() | Met():
            pass


def refuse_unknown_in_organisation(predicate: Predicate) -> None:
    """Raise a misfit where a predicate names something that the organisation does not have."""
    if isinstance(predicate, AnyOf):
        for each in predicate.predicates:
            refuse_unknown_in_organisation(each)
        return
    if predicate == OWN_SER:
        return
    if not isinstance(predicate, Filled):
        raise Misfit(
            f'"{predicate}" is asked of the organisation, which has no such thing: only a plan has.',
            "Name a key of organisation.yml such as policy, or change the level of the requirement.",
        )
    _refuse_unknown_path(predicate.path, ORGANISATION_SLOTS, "organisation")


def _refuse_unknown_path(path: tuple[str, ...], slots: Mapping[str, Slot], subject: str) -> None:
    first, *rest = path
    slot = _known(first, slots, subject)
    if rest and slot.key == "stages":  # the one register whose ids are the same in every plan
        _known(rest.pop(0), dict.fromkeys(Stage), "stages")
    elif rest and slot.ids is not None:
        raise Misfit(
            f'"{".".join(path)}" names a single record of {first}, and ids differ from plan to plan.',
            f'Write "{first}".',
        )
    owner: type[BaseModel] | None = slot.record
    for step in rest:
        owner = _known(step, _fields(owner), f"{first} of the {subject}")


def _refuse_unknown_register(part: Part, register: str, key: str) -> None:
    registers = {key: slot for key, slot in PLAN_SLOTS.items() if slot.entry and slot.ids is not None}
    slot = _known(register, registers, "plan")
    if part not in slot.parts:
        raise Misfit(
            f'"{register}" never stands in the {part} part of a plan.',
            f"Write {listed(f'{home}:{register}' for home in slot.parts)}.",
        )
    if key:
        _known(key, _fields(slot.record), f"records of {register}")


def _known(step: str, keys: Mapping[str, _T], subject: str) -> _T:
    if step in keys:
        return keys[step]
    if not keys:
        raise Misfit(f'"{show(step)}" stands in nothing: {subject} has no keys of its own.', "Leave it out.")
    near = nearest(step, keys)
    mend = f'Write "{near}".' if near else f"Use one of its keys, such as {listed(list(keys)[:4])}."
    raise Misfit(f'"{show(step)}" is not a key of the {subject}.', mend)


def _fields(record: type[BaseModel] | None) -> Mapping[str, type[BaseModel] | None]:
    """What an author may write in a record: each key, and the record it opens where it opens one."""
    fields: Mapping[str, Any] = record.model_fields if record else {}
    return {
        field.alias or name: _opened(field.annotation) for name, field in fields.items() if name not in SET_BY_READER
    }


def _opened(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type of any shape
    arms = (annotation, *getattr(annotation, "__args__", ()))
    return next((arm for arm in arms if isinstance(arm, type) and issubclass(arm, BaseModel)), None)
