"""The kinds of things that a review tells in Markdown: one by one, and told together where there is little room."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rmpkit.changes.change import Change, EvidenceMove, Rank
from rmpkit.changes.gate import Gate, Waiting
from rmpkit.changes.notes import Note
from rmpkit.report.located import Located
from rmpkit.report.neutral import code, words
from rmpkit.report.review.folds import listed_in_short
from rmpkit.report.review.review import Review, counted
from rmpkit.report.review.room import Form, Measure, Slot, Topic, cost, taken_by
from rmpkit.report.review.rows import NAME, SENTENCE, VALUE, akin_together, alike_together, of_all_plans, one_by_one
from rmpkit.report.review.words import HEADINGS, evidence_moved

Told = TypeVar("Told")

LOST, GAINED = Slot("### Evidence", "lost"), Slot("### Evidence", "gained")
NOTES, RAISED, RESOLVED = Slot("### Not done"), Slot("### New prompts"), Slot("", "resolved")
GATE = Slot("### Acknowledgement")
"""Where the passages stand that are of no plan."""

_LINE = 40_000
"""Characters of a line that is to be copied, which is never cut: where it is longer, there is no room for it at all."""

_LINES = 20_000
"""Characters of all such lines where there is little room."""

_SURELY = 100
"""Characters of a sentence that are shown of it in any case."""

_MOST = 20
"""Lines of one kind that are told where there is little room."""

_OF_A_PATTERN = 4
"""Things not done that are told of each pattern where there is little room."""


def topics(review: Review, measure: Measure) -> tuple[Topic, ...]:
    """The kinds of things that a review tells, those that matter most first."""
    ranks = {rank: _Ranked(review, rank, measure).topic() for rank in HEADINGS}
    return (
        ranks[Rank.MUST_SEE],
        _acknowledgement(review.gate, measure),
        _Lines("evidence lost", LOST, review.lost, lambda move: _moved(review, move), measure).topic(
            tuple(_by_requirement(review, review.lost)), core=True
        ),
        ranks[Rank.LOOK_AT],
        _Lines("things not done", NOTES, review.notes, lambda note: _note(review, note), measure).topic(
            tuple(_by_pattern(review))
        ),
        _Lines("new prompts", RAISED, review.raised, _prompt, measure).topic(tuple(_by_rule(review.raised)), core=True),
        _Lines("evidence gained", GAINED, review.gained, lambda move: _moved(review, move), measure).topic(),
        _Lines("prompts that are gone", RESOLVED, review.resolved, _prompt, measure, folded_away).topic(),
        ranks[Rank.PROGRESS],
        ranks[Rank.WORDING],
    )


def of_plan(review: Review, plan: str | None, rank: Rank) -> Slot:
    """Where the changes of one rank in one plan stand; two plans of one name have places of their own."""
    return Slot(f"### {words(review.title(plan), NAME)}", f"{plan or ''} {rank:d}")


def of_many(rank: Rank) -> Slot:
    """Where the changes of one rank stand that are told of many plans at once."""
    return Slot("### The other plans, told together", f"{rank:d}")


class _Ranked:
    """The changes of one rank, plan by plan."""

    def __init__(self, review: Review, rank: Rank, measure: Measure) -> None:
        self.review, self.rank, self.measure = review, rank, measure
        grouped = review.by_plan()
        self.found: dict[Slot, tuple[Change, ...]] = {
            of_plan(review, plan, rank): grouped[plan, rank] for plan in review.plans if (plan, rank) in grouped
        }

    def topic(self) -> Topic:
        name, number = HEADINGS[self.rank].lower(), sum(map(len, self.found.values()))
        if self.rank <= Rank.LOOK_AT:
            return Topic(name, number, self.whole, self.folded, self.in_lines, self.more, core=True, folds=True)
        return Topic(name, number, self.whole, self.first_plans)

    def whole(self, room: int) -> Form | None:
        """Every change in its own words."""
        blocks = self._one_by_one(room)
        return Form(blocks) if len(blocks) == len(self.found) else None

    def _one_by_one(self, room: int) -> dict[Slot, str]:
        fits = itertools.takewhile(lambda each: _may_fit((c.sentence for c in each[1]), room), self.found.items())
        told = ((slot, one_by_one(self.review, self.rank, changes)) for slot, changes in fits)
        return _as_long_as(told, room, self.measure)

    def folded(self, room: int) -> Form | None:
        """What is alike told together; the last plans in one line for each of the ranking, where that is too much."""
        alike = ((slot, alike_together(self.review, self.rank, changes)) for slot, changes in self.found.items())
        blocks = _as_long_as(alike, room, self.measure)
        if len(blocks) == len(self.found):
            return Form(blocks)
        akin = ((slot, akin_together(self.rank, changes)) for slot, changes in self.found.items())
        blocks = _as_long_as(akin, room, self.measure)
        if len(blocks) == len(self.found):
            return Form(blocks)
        kept = list(blocks)
        while kept:
            told = {slot: blocks[slot] for slot in kept} | self.lines(list(self.found)[len(kept) :])
            if cost(told, self.measure) <= room:
                return Form(told)
            kept = kept[: -1 - len(kept) // 50]
        return None

    def more(self, form: Form, room: int) -> Form:
        """Of the plans of which something is told together, those one by one that there is room for."""
        blocks = dict(form.blocks)
        for slot, changes in self.found.items():
            short = blocks.get(slot, "")
            if not short or not _may_fit((change.sentence for change in changes), room + self.measure(short)):
                continue
            long = one_by_one(self.review, self.rank, changes)
            dearer = self.measure(long) - self.measure(short)
            if 0 < dearer <= room:
                blocks[slot] = long
                room -= dearer
        return Form(blocks, form.left)

    def in_lines(self) -> Form:
        """All plans at once."""
        return Form(self.lines(self.found))

    def lines(self, slots: Iterable[Slot]) -> dict[Slot, str]:
        """Some plans at once, one line for each of the ranking."""
        changes = [change for slot in slots for change in self.found[slot]]
        return {of_many(self.rank): of_all_plans(self.review, self.rank, changes)} if changes else {}

    def first_plans(self, room: int) -> Form | None:
        """The first plans whole, and the others counted."""
        blocks = self._one_by_one(room)
        left = sum(len(changes) for slot, changes in self.found.items() if slot not in blocks)
        return Form(blocks, {HEADINGS[self.rank].lower(): left} if left else {}) if blocks else None


def _as_long_as(blocks: Iterable[tuple[Slot, str]], room: int, measure: Measure) -> dict[Slot, str]:
    """Blocks, as long as there is room for the next one."""
    found: dict[Slot, str] = {}
    for slot, text in blocks:
        room -= taken_by(slot, text, measure)
        if room < 0:
            break
        found[slot] = text
    return found


def _may_fit(sentences: Iterable[str], room: int) -> bool:
    """Whether sentences may fit, before any time is spent on how they are written: they get longer by that."""
    return sum(min(len(sentence), _SURELY) for sentence in sentences) <= 2 * room


@dataclass(frozen=True)
class _Lines(Generic[Told]):
    """Things of which each is one line."""

    name: str
    """How they are called where they are left out."""

    slot: Slot
    """Where they stand."""

    things: Sequence[Told]
    tell: Callable[[Told], str]
    measure: Measure
    around: Callable[[str, Sequence[str]], str] = lambda _, lines: _items(lines)
    """What is written of all lines, by name."""

    def topic(self, short: Sequence[str] = (), *, core: bool = False) -> Topic:
        """The kind they are.

        Args:
            short: all of them in fewer lines; none where there is no such way.
            core: whether none of it is left out before what is alike is told together.
        """
        form = Form({self.slot: _items(short)}) if short else None
        return Topic(self.name, len(self.things), self.whole, least=lambda: form, core=core)

    def whole(self, room: int) -> Form | None:
        """All of them; nothing where they do not fit."""
        lines: list[str] = []
        left = room
        for thing in self.things:
            lines.append(self.tell(thing))
            left -= self.measure(lines[-1])
            if left < 0:
                return None
        form = Form({self.slot: self.around(self.name, lines)} if lines else {})
        return form if cost(form.blocks, self.measure) <= room else None


def _items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _note(review: Review, note: Note) -> str:
    return words(f"{review.title(note.plan)}: {note.says}", SENTENCE)


def _by_pattern(review: Review) -> Iterator[str]:
    """Things not done, of each pattern the first ones, and how many more there are."""
    for found in _grouped((note.name, note) for note in review.notes).values():
        yield from (_note(review, note) for note in found[:_OF_A_PATTERN])
        if more := found[_OF_A_PATTERN:]:
            plans = list(dict.fromkeys(review.title(note.plan) for note in more))
            yield words(f"{len(more):,} more like it: {listed_in_short(plans)}.", SENTENCE)


def _moved(review: Review, move: EvidenceMove) -> str:
    return words(evidence_moved(review, move), SENTENCE)


def _by_requirement(review: Review, moves: Sequence[EvidenceMove]) -> Iterator[str]:
    for found in _grouped((move.requirement, move) for move in moves).values():
        plans = listed_in_short([review.title(move.plan) for move in found])
        yield words(f"Evidence for {found[0].title} ({found[0].requirement}) was lost by {plans}.", SENTENCE)


def _prompt(item: Located) -> str:
    kind, place = item.finding.kind, item.place
    at = code(f"{place.file}:{place.line}", VALUE)
    return f"{kind.code} {kind.severity}: {words(item.finding.message, SENTENCE)} {at}"


def _by_rule(items: Sequence[Located]) -> Iterator[str]:
    for found in _grouped((item.finding.kind.code, item) for item in items).values():
        more = f" And {len(found) - 1:,} more of this kind." if len(found) > 1 else ""
        yield f"{_prompt(found[0])}{more}"


def folded_away(name: str, lines: Sequence[str]) -> str:
    """Lines that are shown once somebody asks for them."""
    heading = f"{name[0].upper()}{name[1:]} ({len(lines)})"
    return f"<details><summary>{heading}</summary>\n\n{_items(lines)}\n\n</details>"


def _acknowledgement(gate: Gate | None, measure: Measure) -> Topic:
    """What waits to be acknowledged and by which line that is done, what did not count, and what was acknowledged."""
    name = "what waits for acknowledgement"
    if gate is None or not (gate.waiting or gate.seen or gate.unheard):
        return Topic(name, 0, lambda _: Form(), core=True)

    def whole(room: int) -> Form | None:
        told = (*(each.change.sentence for each in gate.seen), *gate.lines)
        if not _may_fit(told, room):
            return None
        form = Form({GATE: "\n\n".join(_gate(gate))})
        return form if cost(form.blocks, measure) <= room else None

    left = {"what was acknowledged": len(gate.seen)} if gate.seen else {}
    short = Form({GATE: "\n\n".join(_gate_in_short(gate))}, left)
    return Topic(name, len(gate.waiting), whole, least=lambda: short, core=True)


def _gate(gate: Gate) -> Iterator[str]:
    told = [f"Not counted, {said.where}: {said.why}" for said in gate.unheard]
    told += [f"{each.change.sentence} {each.why}" for each in gate.waiting if not each.speakers]
    yield from _waiting(gate, told)
    if gate.lines:
        yield _items(code(line, _LINE) for line in gate.lines)
    if gate.seen:
        seen = (f"{each.change.sentence} By {each.by.name}, in {each.where}." for each in gate.seen)
        yield folded_away("acknowledged", [words(each, 2 * SENTENCE) for each in seen])


def _gate_in_short(gate: Gate) -> Iterator[str]:
    told = [f"Not counted, {said.where}: {said.why}" for said in gate.unheard[:_MOST]]
    if more := gate.unheard[_MOST:]:
        told.append(f"Not counted: {len(more):,} more.")
    told += _by_reason([each for each in gate.waiting if not each.speakers])
    yield from _waiting(gate, told)
    lines = _as_long_as(((Slot("", line), code(line, _LINE)) for line in gate.lines), _LINES, len)
    if lines:
        yield _items(lines.values())
    if gate.lines[len(lines) :]:
        yield f"{counted(len(gate.lines) - len(lines), 'more line')}: rmp compare prints all of them."


def _waiting(gate: Gate, told: list[str]) -> Iterator[str]:
    if gate.lines:
        number = counted(len([each for each in gate.waiting if each.speakers]), "change")
        told.append(f"{number} to be acknowledged: the person named puts this at the end of the message of a commit.")
    yield _items(words(each, 2 * SENTENCE) for each in told) if told else "Nothing waits for it."


def _by_reason(waiting: Sequence[Waiting]) -> Iterator[str]:
    """What cannot be acknowledged as it is, by what it waits for."""
    groups = _grouped((each.why, each) for each in waiting)
    for why, found in list(groups.items())[:_MOST]:
        first = found[0].change.sentence
        same = f" The same is so of {counted(len(found) - 1, 'other change')}." if len(found) > 1 else ""
        yield f"{first} {why}{same}"
    if more := len(list(groups)[_MOST:]):
        yield f"{counted(more, 'other reason')} why changes wait."


def _grouped(pairs: Iterable[tuple[str, Told]]) -> Mapping[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for key, each in pairs:
        found.setdefault(key, []).append(each)
    return found
