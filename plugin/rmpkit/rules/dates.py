"""The rule about days that have not come yet."""

from collections.abc import Iterator
from datetime import date

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.finding import Path, Severity
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule


@plan_rule("RMP311", severity=Severity.NOTE)
def date_in_future(case: Case) -> Iterator[Problem]:
    """Something is recorded as done on a day that has not come yet.

    ## Why it matters
    Usually a slip of the year. Until it is mended, everything counted from it is counted wrong.

    ## Example
    ```yaml
    signposts:
      SP-1:
        checked: 2027-02-01
    ```

    Instead:
    ```yaml
    signposts:
      SP-1:
        checked: 2026-02-01
    ```
    """
    for path, day in happened(case.plan):
        if day and day > case.today:
            said = " ".join(map(str, path[1:]))
            yield Problem(path, f"{said} says {day}, which is still to come.", "Correct the day.")


def happened(plan: ShownPlan) -> Iterator[tuple[Path, date | None]]:
    """Every day of a plan that tells of something done."""
    yield from ((("meetings", name, "on"), meeting.on) for name, meeting in plan.meetings.items())
    yield from ((("actions", name, "done"), action.done) for name, action in plan.actions.items())
    yield from ((("risks", name, "raised"), risk.raised) for name, risk in plan.risks.items())
    yield from ((("health-checks", name, "on"), check.on) for name, check in plan.health_checks.items())
    yield from ((("answers", name, "checked"), answer.checked) for name, answer in plan.answers.items())
    yield from ((("not-applicable", name, "on"), absent.on) for name, absent in plan.not_applicable.items())
    yield from ((("commitments", name, "kept"), promise.kept) for name, promise in plan.commitments.items())
    yield from ((("deliverables", name, "done"), item.done) for name, item in plan.deliverables.items())
    yield from ((("decisions", name, "on"), decision.on) for name, decision in plan.decisions.items())
    yield from ((("revisions", name, "on"), revision.on) for name, revision in plan.revisions.items())
    yield from ((("lessons", name, "on"), lesson.on) for name, lesson in plan.lessons.items())
    yield from ((("scores", name, "on"), score.on) for name, score in plan.scores.items())
    yield from _past_of_ours(plan)
    yield from ((("actions", name, "effect-checked"), action.effect_checked) for name, action in plan.actions.items())
    yield from ((("team-skills", name, "on"), skill.on) for name, skill in plan.team_skills.items())
    yield from ((("lessons", name, "passed-on"), lesson.passed_on) for name, lesson in plan.lessons.items())
    yield from _of_leaving(plan)
    yield from ((("change-events", name, "on"), event.on) for name, event in plan.change_events.items())
    yield from ((("exit-transition", name, "done"), item.done) for name, item in plan.exit_transition.items())
    yield from ((("views-on-record", name, "on"), view.on) for name, view in plan.views_on_record.items())
    for name, warning in plan.early_warnings.items():
        yield ("early-warnings", name, "raised"), warning.raised
        yield ("early-warnings", name, "closed"), warning.closed
    for name, issue in plan.issues.items():
        yield ("issues", name, "raised"), issue.raised
        yield ("issues", name, "settled"), issue.settled
    for name, idea in plan.value_ideas.items():
        yield ("value-ideas", name, "raised"), idea.raised
        yield ("value-ideas", name, "realised-on"), idea.realised_on
        yield ("value-ideas", name, "decided"), idea.decided
    for name, signpost in plan.signposts.items():
        yield ("signposts", name, "checked"), signpost.checked
        yield ("signposts", name, "dead"), signpost.dead
    for stage, record in plan.stages.items():
        yield from ((("stages", stage.value, "reviews", str(day)), day) for day in record.reviews)
    for stage, ours in plan.our_reviews.items():
        yield from ((("our-reviews", stage.value, str(day)), day) for day in ours)
    for name, measure in plan.measures.items():
        yield from ((("measures", name, "readings", str(period)), period.first) for period in measure.readings)
    for name, version in plan.versions.items():
        yield from (
            (("versions", name, "approved", party, "on"), given.on) for party, given in version.approved.items()
        )


def _past_of_ours(plan: ShownPlan) -> Iterator[tuple[Path, date | None]]:
    """Every day on which the owner prepared, assessed or chose."""
    yield from ((("appointments", name, "on"), appointment.on) for name, appointment in plan.appointments.items())
    yield from ((("course", name, "on"), course.on) for name, course in plan.course.items())
    yield from ((("due-diligence", name, "on"), check.on) for name, check in plan.due_diligence.items())
    yield from ((("maturity", name, "on"), found.on) for name, found in plan.maturity.items())
    yield from ((("skills", name, "on"), skill.on) for name, skill in plan.skills.items())
    yield from ((("candidates", name, "told"), candidate.told) for name, candidate in plan.candidates.items())


def _of_leaving(plan: ShownPlan) -> Iterator[tuple[Path, date | None]]:
    """Days on which a step towards the end was taken, or somebody looked whether there is cause for one."""
    for name, trigger in plan.exit_triggers.items():
        yield from ((("exit-triggers", name, "checked", str(day)), day) for day in trigger.checked)
    yield from ((("exit-continuity", name, "done"), item.done) for name, item in plan.exit_continuity.items())
    if plan.exit:
        yield from ((("exit", "told", party), day) for party, day in plan.exit.told.items())
    if plan.exit_review:
        yield ("exit-review", "on"), plan.exit_review.on
    if plan.closing:
        yield ("closing", "on"), plan.closing.on
