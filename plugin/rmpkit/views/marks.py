"""Marks: a shape, a word and a tone. The shape and the word say it all; the tone only helps."""

from collections.abc import Mapping
from dataclasses import dataclass

from rmpkit.changes.change import Effect, Rank
from rmpkit.model.finding import Severity
from rmpkit.model.goals import ObjectiveState, TargetState
from rmpkit.model.organisation import Scales
from rmpkit.model.stages import StageState
from rmpkit.rules.evidence import State
from rmpkit.rules.lamps import Colour


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape, a word and a tone."""

    shape: str
    """One character, told apart without colour."""

    word: str
    """What it says."""

    tone: str
    """`good`, `care`, `alarm`, `calm` or `quiet`: the name of a colour of the style sheet."""


def lamp_mark(colour: Colour) -> Mark:
    """The mark of a lamp."""
    shape, tone = {
        Colour.RED: ("▲", "alarm"),
        Colour.AMBER: ("◆", "care"),
        Colour.GREEN: ("●", "good"),
        Colour.NOT_RATED: ("○", "quiet"),
    }[colour]
    return Mark(shape, colour.word, tone)


_EVIDENCE: Mapping[State, tuple[str, str]] = {
    State.NOT_DUE: ("·", "quiet"),
    State.NOT_APPLICABLE: ("\N{EN DASH}", "quiet"),
    State.KNOWN_GAP: ("◇", "care"),
    State.NONE: ("□", "alarm"),
    State.CLAIMED: ("◱", "care"),
    State.SIGNPOSTED: ("◧", "care"),
    State.RECORDED: ("■", "good"),
    State.CHECKED: ("✓", "good"),
}


def evidence_mark(state: State) -> Mark:
    """The mark of an evidence state."""
    return Mark(_EVIDENCE[state][0], state.value, _EVIDENCE[state][1])


def calm_mark(state: State) -> Mark:
    """The mark of an evidence state for readers who do not keep the plan: it says what is so, and calls nobody."""
    shape, tone = _EVIDENCE[state]
    return Mark(shape, state.value, "good" if tone == "good" else "quiet")


def target_mark(state: TargetState) -> Mark:
    """The mark of a reading against its target."""
    shape, tone = {
        TargetState.ON_TARGET: ("●", "good"),
        TargetState.NEAR_TARGET: ("◆", "care"),
        TargetState.OFF_TARGET: ("▲", "alarm"),
        TargetState.NOT_JUDGED: ("○", "quiet"),
    }[state]
    return Mark(shape, state.value, tone)


def objective_mark(state: ObjectiveState | None) -> Mark:
    """The mark of an objective, as the parties see it."""
    if state is None:
        return Mark("○", "no state recorded", "quiet")
    shape, tone = {
        ObjectiveState.ON_TRACK: ("●", "good"),
        ObjectiveState.AT_RISK: ("◆", "care"),
        ObjectiveState.OFF_TRACK: ("▲", "alarm"),
        ObjectiveState.ACHIEVED: ("●", "good"),
    }.get(state, ("○", "quiet"))
    return Mark(shape, state.value, tone)


def stage_mark(state: StageState) -> Mark:
    """The mark of a stage; the tone tells which are live."""
    shape, tone = {
        StageState.NOT_STARTED: ("○", "quiet"),
        StageState.IN_PROGRESS: ("◐", "calm"),
        StageState.ESTABLISHED: ("●", "calm"),
        StageState.UNDER_REVIEW: ("◉", "calm"),
        StageState.CLOSED: ("■", "quiet"),
        StageState.NOT_APPLICABLE: ("\N{EN DASH}", "quiet"),
    }[state]
    return Mark(shape, state.value, tone)


def severity_mark(severity: Severity) -> Mark:
    """The mark of a kind of finding."""
    shape, tone = {
        Severity.ERROR: ("▲", "alarm"),
        Severity.WARNING: ("◆", "care"),
        Severity.NOTE: ("○", "calm"),
    }[severity]
    return Mark(shape, severity.value, tone)


_RANKS: Mapping[int, Mark] = {
    Rank.MUST_SEE: Mark("◆", "must not be missed", "care"),
    Rank.LOOK_AT: Mark("◇", "worth a look", "calm"),
    Rank.PROGRESS: Mark("·", "progress", "quiet"),
    Rank.WORDING: Mark("·", "wording", "quiet"),
    Rank.NOISE: Mark("·", "form", "quiet"),
}


def rank_mark(rank: int) -> Mark:
    """The mark of how much a change is to be looked at."""
    return _RANKS.get(rank, _RANKS[Rank.NOISE])


def effect_mark(effect: str) -> Mark | None:
    """The mark of what a change does to evidence and prompts; nothing where it does neither."""
    known = {Effect.STRENGTHENS: ("↑", "good"), Effect.WEAKENS: ("↓", "care")}
    found = next((each for each in known if each == effect), None)
    return Mark(known[found][0], found.value, known[found][1]) if found else None


def rating_mark(rating: int | None, scales: Scales) -> Mark:
    """The mark of a rating: the number for a shape, its name on the organisation's scale for a word."""
    if rating is None:
        return Mark("\N{EN DASH}", "not rated yet", "quiet")
    names = [name for _, name in sorted((least, name) for name, least in scales.bands.items())]
    band = scales.band(rating)
    from_top = len(names) - 1 - names.index(band) if band in names else len(names)
    return Mark(str(rating), band, ("alarm", "alarm", "care")[from_top] if from_top < 3 else "good")  # noqa: PLR2004 - three tones above the calm ones
