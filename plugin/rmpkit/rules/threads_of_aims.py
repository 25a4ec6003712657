"""Threads about what the parties want: objectives and their effect, ideas and their gain, health checks in a row."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import dropwhile, takewhile

from rmpkit.model.days import Period
from rmpkit.model.finding import Path
from rmpkit.model.goals import HealthCheck, Measure, MeasureKind, Objective, ObjectiveState, Reading, TargetState
from rmpkit.model.learning import IdeaState, ValueIdea
from rmpkit.model.meetings import Meeting, Topic
from rmpkit.model.risks import Action
from rmpkit.rules.case import Case, OwnCase
from rmpkit.rules.chain import Chain, Step, ahead, gap, spared, there
from rmpkit.rules.lamps import low_scores, rounds, standing_of, wide_gaps

OBJECTIVE, IDEA, HEALTH = 2, 8, 9

YEAR = timedelta(days=365)

_OF_PEOPLE = (MeasureKind.RELATIONSHIP, MeasureKind.BEHAVIOUR)


def actions_from(case: Case | OwnCase, sources: Iterable[str]) -> Mapping[str, Action]:
    """The actions that come from any of some records."""
    wanted = set(sources)
    return {key: action for key, action in case.kept.actions.items() if action.comes_from in wanted}


def closed_step(actions: Mapping[str, Action], name: str = "Closed") -> Step:
    """Which of some actions are done."""
    done = {key: action for key, action in actions.items() if not action.open}
    if not done:
        return ahead(name, "not done yet") if actions else spared(name, "")
    return there(
        name,
        *(("actions", key) for key in done),
        on=max((action.done for action in done.values() if action.done), default=None),
        says="" if len(done) == len(actions) else f"{len(done)} of {len(actions)} done",
    )


def objectives(case: Case) -> Iterator[Chain]:
    """Objective, measure, last reading, review, decision, action, closed and effective."""
    for key, objective in case.plan.objectives.items():
        measures = {name: each for name, each in case.plan.measures.items() if each.objective == key}
        off = {name: each for name, each in measures.items() if standing_of(each, case.today) is TargetState.OFF_TARGET}
        since = min((day for each in measures.values() if (day := missed_since(each, case.today))), default=None)
        review = _review(case, measures)
        answer = Answer(case, key, off, since)
        steps = (
            _aim(case, key, objective),
            _measured(key, objective, measures),
            last_reading(measures, off, case.today),
            _reviewed(review, measures, case.today),
            answer.decision,
            answer.action,
            closed_step(answer.actions),
            effect(answer.actions, measures, off, case.today),
        )
        yield Chain(OBJECTIVE, key, objective.title, steps, over=not objective.open)


def _aim(case: Case, key: str, objective: Objective) -> Step:
    agreed = case.plan.meetings.get(objective.agreed_at or "")
    says = str(objective.state or "")
    return there("Objective", ("objectives", key), on=agreed.on if agreed else None, says=says)


def _measured(key: str, objective: Objective, measures: Mapping[str, Measure]) -> Step:
    if measures:
        return there("Measure", *(("measures", name) for name in measures))
    if not objective.open:
        return spared("Measure", "nothing measured it, and it is over")
    mend = f"Add objective: {key} to a measure, or a measure for it."
    return gap("Measure", "nothing measures it", mend, "objective-unmeasured", at=("objectives", key))


def last_reading(measures: Mapping[str, Measure], off: Mapping[str, Measure], today: date) -> Step:
    """What was read of some measures last, and which of them are off target."""
    read = {name: found for name, each in measures.items() if (found := each.latest(today))}
    if not read:
        return ahead("Last reading", "no reading yet")
    judged = [each for each in measures.values() if standing_of(each, today) is not TargetState.NOT_JUDGED]
    words = [f"{name} {_value(measures[name], today)}, off target" for name in off]
    if not off and judged:
        words = ["all on target" if len(judged) > 1 else "on target"]
        if any(standing_of(each, today) is TargetState.NEAR_TARGET for each in judged):
            words = ["on or near target"]
    shown = off or read
    day = min(max(found[0].last for found in read.values()), today)
    return there("Last reading", *(("measures", name) for name in shown), on=day, says="; ".join(words))


def _value(measure: Measure, today: date) -> str:
    found = measure.latest(today)
    return f"{found[1].value} {measure.unit or ''}".strip() if found else ""


def _review(case: Case, measures: Mapping[str, Measure]) -> Meeting | None:
    """The last meeting that looked at measures or objectives."""
    held = [meeting for meeting in case.meetings() if _looked_at(meeting)]
    return held[-1] if held and measures else None


def _looked_at(meeting: Meeting) -> bool:
    return bool({Topic.MEASURES, Topic.OBJECTIVES} & set(meeting.reviewed))


def _reviewed(review: Meeting | None, measures: Mapping[str, Measure], today: date) -> Step:
    if review is None:
        return ahead("Review", "no meeting has looked at it yet")
    read = max((found[0].last for each in measures.values() if (found := each.latest(today))), default=None)
    says = "before the last reading" if read and review.on < min(read, today) else ""
    return there("Review", ("meetings", review.id), on=review.on, says=says)


def missed_since(measure: Measure, today: date) -> date | None:
    """The first day of the last row of readings off target within a year, whether or not it has come back since."""
    made = sorted((item for item in measure.readings.items() if item[0].first <= today), key=lambda item: item[0])
    late = dropwhile(lambda item: not _is_off(measure, item[1]), reversed(made))
    run = [period for period, _ in takewhile(lambda item: _is_off(measure, item[1]), late)]
    return min(run).first if run and run[0].last > today - YEAR else None


def _is_off(measure: Measure, reading: Reading) -> bool:
    return measure.standing(reading.value) is TargetState.OFF_TARGET


def off_since(measure: Measure, today: date) -> Period:
    """The first of the readings off target that the last one stands in a row with."""
    made = sorted((item for item in measure.readings.items() if item[0].first <= today), key=lambda item: item[0])
    run = takewhile(lambda item: _is_off(measure, item[1]), reversed(made))
    return min(period for period, _ in run)


class Answer:
    """What was decided and is done about an objective."""

    def __init__(self, case: Case, key: str, off: Mapping[str, Measure], since: date | None) -> None:
        self.case, self.off, self.objective = case, off, case.plan.objectives[key]
        self.meetings = [m for m in case.meetings() if since and m.on >= since and _looked_at(m) and m.decisions]
        risks = {name for name, risk in case.plan.risks.items() if risk.objective == key}
        of_people = any(each.kind in _OF_PEOPLE for each in off.values())
        asked = {check.id for check in rounds(case) if since and check.on >= since} if of_people else set[str]()
        decided = {name for meeting in self.meetings for name in meeting.decisions}
        self.actions = actions_from(case, {key, *risks, *asked}) or actions_from(case, decided)

    @property
    def decision(self) -> Step:
        """What was decided where it was looked at: first after a reading off target, last while it stays there."""
        if self.meetings:
            found = self.meetings[-1 if self.off else 0]
            paths: tuple[Path, ...] = tuple(("meetings", found.id, "decisions", name) for name in found.decisions)
            return there("Decision", *paths, on=found.on, says=f"at {found.id}, where it was looked at")
        if not self.off:
            return spared("Decision", "nothing had to be decided")
        if self.actions:
            return spared("Decision", "acted on without one")
        return self._unanswered("Decision", "nothing was decided")

    @property
    def action(self) -> Step:
        """What is being done."""
        if self.actions:
            waiting = [action for action in self.actions.values() if action.open]
            due = min((action.due for action in waiting if action.due), default=None)
            says = f"{len(waiting)} still to be done" if waiting else "all done"
            return there("Action", *(("actions", key) for key in self.actions), on=due, says=says)
        if not self.off or self.meetings:
            return spared("Action", "none was called for" if not self.off else "decided without one")
        return ahead("Action", "nothing is being done")

    def _unanswered(self, name: str, missing: str) -> Step:
        """A gap once the next reading would have been due."""
        if self.objective.state is ObjectiveState.OFF_TRACK:
            mend = "Add an action that comes from it, or change the objective by agreement."
            return gap(name, missing, mend, "objective-unanswered", at=("objectives", self.objective.id))
        waiting = [key for key, each in self.off.items() if _waited(self.case, each)]
        if not waiting or self.case.unread("actions", "meetings", "risks"):
            return ahead(name, missing)
        mend = "Talk about it at the next meeting, and write the decision, or an action that comes from the objective."
        return gap(name, missing, mend, "reading-unanswered", at=("measures", waiting[0]))


def _waited(case: Case, measure: Measure) -> bool:
    """Whether it has been off target for longer than it takes to read it again."""
    interval = measure.every or case.intervals.risk_review
    return interval.after(off_since(measure, case.today).last) < case.today


def effect(
    actions: Mapping[str, Action], measures: Mapping[str, Measure], off: Mapping[str, Measure], today: date
) -> Step:
    """Whether actions were seen to work: somebody looked, or the measures were read since the last was done."""
    checked = {key: action for key, action in actions.items() if action.effect_checked}
    if checked:
        day = max(action.effect_checked for action in checked.values() if action.effect_checked)
        says = "; ".join(action.effect for action in checked.values() if action.effect)
        return there("Effective", *(("actions", key) for key in checked), on=day, says=says)
    done = [action.done for action in actions.values() if action.done]
    if not done:
        return ahead("Effective", "not known yet") if actions else spared("Effective", "")
    after: list[tuple[str, Period]] = [
        (name, found[0])
        for name, each in measures.items()
        if (found := each.latest(today)) and found[0].last > max(done)
    ]
    if not after:
        return ahead("Effective", "no reading since")
    says = "on target since" if not off else "not on target yet"
    return there("Effective", *(("measures", name) for name, _ in after), on=max(p.last for _, p in after), says=says)


def ideas(case: Case) -> Iterator[Chain]:
    """Idea, approval, realised value, who gained, evidence."""
    for key, idea in case.plan.value_ideas.items():
        over = idea.state is IdeaState.REALISED or idea.settled_without
        yield Chain(IDEA, key, idea.title, tuple(_of_idea(case, key, idea)), over=over)


def _of_idea(case: Case, key: str, idea: ValueIdea) -> Iterator[Step]:
    path: Path = ("value-ideas", key)
    yield there("Idea", path, on=idea.raised, says=f"from {case.party_name(idea.raised_by)}" if idea.raised_by else "")
    realised = idea.state is IdeaState.REALISED
    yield _agreed(path, idea)
    if idea.settled_without:
        return
    yield from _gained(case, key, idea) if realised else _awaited(path, idea)


def _agreed(path: Path, idea: ValueIdea) -> Step:
    """Who said yes or no to an idea, and when; an idea can be carried out, or put aside, and nobody have written it."""
    if idea.settled_without:
        says = f"{idea.state}: {idea.why}" if idea.why else str(idea.state)
    elif idea.live or idea.state is IdeaState.REALISED:
        says = f"by {', '.join(idea.decided_by)}" if idea.decided_by else str(idea.state)
    else:
        mend = "Decide about it, and write state: and decided: with the day."
        return gap("Approval", f"not decided yet; {idea.state}", mend, "idea-waiting", at=path)
    if idea.decided or idea.decided_by:
        return there("Approval", path, on=idea.decided, says=says)
    return spared("Approval", f"{says}; nothing says who decided, or when")


def _awaited(path: Path, idea: ValueIdea) -> Iterator[Step]:
    until = f"not realised yet; wanted by {idea.due}" if idea.due else "not realised yet"
    yield gap("Realised value", until, "Write realised: with what it brought.", "gain-uncompared", at=path)
    yield ahead("Who gained", "")
    yield ahead("Evidence", "")


def _gained(case: Case, key: str, idea: ValueIdea) -> Iterator[Step]:
    path: Path = ("value-ideas", key)
    if idea.realised:
        worth = f"{idea.realised.value:,f} {idea.realised.currency or ''}".strip()
        yield there("Realised value", path, on=idea.realised_on, says=worth)
    else:
        mend = "Write realised: with what it brought."
        yield Step("Realised value", (path,), idea.realised_on, "no amount", "", mend, ("gain-uncompared",), path)
    process = case.plan.value_process
    names = ", ".join(case.party_name(party) for party in idea.gains)
    if said := "; ".join(filter(None, (names, idea.gain_goes_to))):
        yield there("Who gained", path, says=said)
    elif process and process.gain_share:
        yield there("Who gained", ("value-process",), says="by the value process")
    else:
        mend = "Add gains: with the parties, or gain-goes-to: with the rule."
        yield gap("Who gained", "nothing says who gained", mend, "gain-unplaced", at=path)
    if idea.see:
        yield there("Evidence", ("signposts", idea.see))
    else:
        mend = "Add see: with the signpost to the figures."
        yield gap("Evidence", "nothing shows the gain", mend, "gain-unshown", at=path)


def health(case: Case) -> Iterator[Chain]:
    """Health check, gap by party, action, next health check."""
    held = rounds(case)
    for number, check in enumerate(held):
        following = held[number + 1] if number + 1 < len(held) else None
        steps = tuple(_of_round(case, check, following))
        yield Chain(HEALTH, check.id, f"Asked by {check.on}", steps, over=following is not None)


def _of_round(case: Case, check: HealthCheck, following: HealthCheck | None) -> Iterator[Step]:
    path: Path = ("health-checks", check.id)
    names = ", ".join(case.party_name(party) for party in check.by_party)
    yield there("Health check", path, on=check.on, says=names)
    lows = [f"{theme} {score} from {case.party_name(of)}" for theme, of, score in low_scores(check)]
    wide = [
        f"{theme}: {case.party_name(each.from_low)} {each.low}, {case.party_name(each.from_high)} {each.high}"
        for theme, each in wide_gaps(check)
    ]
    if lows or wide:
        yield there("Gap by party", path, says="; ".join(wide or lows))
    else:
        yield spared("Gap by party", "no low score, and nobody far apart")
    yield _answered(case, check, asked=bool(lows or wide), last=following is None)
    if following:
        yield there("Next health check", ("health-checks", following.id), on=following.on)
    elif case.intervals.health_check.after(check.on) < case.today:
        mend = "Ask again, and add the round under health-checks."
        yield gap("Next health check", "past its interval", mend, "health-check-overdue", at=path)
    else:
        yield ahead("Next health check", f"by {case.intervals.health_check.after(check.on)}")


def _answered(case: Case, check: HealthCheck, *, asked: bool, last: bool) -> Step:
    named = dict.fromkeys((*check.actions, *actions_from(case, {check.id})))
    actions = {key: case.plan.actions[key] for key in named if key in case.plan.actions}
    if actions:
        waiting = sum(action.open for action in actions.values())
        looked = max((action.effect_checked for action in actions.values() if action.effect_checked), default=None)
        says = (
            f"{waiting} still to be done"
            if waiting
            else "all done, and looked whether it worked"
            if looked
            else "all done"
        )
        return there("Action", *(("actions", key) for key in actions), on=looked, says=says)
    if check.we_agreed:
        return there("Action", ("health-checks", check.id), says="agreed in words")
    if not asked or not last:
        return spared("Action", "none was called for" if not asked else "none on record")
    mend = "Talk it over, and write what was agreed behind we-agreed:, or an action behind actions:."
    return gap(
        "Action", "nothing says what the parties make of it", mend, "score-unanswered", at=("health-checks", check.id)
    )
