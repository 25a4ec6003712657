"""Rules about staying on course: what is done differently here, what was decided, whether the plan follows."""

from collections.abc import Iterator

from rmpkit.model.finding import Severity
from rmpkit.model.relationship import CourseDecision
from rmpkit.model.stages import Stage
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, as_keys, plan_rule


@plan_rule("RMP972", severity=Severity.NOTE, requirements=("aw.governance",), from_stage=1)
def usual_way_unconfirmed(case: Case) -> Iterator[Problem]:
    """The plan says how the usual way of running relationships applies here, and nobody is named who looked.

    ## Why it matters
    A method that is said to apply everywhere is followed where somebody asked whether it is.

    ## Example
    ```yaml
    usual-way:
      how: Risks, purchasing and appraisals run by the manual of relationships.
    ```

    Instead:
    ```yaml
    usual-way:
      how: Risks, purchasing and appraisals run by the manual of relationships.
      confirmed-by: estuary.ser
      confirmed: 2026-02-10
    ```
    """
    way = case.plan.usual_way
    if way is None:
        return
    wanting = [key for key, value in (("confirmed-by", way.confirmed_by), ("confirmed", way.confirmed)) if not value]
    if wanting:
        said = " and ".join({"confirmed-by": "who looked", "confirmed": "the day"}[key] for key in wanting)
        message = f"How the usual way applies here is written, and not {said}."
        yield Problem(("usual-way",), message, f"Add {as_keys(wanting)}.")


@plan_rule("RMP844", requirements=("aw.governance",))
def tailoring_undecided(case: Case) -> Iterator[Problem]:
    """Something is done differently here, and nothing says why, or who decided it.

    ## Why it matters
    A way of one's own can be the better one. Decided, it is a way of working; undecided, it looks like a slip.

    ## Example
    ```yaml
    tailoring:
      T-2:
        title: The board meets every half-year
        instead-of: Every quarter
    ```

    Instead:
    ```yaml
    tailoring:
      T-2:
        title: The board meets every half-year
        instead-of: Every quarter
        why: Two of three parties are small
        decided-by: estuary.ser
        decided: 2025-06-10
    ```
    """
    for name, each in case.plan.tailoring.items():
        asked = {"why": each.why, "decided-by": each.decided_by, "decided": each.decided}
        wanting = [key for key, value in asked.items() if not value]
        if wanting:
            message = f"{name} ({each.title}) is done differently here, and nothing stands behind {as_keys(wanting)}."
            yield Problem(("tailoring", name), message, f"Add {as_keys(wanting)}.")


TAKES_IN = {Stage.KNOWLEDGE: "kn.rmp", Stage.INTERNAL_ASSESSMENT: "ia.rmp"}
"""Stages whose outcome the plan is asked to take in by the owner alone."""


@plan_rule("RMP853", severity=Severity.NOTE, requirements=tuple(TAKES_IN.values()), from_stage=2)
def outcome_not_taken_in(case: Case) -> Iterator[Problem]:
    """A stage was looked at again, and the last revision that takes in its outcome is older.

    ## Why it matters
    What was learned and left out of the plan is learned again by the next manager. Often one line is enough.

    ## Example
    ```yaml
    revisions:
      RV-2: {version: v0.9b, on: 2025-02-01, summary: What we learned about licences, takes-in: [knowledge]}
    ```

    Instead:
    ```yaml
    revisions:
      RV-2: {version: v0.9b, on: 2025-02-01, summary: What we learned about licences, takes-in: [knowledge]}
      RV-3: {version: v1.1, on: 2025-11-10, summary: Nothing new about licences, takes-in: [knowledge]}
    ```
    """
    if case.unread("revisions", "stages"):
        return
    for stage, requirement in TAKES_IN.items():
        seen = max((day for day in case.plan.reviews_of(stage) if day <= case.today), default=None)
        days = (made.on for made in case.plan.revisions.values() if stage in made.takes_in)
        taken = max((day for day in days if day <= case.today), default=None)
        if seen and taken and taken < seen <= case.long_enough_ago(seen):
            yield Problem(
                ("revisions",),
                f"The stage {stage.replace('-', ' ')} was looked at again on {seen}; "
                f"the last revision that takes it in is of {taken}.",
                f"Add a revision with takes-in: [{stage}], and say what changed, or that nothing did.",
                stage.value,
                requirement=requirement,
            )


@plan_rule("RMP868", requirements=("kn.case",))
def course_unexplained(case: Case) -> Iterator[Problem]:
    """It was decided to change course, to pause or to stop, and nothing says why, or who decided it.

    ## Why it matters
    Stages overlap and recur, and so do these decisions. Each is read by people who were not there.

    ## Example
    ```yaml
    course:
      CO-1: {decision: pause, on: 2025-06-10, stage: knowledge}
    ```

    Instead:
    ```yaml
    course:
      CO-1: {decision: pause, on: 2025-06-10, stage: knowledge, by: estuary.ser, why: The licence is in doubt}
    ```
    """
    for name, course in case.plan.course.items():
        wanting = ["by"] if course.by is None else []
        if course.decision is not CourseDecision.GO_ON and not course.why:
            wanting.append("why")
        if wanting:
            message = f'On {course.on} it was decided to "{course.decision}", and nothing stands behind '
            yield Problem(("course", name), f"{message}{as_keys(wanting)}.", f"Add {as_keys(wanting)}.")


@plan_rule("RMP869", severity=Severity.NOTE, requirements=("aw.rmp",))
def plan_standing_still(case: Case) -> Iterator[Problem]:
    """The last version or revision of the plan on record is older than the interval for looking at a stage again.

    ## Why it matters
    A plan that is in use changes a little all year. One that has not changed may be right, and nobody can tell.

    ## Example
    ```yaml
    versions:
      v1.0:
        approved:
          estuary: {by: estuary.ser, on: 2024-06-03}
          northgate: {by: northgate.ser, on: 2024-06-05}
    ```

    Instead:
    ```yaml
    versions:
      v1.0:
        approved:
          estuary: {by: estuary.ser, on: 2024-06-03}
          northgate: {by: northgate.ser, on: 2024-06-05}
    revisions:
      RV-2: {version: v1.1, on: 2025-11-10, summary: Two risks closed}
    ```
    """
    revised = [revision.on for revision in case.plan.revisions.values()]
    approved = [given.on for version in case.plan.versions.values() for given in version.approved.values()]
    last = max((day for day in (*revised, *approved) if day <= case.today), default=None)
    interval = case.intervals.stage_review
    asked_for = not case.plan.versions and case.reached(Stage.WORKING_TOGETHER.number)  # that is told by itself
    if last and not asked_for and interval.after(last) < case.today and not case.unread("revisions", "versions"):
        yield Problem(
            ("revisions",) if case.plan.revisions else ("versions",),
            f"The last change of the plan on record is of {last}; the interval is {interval.words}.",
            "Add a revision with what has changed since, or with the day somebody found that nothing had.",
        )
