"""From what pydantic says of a value to what a person should be told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from rmpkit.model.documented import documented
from rmpkit.model.finding import Kind, Path
from rmpkit.model.misfit import Misfit, listed, nearest
from rmpkit.model.record import key_of
from rmpkit.model.showing import show
from rmpkit.store.kinds import KEY_UNKNOWN, SYNTAX_BROKEN, VALUE_MISSING, VALUE_UNFIT
from rmpkit.store.nesting import around_key, called, keys_of, record_at
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
    errors: list[ErrorDetails],
    hint: Any,  # noqa: ANN401 - a type of any shape
    subject: str,
    *,
    edge: Mapping[str, str] = NO_EDGE,
) -> Iterator[Unfit]:
    """Word each error once; a key that was nearly right silences the one it was meant to be.

    Args:
        errors: what pydantic found.
        hint: what was to be read, for the keys it knows: the type of a record or of a map of such; `None` for a
            single value.
        subject: the record as a person would call it, such as "risk R-N13".
        edge: keys that may stand at the left edge of the same file, each with the advice to put it there.
    """
    meant: set[Path] = set()
    found: list[Unfit] = []
    for error in errors:
        path, at_key = _path(error["loc"])
        owner, at = around_key(hint, path)
        here = _Here(hint, path, owner, called(owner, at, subject), subject)
        complaint = _at_edge(_word(error, here, at_key=at_key), here, edge)
        if complaint.kind is KEY_UNKNOWN and (near := here.meant):
            meant.add((*path[:-1], near))
        found.append(complaint)
    yield from _paired([each for each in found if not (each.kind is VALUE_MISSING and each.path in meant)], meant)


@dataclass(frozen=True, slots=True)
class _Here:
    """Where an error was found."""

    hint: Any
    """The type of the whole."""

    path: Path
    owner: type[BaseModel] | None
    """The record in which the last step of the path is a key: the whole, or one inside it."""

    subject: str
    """What that one is called."""

    whole: str
    """What the whole is called."""

    @property
    def key(self) -> str:
        return str(self.path[-1])

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that may stand there."""
        return keys_of(self.owner)

    @property
    def meant(self) -> str | None:
        """The key that this one was very likely meant to be."""
        return nearest(self.key, self.keys) if self.path else None

    @property
    def purpose(self) -> str:
        """What the key is for."""
        for name, says in (documented(self.owner) if self.owner else {}).items():
            if key_of(name) == self.key:
                text = says.rstrip(".").partition(";")[0]
                return text[0].lower() + text[1:]
        return "its value"

    @property
    def required(self) -> bool:
        fields = (self.owner.model_fields if self.owner else {}).values()
        return any(info.alias == self.key and info.is_required() for info in fields)


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


def _word(error: ErrorDetails, here: _Here, *, at_key: bool) -> Unfit:
    match error["type"]:
        case "missing":
            return _missing(here)
        case "extra_forbidden":
            return _unknown(here)
        case "value_error" if isinstance(misfit := error.get("ctx", {}).get("error"), Misfit):
            return _misfit(misfit, error["input"], here, at_key=at_key)
        case "tuple_type" | "list_type":
            return _list_expected(error["input"], here.path)
        case _:  # a group of keys is the one other shape that our types know; a test counts them
            return _group_expected(error["input"], here)


def _missing(here: _Here) -> Unfit:
    mend = f"Add a line {here.key}: with {here.purpose}."
    return Unfit(VALUE_MISSING, here.path, f"The {here.subject} has no {here.key}.", mend, at_key=True)


def _misfit(
    misfit: Misfit,
    value: Any,  # noqa: ANN401 - whatever the author wrote
    here: _Here,
    *,
    at_key: bool,
) -> Unfit:
    path = here.path
    if value is not None:
        return Unfit(VALUE_UNFIT, path, misfit.happened, misfit.mend, misfit.name, at_key=at_key)
    *above, last = path or ("",)
    if isinstance(last, int):
        of = f"{above[-1]} of the {here.subject}" if above else here.subject
        return Unfit(VALUE_MISSING, path, f"Item {last + 1} of {of} is empty.", "Remove the dash, or fill it in.")
    what = f"{last} of the {here.subject}" if path else here.subject
    mend = f"Write {here.purpose}." if path and here.required else misfit.mend
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


def _group_expected(value: Any, here: _Here) -> Unfit:  # noqa: ANN401 - whatever the author wrote
    path = here.path
    if isinstance(value, str) and (at := hard_space_in(value)):
        return Unfit(SYNTAX_BROKEN, path, *no_ordinary_space(value, at))
    if isinstance(value, str) and path and here.key not in here.keys and here.meant:
        return _unknown(here)
    record = record_at(here.hint, path)
    known = keys_of(record)
    keys = listed(known[:4], last="and") if known else "a name and a colon"
    name = called(record, path, here.whole if record else here.subject)
    if value is None:
        return Unfit(VALUE_MISSING, path, f"The {name} is empty.", f"Add lines below it: {keys}.", at_key=True)
    shape = "A list" if isinstance(value, tuple | list) else f'"{show(str(value))}"'
    happened = f"{shape} stands where the {name} should have lines of its own."
    return Unfit(VALUE_UNFIT, path, happened, f"Write each on a line below, with {keys}.")


def _unknown(here: _Here) -> Unfit:
    near = here.meant
    mend = f'Write "{near}".' if near else f"Use one of its keys: {', '.join(here.keys)}."
    happened = f'The {here.subject} has an unknown key "{show(here.key)}".'
    return Unfit(KEY_UNKNOWN, here.path, happened, mend, here.key, at_key=True)


def _at_edge(complaint: Unfit, here: _Here, edge: Mapping[str, str]) -> Unfit:
    """A complaint of a key that belongs to the plan or the organisation itself, and was indented too far."""
    lost = complaint.kind is KEY_UNKNOWN and len(complaint.path) == 1 and not here.meant
    mend = edge.get(complaint.reference) if lost else None
    return replace(complaint, mend=mend) if mend else complaint


def known_keys(hint: Any, path: Path) -> tuple[str, ...]:  # noqa: ANN401 - a type of any shape
    """The keys that could stand where the last step of a path does, inside a record."""
    return keys_of(around_key(hint, path)[0])
