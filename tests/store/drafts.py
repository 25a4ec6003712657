"""Whatever an author could write under a key of the model, made from the model itself."""

import unicodedata
from collections.abc import Callable, Mapping
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pydantic import BaseModel, PlainValidator, TypeAdapter

from rmpkit.model import amounts, days, scalars
from rmpkit.model.digest import read_digest
from rmpkit.model.filesum import read_sum
from rmpkit.model.goals import read_target
from rmpkit.model.naming import read_version
from rmpkit.model.record import SET_BY_READER, key_of
from rmpkit.model.reference import arms
from rmpkit.model.scalars import Choice
from rmpkit.model.vocabulary import read_own_word
from rmpkit.store.refusals import key as refused_key
from rmpkit.store.schema import Slot
from rmpkit.store.text import REFUSED

PIECES = (
    *"ab019-:#,[]{}&*!|>'\"%@`?.=~ \n\t\\/é😀\u201c\u2019\u00a0\u3000",
    *(": ", " #", "---", "...", "null", "no", "12:30", "8.10", "<<", "C:\\", "\\n", "- ", "word", "it's", " "),
)
"""Signs that mean something to YAML, to the loader or to somebody who reads it."""

WORDS = ("word", "#5", "-", "price:", "it's", '"so"', "C:\\new", "12:30", "longer-than-most")

_pieced = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
_long = st.lists(st.sampled_from(WORDS), min_size=12, max_size=60).map(" ".join)
texts = st.one_of(_pieced, _long, st.text(max_size=40)).filter(lambda text: not REFUSED.search(text))
"""Texts that the loader takes; some too long for one line, most of them awkward."""


class _Event:
    """A key in quotes, as the parser tells of it."""

    style = '"'
    start_mark = type("Mark", (), {"line": 0, "column": 0})

    def __init__(self, value: str) -> None:
        self.value = value


keys = texts.map(lambda text: unicodedata.normalize("NFC", text)).filter(lambda text: refused_key(_Event(text)) is None)
"""Texts that the loader takes for keys."""

data = st.recursive(
    st.none() | texts,
    lambda below: st.lists(below, max_size=4).map(tuple) | st.dictionaries(keys, below, max_size=4),
    max_leaves=12,
)
"""Whatever a file can hold."""

_prose = texts.map(str.strip).filter(bool)
_lines = _prose.map(lambda text: " ".join(text.split("\n"))[: scalars.LONGEST_LINE].strip()).filter(bool)
_line_keys = keys.map(str.strip).filter(lambda key: 0 < len(key) <= scalars.LONGEST_LINE and "\n" not in key)
_slugs = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
_ids = st.from_regex(r"[A-Z]{1,3}-[A-Z]?[1-9][0-9]{0,3}", fullmatch=True)
_days = st.dates(min_value=days.read_day("1900-01-01"), max_value=days.read_day("2199-12-31")).map(str)
_numbers = st.from_regex(r"-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,6})?", fullmatch=True, alphabet="0123456789-.")
_least = st.sampled_from(("0", "0.50", "1", "1.0"))
"""Scores on any scale."""

_WRITTEN: Mapping[Callable[[object], object], SearchStrategy[str]] = {
    scalars.read_line: _lines,
    scalars.read_prose: _prose,
    scalars.read_mail: st.sampled_from(("plans@estuary.example", "1@2.3", "no-reply+x@a.b")),
    scalars.read_slug: _slugs | st.sampled_from(("no", "on", "null", "1e5", "0o17", "123")),
    scalars.read_record_id: _ids,
    scalars.read_post: st.builds("{}.{}".format, _slugs, _slugs),
    scalars.read_requirement_id: st.sampled_from(("wt.exit", "sup.docinfo.control")),
    days.read_day: _days,
    days.read_period: _days | _days.map(lambda day: day[:7]),
    amounts.read_number: _numbers,
    amounts.read_whole: st.integers(0, 500).map(str),
    amounts.read_count: st.integers(1, 500).map(str),
    scalars.read_rank: st.sampled_from("12345"),
    scalars.read_score: st.sampled_from("12345"),
    scalars.read_yes_no: st.sampled_from(("yes", "no", "true", "No")),
    amounts.read_money: _numbers | _numbers.map(lambda number: f"{number} EUR"),
    amounts.read_worth: _numbers | _numbers.map(lambda number: f"{number} tonnes CO2e"),
    days.read_interval: st.sampled_from(("quarter", "90 days", "half-year", "18 months", "2 Weeks")),
    read_own_word: st.from_regex(r"[a-z][a-z0-9]{0,8}([ -][a-z0-9]{1,8}){0,2}", fullmatch=True),
    read_target: st.one_of(
        _numbers.map(lambda number: f"at  most {number}"),
        _numbers.map(lambda number: f"at least {number}"),
        _numbers,
        st.just("between -1.50 and 3"),
    ),
    read_version: st.sampled_from(("v2", "v2.0", "v10.1.2")),
    read_digest: st.sampled_from(("1:" + "0" * 32, "12:" + "a1" * 16)),
    read_sum: st.sampled_from(("0a" * 32, "A1" * 32)),
}


def drafts(slot: Slot) -> SearchStrategy[Any]:
    """What an author could write under a key: a register, or a single value."""
    value = _of(_type(slot.value))
    if slot.ids is None:
        return value
    return st.dictionaries(_key(_type(slot.ids)), value, min_size=1, max_size=2)


def _type(adapter: TypeAdapter[Any]) -> Any:
    return adapter._type  # noqa: SLF001 - an adapter does not tell its type otherwise


def _key(hint: Any) -> SearchStrategy[Any]:
    return _line_keys if _reader(hint) is scalars.read_line else _of(hint)


def _reader(hint: Any) -> Any:
    extras = [extra for arm in arms(hint) for extra in getattr(arm, "__metadata__", ())]
    return next((extra.func for extra in extras if isinstance(extra, PlainValidator)), None)


def _of(hint: Any) -> SearchStrategy[Any]:
    every = [*arms(hint)]
    if (reader := _reader(hint)) is not None:
        return _WRITTEN[reader]
    bare = next(
        arm
        for arm in every
        if not hasattr(arm, "__metadata__") and get_origin(arm) not in (Union, UnionType) and arm is not type(None)
    )
    if isinstance(bare, type) and issubclass(bare, Choice):
        return st.sampled_from([str(member) for member in bare])
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return _record(bare)
    of = get_args(bare)
    if get_origin(bare) is tuple:
        return st.lists(_of(of[0]), max_size=3, unique=True).map(tuple)
    below = st.none() | _of(of[1]) if type(None) in get_args(of[1]) else _of(of[1])
    return st.dictionaries(_key(of[0]), below, max_size=2)


def _record(model: type[BaseModel]) -> SearchStrategy[dict[str, Any]]:
    hints = get_type_hints(model, include_extras=True)
    fields = {
        key_of(name): (_of(hints[name]), info.is_required())
        for name, info in model.model_fields.items()
        if name not in SET_BY_READER
    }
    written = st.fixed_dictionaries(
        {key: value for key, (value, required) in fields.items() if required},
        optional={key: value for key, (value, required) in fields.items() if not required},
    )
    if "__pydantic_extra__" not in hints:
        return written
    _, of_item = get_args(hints["__pydantic_extra__"])
    names = st.from_regex(r"[a-z]{3,9}", fullmatch=True).filter(lambda name: name not in fields)
    others = st.dictionaries(names, _of(of_item) if _is_record(of_item) else _least, max_size=2)
    return st.builds(lambda own, more: {**more, **own}, written, others)


def _is_record(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, BaseModel)
