"""Records inside records: the one that a path leads into, its keys, and what it is called."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from rmpkit.model.approval import Approval
from rmpkit.model.finding import Path
from rmpkit.model.goals import PartyScores, Reading
from rmpkit.model.people import Holder
from rmpkit.model.record import SET_BY_READER
from rmpkit.model.reference import arguments, arms, hints_of

_CALLED: Mapping[type[BaseModel], str] = {
    Approval: "approval of the {around} by {key}",
    Holder: "holder {key} of the {around}",
    PartyScores: "scores of {key} in the {around}",
    Reading: "reading {key} of the {around}",
}
"""What the records of a map inside another record are called; any other goes by its key."""


def called(record: type[BaseModel] | None, path: Path, around: str) -> str:
    """What something inside a record is called.

    Args:
        record: its type, where it is a record.
        path: where it stands, from the record around it.
        around: what that one is called, such as "version v2.2".
    """
    if not path:
        return around
    *above, key = path
    if isinstance(key, int):
        return f"item {key + 1} of {above[-1]} of the {around}" if above else f"item {key + 1} of the {around}"
    phrase = (_CALLED.get(record) if record else None) or "{key} of the {around}"
    return phrase.format(key=key, around=around)


def around_key(hint: Any, path: Path) -> tuple[type[BaseModel] | None, Path]:  # noqa: ANN401 - a type of any shape
    """The record in which the last step of a path is a key, and where it stands; nothing where there is none."""
    record, at = record_in(hint), Path()
    for length, step in enumerate(path[:-1], 1):
        hint = _below(hint, step)
        if (found := record_in(hint)) is not None:
            record, at = found, path[:length]
    return record, at


def record_at(hint: Any, path: Path) -> type[BaseModel] | None:  # noqa: ANN401 - a type of any shape
    """The type of the record that stands at the end of a path; nothing where something else does."""
    for step in path:
        hint = _below(hint, step)
    return record_in(hint)


def record_in(hint: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type of any shape
    """The record that a type is, looking through `Annotated` and `| None`."""
    return next((arm for arm in arms(hint) if isinstance(arm, type) and issubclass(arm, BaseModel)), None)


def keys_of(record: type[BaseModel] | None) -> tuple[str, ...]:
    """The keys an author may write, in their order."""
    fields: Mapping[str, Any] = record.model_fields if record else {}
    return tuple(field.alias or name for name, field in fields.items() if name not in SET_BY_READER)


def _below(hint: Any, step: int | str) -> Any:  # noqa: ANN401 - a type of any shape
    """The type of what stands one step further in; nothing where that is not known."""
    if isinstance(step, int):
        return next(iter(arguments(hint, tuple)), None)
    record = record_in(hint)
    if record is None:
        return next(iter(arguments(hint, dict)[1:]), None)
    hints = hints_of(record)
    named = next((name for name, field in record.model_fields.items() if (field.alias or name) == step), None)
    if named is not None:
        return hints[named]
    return next(iter(arguments(hints.get("__pydantic_extra__"), dict)[1:]), None)
