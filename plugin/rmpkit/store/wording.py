"""From what pydantic says of a value to what a person should be told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from rmpkit.model.documented import documented
from rmpkit.model.finding import Kind, Path
from rmpkit.model.misfit import Misfit, listed, nearest
from rmpkit.model.record import SET_BY_READER, key_of
from rmpkit.model.showing import show
from rmpkit.store.kinds import KEY_UNKNOWN, SYNTAX_BROKEN, VALUE_MISSING, VALUE_UNFIT
from rmpkit.store.slips import hard_space_in, no_ordinary_space

NO_EDGE: Mapping[str, str] = {}
"""For what does not stand in a file of its own."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """What is wrong at one path, in words."""

    kind: Kind
    path: Path
    happened: str
    mend: str
    reference: str = ""
    at_key: bool = field(default=False, kw_only=True)


def worded(
    errors: list[ErrorDetails], owner: type[BaseModel] | None, subject: str, *, edge: Mapping[str, str] = NO_EDGE
) -> Iterator[Unfit]:
    """Word each error once; a key that was nearly right silences the one it was meant to be.

    Args:
        errors: what pydantic found.
        owner: the record's type, for the keys it knows; `None` for a single value.
        subject: the record as a person would call it, such as "risk R-N13".
        edge: keys that may stand at the left edge of the same file, each with the advice to put it there.
    """
    meant: set[Path] = set()
    found: list[Unfit] = []
    for error in errors:
        path, at_key = _path(error["loc"])
        complaint = _at_edge(_word(error, path, owner, subject, at_key=at_key), owner, edge)
        if complaint.kind is KEY_UNKNOWN and (near := _meant(owner, path)):
            meant.add((*path[:-1], near))
        found.append(complaint)
    yield from _paired([each for each in found if not (each.kind is VALUE_MISSING and each.path in meant)], meant)


def _paired(found: list[Unfit], meant: set[Path]) -> Iterator[Unfit]:
    """Where one key is unknown and another is missing, the one was very likely meant to be the other."""
    unknown = [each for each in found if each.kind is KEY_UNKNOWN and each.mend.startswith("Use one")]
    missing = [each for each in found if each.kind is VALUE_MISSING and each.at_key]
    alone = len(unknown) == len(missing) == 1 and not meant and unknown[0].path[:-1] == missing[0].path[:-1]
    for each in found:
        if alone and each is unknown[0]:
            yield replace(each, mend=f'Write "{missing[0].path[-1]}", which is missing, if that is what it says.')
        elif not (alone and each is missing[0]):
            yield each


def _path(loc: tuple[int | str, ...]) -> tuple[Path, bool]:
    """The path of an error, and whether it speaks of a key; pydantic marks keys with a last step `[key]`."""
    if loc and loc[-1] == "[key]":
        return _plain(loc[:-1]), True
    return _plain(loc), False


def _plain(loc: tuple[int | str, ...]) -> Path:
    return tuple(step for step in loc if step != "[key]")


def _word(error: ErrorDetails, path: Path, owner: type[BaseModel] | None, subject: str, *, at_key: bool) -> Unfit:
    match error["type"]:
        case "missing":
            return _missing(path, owner, subject)
        case "extra_forbidden":
            return _unknown(path, owner, subject)
        case "value_error" if isinstance(misfit := error.get("ctx", {}).get("error"), Misfit):
            return _misfit(misfit, error["input"], path, owner, subject, at_key=at_key)
        case "tuple_type" | "list_type":
            return _list_expected(error["input"], path)
        case _:  # a group of keys is the one other shape that our types know; a test counts them
            return _group_expected(error["input"], path, owner, subject)


def _missing(path: Path, owner: type[BaseModel] | None, subject: str) -> Unfit:
    key = str(path[-1])
    mend = f"Add a line {key}: with {_purpose(owner, path)}."
    return Unfit(VALUE_MISSING, path, f"The {subject} has no {key}.", mend, at_key=True)


def _misfit(
    misfit: Misfit,
    value: Any,  # noqa: ANN401 - whatever the author wrote
    path: Path,
    owner: type[BaseModel] | None,
    subject: str,
    *,
    at_key: bool,
) -> Unfit:
    if value is not None:
        return Unfit(VALUE_UNFIT, path, misfit.happened, misfit.mend, misfit.name, at_key=at_key)
    *above, last = path or ("",)
    if isinstance(last, int):
        of = f"{above[-1]} of the {subject}" if above else subject
        return Unfit(VALUE_MISSING, path, f"Item {last + 1} of {of} is empty.", "Remove the dash, or fill it in.")
    what = f"{last} of the {subject}" if path else subject
    mend = f"Write {_purpose(owner, path)}." if path and _required(owner, path) else misfit.mend
    return Unfit(VALUE_MISSING, path, f"The {what} is empty.", mend)


def _list_expected(value: Any, path: Path) -> Unfit:  # noqa: ANN401 - whatever the author wrote
    if isinstance(value, str):
        items = ", ".join(piece.strip() for piece in value.split(",") if piece.strip())
        happened = f'"{show(value)}" stands where a list is expected.'
        return Unfit(VALUE_UNFIT, path, happened, f"Write [{show(items)}].")
    if value is None:
        return Unfit(
            VALUE_MISSING, path, f"The list {path[-1]} is empty.", "Write [first, second], or remove the line."
        )
    return Unfit(VALUE_UNFIT, path, "Keys stand where a list is expected.", "Write [first, second].")


def _group_expected(value: Any, path: Path, owner: type[BaseModel] | None, subject: str) -> Unfit:  # noqa: ANN401 - whatever the author wrote
    if isinstance(value, str) and (at := hard_space_in(value)):
        return Unfit(SYNTAX_BROKEN, path, *no_ordinary_space(value, at))
    known = _keys(owner) if owner and len(path) <= 1 else ()
    if isinstance(value, str) and path and str(path[-1]) not in known and nearest(str(path[-1]), known):
        return _unknown(path, owner, subject)
    keys = listed(known[:4], last="and") if known and not path else "a name and a colon"
    name = f"{path[-1]} of the {subject}" if path else subject
    if value is None:
        return Unfit(VALUE_MISSING, path, f"The {name} is empty.", f"Add lines below it: {keys}.", at_key=True)
    shape = "A list" if isinstance(value, tuple | list) else f'"{show(str(value))}"'
    happened = f"{shape} stands where the {name} should have lines of its own."
    return Unfit(VALUE_UNFIT, path, happened, f"Write each on a line below, with {keys}.")


def _unknown(path: Path, owner: type[BaseModel] | None, subject: str) -> Unfit:
    key = str(path[-1])
    near = _meant(owner, path)
    known = _keys(_owner_at(owner, path))
    mend = f'Write "{near}".' if near else f"Use one of its keys: {', '.join(known)}."
    return Unfit(KEY_UNKNOWN, path, f'The {subject} has an unknown key "{show(key)}".', mend, key, at_key=True)


def _at_edge(complaint: Unfit, owner: type[BaseModel] | None, edge: Mapping[str, str]) -> Unfit:
    """A complaint of a key that belongs to the plan or the organisation itself, and was indented too far."""
    lost = complaint.kind is KEY_UNKNOWN and len(complaint.path) == 1 and not _meant(owner, complaint.path)
    mend = edge.get(complaint.reference) if lost else None
    return replace(complaint, mend=mend) if mend else complaint


def known_keys(owner: type[BaseModel] | None, path: Path) -> tuple[str, ...]:
    """The keys that could stand where the last step of a path does, inside a record."""
    return _keys(_owner_at(owner, path))


def _meant(owner: type[BaseModel] | None, path: Path) -> str | None:
    return nearest(str(path[-1]), _keys(_owner_at(owner, path))) if path else None


def _owner_at(owner: type[BaseModel] | None, path: Path) -> type[BaseModel] | None:
    """The record type whose keys stand at the end of `path`; only direct fields are followed."""
    for step in path[:-1]:
        if owner is None:
            return None
        owner = next(
            (
                found
                for field in owner.model_fields.values()
                if field.alias == step and (found := _model_in(field.annotation))
            ),
            owner if not isinstance(step, str) or step not in _keys(owner) else None,
        )
    return owner


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type of any shape
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arm in getattr(annotation, "__args__", ()) if (found := _model_in(arm))), None)


def _keys(owner: type[BaseModel] | None) -> tuple[str, ...]:
    """The keys an author may write, in their order."""
    fields: Mapping[str, Any] = owner.model_fields if owner else {}
    return tuple(field.alias or name for name, field in fields.items() if name not in SET_BY_READER)


def _required(owner: type[BaseModel] | None, path: Path) -> bool:
    fields = (owner.model_fields if owner else {}).values()
    return any(info.alias == path[-1] and info.is_required() for info in fields)


def _purpose(owner: type[BaseModel] | None, path: Path) -> str:
    for name, says in (documented(owner) if owner else {}).items():
        if key_of(name) == path[-1]:
            text = says.rstrip(".").partition(";")[0]
            return text[0].lower() + text[1:]
    return "its value"
