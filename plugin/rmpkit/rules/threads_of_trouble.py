"""Threads about what may go wrong or has: from a risk first seen to its end, from an issue to a better process."""

from collections.abc import Iterator

from rmpkit.model.disputes import Issue, IssueState
from rmpkit.model.finding import Path
from rmpkit.model.record import Disclosure
from rmpkit.model.risks import Response, Risk, RiskState
from rmpkit.rules.case import Case
from rmpkit.rules.chain import Chain, Step, ahead, gap, spared, there
from rmpkit.rules.disputes import ladder
from rmpkit.rules.threads_of_aims import actions_from

RISK, ISSUE = 6, 7


def risks(case: Case) -> Iterator[Chain]:
    """First seen, our own register, the joint one where it fits, treatment, what is left, closed."""
    for key, risk in case.plan.risks.items():
        yield Chain(RISK, key, risk.title, tuple(_of_risk(case, key, risk)), over=not risk.open)


def _of_risk(case: Case, key: str, risk: Risk) -> Iterator[Step]:
    path: Path = ("risks", key)
    yield _first_seen(case, key, risk)
    ours = risk.part.disclosure >= Disclosure.INTERNAL
    if ours:
        yield there("Our own register", path)
        if risk.became and risk.became in case.plan.risks:
            yield there("Joint register", ("risks", risk.became), says="in agreed words")
        else:
            yield spared("Joint register", "kept to ourselves")
    else:
        yield _from_ours(case, key) or spared(
            "Our own register", f"opened to the parties on {risk.shared.on}" if risk.shared else "raised in the open"
        )
        yield there("Joint register", path, on=risk.shared.on if risk.shared else None)
    yield _treated(case, key, risk)
    yield left(risk, path)
    if risk.open:
        yield ahead("Closed", str(risk.state))
    else:
        turned = (_place(case, risk.became),) if risk.became else ()
        learned = (("lessons", name) for name, each in case.plan.lessons.items() if each.comes_from == key)
        yield there("Closed", path, *filter(None, turned), *learned, says=str(risk.state))


def _from_ours(case: Case, key: str) -> Step | None:
    """The risk of our own that was put into the joint register in agreed words."""
    for name, own in case.plan.risks.items():
        if own.became == key and own.part.disclosure >= Disclosure.INTERNAL:
            return there("Our own register", ("risks", name), on=own.raised)
    return None


def _first_seen(case: Case, key: str, risk: Risk) -> Step:
    plan = case.plan
    for name, warning in plan.early_warnings.items():
        if warning.became == key or risk.comes_from == name:
            return there("First seen", ("early-warnings", name), on=warning.raised, says="as an early warning")
    for name, around in plan.pestle.items():
        if key in around.leads_to:
            return there("First seen", ("pestle", name), on=risk.raised, says="in what lies around")
    for name, own in plan.risks.items():
        if own.became == key or (risk.comes_from == name and own is not risk):
            return there("First seen", ("risks", name), on=own.raised)
    if risk.raised:
        return there("First seen", ("risks", key), on=risk.raised)
    return ahead("First seen", "no day is written")


def _place(case: Case, record: str) -> Path | None:
    """Where the issue or the risk stands that a risk turned into."""
    if record in case.plan.issues:
        return "issues", record
    return ("risks", record) if record in case.plan.risks else None


def _treated(case: Case, key: str, risk: Risk) -> Step:
    actions = actions_from(case, {key})
    says = str(risk.response or "")
    if actions or risk.action:
        return there("Treatment", ("risks", key), *(("actions", each) for each in actions), on=risk.due, says=says)
    if not risk.open or risk.response is Response.ACCEPT or risk.state is RiskState.WATCHING:
        return spared("Treatment", says or str(risk.state))
    if risk.state is RiskState.TREATING or risk.target_likelihood or risk.target_impact:
        mend = "Add action: in a line, or an action that comes from it."
        return gap("Treatment", "nothing says what is being done", mend, "risk-untreated", at=("risks", key))
    return ahead("Treatment", "nothing yet")


def left(risk: Risk, path: Path) -> Step:
    """What is left of a risk: as it was rated after what was done, else as it is aimed at."""
    aim = risk.target
    if risk.residual is not None:
        beside = f", {aim} is aimed at" if aim and risk.residual > aim else ", as aimed at" if aim else ""
        return there("What is left", path, says=f"{risk.residual}{beside}")
    if aim is None:
        return ahead("What is left", "no rating is aimed at")
    if risk.rating is None:
        return there("What is left", path, says=f"{aim} is aimed at, not rated yet")
    reached = "reached" if risk.rating <= aim else f"{risk.rating} today"
    return there("What is left", path, says=f"{aim} is aimed at, {reached}")


def issues(case: Case) -> Iterator[Chain]:
    """Issue, level, time, resolution, lesson, change in the process."""
    for key, issue in case.plan.issues.items():
        yield Chain(ISSUE, key, issue.title, tuple(_of_issue(case, key, issue)), over=not issue.open)


def _of_issue(case: Case, key: str, issue: Issue) -> Iterator[Step]:
    path: Path = ("issues", key)
    yield there("Issue", path, on=issue.raised)
    yield from _climbed(case, key, issue)
    if issue.open:
        yield ahead("Resolution", str(issue.state))
    elif issue.outcome:
        yield there("Resolution", path, on=issue.settled, says=str(issue.state))
    elif issue.state is IssueState.WITHDRAWN:
        yield there("Resolution", path, on=issue.settled, says="withdrawn")
    else:
        mend = "Add outcome: in a sentence that both sides would sign."
        yield gap("Resolution", "nothing says how it was settled", mend, "issue-unexplained", at=path)
    yield from _learned(case, key, issue)


def _climbed(case: Case, key: str, issue: Issue) -> Iterator[Step]:
    steps = {step.id: step for step in ladder(case)}
    level = issue.level or next(iter(steps), None)
    if level is None or level not in steps:
        yield ahead("Level", "no step of a ladder")
        yield ahead("Time", "no limit is agreed")
        return
    step, since = steps[level], issue.since or issue.raised
    yield there("Level", ("resolution-ladder", level), on=issue.since, says=step.title)
    if step.within is None:
        yield ahead("Time", "no limit is agreed")
    elif issue.open and since and step.within.after(since) < case.today:
        mend = "Take it up a step, or write how it was settled."
        yield gap("Time", f"longer there than {step.within.words}", mend, "issue-past-limit", at=("issues", key))
    else:
        until = step.within.after(since) if since and issue.open else None
        yield there("Time", ("resolution-ladder", level), on=until, says=f"within {step.within}")


def _learned(case: Case, key: str, issue: Issue) -> Iterator[Step]:
    named = [issue.lesson] if issue.lesson else []
    named += [name for name, lesson in case.plan.lessons.items() if lesson.comes_from == key]
    lessons = {name: case.plan.lessons[name] for name in named if name in case.plan.lessons}
    if not lessons:
        yield spared("Lesson", "none was noted") if not issue.open else ahead("Lesson", "")
        yield spared("Change", "") if not issue.open else ahead("Change", "")
        return
    yield there(
        "Lesson",
        *(("lessons", name) for name in lessons),
        on=max((x.on for x in lessons.values() if x.on), default=None),
    )
    changed = {name: lesson for name, lesson in lessons.items() if lesson.change or lesson.action}
    if not changed:
        first = next(iter(lessons))
        mend = "Add change: with what is done differently, or action:."
        yield gap("Change", "nothing is done differently yet", mend, "lesson-without-change", at=("lessons", first))
        return
    applied = max((lesson.applied for lesson in changed.values() if lesson.applied), default=None)
    actions = [("actions", lesson.action) for lesson in changed.values() if lesson.action]
    yield there(
        "Change",
        *(("lessons", name) for name in changed),
        *actions,
        on=applied,
        says="in use" if applied else "not in use yet",
    )
