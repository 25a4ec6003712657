"""What each party's people say of the relationship, side by side, round by round."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rmpkit.model.goals import HealthCheck
from rmpkit.rules.case import Case
from rmpkit.rules.lamps import rounds
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.chart import Plot, plot, trend
from rmpkit.views.dates import When, short, when
from rmpkit.views.facts import Fact, some_facts
from rmpkit.views.posts import party_name

OLDEST = 6
"""So many rounds are drawn; older ones stand in the tables."""


@dataclass(frozen=True, slots=True)
class PartyTrend:
    """One party's scores on one theme."""

    party: str
    scores: str
    """From the first to the last: `4.0, 3.6, 3.1, 2.6`."""

    trend: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme, as every party scored it."""

    name: str
    plot: Plot
    parties: tuple[PartyTrend, ...]
    apart: str
    """How far apart the parties were in the last round."""

    wanted: str
    """The score the parties want, and how far each of them is from it; empty where none was agreed."""

    question: str
    """What was asked; empty where it is not written."""


@dataclass(frozen=True, slots=True)
class Answered:
    """How many of a party's people answered."""

    party: str
    asked: str
    answered: str
    scores: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One round of asking."""

    id: str
    on: When
    scale: int
    themes: tuple[str, ...]
    parties: tuple[Answered, ...]
    we_agreed: str
    actions: tuple[Link, ...]
    wanted: tuple[str, ...]
    """The score wanted on each theme, as agreed by then; empty where none was."""

    more: tuple[Fact, ...]
    """What else the round says of itself: the way of asking, the questions, when it was shown."""


@dataclass(frozen=True, slots=True)
class HealthView:
    """Every round, theme by theme."""

    days: tuple[str, ...]
    scale: int
    model: str
    themes: tuple[Theme, ...]
    rounds: tuple[Round, ...]
    """Newest first."""


def health_view(case: Case) -> HealthView | None:
    """What each party said, where any was asked."""
    held = rounds(case)
    if not held:
        return None
    drawn = held[-OLDEST:]
    days = tuple(short(check.on) for check in drawn)
    names = dict.fromkeys(theme for check in drawn for answers in check.by_party.values() for theme in answers.scores)
    themes = tuple(_theme(case, theme, drawn, days) for theme in names)
    model = next((check.model for check in reversed(held) if check.model), "")
    return HealthView(days, held[-1].out_of, model, themes, tuple(_round(case, check) for check in reversed(held)))


def _theme(case: Case, theme: str, held: Sequence[HealthCheck], days: Sequence[str]) -> Theme:
    parties = dict.fromkeys(
        party for check in held for party, answers in check.by_party.items() if theme in answers.scores
    )
    series = {
        party: [check.by_party[party].scores.get(theme) if party in check.by_party else None for check in held]
        for party in parties
    }
    given = {party: [score for score in scores if score is not None] for party, scores in series.items()}
    says = "; ".join(
        f"{party_name(case, party)} {', '.join(map(str, scores))}, {trend(scores)}" for party, scores in given.items()
    )
    drawn = plot(
        [(party_name(case, party), scores) for party, scores in series.items()],
        days,
        scale=held[-1].out_of,
        says=f"{theme.capitalize()}, from {days[0]} to {days[-1]}: {says}.",
    )
    rows = tuple(
        PartyTrend(party_name(case, party), ", ".join(map(str, scores)), trend(scores))
        for party, scores in given.items()
    )
    asked = next((check.questions[theme] for check in reversed(held) if theme in check.questions), "")
    return Theme(theme.replace("-", " "), drawn, rows, _apart(case, theme, held[-1]), _wanted(case, theme, held), asked)


def _desired(theme: str, held: Sequence[HealthCheck]) -> Decimal | None:
    """The score that the parties want on a theme, by the last round that says one."""
    return next((check.desired[theme] for check in reversed(held) if theme in check.desired), None)


def _wanted(case: Case, theme: str, held: Sequence[HealthCheck]) -> str:
    """The score agreed as wanted, by the last round that says one, and who is how far below it in the last round."""
    wanted = _desired(theme, held)
    if wanted is None:
        return ""
    short = [
        f"{party_name(case, party)} {wanted - answers.scores[theme]} below it"
        for party, answers in held[-1].by_party.items()
        if theme in answers.scores and answers.scores[theme] < wanted
    ]
    return f"Wanted: {wanted}; {', '.join(short) if short else 'reached by all who answered'}."


def _apart(case: Case, theme: str, check: HealthCheck) -> str:
    scores = [
        (answers.scores[theme], party_name(case, party))
        for party, answers in check.by_party.items()
        if theme in answers.scores
    ]
    if len(scores) < 2:  # noqa: PLR2004 - one party alone is not apart
        return ""
    low, high = min(scores), max(scores)
    gap: Decimal = high[0] - low[0]
    if not gap:
        return "All parties scored the same."
    return f"{gap} apart: {high[1]} {high[0]}, {low[1]} {low[0]}."


def _round(case: Case, check: HealthCheck) -> Round:
    scored = (theme for answers in check.by_party.values() for theme in answers.scores)
    themes = tuple(dict.fromkeys((*scored, *check.desired)))
    parties = tuple(
        Answered(
            party_name(case, party),
            str(answers.asked) if answers.asked is not None else "",
            str(answers.answered) if answers.answered is not None else "",
            tuple(str(answers.scores[theme]) if theme in answers.scores else "" for theme in themes),
        )
        for party, answers in check.by_party.items()
    )
    actions = tuple(
        Link(
            f"{key} {case.plan.actions[key].title}" if key in case.plan.actions else key,
            addresses.of_path(case.plan, ("actions", key)),
        )
        for key in check.actions
    )
    more = some_facts(case, check, "model", "questions", "shown_on")
    by_then = [each for each in rounds(case) if (each.on, each.id) <= (check.on, check.id)]
    wanted = tuple(str(score) if (score := _desired(theme, by_then)) is not None else "" for theme in themes)
    return Round(
        check.id,
        when(check.on),
        check.out_of,
        themes,
        parties,
        check.we_agreed or "",
        actions,
        wanted if any(wanted) else (),
        more,
    )
