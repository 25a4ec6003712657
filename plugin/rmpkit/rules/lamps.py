"""Three lamps, never one: how each party feels, what is delivered, and how the plan is kept up.

Paperwork colours only the third. The first two are made of what the parties scored and what the measures showed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import IntEnum
from itertools import pairwise

from rmpkit.model.finding import Finding, Severity
from rmpkit.model.goals import HealthCheck, Measure, MeasureKind, TargetState
from rmpkit.rules.case import Case

LOW = Decimal("0.5")
"""A score below this share of its scale is red."""

MIDDLING = Decimal("0.7")
"""A score below this share of its scale is amber."""

WIDE = Decimal("0.2")
"""Parties further apart than this share of the scale, on one theme, are amber."""

ROUNDS = 3
"""So many rounds in a row, each lower than the one before, are a fall."""

MANY = 6
"""So many prompts colour the upkeep red."""


NUMBERS = (MeasureKind.DELIVERY, MeasureKind.VALUE)
"""Kinds of measure that tell of delivery; the others tell of the relationship."""


class Colour(IntEnum):
    """What a lamp shows; the larger, the more it asks for."""

    NOT_RATED = 0
    GREEN = 1
    AMBER = 2
    RED = 3

    @property
    def word(self) -> str:
        """As it stands on pages, beside its shape."""
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True, slots=True)
class Lamp:
    """One lamp, and what it rests on."""

    name: str
    """`relationship`, `delivery` or `upkeep`."""

    colour: Colour
    """What it shows."""

    because: str
    """Why: one sentence."""

    also: tuple[str, ...] = ()
    """What else weighed, most telling first."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A party's score on one theme that has fallen round after round."""

    party: str
    theme: str
    scores: tuple[Decimal, ...]
    """The scores, oldest first."""

    last: str
    """The id of the last health check."""


def lamps(case: Case, findings: Sequence[Finding]) -> tuple[Lamp, Lamp, Lamp]:
    """The three lamps of a plan, given the findings about it."""
    return (*lamps_of_parties(case), upkeep_lamp(findings))


def lamps_of_parties(case: Case) -> tuple[Lamp, Lamp]:
    """The two lamps that rest on what the parties scored and what the measures showed."""
    relationship = _honest(relationship_lamp(case), case, "health-checks", "measures")
    return relationship, _honest(delivery_lamp(case), case, "measures")


def _honest(lamp: Lamp, case: Case, *rests_on: str) -> Lamp:
    """The lamp, not green where something it rests on cannot be read."""
    if lamp.colour is not Colour.GREEN or not case.unread(*rests_on):
        return lamp
    return replace(lamp, colour=Colour.NOT_RATED, because="Part of what it rests on cannot be read.", also=())


def rounds(case: Case) -> tuple[HealthCheck, ...]:
    """Health checks closed by today, oldest first."""
    held = (check for check in case.plan.health_checks.values() if check.on <= case.today)
    return tuple(sorted(held, key=lambda check: (check.on, check.id)))


def falls(case: Case) -> Iterator[Fall]:
    """Scores that have fallen in each of the last `ROUNDS` rounds that asked for them."""
    held = rounds(case)
    if not held:
        return
    for party, scores in held[-1].by_party.items():
        for theme in scores.scores:
            asked = [c for c in held if party in c.by_party and theme in c.by_party[party].scores][-ROUNDS - 1 :]
            recent = [check.by_party[party].scores[theme] for check in asked]
            shares = [_share(score, check) for score, check in zip(recent, asked, strict=True)]
            if len(recent) > ROUNDS and all(later < earlier for earlier, later in pairwise(shares)):
                yield Fall(party, theme, tuple(recent), held[-1].id)


@dataclass(frozen=True, slots=True)
class Gap:
    """How far apart the parties score one theme."""

    low: Decimal
    from_low: str
    """The party, by short name, that scored lowest."""

    high: Decimal
    from_high: str
    """The party that scored highest."""


def low_scores(check: HealthCheck) -> Iterator[tuple[str, str, Decimal]]:
    """Theme, party and score wherever a score is low on its scale."""
    for party, answers in check.by_party.items():
        for theme, score in answers.scores.items():
            if _share(score, check) < MIDDLING:
                yield theme, party, score


def wide_gaps(check: HealthCheck) -> Iterator[tuple[str, Gap]]:
    """Themes that the parties score far apart."""
    spread: dict[str, list[tuple[Decimal, str]]] = {}
    for party, answers in check.by_party.items():
        for theme, score in answers.scores.items():
            spread.setdefault(theme, []).append((score, party))
    for theme, scores in spread.items():
        (low, from_low), (high, from_high) = min(scores), max(scores)
        if _share(high - low, check) > WIDE:
            yield theme, Gap(low, from_low, high, from_high)


def relationship_lamp(case: Case) -> Lamp:
    """What each party said and scored, in the last round; and measures of behaviour and of the relationship."""
    found = sorted(_relationship(case), key=lambda reason: -reason[0])
    if not found:
        return Lamp("relationship", Colour.NOT_RATED, "No party has been asked yet.")
    colour, because = found[0]
    return Lamp("relationship", colour, because, tuple(text for worth, text in found[1:] if worth > Colour.GREEN))


def _relationship(case: Case) -> Iterator[tuple[Colour, str]]:
    held = rounds(case)
    if held:
        yield from _scores(case, held[-1])
    for fall in falls(case):
        shown = ", ".join(map(str, fall.scores))
        yield (
            Colour.RED if _share(fall.scores[-1], held[-1]) < MIDDLING else Colour.AMBER,
            f"{case.party_name(fall.party)} scores {fall.theme} lower in each of the last {ROUNDS} rounds: {shown}.",
        )
    yield from _off_target(case, (MeasureKind.RELATIONSHIP, MeasureKind.BEHAVIOUR))


def _scores(case: Case, check: HealthCheck) -> Iterator[tuple[Colour, str]]:
    given = [
        (score, case.party_name(party), theme)
        for party, answers in check.by_party.items()
        for theme, score in answers.scores.items()
    ]
    if not given:
        return
    score, party, theme = min(given)
    share = _share(score, check)
    colour = Colour.RED if share < LOW else Colour.AMBER if share < MIDDLING else Colour.GREEN
    verb = "The lowest score is" if colour is Colour.GREEN else "Low score:"
    yield colour, f"{verb} {theme} {score} of {check.out_of}, from {party} on {check.on}."
    for theme, gap in wide_gaps(check):
        high, low = case.party_name(gap.from_high), case.party_name(gap.from_low)
        yield Colour.AMBER, f"{high} scores {theme} {gap.high} where {low} scores {gap.low}."


def _share(score: Decimal, check: HealthCheck) -> Decimal:
    return score / check.out_of if check.out_of else Decimal(0)


def delivery_lamp(case: Case) -> Lamp:
    """What the measures of delivery and value showed last."""
    found = sorted(_off_target(case, NUMBERS), key=lambda reason: -reason[0])
    if not found:
        return Lamp("delivery", Colour.NOT_RATED, "No measure with a target has a reading yet.")
    missed = tuple(text for worth, text in found if worth > Colour.GREEN)
    if not missed:
        count = f"all {len(found)} measures are" if len(found) > 1 else "the one measure is"
        return Lamp("delivery", Colour.GREEN, f"At their last readings, {count} on target.")
    return Lamp("delivery", found[0][0], missed[0], missed[1:])


def _off_target(case: Case, kinds: tuple[MeasureKind, ...]) -> Iterator[tuple[Colour, str]]:
    for measure in case.plan.measures.values():
        standing, latest = standing_of(measure, case.today), measure.latest(case.today)
        if measure.kind not in kinds or standing is TargetState.NOT_JUDGED or latest is None:
            continue
        period, reading = latest
        value = f"{reading.value} {measure.unit}" if measure.unit else str(reading.value)
        text = f"{measure.question.rstrip('?')}: {value} in {period}, target {measure.target}."
        colours = {TargetState.ON_TARGET: Colour.GREEN, TargetState.NEAR_TARGET: Colour.AMBER}
        yield colours.get(standing, Colour.RED), text


def delivered(case: Case) -> int:
    """How many measures of delivery and value have a reading that can be judged."""
    return sum(
        measure.kind in NUMBERS and standing_of(measure, case.today) is not TargetState.NOT_JUDGED
        for measure in case.plan.measures.values()
    )


def standing_of(measure: Measure, today: date) -> TargetState:
    """Where a measure's last reading stands."""
    latest = measure.latest(today)
    return measure.standing(latest[1].value) if latest else TargetState.NOT_JUDGED


def upkeep_lamp(findings: Sequence[Finding]) -> Lamp:
    """How the plan is kept up: the tool's own prompts, which colour nothing else."""
    errors = sum(finding.kind.severity is Severity.ERROR for finding in findings)
    prompts = sum(finding.kind.severity is Severity.WARNING for finding in findings)
    if errors:
        return Lamp("upkeep", Colour.RED, f"{_count(errors, 'entry', 'entries')} cannot be read as written.")
    if prompts >= MANY:
        return Lamp("upkeep", Colour.RED, f"{_count(prompts, 'prompt', 'prompts')} to look at.")
    if prompts:
        return Lamp("upkeep", Colour.AMBER, f"{_count(prompts, 'prompt', 'prompts')} to look at.")
    return Lamp("upkeep", Colour.GREEN, "Nothing is waiting to be brought up to date.")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
