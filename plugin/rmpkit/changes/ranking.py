"""How much a change is to be looked at: a list of lines, of which the first that fits counts."""

from collections.abc import Callable
from dataclasses import dataclass

from rmpkit.changes.change import Difference, Kind, Rank
from rmpkit.changes.differing import widened
from rmpkit.model.record import Standing
from rmpkit.rules.judgement import Judged


@dataclass(frozen=True, slots=True)
class Ranked:
    """How much a change is to be looked at, and why."""

    rank: Rank
    name: str
    """The line of the ranking that says so."""

    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ranking."""

    name: str
    """What it is called in `organisation.yml`, where an organisation may give it another rank."""

    rank: Rank
    says: str
    """Which changes it is about, in one sentence."""

    fits: Callable[[Difference, Judged, Judged], bool]


RANKING = (
    Line("opened-wider", Rank.MUST_SEE, "Something may be read by more people.", lambda d, _, __: widened(d)),
    Line(
        "terms-changed",
        Rank.LOOK_AT,
        "Agreed terms are other ones.",
        lambda d, _, __: d.nature.standing is Standing.TERM,
    ),
    Line("removed", Rank.LOOK_AT, "Something is not there any more.", lambda d, _, __: d.kind is Kind.REMOVED),
)


def rank(difference: Difference, base: Judged, head: Judged, among: tuple[Difference, ...]) -> Ranked:
    """How much a difference is to be looked at.

    Args:
        difference: what differs.
        base: the earlier edition.
        head: the later one.
        among: everything that differs between the two.
    """
    del among
    for line in RANKING:
        if line.fits(difference, base, head):
            return Ranked(line.rank, line.name)
    return Ranked(Rank.PROGRESS, "progress")
