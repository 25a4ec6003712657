"""Threads of the organisation as a whole: its own aims and risks, and the way its relationships are weighed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rmpkit.model.finding import Path
from rmpkit.model.goals import Objective, TargetState
from rmpkit.model.meetings import Topic
from rmpkit.model.reviews import ReviewInput
from rmpkit.model.risks import Risk
from rmpkit.rules.case import OwnCase
from rmpkit.rules.chain import Chain, Step, ahead, gap, spared, there
from rmpkit.rules.lamps import standing_of
from rmpkit.rules.threads_of_aims import OBJECTIVE, actions_from, closed_step, effect, last_reading, missed_since
from rmpkit.rules.threads_of_choice import SEGMENT
from rmpkit.rules.threads_of_trouble import RISK, left


def _chain(thread: int, about: str, title: str, steps: Iterator[Step], *, over: bool = False) -> Chain:
    """A chain all of whose records are the organisation's."""
    ours = tuple(replace(step, of_organisation=True) for step in steps)
    return Chain(thread, about, title, ours, over=over, of_organisation=True)


def objectives(case: OwnCase) -> Iterator[Chain]:
    """Objective, measure, last reading, review, decision, action, closed and effective."""
    for key, objective in case.organisation.objectives.items():
        yield _chain(OBJECTIVE, key, objective.title, _of_objective(case, key, objective), over=not objective.open)


def _of_objective(case: OwnCase, key: str, objective: Objective) -> Iterator[Step]:
    ours = case.organisation
    measures = {name: each for name, each in ours.measures.items() if each.objective == key}
    off = {name: each for name, each in measures.items() if standing_of(each, case.today) is TargetState.OFF_TARGET}
    yield there("Objective", ("objectives", key), says=str(objective.state or ""))
    if measures:
        yield there("Measure", *(("measures", name) for name in measures))
    else:
        yield ahead("Measure", "nothing measures it")
    reading, looked = last_reading(measures, off, case.today), tuple(_looked(case))
    yield reading
    yield _reviewed(looked, reading.on)
    since = min((day for each in measures.values() if (day := missed_since(each, case.today))), default=None)
    decided = _decided(looked, since)
    yield decided or spared("Decision", "nothing was decided" if off else "nothing had to be decided")
    risks = {name for name, risk in ours.risks.items() if risk.objective == key}
    said = {str(path[-1]) for path in decided.paths} if decided else set[str]()
    actions = actions_from(case, {key, *risks, *said})
    if actions:
        due = min((action.due for action in actions.values() if action.open and action.due), default=None)
        yield there("Action", *(("actions", name) for name in actions), on=due)
    else:
        yield spared("Action", "decided without one" if decided else "none was called for")
    yield closed_step(actions)
    yield effect(actions, measures, off, case.today)


Looked = tuple[date, Path, tuple[str, ...]]
"""A day on which objectives were looked at, where that is written, and the ids of what was decided then."""


def _looked(case: OwnCase) -> Iterator[Looked]:
    """Where the whole was looked at with its objectives among it, oldest first."""
    reviews = (
        (each.on, ("management-reviews", each.id), tuple(each.decisions))
        for each in case.reviews
        if ReviewInput.OBJECTIVES in each.looked_at
    )
    meetings = (
        (each.on, ("meetings", each.id), tuple(each.decisions))
        for each in case.meetings()
        if {Topic.MEASURES, Topic.OBJECTIVES} & set(each.reviewed)
    )
    yield from sorted((*reviews, *meetings))


def _reviewed(looked: tuple[Looked, ...], read: date | None) -> Step:
    if not looked:
        return ahead("Review", "no review has looked at it yet")
    day, path, _ = looked[-1]
    return there("Review", path, on=day, says="before the last reading" if read and day < read else "")


def _decided(looked: tuple[Looked, ...], since: date | None) -> Step | None:
    """What was decided where objectives were first looked at after a reading off target."""
    for day, path, decisions in looked:
        if since and day >= since and decisions:
            says = f"at {path[1]}, where it was looked at"
            return there("Decision", *((*path, "decisions", each) for each in decisions), on=day, says=says)
    return None


def risks(case: OwnCase) -> Iterator[Chain]:
    """First seen, our own register, treatment, what is left, closed; what is between parties stands in their plan."""
    for key, risk in case.organisation.risks.items():
        yield _chain(RISK, key, risk.title, _of_risk(case, key, risk), over=not risk.open)


def _of_risk(case: OwnCase, key: str, risk: Risk) -> Iterator[Step]:
    path: Path = ("risks", key)
    around = next((name for name, each in case.organisation.context.items() if key in each.leads_to), None)
    if around:
        yield there("First seen", ("context", around), on=risk.raised, says="in what lies around")
    elif risk.raised:
        yield there("First seen", path, on=risk.raised)
    else:
        yield ahead("First seen", "no day is written")
    yield there("Our own register", path)
    yield _treated(case, key, risk)
    yield left(risk, path)
    yield ahead("Closed", str(risk.state)) if risk.open else there("Closed", path, says=str(risk.state))


def _treated(case: OwnCase, key: str, risk: Risk) -> Step:
    path: Path = ("risks", key)
    actions = actions_from(case, {key})
    method, says = case.organisation.risk_method, str(risk.response or "")
    if actions or risk.action:
        return there("Treatment", path, *(("actions", each) for each in actions), on=risk.due, says=says)
    appetite = method.appetite if method else None
    if risk.open and appetite is not None and (risk.rating or 0) > appetite:
        mend = "Add action: and due:, or rate it again where something has changed."
        return gap("Treatment", "above the appetite, with no action", mend, "risk-above-appetite", at=path)
    return spared("Treatment", says or str(risk.state))


def weighing(case: OwnCase) -> Iterator[Chain]:
    """Criteria, the method and who approved it, what was sorted by it, when all were looked across again."""
    ours = case.organisation
    if ours.segment_criteria or ours.segmentation:
        yield _chain(SEGMENT, "", "How relationships are weighed", _weighed(case))


def _weighed(case: OwnCase) -> Iterator[Step]:
    ours, path = case.organisation, ("segmentation",)
    criteria = tuple(("segment-criteria", key) for key in ours.segment_criteria)
    yield there("Criteria", *criteria) if criteria else ahead("Criteria", "none are named")
    method = ours.segmentation
    if method is None:
        yield ahead("Method approved", "no method is written")
    elif method.approved and method.approved_by:
        yield there("Method approved", path, on=method.approved)
    else:
        mend = "Add approved-by: and approved:."
        yield gap("Method approved", "nothing says by whom and when", mend, "method-unapproved", at=path)
    yield _sorted(case)
    yield _across(case)


def _sorted(case: OwnCase) -> Step:
    """How many of the relationships that go on are sorted, and of how many the scores stand in their plans."""
    ours, plans = case.organisation, case.plans
    scored = sum(bool(plan.segmentation and plan.segmentation.scores) for plan in plans)
    unsorted = sum(plan.segment is None for plan in plans)
    says = f"{len(plans) - unsorted} of {len(plans)} sorted, {scored} scored in their plans"
    if not ours.segments or not plans:
        return ahead("Relationships sorted", "no sorts are named" if plans else "none goes on")
    if unsorted:
        return gap(
            "Relationships sorted", says, "Add segment: to the others.", "relationship-unsorted", at=("segments",)
        )
    return there("Relationships sorted", ("segments",), says=says)


def _across(case: OwnCase) -> Step:
    name, path = "Looked across again", ("segmentation",)
    method, interval = case.organisation.segmentation, case.intervals.segmentation
    days = [day for day in (method.approved, method.reviewed) if day and day <= case.today] if method else []
    if not days:
        return ahead(name, "not yet")
    if interval.after(max(days)) < case.today:
        mend = "Look across them again, and write the day behind reviewed:."
        return gap(name, f"last on {max(days)}; the interval is {interval.words}", mend, "segmentation-stale", at=path)
    if method is None or method.reviewed is None:
        return ahead(name, f"by {interval.after(max(days))}")
    return there(name, path, on=method.reviewed, says=f"again by {interval.after(max(days))}")
