"""How far each requirement is evidenced, and why that is said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from rmpkit.catalogue.requirement import Due, Level, Requirement
from rmpkit.disclosure.edition import Edition
from rmpkit.model.days import Span
from rmpkit.model.evidence import Answer, KnownGap, NotApplicable, Signpost
from rmpkit.model.finding import Path, Severity
from rmpkit.model.placeholder import unwritten
from rmpkit.model.record import Entry
from rmpkit.rules.carried import Carried
from rmpkit.rules.carriers import carried_by_organisation, carried_by_plan
from rmpkit.rules.case import Case, OwnCase


class State(StrEnum):
    """How far one requirement is evidenced. The words are those of every page and report."""

    NOT_DUE = "not due"
    """The relationship has not reached the stage that asks for it."""

    NOT_APPLICABLE = "not applicable"
    """It does not arise here, and a named post decided so."""

    KNOWN_GAP = "known gap"
    """Open, and accepted as open until a day; still counted."""

    NONE = "none"
    """Nothing is recorded."""

    CLAIMED = "claimed"
    """A statement only, or a part of what would show it."""

    SIGNPOSTED = "signposted"
    """A pointer to where it is kept, unchecked or with a stale check."""

    RECORDED = "recorded"
    """The records are filled in, or a pointer was checked within its interval."""

    CHECKED = "checked"
    """A named post looked at it on a day, within the interval."""

    @property
    def counts(self) -> bool:
        """Whether it counts as evidence recorded."""
        return self in (State.RECORDED, State.CHECKED)

    @property
    def applies(self) -> bool:
        """Whether the requirement applies today."""
        return self not in (State.NOT_DUE, State.NOT_APPLICABLE)

    @property
    def rank(self) -> int:
        """How far it goes, to tell which of several goes furthest."""
        return tuple(State).index(self)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The state of one requirement in one plan, or in the organisation."""

    requirement: Requirement
    """What is asked."""

    state: State
    """How far it is evidenced."""

    reason: str
    """Why that is said: one sentence."""

    where: tuple[Path, ...]
    """The records that carry it."""

    next_step: str
    """What would take it further; empty where nothing is needed."""

    judged: bool = True
    """Whether everything it rests on could be read."""

    missing: tuple[str, ...] = ()
    """What of the records that carry it is not there, in words; nothing where a pointer or a statement stands."""

    good_until: date | None = None
    """The last day on which what it rests on counts; nothing where it does not age."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Evidence recorded for `recorded` of `applying` requirements that apply."""

    recorded: int
    applying: int

    @classmethod
    def of(cls, states: Iterable[Evidence]) -> "Tally":
        """Count the requirements that apply, and those with evidence recorded."""
        applying = [evidence.state for evidence in states if evidence.state.applies]
        return cls(sum(state.counts for state in applying), len(applying))

    def __str__(self) -> str:
        return f"{self.recorded} of {self.applying}"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Where a plan, or the organisation, keeps what answers a requirement."""

    signposts: Mapping[str, Signpost]
    answers: Mapping[str, Answer]
    known_gaps: Mapping[str, KnownGap]
    not_applicable: Mapping[str, NotApplicable]
    shelf_life: Span
    today: date
    unread: bool
    doubtful: frozenset[str]
    """Signposts that cannot be trusted as written: they lead nowhere."""

    ages: bool = True
    """Whether what was looked at long ago counts for less; in a partner's copy nothing changes with the day alone."""


def evidence_of_plan(case: Case) -> tuple[Evidence, ...]:
    """The state of every requirement that a plan answers, in the catalogue's order."""
    shelf = _Shelf(
        _said(case.plan.signposts),
        _said(case.plan.answers),
        _said(case.plan.known_gaps),
        _said(case.plan.not_applicable),
        case.intervals.signpost_check,
        case.today,
        case.unread("signposts", "answers", "known-gaps", "not-applicable"),
        _doubtful(case.edition, case.plan.id),
        case.edition.audience.own,
    )
    asked = (Level.JOINT,) if case.together else (Level.RELATIONSHIP, Level.JOINT)
    return tuple(
        Evidence(requirement, State.NOT_DUE, not_due, (), "")
        if (not_due := _not_due(requirement, case))
        else _judge(requirement, shelf, carried_by_plan(requirement, case))
        for requirement in case.catalogue.requirements.values()
        if requirement.level in asked
    )


def evidence_of_organisation(case: OwnCase) -> tuple[Evidence, ...]:
    """The state of every requirement that the organisation answers once, in the catalogue's order."""
    organisation = case.organisation
    shelf = _Shelf(
        _said(organisation.signposts),
        _said(organisation.answers),
        _said(organisation.known_gaps),
        _said(organisation.not_applicable),
        organisation.intervals.signpost_check,
        case.today,
        case.unread("signposts", "answers", "known-gaps", "not-applicable"),
        _doubtful(case.edition, None),
    )
    return tuple(
        _judge(requirement, shelf, carried_by_organisation(requirement, case))
        for requirement in case.catalogue.requirements.values()
        if requirement.level is Level.ORGANISATION
    )


_Said = TypeVar("_Said", bound=Entry)


def _said(register: Mapping[str, _Said]) -> Mapping[str, _Said]:
    """The records of a register that say something: a placeholder answers nothing."""
    return {name: each for name, each in register.items() if not unwritten(each)}


def _doubtful(edition: Edition, plan: str | None) -> frozenset[str]:
    """Signposts of which reading said that something in them is not so."""
    errors = (f for f in edition.findings if f.plan == plan and f.kind.severity is Severity.ERROR)
    return frozenset(str(f.path[1]) for f in errors if len(f.path) > 1 and f.path[0] == "signposts")


def _not_due(requirement: Requirement, case: Case) -> str:
    """Why a requirement is not due yet; empty once it is."""
    if ("stages",) in case.plan.lost:
        return "Not judged: the stages of the plan cannot be read."
    if requirement.due is Due.ACTIVATION:
        return "" if case.leaving else "It is asked for once exit is activated."
    stage = requirement.from_stage or 1
    return "" if case.reached(stage) else f"It is asked for from stage {stage} on."


def _judge(requirement: Requirement, shelf: _Shelf, carried: Carried) -> Evidence:
    """The state of one requirement that is due: the first of these that holds."""
    absent = shelf.not_applicable.get(requirement.id)
    if absent is not None and requirement.can_be_absent and absent.on <= shelf.today:
        reason = f"{absent.why.rstrip('.')}; decided by {absent.decided_by} on {absent.on}."
        return Evidence(requirement, State.NOT_APPLICABLE, reason, (("not-applicable", requirement.id),), "")
    gaps = (gap for gap in shelf.known_gaps.values() if gap.requirement == requirement.id and _runs(gap, shelf))
    gap = max(gaps, key=lambda gap: (gap.until, gap.id), default=None)
    if gap is not None:
        reason = f"{gap.why.rstrip('.')}; accepted by {gap.accepted_by}{_since(gap)} until {gap.until}."
        return Evidence(requirement, State.KNOWN_GAP, reason, (("known-gaps", gap.id),), f"Close it by {gap.until}.")
    return (
        _checked(requirement, shelf) or _recorded(requirement, shelf, carried) or _weaker(requirement, shelf, carried)
    )


def _since(gap: KnownGap) -> str:
    return f" on {gap.on}," if gap.on else ""


def _checked(requirement: Requirement, shelf: _Shelf) -> Evidence | None:
    """A named post looked, and the look is not older than the interval."""
    answer = shelf.answers.get(requirement.id)
    if answer is None or not answer.checked_by or not answer.checked or not _fresh(answer.checked, shelf):
        return None
    reason = f"{answer.checked_by} looked at it on {answer.checked}."
    until = shelf.shelf_life.after(answer.checked) if shelf.ages else None
    return Evidence(requirement, State.CHECKED, reason, (("answers", requirement.id),), "", good_until=until)


def _recorded(requirement: Requirement, shelf: _Shelf, carried: Carried) -> Evidence | None:
    """The records that carry it are all there, or a pointer was checked within its interval."""
    fresh = [
        s
        for s in _pointers(requirement, shelf)
        if s.checked and s.id not in shelf.doubtful and _fresh(s.checked, shelf, s.good_for)
    ]
    untils = [until for signpost in fresh if (until := signpost.good_until(shelf.shelf_life))] if shelf.ages else []
    if carried.whole:
        until = max((carried.until, *untils)) if carried.until else None
        return Evidence(requirement, State.RECORDED, f"Recorded: {carried.named}.", carried.paths, "", good_until=until)
    if not fresh:
        return None
    latest = max(fresh, key=lambda signpost: (signpost.checked or shelf.today, signpost.id))
    where = tuple(("signposts", signpost.id) for signpost in fresh)
    return Evidence(
        requirement,
        State.RECORDED,
        f"{_titled(latest)}, checked on {latest.checked}{_by(latest)}.",
        where,
        "",
        good_until=max(untils, default=None),
    )


def _titled(signpost: Signpost) -> str:
    return f"{signpost.title}, {signpost.revision}" if signpost.revision else signpost.title


def _by(signpost: Signpost) -> str:
    return f" by {signpost.checked_by}" if signpost.checked_by else ""


def _weaker(requirement: Requirement, shelf: _Shelf, carried: Carried) -> Evidence:
    """What is short of recorded: a pointer with a stale check, a statement, a part of the records, nothing."""
    pointers = _pointers(requirement, shelf)
    if pointers:
        first = min(pointers, key=lambda signpost: signpost.id)
        where = tuple(("signposts", signpost.id) for signpost in pointers)
        step = f"Open {first.id}, and write the day behind checked:."
        until = first.good_until(shelf.shelf_life)
        over = until if until and shelf.ages and until < shelf.today else None
        reason = f"{_titled(first)}, {_last_looked_at(first, over)}."
        return Evidence(requirement, State.SIGNPOSTED, reason, where, step, good_until=over)
    answer = shelf.answers.get(requirement.id)
    if answer is not None:
        step = "Have somebody look at it, and write checked-by: and checked:."
        return Evidence(
            requirement,
            State.CLAIMED,
            "Stated in the plan, checked by nobody yet.",
            (("answers", requirement.id),),
            step,
        )
    if carried.unread or shelf.unread:
        return Evidence(
            requirement,
            State.NONE,
            "Not judged: part of the plan cannot be read.",
            (),
            "Mend what cannot be read.",
            judged=False,
        )
    if carried.paths or carried.short:
        return _in_part(requirement, carried)
    nothing, step = _uncounted(carried) or "Nothing is recorded or signposted.", _first_step(requirement, carried)
    return Evidence(requirement, State.NONE, nothing, (), step, missing=carried.wanting)


def _in_part(requirement: Requirement, carried: Carried) -> Evidence:
    """A part of the records that would carry it, or some that say too little, are only planned or too old."""
    there = f"Recorded: {carried.named}" if carried.paths else ""
    empty = f"still empty: {carried.empty}" if carried.empty else ""
    first = "; ".join(filter(None, (there, empty)))
    reasons = (f"{first[:1].upper()}{first[1:]}." if first else "", carried.too_short, _closed(carried))
    return Evidence(
        requirement,
        State.CLAIMED,
        " ".join(filter(None, reasons)),
        (*carried.paths, *(weighed.path for weighed in carried.short)),
        f"Record {carried.missing}{_where(carried)}.",
        missing=carried.wanting,
        good_until=None if carried.paths else max((w.until for w in carried.short if w.until), default=None),
    )


def _closed(carried: Carried) -> str:
    """What is there and does not count, and where it would; empty where there is no such thing."""
    return f"Not every party reads {carried.closed}: it counts in joint.yml." if carried.closed else ""


def _uncounted(carried: Carried) -> str:
    """What is there and does not count, and why; empty where there is no such thing."""
    placeholder = f"Only a placeholder stands there: {carried.unwritten}." if carried.unwritten else ""
    return " ".join(filter(None, (_closed(carried), placeholder)))


def _where(carried: Carried) -> str:
    return " in joint.yml" if carried.closed else ""


def _last_looked_at(signpost: Signpost, over: date | None) -> str:
    """When a pointer that does not count was last followed, and until when that was good."""
    if signpost.checked is None:
        return "never checked"
    since = f"; it was good until {over}" if over else ""
    return f"last checked on {signpost.checked}{_by(signpost)}{since}"


def _first_step(requirement: Requirement, carried: Carried) -> str:
    wanted = requirement.evidence[0] if requirement.evidence else "what shows it"
    if carried.missing:
        return f"Record {carried.missing}{_where(carried)}, or add a signpost that answers {requirement.id}."
    return f"Add a signpost or an answer for {requirement.id}: {wanted}."


def _pointers(requirement: Requirement, shelf: _Shelf) -> list[Signpost]:
    answering = (signpost for signpost in shelf.signposts.values() if requirement.id in signpost.answers)
    return [signpost for signpost in answering if not signpost.gone(shelf.today)]


def _fresh(day: date, shelf: _Shelf, own: Span | None = None) -> bool:
    return day <= shelf.today and (not shelf.ages or shelf.today <= (own or shelf.shelf_life).after(day))


def _runs(gap: KnownGap, shelf: _Shelf) -> bool:
    return not shelf.ages or gap.until >= shelf.today
