"""What the declared type of a key says to the person who writes it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, PlainValidator

from rmpkit.model.record import Record
from rmpkit.model.scalars import Choice


def hints_of(record: type[BaseModel]) -> Mapping[str, Any]:
    """The declared type of each field that an author may write, and of keys of the author's own choosing."""
    return get_type_hints(record, include_extras=True)


def extra_of(hint: Any, wanted: type) -> Any:  # noqa: ANN401 - a type of any shape
    """The first annotation of a class beside a type, looking no deeper than the type itself."""
    return next((extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, wanted)), None)


def arms(hint: Any) -> Iterator[Any]:  # noqa: ANN401 - a type of any shape
    """The type and all it is made of, outermost first; `None` is left out."""
    yield hint
    inner = get_args(hint)[:1] if get_origin(hint) is Annotated else get_args(hint)
    for each in inner:
        if each is not type(None) and each is not Ellipsis:
            yield from arms(each)


def records_in(hint: Any) -> tuple[type[Record], ...]:  # noqa: ANN401 - a type of any shape
    """The records that a type opens."""
    return tuple(arm for arm in arms(hint) if isinstance(arm, type) and issubclass(arm, Record))


def choices_in(hint: Any) -> tuple[type[Choice], ...]:  # noqa: ANN401 - a type of any shape
    """The lists of words that a type allows."""
    return tuple(arm for arm in arms(hint) if isinstance(arm, type) and issubclass(arm, Choice))


def readers_in(hint: Any) -> tuple[Callable[..., Any], ...]:  # noqa: ANN401 - a type of any shape
    """The functions that read single values of a type."""
    found = (extra_of(arm, PlainValidator) for arm in arms(hint))
    return tuple(validator.func for validator in found if validator is not None)
