"""Rules about whether what is joint is carried by more than one side. Registers have one too: register-one-sided."""

from collections.abc import Iterable, Iterator

from rmpkit.model.finding import Severity
from rmpkit.model.learning import IdeaState
from rmpkit.model.record import Part
from rmpkit.rules.case import Case
from rmpkit.rules.cover import ONE_SIDED
from rmpkit.rules.rule import Problem, plan_rule

CHAIRS = 3
"""Of two forums one side may well chair both; with three, sharing costs nothing."""

GAINS = 3
"""So many realised ideas are enough for each party to have gained by one."""


def _alone(case: Case, parties: Iterable[str | None], enough: int) -> str | None:
    """The one party that stands behind all of at least so many joint things; nobody where any is unnamed."""
    named = tuple(parties)
    only = set(named)
    return named[0] if len(named) >= enough and len(only) == 1 and len(case.present) > 1 else None


@plan_rule("RMP909", severity=Severity.NOTE, requirements=("wt.governance",), from_stage=5)
def answering_one_sided(case: Case) -> Iterator[Problem]:
    """Every activity of the responsibilities matrix that names who answers for it names one party.

    ## Why it matters
    Who answers decides. Where all answers lie with one side, the other does work that it has no say in.

    ## Example
    ```yaml
    responsibilities:
      RS-2: {activity: Order the buoys, accountable: estuary.manager, responsible: [northgate.manager]}
      RS-3: {activity: Sound the channel, accountable: estuary.manager, responsible: [northgate.manager]}
      RS-4: {activity: Close a berth, accountable: estuary.manager, responsible: [northgate.manager]}
    ```

    Instead:
    ```yaml
    responsibilities:
      RS-2: {activity: Order the buoys, accountable: estuary.manager, responsible: [northgate.manager]}
      RS-3: {activity: Sound the channel, accountable: northgate.manager}
      RS-4: {activity: Close a berth, accountable: estuary.manager, responsible: [northgate.manager]}
    ```
    """
    answering = [each.accountable for each in case.plan.responsibilities.values() if each.accountable]
    party = _alone(case, (post.partition(".")[0] for post in answering), ONE_SIDED)
    if party and not case.unread("responsibilities"):
        yield Problem(
            ("responsibilities",),
            f"All {len(answering)} activities that name who answers for them name {case.party_name(party)}.",
            "Ask which of them those who do the work could answer for.",
        )


@plan_rule("RMP910", severity=Severity.NOTE, requirements=("wt.governance",), from_stage=5)
def promises_one_sided(case: Case) -> Iterator[Problem]:
    """Every promise on record was made by one party.

    ## Why it matters
    Both sides usually promise things, and one of them writes them down. A list that holds both is kept by both.

    ## Example
    ```yaml
    commitments:
      CM-2: {what: Berths kept free on Sundays, by: estuary, to: northgate, due: 2026-05-31}
      CM-3: {what: One gate for the crews, by: estuary, to: northgate, due: 2026-05-31}
      CM-4: {what: Answers within ten days, by: estuary, to: northgate, due: 2026-05-31}
    ```

    Instead:
    ```yaml
    commitments:
      CM-2: {what: Berths kept free on Sundays, by: estuary, to: northgate, due: 2026-05-31}
      CM-3: {what: One gate for the crews, by: estuary, to: northgate, due: 2026-05-31}
      CM-4: {what: Soundings sent the same day, by: northgate, to: estuary, due: 2026-05-31}
    ```
    """
    made = [promise.by for promise in case.plan.commitments.values() if promise.part == Part.JOINT]
    party = _alone(case, made, ONE_SIDED)
    if party and not case.unread("commitments"):
        yield Problem(
            ("commitments",),
            f"All {len(made)} commitments on record were promised by {case.party_name(party)}.",
            "Ask what else was promised, and add it.",
        )


@plan_rule("RMP911", severity=Severity.NOTE, requirements=("vc.targets",), from_stage=6)
def gain_one_sided(case: Case) -> Iterator[Problem]:
    """Everything that realised ideas brought went to one party.

    ## Why it matters
    Ideas come from those who gain by them. A gain can also be time, safety or quiet nights, which is worth a line.

    ## Example
    ```yaml
    value-ideas:
      V-2: {title: One tug, state: realised, realised-on: 2026-01-31, see: SP-8, gains: {estuary: 20000}}
      V-3: {title: One crane, state: realised, realised-on: 2026-01-31, see: SP-8, gains: {estuary: 9000}}
      V-4: {title: One gate, state: realised, realised-on: 2026-01-31, see: SP-8, gains: {estuary: 4000}}
    ```

    Instead:
    ```yaml
    value-ideas:
      V-2: {title: One tug, state: realised, realised-on: 2026-01-31, see: SP-8, gains: {estuary: 20000}}
      V-3: {title: One crane, state: realised, realised-on: 2026-01-31, see: SP-8, gains: {northgate: 9000}}
      V-4: {title: One gate, state: realised, realised-on: 2026-01-31, see: SP-8, gains: {estuary: 4000}}
    ```
    """
    shares = [
        {party for party, amount in idea.gains.items() if amount is None or amount.value > 0}
        for idea in case.plan.value_ideas.values()
        if idea.part == Part.JOINT and idea.state is IdeaState.REALISED and idea.gains
    ]
    party = _alone(case, (each.copy().pop() if len(each) == 1 else None for each in shares), GAINS)
    if party and not case.unread("value-ideas"):
        yield Problem(
            ("value-ideas",),
            f"What {len(shares)} realised ideas brought went to {case.party_name(party)} alone.",
            "Ask what the others gained, and add it under gains:, or agree how the next one is shared.",
        )


@plan_rule("RMP912", severity=Severity.NOTE, requirements=("wt.measures",), from_stage=5)
def measured_one_sided(case: Case) -> Iterator[Problem]:
    """Every measure that names a party measures the same one.

    ## Why it matters
    Most work waits for both sides. A measure of how soon the other answers tells as much as one of what is delivered.

    ## Example
    ```yaml
    measures:
      berth-ready: {of: northgate}
      shared-savings: {of: northgate}
      soundings: {question: "Are soundings on time?", of: northgate, objective: O-1, target: at least 9,
                  owner: northgate.manager}
      crews: {question: "Are crews complete?", of: northgate, objective: O-1, target: at least 9,
              owner: northgate.manager}
    ```

    Instead:
    ```yaml
    measures:
      berth-ready: {of: northgate}
      shared-savings: {of: northgate}
      soundings: {question: "Are soundings on time?", of: northgate, objective: O-1, target: at least 9,
                  owner: northgate.manager}
      replies: {question: "Are questions answered in time?", of: estuary, objective: O-1, target: at least 9,
                owner: estuary.manager}
    ```
    """
    measured = [measure.of for measure in case.plan.measures.values() if measure.part == Part.JOINT and measure.of]
    party = _alone(case, measured, ONE_SIDED)
    if party and not case.unread("measures"):
        yield Problem(
            ("measures",),
            f"All {len(measured)} joint measures that name a party measure {case.party_name(party)}.",
            "Add one that measures what the others do for the result.",
        )


@plan_rule("RMP913", severity=Severity.NOTE, requirements=("wt.governance",), from_stage=5)
def chair_one_sided(case: Case) -> Iterator[Problem]:
    """The chair of every forum that names one is a post of one party.

    ## Why it matters
    Who takes the chair sets the agenda. Shared between forums, or by turns, it costs nothing and is noticed.

    ## Example
    ```yaml
    forums:
      board: {chair: estuary.ser}
      team: {title: Team, chair: estuary.manager, authority: Days of work}
      planners: {title: Planners, chair: estuary.manager, authority: Closures}
    ```

    Instead:
    ```yaml
    forums:
      board: {chair: estuary.ser}
      team: {title: Team, chair: northgate.manager, authority: Days of work}
      planners: {title: Planners, chair: estuary.manager, authority: Closures}
    ```
    """
    chairs = [forum.chair.partition(".")[0] for forum in case.plan.forums.values() if forum.chair]
    party = _alone(case, chairs, CHAIRS)
    if party and not case.unread("forums"):
        yield Problem(
            ("forums",),
            f"The chair of all {len(chairs)} forums that name one is with {case.party_name(party)}.",
            "Agree whether one of them changes sides, or by turns.",
        )
