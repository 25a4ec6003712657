"""What stands in the fields of a record, as values that a page can print, read off the model itself.

A field that is added to a record is shown from then on: nothing here names a field.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_type_hints

from pydantic import BaseModel, PlainValidator

from rmpkit.disclosure.natures import natures_of
from rmpkit.model.amounts import Amount
from rmpkit.model.record import Disclosure, Entry, Record, key_of
from rmpkit.model.reference import arguments, arms, register_of
from rmpkit.model.scalars import read_prose, read_score
from rmpkit.model.vocabulary import OpenChoice
from rmpkit.rules.case import Case
from rmpkit.rules.deeds import DEEDS, day_of
from rmpkit.views.addresses import Link, requirement
from rmpkit.views.dates import When, when
from rmpkit.views.posts import Post, doer_of, party_name, post_of
from rmpkit.views.records import kept_of, record_link, relationship_link

Kind = Literal["text", "prose", "day", "due", "post", "link", "side"]


@dataclass(frozen=True, slots=True)
class Item:
    """One value, and how it is printed."""

    kind: Kind

    value: str | When | Post | Link | tuple["Item", ...]
    """Words, a day, a post, a link; for a `side`, what stands under its label."""

    label: str = ""
    """Of a `side`: what it is the side of, such as a party."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a record, and what stands in it."""

    field: str
    label: str
    items: tuple[Item, ...]
    internal: bool = False
    """Whether the field is more closed than the record it stands in."""

    restricted: bool = False
    """Whether only named people of the owner read it."""

    id: str = ""
    """The id of a record of its own, where it is one."""

    ordered: bool = False
    """Whether the order of its items says something."""

    usual: bool = False
    """Whether it is a "no" where "no" is meant if nothing is written: said in a column, and nowhere else."""


_LABELS: Mapping[str, str] = {
    "of": "From",
    "see": "Kept at",
    "who": "Who decides",
    "every": "How often",
    "last": "Last said",
    "weight": "Weight, percent",
    "when_not_kept": "When it is not kept",
    "precedence": "Which paper prevails, in this order",
    "level": "Step",
    "posts": "Who meets",
    "gains": "Who gains",
    "otherwise": "Worth otherwise",
    "told": "Told why",
    "able": "Able to collaborate",
    "willing": "Willing to collaborate",
    "look_again": "To be looked at again",
    "kept_by": "What keeps it running",
    "spoken_for_by": "Who may speak of it outside",
    "survives": "What still binds afterwards",
    "left_out": "What lies outside it",
    "answers_for": "Answers for",
    "authority": "May decide",
    "with_": "Shares the role with",
    "brings_in": "Laid before it",
    "gives_out": "Comes out of it",
    "shown_on": "Shown to every party",
    "reach": "Meant for",
}
"""What a field is called where its own name says too little."""

_OWN: Mapping[tuple[str, str], str] = {("Swot", "see"): "Shown by"}
"""What a field is called in one kind of record, by the record's name in the model."""


_ORDERED = frozenset({"precedence", "principles", "steps"})
"""Fields whose items stand in an order that the parties agreed."""


TOLD_ALIKE = frozenset({"shared"})
"""Fields that every record has, and every page tells in the same words: see `views.standing`."""


def label_of(field: str, record: str = "") -> str:
    """What a field is called on a page: `raised_by` is Raised by.

    Args:
        field: the field.
        record: the kind of record, by its name in the model.
    """
    words = key_of(field).replace("-", " ")
    return _OWN.get((record, field)) or _LABELS.get(field, words[:1].upper() + words[1:])


def facts_of(case: Case, record: Record, *, over: bool = False) -> tuple[Fact, ...]:
    """Every field of a record in which something stands, in the order of the model."""
    return tuple(_facts(case, record, over=over))


def some_facts(case: Case, record: Record, *fields: str) -> tuple[Fact, ...]:
    """Those of the named fields in which something stands, in the order in which they are named."""
    found = {fact.field: fact for fact in _facts(case, record, over=False)}
    return tuple(found[field] for field in fields if field in found)


@cache
def _hints_of(record: type[Record]) -> Mapping[str, Any]:
    return get_type_hints(record, include_extras=True)


def _facts(case: Case, record: Record, *, over: bool) -> Iterator[Fact]:
    hints = _hints_of(type(record))
    natures = natures_of(type(record))
    floor = record.part.disclosure if isinstance(record, Entry) else Disclosure.JOINT
    for field, nature in natures.items():
        if field in TOLD_ALIKE:
            continue
        value = getattr(record, field)
        items = tuple(_items(case, hints[field], value))
        if field in DEEDS:
            items = tuple(_done(case, each, day_of(record, field)) for each in items)
        if field == "due" and not over:
            items = tuple(Item("due", each.value) if each.kind == "day" else each for each in items)
        if items:
            closed = nature.disclosure > max(floor, Disclosure.JOINT)
            named = closed and nature.disclosure is Disclosure.RESTRICTED
            usual = value is False and type(record).model_fields[field].default is False
            label = label_of(field, type(record).__name__)
            yield Fact(field, label, items, closed, restricted=named, ordered=field in _ORDERED, usual=usual)


def _done(case: Case, item: Item, day: date | None) -> Item:
    """A post by which something was done, with whoever held it then."""
    return Item("post", doer_of(case, item.value.id, day)) if isinstance(item.value, Post) else item


def _items(case: Case, hint: Any, value: object) -> Iterator[Item]:  # noqa: ANN401 - a type of any shape
    """What a value of the type `hint` shows."""
    if isinstance(value, BaseModel):
        if isinstance(value, Record):
            yield from (Item("side", fact.items, fact.label) for fact in _facts(case, value, over=True))
    elif isinstance(value, Mapping):
        of_key, of_item = arguments(hint, dict) or (Any, Any)
        for key, each in value.items():
            label = when(key).text if isinstance(key, date) else _words(case, of_key, str(key))
            yield Item("side", tuple(_items(case, of_item, each)), label)
    elif isinstance(value, tuple):
        of_item = (arguments(hint, tuple) or (Any,))[0]
        for each in value:
            yield from _items(case, of_item, each)
    elif value is not None:
        yield _item(case, hint, value)


def _item(case: Case, hint: Any, value: object) -> Item:  # noqa: ANN401 - a type of any shape
    if isinstance(value, date):
        return Item("day", when(value))
    if isinstance(value, bool):
        return Item("text", "yes" if value else "no")
    if isinstance(value, Amount):
        return Item("text", money(case, value))
    if isinstance(value, str):
        return _text(case, hint, value)
    scored = _is_read_by(hint, read_score)
    return Item("text", f"{value} of 5" if scored else str(value))


def _text(case: Case, hint: Any, value: str) -> Item:  # noqa: ANN401 - a type of any shape
    register = register_of(hint)
    if register == "posts":
        return Item("post", post_of(case, value))
    if register == "requirements":
        return Item("link", Link(value, requirement(value)))
    if register in (None, "parties", "people", "rules", "catalogues", "ranking-lines", "segment-criteria"):
        words = _words(case, hint, value)
        return Item("prose" if _is_read_by(hint, read_prose) else "text", words)
    if register == "plans":
        return Item("link", relationship_link(case, value))
    home = case.edition.organisation if register == "segment-criteria" else None
    return Item("link", record_link(home or kept_of(case), value, register))


def word(case: Case, value: OpenChoice | None) -> str:
    """A word of an open list as the organisation calls it; empty where none is written."""
    owner = case.edition.organisation
    return owner.title_of(value) if owner and value else str(value or "")


def _words(case: Case, hint: Any, value: str) -> str:  # noqa: ANN401 - a type of any shape
    """A short name told in words, where it names a party or a person."""
    if isinstance(value, OpenChoice):
        return word(case, value)
    register = register_of(hint)
    if register == "parties":
        return party_name(case, value)
    if register == "people" and (found := case.person(value)):
        return found.name
    if register == "segment-criteria" and (owner := case.edition.organisation) and value in owner.segment_criteria:
        return owner.segment_criteria[value].title
    return str(value)


def _is_read_by(hint: Any, reader: object) -> bool:  # noqa: ANN401 - a type of any shape
    return any(
        isinstance(extra, PlainValidator) and extra.func is reader
        for arm in arms(hint)
        for extra in getattr(arm, "__metadata__", ())
    )


def money(case: Case, amount: Amount) -> str:
    """An amount with its currency, which is the organisation's where it names none."""
    owner = case.edition.organisation
    return f"{grouped(amount.value)} {amount.currency or (owner.currency if owner else '')}".strip()


def grouped(value: Decimal) -> str:
    """A number with its thousands set apart: `48,000`."""
    return f"{value:,f}"


def total(case: Case, amounts: Iterable[Amount]) -> str:
    """Amounts added up currency by currency: nothing is exchanged."""
    owner = case.edition.organisation
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for amount in amounts:
        sums[amount.currency or (owner.currency if owner else "")] += amount.value
    return " and ".join(f"{grouped(value)} {currency}".strip() for currency, value in sums.items())
