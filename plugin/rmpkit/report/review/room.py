"""As much of a review as there is room for: kind by kind, what matters most first and as fully as it fits."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Slot(NamedTuple):
    """Where in a report a block stands."""

    heading: str
    """What stands above it; counted with every block below it, so that there is room enough whichever are told."""

    name: str = ""
    """What tells it from the other blocks below that heading."""


Measure = Callable[[str], int]
"""How much room a text takes."""

BETWEEN = 2
"""What an empty line between two blocks takes."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to tell of all there is of one kind."""

    blocks: Mapping[Slot, str] = field(default_factory=dict)
    """What is told, by where it stands."""

    left: Mapping[str, int] = field(default_factory=dict)
    """How many of what it leaves out."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Things of one kind: the changes of a rank, new prompts, what waits for acknowledgement."""

    name: str
    """How they are called where they are left out."""

    number: int
    """How many there are."""

    whole: Callable[[int], Form | None]
    """All of them one by one; nothing where they do not fit into so much room."""

    less: Callable[[int], Form | None] = lambda _: None
    """As many as fit into so much room, those that are alike told together; nothing where none do."""

    least: Callable[[], Form | None] = lambda: None
    """All of them in the fewest words; nothing where there is no such way."""

    more: Callable[[Form, int], Form] = lambda form, _: form
    """A form with some of what was told together one by one, where so much room is left over."""

    core: bool = False
    """Whether all of it is told one by one, or what is alike is told together everywhere."""

    folds: bool = False
    """Whether it is that in which much is alike, so that it is told together as soon as anything is."""


def fitted(topics: Sequence[Topic], room: int, measure: Measure) -> tuple[Form, ...]:
    """The form in which each kind is told.

    Everything one by one, where what has to be told fits like that: kinds that matter least are left out whole.
    Else what is alike is told together, and room is kept for the shortest form of each kind before any is told at
    more length; what is left over in the end is for what was told together.

    Args:
        topics: the kinds, those that matter most first.
        room: how much there is.
        measure: how much a text takes.
    """
    if forms := _one_by_one(topics, room, measure):
        return forms
    together = tuple(_together(topics, room, measure))
    return tuple(_at_length(topics, together, room, measure))


def cost(blocks: Mapping[Slot, str], measure: Measure) -> int:
    """How much room blocks take."""
    return sum(taken_by(slot, text, measure) for slot, text in blocks.items())


def taken_by(slot: Slot, text: str, measure: Measure) -> int:
    """How much room one block takes with its heading."""
    return measure(text) + measure(slot.heading) + 2 * BETWEEN


def _one_by_one(topics: Sequence[Topic], room: int, measure: Measure) -> tuple[Form, ...] | None:
    """Every kind that has to be told one by one, and of the others as many kinds as fit; nothing where they do not."""
    core = {topic.name: topic.whole(room) for topic in topics if topic.core}
    taken = sum(cost(form.blocks, measure) for form in core.values() if form is not None)
    if None in core.values() or taken > room:
        return None
    found: list[Form] = []
    cut = False
    for topic in topics:
        form = core.get(topic.name)
        if form is None:
            whole = None if cut else topic.whole(room - taken)
            form = whole or _shortest(topic, room - taken, measure)
            cut = cut or bool(form.left)
            taken += cost(form.blocks, measure)
        found.append(form)
    return tuple(found)


def _together(topics: Sequence[Topic], room: int, measure: Measure) -> Iterator[Form]:
    left = room
    least: list[Form] = []
    for topic in topics:
        least.append(_shortest(topic, left, measure))
        left -= cost(least[-1].blocks, measure)
    cut = False
    for topic, short in zip(topics, least, strict=True):
        left += cost(short.blocks, measure)
        form = None
        if topic.core or not cut:
            form = (None if topic.folds else topic.whole(left)) or topic.less(left)
        yield form or short
        cut = cut or bool((form or short).left)
        left -= cost((form or short).blocks, measure)


def _at_length(topics: Sequence[Topic], forms: Sequence[Form], room: int, measure: Measure) -> Iterator[Form]:
    left = room - sum(cost(form.blocks, measure) for form in forms)
    for topic, form in zip(topics, forms, strict=True):
        longer = topic.more(form, left)
        left -= cost(longer.blocks, measure) - cost(form.blocks, measure)
        yield longer


def _shortest(topic: Topic, room: int, measure: Measure) -> Form:
    """A kind in the fewest words; left out, and counted, where there is no room even for that."""
    form = topic.least()
    if form is None or cost(form.blocks, measure) > room:
        return Form({}, {topic.name: topic.number} if topic.number else {})
    return form
