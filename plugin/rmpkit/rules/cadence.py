"""Rules about what has not been looked at within the organisation's own intervals."""

from collections.abc import Iterator

from rmpkit.model.meetings import Forum, Level, Topic
from rmpkit.model.stages import Stage
from rmpkit.rules.case import LATE, READING_LATE, Case, OwnCase
from rmpkit.rules.lamps import rounds
from rmpkit.rules.rule import Problem, common_rule, plan_rule


@plan_rule("RMP301", requirements=("aw.risk", "kn.risk", "wt.risk"))
def risks_not_reviewed(case: Case) -> Iterator[Problem]:
    """No meeting has reviewed the risks within the interval.

    ## Why it matters
    A register that nobody looks at describes the day it was written. A meeting that reviews it dates every risk in it.

    ## Example
    ```yaml
    meetings:
      M-1:
        reviewed: [measures, exit]
    ```

    Instead:
    ```yaml
    meetings:
      M-1:
        reviewed: [risks, measures, exit]
    ```
    """
    interval, last = case.intervals.risk_review, case.last_review(Topic.RISKS)
    if not case.plan.risks or case.unread("meetings", "risks"):
        return
    if last is None:
        yield Problem(
            ("risks",),
            "No meeting on record has reviewed the risks.",
            "Add reviewed: [risks] to the meeting that did.",
        )
    elif interval.after(last.on) < case.today:
        message = f"The risks were last reviewed on {last.on}, at {last.id}; the interval is {interval.words}."
        yield Problem(
            ("risks",),
            message,
            "Review them at the next meeting, and add reviewed: [risks] to it.",
            requirement="kn.risk" if case.reached(Stage.KNOWLEDGE.number) else "aw.risk",
        )


_LOOKED_AT_AGAIN = {
    Stage.AWARENESS: "aw.general",
    Stage.KNOWLEDGE: "kn.general",
    Stage.PARTNER_SELECTION: "ps.general",
    Stage.WORKING_TOGETHER: "wt.general",
    Stage.VALUE_CREATION: "vc.general",
    Stage.STAYING_TOGETHER: "st.general",
    Stage.EXIT_STRATEGY: "ex.general",
}
"""What asks for a stage to be looked at again; the self-assessment has an interval of its own."""


@plan_rule("RMP302", requirements=tuple(_LOOKED_AT_AGAIN.values()))
def stage_not_reviewed(case: Case) -> Iterator[Problem]:
    """A live stage has not been looked at again within the interval.

    ## Why it matters
    Stages overlap and recur. What was right when a stage was first gone through may not be so today.

    ## Example
    ```yaml
    stages:
      working-together:
        state: established
        reviews:
          2024-06-01: Still right
    ```

    Instead:
    ```yaml
    stages:
      working-together:
        state: established
        reviews:
          2025-11-01: Still right
    ```
    """
    interval = case.intervals.stage_review
    for stage, record in case.plan.stages.items():
        last = max((day for day in case.plan.reviews_of(stage) if day <= case.today), default=None)
        if stage is Stage.INTERNAL_ASSESSMENT or not record.live or last is None:
            continue
        if interval.after(last) < case.today:
            message = (
                f"The stage {stage.replace('-', ' ')} was last looked at on {last}; the interval is {interval.words}."
            )
            yield Problem(
                ("stages", stage.value),
                message,
                "Look at it again, and add a line under reviews, or under our-reviews: for our eyes alone.",
                requirement=_LOOKED_AT_AGAIN.get(stage, ""),
            )


@plan_rule("RMP303", requirements=("ia.general", "ia.swot"), from_stage=3)
def self_assessment_stale(case: Case) -> Iterator[Problem]:
    """Our own ability to collaborate was last assessed longer ago than the interval.

    ## Why it matters
    A look in the mirror before each look at the partner: who we were last year does not answer for this year.

    ## Example
    ```yaml
    stages:
      internal-assessment:
        state: established
        reviews:
          2024-03-01: Self-assessment workshop
    ```

    Instead:
    ```yaml
    stages:
      internal-assessment:
        state: established
        reviews:
          2025-10-01: Self-assessment workshop
    ```
    """
    record = case.plan.stages.get(Stage.INTERNAL_ASSESSMENT)
    looked = case.plan.reviews_of(Stage.INTERNAL_ASSESSMENT) if record and record.live else ()
    last = max((day for day in looked if day <= case.today), default=None)
    interval = case.intervals.self_assessment
    if last and interval.after(last) < case.today:
        yield Problem(
            ("stages", "internal-assessment"),
            f"The last self-assessment is of {last}; the interval is {interval.words}.",
            "Assess again, and add a line under reviews, or under our-reviews: in internal.yml for our eyes alone.",
        )


@common_rule("RMP304", requirements=("wt.governance", "st.oversight"), once=("lead.roles",), from_stage=5)
def forum_not_held(case: Case | OwnCase) -> Iterator[Problem]:
    """A forum has not met for one and a half times its own interval.

    ## Why it matters
    Governance is what meets, not what is drawn. A forum that is no longer needed can be closed or meet less often.

    ## Example
    ```yaml
    forums:
      board:
        every: week
    ```

    Instead:
    ```yaml
    forums:
      board:
        every: quarter
    ```
    """
    if case.unread("meetings"):
        return
    for name, forum in case.kept.forums.items():
        held = [meeting.on for meeting in case.meetings() if meeting.forum == name]
        if forum.every and held and forum.every.stretched(LATE).after(held[-1]) < case.today:
            message = f"{forum.title} last met on {held[-1]}; it is to meet every {forum.every}."
            yield Problem(
                ("forums", name),
                message,
                "Record the meeting that was held, or change every: to what is meant.",
                requirement=_governs(forum, case),
            )
        elif forum.every and not held:
            message = f"{forum.title} has no meeting on record; it is to meet every {forum.every}."
            mend = "Record its first meeting under meetings."
            yield Problem(("forums", name), message, mend, requirement=_governs(forum, case))


def _governs(forum: Forum, case: Case | OwnCase) -> str:
    """What a forum that does not meet weighs on: the executives' oversight, once that is due, or the governance."""
    if isinstance(case, OwnCase):
        return ""
    watched = forum.level is Level.STRATEGIC and case.reached(Stage.STAYING_TOGETHER.number)
    return "st.oversight" if watched else "wt.governance"


@common_rule("RMP305", requirements=("wt.measures", "st.manage"), once=("pe.monitor",), from_stage=5)
def reading_overdue(case: Case | OwnCase) -> Iterator[Problem]:
    """A measure has not been read for one and a quarter times its own interval.

    ## Why it matters
    A scorecard with holes is read as good news. A late reading with a note is worth more than none.

    ## Example
    ```yaml
    measures:
      berth-ready:
        every: month
        readings:
          2025-08: 97
    ```

    Instead:
    ```yaml
    measures:
      berth-ready:
        every: month
        readings:
          2025-12: 97
          2026-01: 98
          2026-02: 96
    ```
    """
    for name, measure in case.kept.measures.items():
        if not measure.every:
            continue
        latest = measure.latest(case.today)
        if latest is None:
            yield Problem(
                ("measures", name),
                f"The measure {name} has no reading yet.",
                "Add the first one under readings.",
            )
        elif measure.every.stretched(READING_LATE).after(latest[0].last) < case.today:
            message = f"The last reading of {name} is for {latest[0]}; it is to be read every {measure.every}."
            yield Problem(("measures", name), message, "Add the reading, or change every: to what is meant.")


@plan_rule("RMP306", requirements=("st.trust",), from_stage=7, covers=("st.trust",))
def health_check_overdue(case: Case) -> Iterator[Problem]:
    """The parties' people have not been asked within the interval, or not every party's.

    ## Why it matters
    Trust is not seen in delivery figures until it is gone. Both sides are asked, or the answer is half an answer.

    ## Example
    ```yaml
    health-checks:
      H-4:
        northgate:
    ```

    Instead:
    ```yaml
    health-checks:
      H-4:
        northgate: {asked: 8, answered: 7, trust: 4.2}
    ```
    """
    held, interval = rounds(case), case.intervals.health_check
    if case.unread("health-checks", "parties"):
        return
    if not held:
        yield Problem(
            (),
            "No party has been asked yet how the relationship is.",
            "Add the first round under health-checks.",
        )
        return
    last = held[-1]
    if interval.after(last.on) < case.today:
        message = f"The last health check closed on {last.on}; the interval is {interval.words}."
        yield Problem(("health-checks", last.id), message, "Ask again, and add the round under health-checks.")
    unknown = set(last.by_party) - set(case.plan.parties)  # a misspelt party is told by itself
    for party in case.present:
        joined = case.plan.parties[party].joined
        if party not in last.by_party and not unknown and not (joined and joined > last.on):
            name = case.party_name(party)
            yield Problem(
                ("health-checks", last.id),
                f"{last.id} has no answers from {name}.",
                f"Ask {name} too, and add {party}: to it.",
                party,
            )


@plan_rule("RMP307", requirements=("st.exit",), from_stage=7, covers=("st.exit",))
def exit_not_reviewed(case: Case) -> Iterator[Problem]:
    """No meeting has reviewed the exit strategy within the interval.

    ## Why it matters
    An exit strategy that was agreed once and never opened again names people and assets that are gone.

    ## Example
    ```yaml
    meetings:
      M-1:
        reviewed: [risks, measures]
    ```

    Instead:
    ```yaml
    meetings:
      M-1:
        reviewed: [risks, measures, exit]
    ```
    """
    interval, last = case.intervals.exit_review, case.last_review(Topic.EXIT)
    if case.plan.exit is None or not case.plan.exit.principles or case.unread("meetings", "exit"):
        return
    if last is None:
        yield Problem(
            ("exit",),
            "No meeting on record has reviewed the exit strategy.",
            "Add exit to reviewed: of the meeting that did.",
        )
    elif interval.after(last.on) < case.today:
        message = f"The exit strategy was last reviewed on {last.on}, at {last.id}; the interval is {interval.words}."
        yield Problem(("exit",), message, "Review it at the next meeting, and add exit to reviewed:.")


@plan_rule("RMP310", requirements=("kn.case",), from_stage=2, covers=("kn.case",))
def business_case_undecided(case: Case) -> Iterator[Problem]:
    """Nobody on record has decided that the relationship is worth it, or the decision is older than the interval.

    ## Why it matters
    Somebody with authority weighs the case and says go on, change or stop, and looks again as facts change.

    ## Example
    ```yaml
    business-case:
      outcome:
      by:
      on:
    ```

    Instead:
    ```yaml
    business-case:
      outcome: go on
      by: estuary.ser
      on: 2026-02-10
    ```
    """
    decided, interval = case.plan.business_case, case.intervals.business_case
    if case.unread("business-case", "signposts", "answers", "known-gaps"):
        return
    if decided is None or decided.outcome is None:
        if not case.spoken_of("kn.case"):
            yield Problem(
                ("business-case",) if decided else (),
                "No decision on the business case is recorded.",
                "Add business-case: with outcome, by and on to internal.yml.",
            )
        return
    again = decided.again(interval)
    if again and again != decided.look_again and again < case.today:
        message = f"The business case was last decided on {decided.on}; the interval is {interval.words}."
        yield Problem(("business-case", "on"), message, "Weigh it again, and write the new outcome and day.")
