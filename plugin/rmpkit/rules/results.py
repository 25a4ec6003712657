"""Rules about what the parties make of their results: measures, reports, aims, actions, issues."""

from collections.abc import Iterator, Mapping

from rmpkit.model.disputes import IssueState
from rmpkit.model.finding import Severity
from rmpkit.model.goals import Measure, MeasureKind, ObjectiveState
from rmpkit.model.record import Entry, Part
from rmpkit.model.risks import Action, ActionState
from rmpkit.rules.case import Case
from rmpkit.rules.lamps import rounds
from rmpkit.rules.rule import Problem, plan_rule

SEVERAL = 4
"""So many joint measures are expected to have one about the relationship itself."""


def _joint_measures(case: Case) -> Mapping[str, Measure]:
    return {name: measure for name, measure in case.plan.measures.items() if measure.part == Part.JOINT}


@plan_rule("RMP880", severity=Severity.NOTE, requirements=("wt.measures",), from_stage=5)
def baseline_missing(case: Case) -> Iterator[Problem]:
    """Some measures say where they stood before the parties set out, and others do not.

    ## Why it matters
    97 is a triumph after 80 and a slide after 99. Only the baseline says which.

    ## Example
    ```yaml
    measures:
      berth-ready:
        baseline: 91
    ```

    Instead:
    ```yaml
    measures:
      berth-ready:
        baseline: 91
      shared-savings:
        baseline: 0
    ```
    """
    measures = _joint_measures(case)
    without = [name for name, measure in measures.items() if measure.baseline is None]
    if without and len(without) < len(measures) and not case.unread("measures"):
        yield Problem(
            ("measures",),
            f"Nothing says where {', '.join(without)} stood at the start; of the other measures it is known.",
            "Add baseline: to each, as near as anybody can tell.",
        )


@plan_rule("RMP881", severity=Severity.NOTE, requirements=("wt.measures",), from_stage=5)
def relationship_unmeasured(case: Case) -> Iterator[Problem]:
    """None of several joint measures is about how the parties work with each other.

    ## Why it matters
    Delivery figures say how the work goes. How it goes between the parties is known by then to everybody but them.

    ## Example
    ```yaml
    health-checks:
    known-gaps:
      G-1: {requirement: st.trust, why: First round in May, accepted-by: estuary.ser, until: 2026-05-31}
    measures:
      dredged: {question: How much was dredged, objective: O-1, target: at least 9, owner: northgate.manager}
      late-nights: {question: How many nights ran late, objective: O-1, target: at most 2, owner: estuary.manager}
    ```

    Instead:
    ```yaml
    measures:
      dredged: {question: How much was dredged, objective: O-1, target: at least 9, owner: northgate.manager}
      late-nights: {question: How many nights ran late, objective: O-1, target: at most 2, owner: estuary.manager}
      replies:
        {question: In how many days is a letter answered, objective: O-1, kind: relationship, target: at most 3,
         owner: estuary.manager}
    ```
    """
    kinds = [measure.kind for measure in _joint_measures(case).values()]
    asked = case.plan.health_checks or case.unread("measures", "health-checks")
    if len(kinds) >= SEVERAL and not {MeasureKind.RELATIONSHIP, MeasureKind.BEHAVIOUR} & set(kinds) and not asked:
        yield Problem(
            ("measures",),
            f"None of the {len(kinds)} joint measures is about how the parties work with each other.",
            "Add one of kind relationship or behaviour, or ask each party's people under health-checks.",
        )


@plan_rule("RMP888", requirements=("st.analysis",), from_stage=7)
def report_unexplained(case: Case) -> Iterator[Problem]:
    """A report says nothing about the cause of the results, or nothing about what was decided.

    ## Why it matters
    Figures are collected so that somebody can decide. "Nothing is changed, and here is why" is a decision.

    ## Example
    ```yaml
    reports:
      RP-1:
        cause:
    ```

    Instead:
    ```yaml
    reports:
      RP-1:
        cause: Two surveys fell on spring tides.
    ```
    """
    said = {"cause": "why the results are what they are", "decided": "what was decided"}
    for name, report in case.plan.reports.items():
        wanting = [key for key in said if not getattr(report, key)]
        if wanting and not (report.on and report.on > case.today):
            yield Problem(
                ("reports", name),
                f"The report {name} does not say {' and '.join(said[key] for key in wanting)}.",
                f"Add {' and '.join(f'{key}:' for key in wanting)}, in a line each.",
            )


@plan_rule("RMP889", requirements=("st.delivery",), from_stage=7)
def objective_unanswered(case: Case) -> Iterator[Problem]:
    """An objective is off track, and no open action answers that.

    ## Why it matters
    An objective may be missed, and it may be changed by agreement. It should not be left off track.

    ## Example
    ```yaml
    objectives:
      O-1:
        state: off track
    ```

    Instead:
    ```yaml
    objectives:
      O-1:
        state: off track
    actions:
      A-2:
        title: Agree which berths come first
        owner: estuary.manager
        due: 2026-03-31
        comes-from: O-1
    ```
    """
    if case.unread("actions", "risks"):
        return
    answered = {action.comes_from for action in case.plan.actions.values() if action.open}
    for name, objective in case.plan.objectives.items():
        risks = {key for key, risk in case.plan.risks.items() if risk.objective == name}
        if objective.state is ObjectiveState.OFF_TRACK and not answered & {name, *risks}:
            yield Problem(
                ("objectives", name),
                f"The objective {name} is off track, and no open action comes from it or from a risk to it.",
                f"Add an action with comes-from: {name}, or change the objective by agreement.",
            )


@plan_rule("RMP890", severity=Severity.NOTE, requirements=("st.manage",), from_stage=7)
def action_effect_unchecked(case: Case) -> Iterator[Problem]:
    """Actions against a risk, an issue or a health check are done, and nobody has looked whether they worked.

    ## Why it matters
    Done says that something was done. That it helped is another fact, and the one that the next round asks for.

    ## Example
    ```yaml
    actions:
      A-1:
        comes-from: R-N1
        state: done
        done: 2025-07-10
      A-2:
        title: Call the licensing office every week
        comes-from: R-N1
        owner: northgate.manager
        done: 2025-05-11
        effect-checked: 2025-08-14
    ```

    Instead:
    ```yaml
    actions:
      A-1:
        comes-from: R-N1
        state: done
        done: 2025-07-10
        effect-checked: 2025-09-02
        effect: The office now answers within a week
    ```
    """
    begun = any(action.effect_checked for action in case.plan.actions.values())
    waiting = [name for name, action in case.plan.actions.items() if _waits_for_a_look(action, case)]
    if begun and waiting and not case.leaving:
        interval = case.intervals.health_check
        yield Problem(
            ("actions", waiting[0]),
            f"{', '.join(waiting)}: done for longer than the interval ({interval.words}), "
            "and nobody has looked whether it worked.",
            "Look, and write effect-checked: with the day and effect: with what was seen.",
        )


def _waits_for_a_look(action: Action, case: Case) -> bool:
    source: Mapping[str, Entry] = {**case.plan.risks, **case.plan.issues, **case.plan.health_checks}
    over = action.state is not ActionState.CANCELLED and action.done is not None and action.effect_checked is None
    late = action.done is not None and case.intervals.health_check.after(action.done) < case.today
    return over and late and action.comes_from in source


@plan_rule("RMP891", severity=Severity.NOTE, requirements=("st.trust",), from_stage=7)
def answers_too_few(case: Case) -> Iterator[Problem]:
    """So few of a party's people answered a health check that each of them can be recognised.

    ## Why it matters
    People were promised that nobody would know who said what. Shown by party, one or two answers break that promise.

    ## Example
    ```yaml
    health-checks:
      H-4:
        northgate: {asked: 8, answered: 2, trust: 4.2}
    ```

    Instead:
    ```yaml
    health-checks:
      H-4:
        northgate: {asked: 8, answered: 3, trust: 4.2}
    ```
    """
    for name, check in case.plan.health_checks.items():
        for party, answers in check.by_party.items():
            few = answers.answered is not None and 0 < answers.answered < FEW
            if few and answers.scores and (answers.asked is None or answers.asked >= FEW):
                yield Problem(
                    ("health-checks", name, party),
                    f"{answers.answered} of {case.party_name(party)} answered {name}, whose scores are shown by party.",
                    "Ask more people before the scores are shown, or take that party's scores out.",
                    party,
                )


FEW = 3
"""With fewer answers than this a person can be recognised by a score."""


@plan_rule("RMP892", severity=Severity.NOTE, requirements=("st.trust",), from_stage=7)
def results_unshown(case: Case) -> Iterator[Problem]:
    """The results of earlier rounds were shown to every party, and those of the last one were not yet.

    ## Why it matters
    Whoever answered waits for what came of it. Silence is read as a result.

    ## Example
    ```yaml
    health-checks:
      H-3:
        shown-on: 2025-12-10
    ```

    Instead:
    ```yaml
    health-checks:
      H-3:
        shown-on: 2025-12-10
      H-4:
        shown-on: 2025-12-11
    ```
    """
    held = rounds(case)
    if not held or not any(check.shown_on for check in held[:-1]):
        return
    last, interval = held[-1], case.intervals.health_answer
    told = last.shown_on or last.we_agreed or last.actions
    if not told and interval.after(last.on) < case.today:
        yield Problem(
            ("health-checks", last.id),
            f"{last.id} closed on {last.on}, and nothing says that its results were shown to every party.",
            "Show them, and write shown-on: with the day.",
        )


@plan_rule("RMP893", severity=Severity.NOTE, requirements=("st.issues",), from_stage=5)
def issue_unexplained(case: Case) -> Iterator[Problem]:
    """An issue was settled, and nothing says how.

    ## Why it matters
    The next one like it comes from another ship on another night. How this one was settled is half of its answer.

    ## Example
    ```yaml
    issues:
      I-1:
        state: resolved
        settled: 2026-02-27
    ```

    Instead:
    ```yaml
    issues:
      I-1:
        state: resolved
        settled: 2026-02-27
        outcome: Halved, when the weather is to blame.
    ```
    """
    for name, issue in case.plan.issues.items():
        if issue.state in (IssueState.AGREED, IssueState.RESOLVED) and not issue.outcome:
            message = f"The issue {name} is {issue.state}, and nothing says how it was settled."
            yield Problem(("issues", name), message, "Add outcome: in a line.")
