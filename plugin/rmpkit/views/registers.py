"""Any register as a table, of a plan or of the organisation: the name of a record, columns of its fields, and the rest.

A layout says which fields stand in which column. A field that no column names stands below the record's name, so that
a field added to the model is shown from that day on, and no page can forget it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rmpkit.disclosure.edition import NO_PLAN, ShownPlan
from rmpkit.model.record import Disclosure, Entry, Record
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views.addresses import Link
from rmpkit.views.facts import Fact, Item, facts_of
from rmpkit.views.posts import Post, party_name
from rmpkit.views.records import kept_of
from rmpkit.views.sheet import Sheet, organisation_sheet, plan_sheet


@dataclass(frozen=True, slots=True)
class Layout:
    """How one register is laid out."""

    register: str
    """The field of the plan, or of the organisation."""

    noun: str
    """What one record is called, as the head of the first column."""

    anchor: str
    title: str
    head: str
    """The field that says what a record is; its own words stand first in the row."""

    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Columns beside that, each with the fields that stand in it."""

    says: str = ""
    """What the register is for, in a sentence."""

    over: Callable[[Entry], bool] = lambda _: False
    """Whether a record asks for nothing more; those stand last and quietly."""

    order: Callable[[Entry], object] | None = None
    """What records are sorted by; as they are written where nothing is said."""

    by_party: str = ""
    """The field that gets a column for each party."""

    adds: Mapping[str, Callable[[Case, Entry], Iterable[Fact]]] = field(default_factory=dict)
    """What is worked out for a column beside its fields."""

    grouped_by: tuple[str, ...] = ()
    """Fields that the heading above the table says already."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of a row."""

    label: str
    facts: tuple[Fact, ...]
    labelled: bool = False
    """Whether several fields share the column, so that each has to say what it is."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record."""

    id: str
    head: str
    notes: tuple[Fact, ...]
    """What no column asks for."""

    cells: tuple[Cell, ...]
    over: bool
    internal: bool
    page: Link | None = None
    """Where more of it stands, where the row is only its outline."""


@dataclass(frozen=True, slots=True)
class Register:
    """A table of records."""

    head: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page of registers."""

    id: str
    title: str
    says: str = ""
    facts: tuple[Fact, ...] = ()
    registers: tuple[Register, ...] = ()
    none: str = ""
    """What is said where there is no record."""

    internal: bool = False
    """Whether all of it is for the owner's own people."""

    beside: bool = False
    """Whether its tables stand side by side where there is room."""


@dataclass(frozen=True, slots=True)
class Registers:
    """A page of registers."""

    sheet: Sheet
    sections: tuple[Section, ...]


def registers_page(
    judged: Judged, plan: ShownPlan, leaf: str, title: str, sections: Iterable[Section | None]
) -> Registers:
    """A page of those sections in which something stands."""
    made = tuple(section for section in sections if section is not None)
    return Registers(plan_sheet(judged, plan, leaf, title), made)


def own_registers_page(
    judged: Judged, address: str, title: str, sections: Iterable[Section | None], *, key: str = ""
) -> Registers:
    """The same for the organisation."""
    made = tuple(section for section in sections if section is not None)
    return Registers(organisation_sheet(judged, address, title, key=key), made)


def single(case: Case, record: Record | None, anchor: str, title: str, says: str = "") -> Section | None:
    """A record that stands alone as a part of a page, where anything of it is written."""
    facts = facts_of(case, record) if record else ()
    return Section(anchor, title, says, facts=facts) if facts else None


def section(case: Case, layout: Layout, *, internal: bool = False) -> Section | None:
    """A register as a part of a page, where it holds anything."""
    found = register(case, layout)
    if found is None:
        return None
    return Section(layout.anchor, layout.title, layout.says, registers=(found,), internal=internal)


def facts_section(case: Case, record: Record | None, anchor: str, title: str, says: str = "") -> Section | None:
    """A single record of the owner's own as a part of a page, where something stands in it."""
    facts = facts_of(case, record) if record else ()
    return Section(anchor, title, says, facts, internal=True) if facts else None


def register(case: Case, layout: Layout, records: Iterable[Entry] | None = None) -> Register | None:
    """The table of some records, of all of the register where none are given; nothing where there are none."""
    chosen = list(getattr(kept_of(case), layout.register).values() if records is None else records)
    if not chosen:
        return None
    if layout.order:
        chosen.sort(key=layout.order)  # type: ignore[arg-type]  # what a layout sorts by can be compared
    chosen.sort(key=layout.over)
    parties = _parties(case, layout)
    rows = [_row(case, layout, each, parties) for each in chosen]
    filled = {cell.label for row in rows for cell in row.cells if cell.facts}
    columns = tuple(cell.label for cell in rows[0].cells if cell.label in filled)
    shown = tuple(_with(row, columns) for row in rows)
    return Register(layout.noun, columns, shown)


def _with(row: Row, columns: tuple[str, ...]) -> Row:
    cells = tuple(cell for cell in row.cells if cell.label in columns)
    return Row(row.id, row.head, row.notes, cells, row.over, row.internal)


def _row(case: Case, layout: Layout, record: Entry, parties: tuple[str, ...]) -> Row:
    over = layout.over(record)
    facts = {fact.field: fact for fact in facts_of(case, record, over=over)}
    taken = {layout.head, layout.by_party, *layout.grouped_by, *(name for _, names in layout.columns for name in names)}
    cells = [
        Cell(
            label,
            (*(facts[name] for name in names if name in facts), *_added(case, layout, label, record)),
            labelled=len(names) > 1,
        )
        for label, names in layout.columns
    ]
    return Row(
        record.id,
        _head(record, layout, facts),
        tuple(fact for name, fact in facts.items() if name not in taken and not fact.usual),
        (*(_side(facts.get(layout.by_party), name) for name in parties), *cells),
        over,
        record.part.disclosure >= Disclosure.INTERNAL and case.plan is not NO_PLAN,
    )


def _head(record: Entry, layout: Layout, facts: Mapping[str, Fact]) -> str:
    """What a record is called: its own words, or the role of the post that it is about."""
    (first, *_) = facts[layout.head].items if layout.head in facts else (None,)
    return first.value.role if first and isinstance(first.value, Post) else str(getattr(record, layout.head))


def _added(case: Case, layout: Layout, label: str, record: Entry) -> Iterable[Fact]:
    return layout.adds[label](case, record) if label in layout.adds else ()


def _parties(case: Case, layout: Layout) -> tuple[str, ...]:
    """The names of the parties, in the order of the plan, each with a column of its own."""
    return tuple(party_name(case, name) for name in case.plan.parties) if layout.by_party else ()


def _side(fact: Fact | None, party: str) -> Cell:
    """What of a field belongs to one party: its side, or its posts."""
    found = tuple(_of_party(fact.items, party)) if fact else ()
    return Cell(party, (Fact(fact.field, party, found),) if fact and found else ())


def _of_party(items: Iterable[Item], party: str) -> Iterator[Item]:
    for item in items:
        if item.kind == "side" and item.label == party and isinstance(item.value, tuple):
            yield from item.value
        elif item.kind == "post" and getattr(item.value, "party", "") == party:
            yield item
