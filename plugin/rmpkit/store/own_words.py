"""Whether each word is one of ours, or one that the organisation has for itself."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from rmpkit.model.finding import Finding, Path
from rmpkit.model.organisation import Organisation
from rmpkit.model.record import Record
from rmpkit.model.reference import hints_of
from rmpkit.model.vocabulary import OpenChoice, unheard
from rmpkit.store.kinds import VALUE_UNFIT


def words_unheard(
    value: Record | object, plan: str | None, organisation: Organisation | None, lost: Collection[Path]
) -> Iterator[Finding]:
    """Words that are neither ours nor the organisation's; none is judged where the organisation's cannot be read.

    Args:
        value: a plan, the organisation itself, or a value that is to stand in one of them.
        plan: the plan's id; `None` for the organisation.
        organisation: the owner.
        lost: what of the organisation could not be read.
    """
    if organisation is None or any(path[:1] in ((), ("words",)) for path in lost):
        return
    for path, word in _own(value, ()):
        known = organisation.words.get(word.vocabulary(), {})
        if word not in known:
            misfit = unheard(word, known)
            yield Finding(VALUE_UNFIT, plan, path, misfit.happened, misfit.mend, str(word))


def _own(value: object, way: Path) -> Iterator[tuple[Path, OpenChoice]]:
    """Every word in a value that is not one of ours, with the way to it."""
    if isinstance(value, OpenChoice):
        if value.own:
            yield way, value
    elif isinstance(value, BaseModel):
        for name, key in _choosing(type(value)):
            yield from _own(getattr(value, name), (*way, key))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _own(each, (*way, str(key)))
    elif isinstance(value, tuple):
        for position, each in enumerate(value):
            yield from _own(each, (*way, position))


@cache
def _choosing(record: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a record in which a word of an open list can stand, with their keys."""
    hints = hints_of(record)
    fields = record.model_fields.items()
    return tuple((name, info.alias or name) for name, info in fields if name in hints and _may_choose(hints[name]))


@cache
def _may_choose(hint: Any) -> bool:  # noqa: ANN401 - a type of any shape
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return bool(_choosing(hint))
    if isinstance(hint, type) and issubclass(hint, OpenChoice):
        return True
    return any(_may_choose(inner) for inner in get_args(hint) if get_origin(inner) or isinstance(inner, type))
