"""What is asked of the person who adds a record, sort by sort: each question a key of the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter

from rmpkit.model.documented import documented
from rmpkit.model.record import key_of
from rmpkit.model.scalars import Line
from rmpkit.report.hints import hints_of
from rmpkit.store.schema import PLAN_SLOTS

PLACEHOLDER = "TODO: "
"""What a placeholder begins with; `placeholder-left` finds every one that is left."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; its words are those by which the key is documented."""

    key: str
    """The key that is asked for, and the option that answers."""

    placeholder: str = ""
    """What stands there until somebody knows; nothing where the key may be left out."""

    usual: str = ""
    """What is meant where nothing is said: `today`, or `owner` for the owner of the plan."""

    waits: bool = False
    """Whether nobody is asked for it: it may wait, and its option answers it."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of record that can be added."""

    name: str
    """What it is called on the command line."""

    register: str
    """The key of the register it stands in."""

    prefix: str
    """The capitals its ids begin with, where the plan has none yet."""

    questions: tuple[Question, ...]
    """What is asked, in the order in which it is written."""

    dated: bool = False
    """Whether it says when it was raised; that is the day it is added."""

    lettered: bool = False
    """Whether the letter of the party that raised it stands in its id."""

    @property
    def record(self) -> type[BaseModel]:
        """The record's type."""
        record = PLAN_SLOTS[self.register].record
        assert record is not None  # noqa: S101 - each register of the table below holds records; for the type checker
        return record


DECISION = "decision"
"""The question to which the answer is a record of its own inside the meeting."""

SORTS: Mapping[str, Sort] = {
    sort.name: sort
    for sort in (
        Sort(
            "risk",
            "risks",
            "R",
            (
                Question("title", "what may happen"),
                Question("owner"),
                Question("action"),
                Question("due"),
                Question("likelihood", waits=True),
                Question("impact", waits=True),
                Question("raised-by", usual="owner"),
            ),
            dated=True,
            lettered=True,
        ),
        Sort(
            "early-warning",
            "early-warnings",
            "W",
            (
                Question("text", "what may be coming"),
                Question("action", "what is done about it first"),
                Question("raised-by"),
            ),
            dated=True,
            lettered=True,
        ),
        Sort(
            "objective",
            "objectives",
            "O",
            (Question("title", "the aim in one line"), Question("why"), Question("owner"), Question("due")),
        ),
        Sort(
            "action",
            "actions",
            "A",
            (Question("title", "what is to be done"), Question("owner"), Question("due"), Question("comes-from")),
        ),
        Sort(
            "issue",
            "issues",
            "I",
            (
                Question("title", "what it is about"),
                Question("raised-by"),
                Question("effect"),
                Question("severity"),
                Question("level"),
                Question("owner"),
            ),
            dated=True,
            lettered=True,
        ),
        Sort(
            "meeting",
            "meetings",
            "M",
            (
                Question("forum"),
                Question("on", usual="today"),
                Question("present"),
                Question("reviewed"),
                Question("changed"),
                Question(DECISION),
                Question("minutes", waits=True),
            ),
        ),
        Sort(
            "value-idea",
            "value-ideas",
            "V",
            (
                Question("title", "the idea in one line"),
                Question("kind"),
                Question("raised-by", usual="owner"),
                Question("owner"),
                Question("estimate"),
                Question("due"),
            ),
            dated=True,
        ),
    )
}
"""Every sort of record that has questions of its own."""


@cache
def type_of(record: type[BaseModel], key: str) -> Any:  # noqa: ANN401 - a type of any shape
    """The declared type of a key of a record."""
    return Line if key == DECISION else next(hint for name, hint in hints_of(record).items() if key_of(name) == key)


@cache
def reader_of(record: type[BaseModel], key: str) -> TypeAdapter[Any]:
    """What reads a key of a record."""
    return TypeAdapter(type_of(record, key))


def words_of(record: type[BaseModel], key: str) -> str:
    """What a key is documented by, as a question ends: without its full stop."""
    if key == DECISION:
        return "One thing that was decided; it gets an id of its own"
    field = next(name for name in record.model_fields if key_of(name) == key)
    return documented(record).get(field, key).removesuffix(".")
