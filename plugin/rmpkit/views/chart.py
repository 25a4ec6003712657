"""Where the points of small charts lie. No drawing here: a template turns these numbers into an SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from rmpkit.model.goals import Target

WIDTH, HEIGHT, EDGE = 180, 44, 6
PLOT_WIDTH, PLOT_HEIGHT = 360, 150
LEFT, TOP, BOTTOM = 26, 12, 22
LONGEST = 24
"""So many letters of a name stand at the end of a line."""

GAP = 14
"""So many units apart two names at the end of two lines have to stand."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of a line."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the height: what is on target."""

    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Spark:
    """A line small enough to stand beside a figure."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    band: Band | None
    says: str
    """The same in words."""

    @property
    def line(self) -> str:
        """The points of the line, as SVG wants them."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


@dataclass(frozen=True, slots=True)
class PlotLine:
    """One party's line in a plot."""

    name: str
    style: int
    """Which of the ways of drawing a line it has, from 0."""

    dots: tuple[Dot, ...]
    last: str
    """The last value, as it is printed."""

    label_y: str

    @property
    def line(self) -> str:
        """The points of the line, as SVG wants them."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: str
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Plot:
    """A few lines over the same days, each named at its end."""

    width: int
    height: int
    lines: tuple[PlotLine, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    says: str
    label_x: str
    left: str
    right: str


def spark(values: Sequence[Decimal], target: Target | None, *, says: str) -> Spark | None:
    """A small line of readings, oldest first, with the target as a band; nothing for fewer than two."""
    if len(values) < 2:  # noqa: PLR2004 - one point is no line
        return None
    ends = [end for end in (target.low, target.high) if end is not None] if target else []
    low, high = min((*values, *ends)), max((*values, *ends))
    room = (high - low) or Decimal(1)

    def y(value: Decimal) -> Decimal:
        return EDGE + (high - value) / room * (HEIGHT - 2 * EDGE)

    step = Decimal(WIDTH - 2 * EDGE) / (len(values) - 1)
    dots = tuple(Dot(_text(EDGE + step * index), _text(y(value))) for index, value in enumerate(values))
    band = None
    if target and target.directed:
        top = y(target.high) if target.high is not None else Decimal(0)
        bottom = y(target.low) if target.low is not None else Decimal(HEIGHT)
        band = Band(_text(top), _text(max(bottom - top, Decimal(1))))
    return Spark(WIDTH, HEIGHT, dots, band, says)


def plot(series: Sequence[tuple[str, Sequence[Decimal | None]]], days: Sequence[str], *, scale: int, says: str) -> Plot:
    """Several lines over the same days, on a scale from 1."""
    end = PLOT_WIDTH - 34 - 5 * min(max(len(name) for name, _ in series), LONGEST)
    inner = Decimal(end - LEFT)
    step = inner / max(len(days) - 1, 1)
    room = Decimal(max(scale - 1, 1))

    def y(value: Decimal) -> Decimal:
        return TOP + (scale - value) / room * (PLOT_HEIGHT - TOP - BOTTOM)

    ends = [(name, next(v for v in reversed(values) if v is not None)) for name, values in series]
    labels = dict(_apart([(name, y(last)) for name, last in ends]))
    lines = tuple(
        PlotLine(
            name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…",
            index,
            tuple(
                Dot(_text(LEFT + step * at), _text(y(value))) for at, value in enumerate(values) if value is not None
            ),
            str(dict(ends)[name]),
            _text(labels[name] + 4),
        )
        for index, (name, values) in enumerate(series)
    )
    shown = {0, len(days) - 1}
    across = tuple(
        Tick(_text(LEFT + step * at), day, "start" if at == 0 else "end") for at, day in enumerate(days) if at in shown
    )
    up = tuple(Tick(_text(y(Decimal(mark))), str(mark), "end") for mark in range(1, scale + 1))
    return Plot(PLOT_WIDTH, PLOT_HEIGHT, lines, across, up, says, _text(end + 8), _text(LEFT), _text(end))


def _apart(places: Sequence[tuple[str, Decimal]]) -> Iterator[tuple[str, Decimal]]:
    """The same names, moved down until no two of them stand on each other; the lowest stays in the picture."""
    ordered = sorted(places, key=lambda place: place[1])
    heights = [place[1] for place in ordered]
    for index in range(1, len(heights)):
        heights[index] = max(heights[index], heights[index - 1] + GAP)
    over = max(heights, default=Decimal(0)) - (PLOT_HEIGHT - BOTTOM)
    if over > 0:
        heights = [height - over for height in heights]
    return ((name, height) for (name, _), height in zip(ordered, heights, strict=True))


def trend(values: Sequence[Decimal]) -> str:
    """How a series went, in words: where it began, where it is, whether it fell or rose each time."""
    if len(values) < 2:  # noqa: PLR2004 - one round is no trend
        return "one round so far"
    steps = [later - earlier for earlier, later in pairwise(values)]
    rounds = f"{len(steps)} rounds running" if len(steps) > 1 else "since the round before"
    if all(step < 0 for step in steps):
        return f"lower {rounds}"
    if all(step > 0 for step in steps):
        return f"higher {rounds}"
    change = values[-1] - values[0]
    return "as at first" if not change else f"{'up' if change > 0 else 'down'} {abs(change)} since the first"


def _text(number: Decimal | int) -> str:
    return f"{Decimal(number):.1f}"
