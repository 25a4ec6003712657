"""Rules about why this relationship, what it would be worth, and who else it hangs on."""

from collections.abc import Iterator
from datetime import date

from rmpkit.model.context import Direction
from rmpkit.model.events import EventKind
from rmpkit.model.finding import Severity
from rmpkit.model.relationship import CourseDecision, SegmentDecision
from rmpkit.model.stages import Stage
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule

ONE_MORE = 2
"""So many ways of reaching an aim make a choice."""


@plan_rule("RMP841", requirements=("aw.prioritise",))
def weighing_undecided(case: Case) -> Iterator[Problem]:
    """The relationship was weighed against the others, and nothing says what was decided, by whom or when.

    ## Why it matters
    Scores prepare a decision. Whoever is asked later why this one and not another is asked for the decision.

    ## Example
    ```yaml
    segmentation:
      decision: collaborate
      why: The only dredger on the coast
    ```

    Instead:
    ```yaml
    segmentation:
      decision: collaborate
      why: The only dredger on the coast
      decided-by: estuary.ser
      decided: 2025-06-10
    ```
    """
    weighed = case.plan.segmentation
    if weighed is None:
        return
    asked = {"decision": weighed.decision, "decided-by": weighed.decided_by, "decided": weighed.decided}
    wanting = [key for key, value in asked.items() if value is None]
    if wanting:
        yield Problem(
            ("segmentation",),
            f"The relationship was weighed, and nothing stands behind {_listed(wanting)}.",
            f"Add {_listed(wanting)}.",
        )


def _listed(keys: list[str]) -> str:
    return " and ".join(f"{key}:" for key in keys)


@plan_rule("RMP842", requirements=("aw.prioritise",))
def weighing_unexplained(case: Case) -> Iterator[Problem]:
    """A score reached the height at which it decides alone, it was decided otherwise, and nothing says why.

    ## Why it matters
    Adding up scores hides a partner who matters on one thing only. That is what the floor of a criterion is for; going
    past it may be right, and then a sentence says why. So does a decision without any score.

    ## Example
    ```yaml
    segmentation:
      scores: {SC-1: 5}
      decision: keep transactional
      decided-by: estuary.ser
      decided: 2025-06-10
    ```

    Instead:
    ```yaml
    segmentation:
      scores: {SC-1: 5}
      decision: keep transactional
      why: Hard to replace, and content with orders; we keep two years of spare parts
      decided-by: estuary.ser
      decided: 2025-06-10
    ```
    """
    weighed = case.plan.segmentation
    if weighed is None or weighed.decision is None or weighed.why:
        return
    if not weighed.scores:
        message = f'The decision is "{weighed.decision}", with neither scores nor a reason.'
        yield Problem(("segmentation",), message, "Add scores: by the organisation's criteria, or why:.")
    organisation = case.edition.organisation
    criteria = organisation.segment_criteria if organisation else {}
    for name, score in weighed.scores.items():
        floor = criteria[name].floor if name in criteria else None
        if floor and score >= floor and weighed.decision is not SegmentDecision.COLLABORATE:
            yield Problem(
                ("segmentation", "scores", name),
                f"{criteria[name].title} scores {score}, which decides alone from {floor} up; "
                f'the decision is "{weighed.decision}".',
                "Add why: with what spoke against it.",
                name,
            )


@plan_rule("RMP843", requirements=("aw.prioritise",))
def weighing_stale(case: Case) -> Iterator[Problem]:
    """The day by which the relationship was to be weighed again has passed: its own, or by the interval.

    ## Why it matters
    What was the one partner three years ago may be one of four today. The day was set when the scores were fresh.

    ## Example
    ```yaml
    segmentation:
      decision: collaborate
      why: The only dredger on the coast
      decided-by: estuary.ser
      decided: 2024-06-10
      look-again: 2025-06-10
    ```

    Instead:
    ```yaml
    segmentation:
      decision: collaborate
      why: The only dredger on the coast
      decided-by: estuary.ser
      decided: 2025-06-09
      look-again: 2026-06-09
    ```
    """
    weighed = case.plan.segmentation
    if weighed is None or not (weighed.look_again or weighed.decided):
        return
    again = weighed.look_again or (case.intervals.segmentation.after(weighed.decided) if weighed.decided else None)
    if again and again < case.today:
        yield Problem(
            ("segmentation",),
            f"The relationship was to be weighed again by {again}.",
            "Weigh it again, and write the day behind decided: and a new look-again:.",
        )


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
            message = f"{name} ({each.title}) is done differently here, and nothing stands behind {_listed(wanting)}."
            yield Problem(("tailoring", name), message, f"Add {_listed(wanting)}.")


@plan_rule("RMP845", requirements=("aw.value",))
def estimate_uncompared(case: Case) -> Iterator[Problem]:
    """What collaborating would be worth is compared with nothing, or was never held against what came of it.

    ## Why it matters
    Everything is worth something. The question is what it is worth beside going without, and whether that came true.

    ## Example
    ```yaml
    value-analysis:
      VA-1:
        title: One survey in place of two
        estimate: 40000
        reviewed: 2025-12-01
    ```

    Instead:
    ```yaml
    value-analysis:
      VA-1:
        title: One survey in place of two
        estimate: 40000
        compared-with: doing without
        reviewed: 2025-12-01
    ```
    """
    interval = case.intervals.business_case
    for name, benefit in case.plan.value_analysis.items():
        if benefit.compared_with is None:
            message = f"{name} ({benefit.title}) is compared with nothing."
            mend = "Add compared-with: doing without, transactional or alone."
            yield Problem(("value-analysis", name), message, mend)
        elif case.reached(Stage.VALUE_CREATION.number) and benefit.reviewed is None:
            message = f"{name} ({benefit.title}) has not been held against what came of it."
            yield Problem(("value-analysis", name), message, "Look, and add came-of-it: and reviewed:.")
        elif benefit.reviewed and interval.after(benefit.reviewed) < case.today:
            message = (
                f"{name} ({benefit.title}) was last held against what came of it on {benefit.reviewed}; "
                f"the interval is {interval.words}."
            )
            yield Problem(("value-analysis", name), message, "Look again, and write the day behind reviewed:.")


@plan_rule("RMP846", severity=Severity.NOTE, requirements=("kn.strategy",), from_stage=2)
def option_alone(case: Case) -> Iterator[Problem]:
    """Only one way of reaching the aims was looked at, or none of several was chosen though the case is decided.

    ## Why it matters
    A choice among one is no choice. A second way, and what spoke against it, makes the first one easier to stand by.

    ## Example
    ```yaml
    options:
      OP-1: {title: An alliance of two, chosen: yes}
    ```

    Instead:
    ```yaml
    options:
      OP-1: {title: An alliance of two, chosen: yes}
      OP-2: {title: Orders by the day, against: Nobody plans the winter}
    ```
    """
    options, decided = case.plan.options, case.plan.business_case
    if case.unread("options") or not options:
        return
    if len(options) < ONE_MORE:
        message = f"{next(iter(options))} is the only way on record of reaching the aims."
        yield Problem(("options",), message, "Add what else was looked at, and what spoke against it.")
    elif decided and decided.outcome and not any(option.chosen for option in options.values()):
        message = f"The case was decided, and none of {len(options)} ways of reaching the aims is marked as chosen."
        yield Problem(("options",), message, "Add chosen: yes to the one that was taken.")


@plan_rule("RMP847", severity=Severity.NOTE, requirements=("kn.strategy",), from_stage=2)
def surroundings_unanswered(case: Case) -> Iterator[Problem]:
    """Something around the relationship hinders it, and no risk, objective or action answers that.

    ## Why it matters
    A list of what goes on in the world is read once. What has led to a risk or an aim is looked at again with it.

    ## Example
    ```yaml
    pestle:
      PE-1: {title: Dredging licences are getting shorter, factor: legal, direction: hinders}
    ```

    Instead:
    ```yaml
    pestle:
      PE-1: {title: Dredging licences are getting shorter, factor: legal, direction: hinders, leads-to: [IR-1]}
    ```
    """
    for name, each in case.plan.pestle.items():
        if each.direction is Direction.HINDERS and not each.leads_to:
            message = f"{name} ({each.title}) hinders, and nothing is named that answers it."
            yield Problem(("pestle", name), message, "Add leads-to: with a risk, an objective or an action.")


@plan_rule("RMP849", requirements=("kn.supplychain",), from_stage=2)
def third_party_unowned(case: Case) -> Iterator[Problem]:
    """The relationship hangs on somebody beyond the table, and nobody keeps an eye on it, or no risk says what if.

    ## Why it matters
    What comes late often comes from two steps up the chain, where neither party was looking.

    ## Example
    ```yaml
    third-parties:
      TP-1:
        name: The yard at Skerry
        needed-for: Docking of the only dredger
        risks: [IR-1]
    ```

    Instead:
    ```yaml
    third-parties:
      TP-1:
        name: The yard at Skerry
        needed-for: Docking of the only dredger
        risks: [IR-1]
        owner: estuary.manager
    ```
    """
    for name, each in case.plan.third_parties.items():
        if each.owner is None:
            message = f"No post keeps an eye on {each.name} ({name})."
            yield Problem(("third-parties", name), message, "Add owner: with the post that does.")
        elif each.needed_for and not each.risks:
            message = f"Something depends on {each.name} ({name}), and no risk says what would happen without it."
            yield Problem(("third-parties", name), message, "Add risks: with the risk or chance it brings.")


BIG = (
    EventKind.VARIATION,
    EventKind.TAKEOVER,
    EventKind.PARTY_JOINED,
    EventKind.PARTY_LEFT,
    EventKind.STRATEGY,
    EventKind.LAW,
)
"""Changes after which a case may no longer be what it was."""


@plan_rule("RMP850", requirements=("kn.case",), from_stage=2)
def case_older_than_change(case: Case) -> Iterator[Problem]:
    """The business case was decided before a big change around the plan, or its own day to look again has passed.

    ## Why it matters
    A case is weighed on the facts of its day. When the contract or the parties change, somebody asks whether it holds.

    ## Example
    ```yaml
    business-case:
      outcome: go on
      by: estuary.ser
      on: 2025-09-01
    change-events:
      CH-2:
        title: Northgate was bought by Skerry Group
        kind: takeover
        on: 2025-12-20
        read-again: {Risks: 2026-01-10}
    ```

    Instead:
    ```yaml
    business-case:
      outcome: go on
      by: estuary.ser
      on: 2026-01-12
    change-events:
      CH-2:
        title: Northgate was bought by Skerry Group
        kind: takeover
        on: 2025-12-20
        read-again: {Risks: 2026-01-10}
    ```
    """
    decided = case.plan.business_case
    if decided is None or decided.on is None or decided.outcome is None:
        return
    if decided.look_again and decided.on <= decided.look_again < case.today:
        message = f"The business case was to be weighed again on {decided.look_again}."
        yield Problem(("business-case", "look-again"), message, "Weigh it again, and write the new outcome and day.")
        return
    settled = max(decided.on, decided.look_again or decided.on)
    for event in case.plan.change_events.values():
        if event.kind in BIG and settled < event.on <= _long_enough_ago(case, event.on):
            yield Problem(
                ("business-case", "on"),
                f"{event.title}, on {event.on}; the business case was last decided on {decided.on}.",
                "Weigh it again, and write the new outcome and day; or add look-again: with the day it is weighed.",
                event.id,
            )


def _long_enough_ago(case: Case, day: date) -> date:
    """The day itself, once the interval for reading again has passed since; before every day until then."""
    return day if case.intervals.read_again.after(day) < case.today else date.min


@plan_rule("RMP851", severity=Severity.NOTE, requirements=("kn.knowledge",), from_stage=2)
def knowledge_older_than_party(case: Case) -> Iterator[Problem]:
    """A party joined after what may be shared was last looked at.

    ## Why it matters
    What may be shown to one partner may be the other one's trade secret. The list is read again before a third reads
    what stands on it.

    ## Example
    ```yaml
    parties:
      northgate: {name: Northgate Marine, letter: N, joined: 2025-12-01}
    ```

    Instead:
    ```yaml
    parties:
      northgate: {name: Northgate Marine, letter: N, joined: 2025-12-01}
    stages:
      knowledge:
        state: established
        reviews:
          2025-11-01: Still right
          2026-01-12: What may be shared was read again for Northgate
    ```
    """
    seen = max((day for day in case.plan.reviews_of(Stage.KNOWLEDGE) if day <= case.today), default=None)
    if not case.plan.knowledge or seen is None or case.unread("knowledge", "parties"):
        return
    for name, party in case.present.items():
        if name != case.own and party.joined and seen < party.joined <= _long_enough_ago(case, party.joined):
            yield Problem(
                ("parties", name),
                f"{party.name} joined on {party.joined}; what may be shared was last looked at on {seen}.",
                "Read it again, and add a line under reviews of the stage knowledge.",
                name,
            )


@plan_rule("RMP852", requirements=("kn.strategy", "kn.exit"), from_stage=2)
def consideration_unowned(case: Case) -> Iterator[Problem]:
    """A thought about leaving is kept by nobody.

    ## Why it matters
    Thoughts about leaving are looked at on a bad day. Whoever keeps one knows by then what the other way would cost.

    ## Example
    ```yaml
    exit-considerations:
      XC-1:
        owner:
    ```

    Instead:
    ```yaml
    exit-considerations:
      XC-1:
        owner: estuary.manager
    ```
    """
    for name, each in case.plan.exit_considerations.items():
        if each.owner is None:
            yield Problem(
                ("exit-considerations", name),
                f"The thought about leaving {name} has no owner.",
                "Add owner: with the post that keeps it.",
                requirement="kn.exit" if "kn.exit" in case.catalogue.requirements else "kn.strategy",
            )


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
        if seen and taken and taken < seen <= _long_enough_ago(case, seen):
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
            yield Problem(("course", name), f"{message}{_listed(wanting)}.", f"Add {_listed(wanting)}.")


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
