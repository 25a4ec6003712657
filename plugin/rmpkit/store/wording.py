"""From what pydantic says of a value to what a person should be told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from rmpkit.model.finding import Kind, Path
from rmpkit.model.misfit import Misfit, listed, nearest
from rmpkit.model.showing import show
from rmpkit.store.kinds import KEY_UNKNOWN, VALUE_MISSING, VALUE_UNFIT


@dataclass(frozen=True, slots=True)
class Unfit:
    """What is wrong at one path, in words."""

    kind: Kind
    path: Path
    at_key: bool
    happened: str
    mend: str
    reference: str = ""


def worded(errors: list[ErrorDetails], owner: type[BaseModel] | None, subject: str) -> Iterator[Unfit]:
    """Word each error once; a key that was nearly right silences the one it was meant to be.

    Args:
        errors: what pydantic found.
        owner: the record's type, for the keys it knows; `None` for a single value.
        subject: the record as a person would call it, such as "risk R-N13".
    """
    meant: set[Path] = set()
    found: list[Unfit] = []
    for error in errors:
        path, at_key = _path(error["loc"])
        complaint = _word(error, path, owner, subject, at_key=at_key)
        if complaint.kind is KEY_UNKNOWN and (near := _meant(owner, path)):
            meant.add((*path[:-1], near))
        found.append(complaint)
    for complaint in found:
        if not (complaint.kind is VALUE_MISSING and complaint.path in meant):
            yield complaint


def _path(loc: tuple[int | str, ...]) -> tuple[Path, bool]:
    """The path of an error, and whether it speaks of a key; pydantic marks keys with a last step `[key]`."""
    if loc and loc[-1] == "[key]":
        return _plain(loc[:-1]), True
    return _plain(loc), False


def _plain(loc: tuple[int | str, ...]) -> Path:
    return tuple(step for step in loc if step != "[key]")


def _word(error: ErrorDetails, path: Path, owner: type[BaseModel] | None, subject: str, *, at_key: bool) -> Unfit:
    where = f"{'.'.join(map(str, path))}: " if len(path) > 1 else ""
    match error["type"]:
        case "missing":
            return Unfit(
                VALUE_MISSING, path, True, f"The {subject} has no {_dotted(path)}.",
                f"Add a line {path[-1]}: with {_purpose(owner, path)}.",
            )
        case "extra_forbidden":
            return _unknown(path, owner, subject)
        case "value_error" if isinstance(misfit := error.get("ctx", {}).get("error"), Misfit):
            kind = VALUE_MISSING if error["input"] is None else VALUE_UNFIT
            if kind is VALUE_MISSING:
                return Unfit(
                    kind, path, False, f"The {_dotted(path) or subject} of the {subject} is empty." if path else
                    f"The {subject} is empty.", misfit.mend,
                )
            return Unfit(kind, path, at_key, misfit.happened, misfit.mend)
        case "tuple_type" | "list_type":
            return _list_expected(error["input"], path)
        case _:
            return _group_expected(error["input"], path, owner, subject, where)


def _list_expected(value: Any, path: Path) -> Unfit:  # noqa: ANN401 - whatever the author wrote
    if isinstance(value, str):
        items = ", ".join(piece.strip() for piece in value.split(",") if piece.strip())
        return Unfit(
            VALUE_UNFIT, path, False, f'"{show(value)}" stands where a list is expected.', f"Write [{show(items)}]."
        )
    return Unfit(VALUE_UNFIT, path, False, "Keys stand where a list is expected.", "Write [first, second].")


def _group_expected(value: Any, path: Path, owner: type[BaseModel] | None, subject: str, where: str) -> Unfit:  # noqa: ANN401 - whatever the author wrote
    known = _keys(owner) if owner and len(path) <= 1 else ()
    if isinstance(value, str) and path and (near := nearest(str(path[-1]), known)):
        return Unfit(
            KEY_UNKNOWN, path, True, f'The {subject} has an unknown key "{show(str(path[-1]))}".',
            f'Write "{near}".', str(path[-1]),
        )
    keys = listed(list(known)[:4], last="and") if known and not path else "a name and a colon"
    name = f"{path[-1]} of the {subject}" if path else subject
    if value is None:
        return Unfit(VALUE_MISSING, path, True, f"The {name} is empty.", f"Add lines below it: {keys}.")
    shape = "A list" if isinstance(value, tuple | list) else f'"{show(str(value))}"'
    return Unfit(
        VALUE_UNFIT, path, False, f"{where}{shape} stands where the {name} should have lines of its own.",
        f"Write each on a line below, with {keys}.",
    )


def _unknown(path: Path, owner: type[BaseModel] | None, subject: str) -> Unfit:
    key = str(path[-1])
    near = _meant(owner, path)
    known = _keys(_owner_at(owner, path))
    mend = f'Write "{near}".' if near else f"Use one of its keys: {', '.join(known)}."
    return Unfit(KEY_UNKNOWN, path, True, f'The {subject} has an unknown key "{show(key)}".', mend, key)


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
    return tuple(field.alias or name for name, field in fields.items() if name not in ("id", "part"))


def _dotted(path: Path) -> str:
    return " ".join(str(step) for step in path[-1:])


def _purpose(owner: type[BaseModel] | None, path: Path) -> str:
    for field in (owner.model_fields if owner else {}).values():
        if field.alias == path[-1] and field.description:
            text = field.description.rstrip(".").partition(";")[0]
            return text[0].lower() + text[1:]
    return "its value"
