"""The pages of the guide that list every key and every value, made from the model: records in, Markdown out."""

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import PlainValidator
from pydantic.fields import FieldInfo

from rmpkit.model.days import Span
from rmpkit.model.documented import documented
from rmpkit.model.exit import ExitStrategy
from rmpkit.model.organisation import Intervals, Organisation, Policy, Scales, Scope
from rmpkit.model.plan import Plan, Stands
from rmpkit.model.record import Disclosure, Nature, Part, Record
from rmpkit.model.reference import NOUNS, Refers
from rmpkit.model.relationship import BusinessCase
from rmpkit.model.scalars import Choice
from rmpkit.report.hints import choices_in, extra_of, hints_of, readers_in, records_in
from rmpkit.report.values import NAMES, anchor, spaced
from rmpkit.report.values import values as values_page

READERS: Mapping[Disclosure, str] = {
    Disclosure.PUBLIC: "anyone",
    Disclosure.JOINT: "every party",
    Disclosure.INTERNAL: "the owner's people",
    Disclosure.RESTRICTED: "named people of the owner",
}
"""Who may see what, in words."""

INTRODUCTION = """# Every key

<!-- Made by `rmpkit.report.reference`. Change the model, then run the tests with RMP_UPDATE_DOCS=1. -->

This page lists every key of `organisation.yml` and of a plan. A key that is not here is refused (RMP003), with the
nearest one as a proposal.

- **Written as** says what stands behind the key; [How values are written](values.md) explains each word.
- **Needed**: a record without a needed key is left out, with a finding. What follows "else" counts where nothing
  is written.
- **Standing** tells an *agreed term*, to which approvals belong, from the *running record*, which unsettles none:
  see [Agreed terms and running record](../explanation/terms-and-record.md).
- **Seen by** is the widest circle of readers. The part a record stands in may narrow it, and never widens it:
  see [Who sees what](../explanation/who-sees-what.md).
"""


EXTRA = "__pydantic_extra__"
"""Where a record declares the type of keys that the author chooses, such as the parties of a health check."""

FILES = (
    "The column File says in which part of the plan a key may stand; a plan kept in one file may hold them all, and is "
    "internal as a whole."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One key, as a row of a table."""

    key: str
    says: str
    written: str
    """What stands behind it, with links to where that is explained."""

    needed: str
    nature: Nature | None
    parts: tuple[Part, ...]

    @property
    def standing(self) -> str:
        """Agreed term or running record, in words."""
        return self.nature.standing.value if self.nature else "as the record"

    @property
    def readers(self) -> str:
        """Who may see it, in words."""
        return READERS[self.nature.disclosure] if self.nature else "as the record"


MANY = 8
"""Places of one kind of record that are listed; where there are more, it stands nearly everywhere."""


def _everywhere(places: Collection[str]) -> str:
    """Where a record stands that nearly every other may hold."""
    return f"under one key in {len(places)} kinds of record"


def fields() -> str:
    """The page with every key of the organisation and of a plan."""
    parts = [
        INTRODUCTION,
        _section("organisation.yml", f"{doc(Organisation)}", Organisation),
        _section(
            "A plan", f"{doc(Plan)} The column File says which part of the plan a key belongs in.", Plan, parts=True
        ),
    ]
    for record, places in _places().items():
        intro = f"{doc(record)}\n\nStands {' and '.join(places) if len(places) <= MANY else _everywhere(places)}."
        parts.append(_section(spaced(record.__name__), intro, record))
    return "\n".join(parts)


def values() -> str:
    """The page that says how values are written, for the values that some key takes."""
    readers: set[Callable[..., Any]] = set()
    choices: dict[type[Choice], list[str]] = {}
    records: tuple[type[Record], ...] = (Organisation, Plan, *_places())
    for record in records:
        for name, hint in _written_in(record).items():
            readers.update(readers_in(hint))
            for choice in choices_in(hint):
                choices.setdefault(choice, []).append(f"`{_key(record, name)}` of {_one(record)}")
    return values_page(frozenset(readers), {choice: tuple(keys) for choice, keys in choices.items()})


def keys() -> Iterator[tuple[tuple[str, ...], type[Record], Row]]:
    """Every key with the way to it from the outside in, as `risks.owner`; those of the organisation below its name.

    Ids are left out, and each record is opened once on every way.
    """
    yield from _below((), Plan, (Plan,))
    yield from _below(("organisation",), Organisation, (Organisation,))


def _below(
    way: tuple[str, ...], owner: type[Record], above: tuple[type[Record], ...]
) -> Iterator[tuple[tuple[str, ...], type[Record], Row]]:
    rows = {row.key.strip("`*"): row for row in _rows(owner)}
    for name, hint in _written_in(owner).items():
        key = _key(owner, name).strip("*")
        yield (*way, key), owner, rows[key]
        for record in records_in(hint):
            if record not in above:
                yield from _below((*way, key), record, (*above, record))


def _section(title: str, intro: str, record: type[Record], *, parts: bool = False) -> str:
    titles = ("Key", "What it says", "Written as", "Needed", *(("File",) if parts else ()), "Standing", "Seen by")
    lines = (f"## {title}", "", intro, "", _line(titles), _line(("---",) * len(titles)))
    rows = (_line(_cells(row, parts=parts)) for row in _rows(record))
    return "\n".join((*lines, *rows)) + "\n"


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Row, *, parts: bool) -> tuple[str, ...]:
    file = (", ".join(map(str, row.parts)),) if parts else ()
    return (row.key, row.says.replace("|", "\\|"), row.written, row.needed, *file, row.standing, row.readers)


def _rows(record: type[Record]) -> Iterator[Row]:
    """The keys an author may write in a record, in the order of the model."""
    for name, hint in _written_in(record).items():
        if name == EXTRA:
            opened = records_in(hint)
            says = doc(opened[0]).partition(". ")[0].rstrip(".") + "." if opened else "A score on that theme."
            yield Row(_key(record, name), says, _written(get_args(hint)[1]), "no", None, ())
            continue
        info = record.model_fields[name]
        stands = extra_of(hint, Stands)
        parts = stands.parts if stands else ()
        yield Row(
            f"`{_key(record, name)}`",
            documented(record).get(name, ""),
            _written(hint),
            _needed(info),
            extra_of(hint, Nature),
            parts,
        )


def _written_in(record: type[Record]) -> Mapping[str, Any]:
    """The declared type of what an author may write in a record: its keys, and those of the author's own choosing."""
    hints = hints_of(record)
    named = {name: hints[name] for name in record.model_fields if extra_of(hints[name], Nature) is not None}
    kept = {name: hint for name, hint in named.items() if record is not Plan or extra_of(hint, Stands).parts}
    return {**kept, EXTRA: hints[EXTRA]} if record.model_config.get("extra") == "allow" else kept


def extra_key(record: type[Record]) -> str:
    """What keys of the author's own choosing stand for in a record."""
    return "each party" if records_in(hints_of(record)[EXTRA]) else "each theme"


def _key(record: type[Record], name: str) -> str:
    if name == EXTRA:
        return f"*{extra_key(record)}*"
    return record.model_fields[name].alias or name


def _needed(info: FieldInfo) -> str:
    """Whether a key has to be written, and what counts where it is not."""
    if info.is_required():
        return "yes"
    shown = _default(info.default)
    return f"no, else {shown}" if shown else "no"


def _default(value: object) -> str:
    match value:
        case bool():
            return "`yes`" if value else "`no`"
        case str() | int() | Span():
            return f"`{value}`"
        case tuple():
            return ", ".join(f"`{each}`" for each in value)
        case Mapping():
            return ", ".join(f"`{key}: {each}`" for key, each in value.items())
        case _:
            return ""


def _written(hint: Any) -> str:  # noqa: ANN401 - a type of any shape
    """What stands behind a key, in words that link to where they are explained."""
    validator = extra_of(hint, PlainValidator)
    if validator is not None:
        refers = extra_of(hint, Refers)
        name = NAMES[validator.func]
        return f"[{NOUNS[refers.to] if refers else name}](values.md#{anchor(name)})"
    if isinstance(hint, type):
        page = "values.md" if issubclass(hint, Choice) else ""
        title = spaced(hint.__name__)
        return f"[{title.lower()}]({page}#{anchor(title)})"
    inner = [arm for arm in get_args(hint) if arm is not type(None)]
    match get_origin(hint):
        case origin if isinstance(origin, type) and issubclass(origin, tuple):
            return f"list: {_written(inner[0])}"
        case origin if isinstance(origin, type) and issubclass(origin, Mapping):
            return f"for each {_written(inner[0])}: {_written(inner[1])}"
        case _:
            return _written(inner[0])


def _places() -> Mapping[type[Record], tuple[str, ...]]:
    """Every record below the organisation and a plan, with the keys it stands under."""
    found: dict[type[Record], list[str]] = {}
    waiting: list[type[Record]] = [Plan, Organisation]
    while waiting:
        owner = waiting.pop(0)
        for name, hint in _written_in(owner).items():
            for record in records_in(hint):
                key = _key(owner, name)
                shown = key if name == EXTRA else f"`{key}`"
                if record not in found:
                    waiting.append(record)
                found.setdefault(record, []).append(f"under {shown} of {_one(owner)}")
    return {record: tuple(places) for record, places in found.items()}


def _one(record: type[Record]) -> str:
    """A record in a sentence: a plan, an exit trigger, the organisation."""
    name = spaced(record.__name__).lower()
    if record in (Organisation, ExitStrategy, Policy, Scope, Intervals, Scales, BusinessCase):
        return f"the {name}"
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}"


def doc(record: type[Record]) -> str:
    """What a record is, in the words of the model."""
    return " ".join((inspect.getdoc(record) or "").split())


def records_of_the_model() -> tuple[type[Record], ...]:
    """Every kind of record that an author can write below the organisation and a plan."""
    return tuple(_places())
