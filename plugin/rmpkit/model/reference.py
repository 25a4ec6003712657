"""Values that name something kept elsewhere: a person, a post, a record, a requirement."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, PlainValidator

from rmpkit.model.scalars import read_post, read_record_id, read_requirement_id, read_slug


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a type whose values name entries of a register."""

    to: str
    """The register by its key: `people`, `posts`, `risks`; `records` for a record of any register."""


PersonRef = Annotated[str, PlainValidator(read_slug), Refers("people")]
"""A person, by the short name under `people`."""

PartyRef = Annotated[str, PlainValidator(read_slug), Refers("parties")]
"""A party of the plan, by its short name."""

PostRef = Annotated[str, PlainValidator(read_post), Refers("posts")]
"""A post under `roles`, such as `harbour.ser`."""

ForumRef = Annotated[str, PlainValidator(read_slug), Refers("forums")]
"""A forum, by its short name."""

MeasureRef = Annotated[str, PlainValidator(read_slug), Refers("measures")]
"""A measure, by its short name."""

ObjectiveRef = Annotated[str, PlainValidator(read_record_id), Refers("objectives")]
"""An objective, by its id."""

ActionRef = Annotated[str, PlainValidator(read_record_id), Refers("actions")]
"""An action, by its id."""

MeetingRef = Annotated[str, PlainValidator(read_record_id), Refers("meetings")]
"""A meeting, by its id."""

SignpostRef = Annotated[str, PlainValidator(read_record_id), Refers("signposts")]
"""A signpost, by its id."""

TriggerRef = Annotated[str, PlainValidator(read_record_id), Refers("exit-triggers")]
"""An exit trigger, by its id."""

LadderRef = Annotated[str, PlainValidator(read_record_id), Refers("resolution-ladder")]
"""A step of the resolution ladder, by its id."""

CandidateRef = Annotated[str, PlainValidator(read_slug), Refers("candidates")]
"""A candidate, by its short name."""

CriterionRef = Annotated[str, PlainValidator(read_record_id), Refers("criteria")]
"""A selection criterion, by its id."""

SegmentCriterionRef = Annotated[str, PlainValidator(read_record_id), Refers("segment-criteria")]
"""A criterion of the organisation by which relationships are sorted, by its id."""

VisitRef = Annotated[str, PlainValidator(read_record_id), Refers("visits")]
"""A visit of the body that certifies, by its id."""

AuditRef = Annotated[str, PlainValidator(read_record_id), Refers("audits")]
"""An internal audit, by its id."""

PlanRef = Annotated[str, PlainValidator(read_slug), Refers("plans")]
"""A relationship, by the name of its file or folder."""

RecordRef = Annotated[str, PlainValidator(read_record_id), Refers("records")]
"""A record of any register, by its id."""

RequirementRef = Annotated[str, PlainValidator(read_requirement_id), Refers("requirements")]
"""A requirement of a standard, by its stable id."""

CatalogueRef = Annotated[str, PlainValidator(read_slug), Refers("catalogues")]
"""A catalogue of requirements, by its id."""

RuleRef = Annotated[str, PlainValidator(read_slug), Refers("rules")]
"""A rule, by its name."""

RankLineRef = Annotated[str, PlainValidator(read_slug), Refers("ranking-lines")]
"""A line of the ranking of changes, by its name."""


NOUNS: Mapping[str, str] = {
    "actions": "action",
    "audits": "audit",
    "candidates": "candidate",
    "catalogues": "catalogue",
    "criteria": "criterion",
    "exit-triggers": "exit trigger",
    "forums": "forum",
    "measures": "measure",
    "meetings": "meeting",
    "objectives": "objective",
    "parties": "party",
    "people": "person",
    "plans": "relationship",
    "posts": "post",
    "ranking-lines": "line of the ranking",
    "records": "record",
    "requirements": "requirement",
    "resolution-ladder": "step of the ladder",
    "rules": "rule",
    "segment-criteria": "criterion of segmentation",
    "segments": "segment",
    "signposts": "signpost",
    "visits": "visit",
}
"""What one entry of a register that can be referred to is called."""


def references(record: BaseModel) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every reference a record makes: where it stands inside the record, the register it names, the value.

    Keys in the path are those of the file (`agreed-at`), so that it can be looked up in the document.
    """
    for name, key, hint, to in referring(type(record)):
        value = getattr(record, name)
        if to and isinstance(value, str):
            yield (key,), to, value
        elif value:
            for path, register, text in walk(hint, value):
                yield (key, *path), register, text
    hints = hints_of(type(record))
    if record.model_extra and "__pydantic_extra__" in hints:
        yield from walk(hints["__pydantic_extra__"], record.model_extra)


@cache
def hints_of(record: type[BaseModel]) -> Mapping[str, Any]:
    """The type of every field of a record, with what is declared beside it."""
    return get_type_hints(record, include_extras=True)


@cache
def referring(record: type[BaseModel]) -> tuple[tuple[str, str, Any, str | None], ...]:
    """The fields of a record in which a reference can stand: name, key of the file, type, where a text refers to."""
    hints = hints_of(record)
    fields = record.model_fields.items()
    return tuple(
        (name, info.alias or name, hints[name], register_of(hints[name]))
        for name, info in fields
        if name in hints and _may_refer(hints[name])
    )


@cache
def _may_refer(hint: Any) -> bool:  # noqa: ANN401 - a type of any shape
    """Whether a reference can stand anywhere in a value of this type."""
    if hint is Any or register_of(hint):
        return True
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return bool(referring(hint)) or "__pydantic_extra__" in hints_of(hint)
    return any(_may_refer(inner) for inner in get_args(hint) if get_origin(inner) or isinstance(inner, type))


def walk(hint: Any, value: Any) -> Iterator[tuple[tuple[str | int, ...], str, str]]:  # noqa: ANN401 - types and values of any shape
    """Every reference inside a value of the type `hint`."""
    if isinstance(value, BaseModel):
        yield from references(value)
    elif isinstance(value, str):
        register = register_of(hint)
        if register:
            yield (), register, value
    elif isinstance(value, dict):
        of_key, of_item = arguments(hint, dict) or (Any, Any)
        to, inside = register_of(of_key), _may_refer(of_item)
        for key, item in value.items():
            if to and isinstance(key, str):
                yield (key,), to, key  # a reference that is itself the key stands at that key
            if inside:
                yield from _below(str(key), walk(of_item, item))
    elif isinstance(value, tuple):
        of_item = (arguments(hint, tuple) or (Any,))[0]
        for position, item in enumerate(value):
            yield from _below(position, walk(of_item, item))


def _below(
    step: str | int, found: Iterator[tuple[tuple[str | int, ...], str, str]]
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """What was found one step further in."""
    for path, register, text in found:
        yield (step, *path), register, text


def arms(hint: Any) -> Iterator[Any]:  # noqa: ANN401 - a type of any shape
    """The type itself and every type inside its `Annotated` and `| None`, outermost first."""
    yield hint
    if hasattr(hint, "__metadata__"):
        yield from arms(get_args(hint)[0])
    elif type(None) in get_args(hint):
        for arm in get_args(hint):
            yield from arms(arm)


@cache
def register_of(hint: Any) -> str | None:  # noqa: ANN401 - a type of any shape
    """The register, by its key, that values of a type refer to."""
    for arm in arms(hint):
        for extra in getattr(arm, "__metadata__", ()):
            if isinstance(extra, Refers):
                return extra.to
    return None


@cache
def arguments(hint: Any, shape: type) -> tuple[Any, ...]:  # noqa: ANN401 - a type of any shape
    """What a map or a list of this type holds, looking through `Annotated` and `| None`."""
    for arm in arms(hint):
        origin = get_origin(arm)
        if isinstance(origin, type) and (issubclass(shape, origin) or issubclass(origin, shape)):
            return get_args(arm)
    return ()
