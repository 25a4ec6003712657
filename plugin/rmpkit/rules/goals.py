"""Rules about objectives, measures, scores and ratings."""

from collections.abc import Iterator

from rmpkit.model.finding import Severity
from rmpkit.model.goals import MeasureKind
from rmpkit.model.meetings import Topic
from rmpkit.model.record import Part
from rmpkit.model.risks import RiskState
from rmpkit.rules.case import Case, OwnCase
from rmpkit.rules.lamps import ROUNDS, falls, low_scores, rounds, wide_gaps
from rmpkit.rules.rule import Problem, common_rule, plan_rule


@common_rule("RMP401", requirements=("aw.objectives",), once=("plan.objectives",))
def objective_unmeasured(case: Case | OwnCase) -> Iterator[Problem]:
    """No measure tells whether an objective is being met.

    ## Why it matters
    An aim that nothing measures is argued about instead of looked at.

    ## Example
    ```yaml
    objectives:
      O-2:
        title: Half the paperwork at the gate
        owner: estuary.manager
        due: 2027-06-30
    ```

    Instead:
    ```yaml
    objectives:
      O-2:
        title: Half the paperwork at the gate
        owner: estuary.manager
        due: 2027-06-30
    measures:
      gate-forms:
        question: How many forms does a lorry need?
        objective: O-2
        target: at most 4
        owner: estuary.manager
    ```
    """
    measured = {measure.objective for measure in case.kept.measures.values()}
    for name, objective in case.kept.objectives.items():
        if name not in measured and objective.open and not case.unread("measures"):
            mend = f"Add objective: {name} to a measure, or a measure for it."
            yield Problem(("objectives", name), f"No measure serves the objective {name}.", mend)


@plan_rule("RMP402", severity=Severity.NOTE, requirements=("wt.measures",), from_stage=5)
def measure_without_objective(case: Case) -> Iterator[Problem]:
    """A measure serves no objective.

    ## Why it matters
    Few measures that answer something are read; many that answer nothing are filled in.

    ## Example
    ```yaml
    measures:
      berth-ready:
        objective:
    ```

    Instead:
    ```yaml
    measures:
      berth-ready:
        objective: O-1
    ```
    """
    for name, measure in case.plan.measures.items():
        if measure.objective is None:
            yield Problem(
                ("measures", name),
                f"The measure {name} serves no objective.",
                "Add objective: with the one it serves.",
            )


@plan_rule("RMP403", severity=Severity.NOTE, requirements=("wt.measures",), from_stage=5)
def target_undirected(case: Case) -> Iterator[Problem]:
    """A target is a bare number, or there is none, so a reading cannot be judged.

    ## Why it matters
    38 days against a target of 10 may be very good or very bad. Only the words say which.

    ## Example
    ```yaml
    measures:
      berth-ready:
        target: 95
    ```

    Instead:
    ```yaml
    measures:
      berth-ready:
        target: at least 95
    ```
    """
    for name, measure in case.plan.measures.items():
        if measure.target is None:
            yield Problem(("measures", name), f"The measure {name} has no target.", "Add target: such as at least 95.")
        elif not measure.target.directed:
            number = measure.target.text
            message = f"The target of {name} is {number}, and does not say which side of it is better."
            yield Problem(("measures", name, "target"), message, f"Write at most {number} or at least {number}.")


@plan_rule("RMP404", severity=Severity.NOTE, requirements=("st.trust",), from_stage=7)
def score_falling(case: Case) -> Iterator[Problem]:
    """One party's score on a theme has fallen round after round.

    ## Why it matters
    Measures of delivery say what happened; scores say how it felt. When one falls while the others are on target, the
    parties have something to talk about that no delivery report shows.

    ## Example
    ```yaml
    health-checks:
      H-1:
        northgate: {asked: 8, answered: 8, trust: 4.4}
      H-2:
        northgate: {asked: 8, answered: 7, trust: 4.1}
      H-3:
        northgate: {asked: 8, answered: 8, trust: 3.9}
      H-4:
        northgate: {asked: 8, answered: 8, trust: 3.8}
    ```

    Instead:
    ```yaml
    health-checks:
      H-4:
        northgate: {asked: 8, answered: 8, trust: 4.2}
    ```
    """
    for fall in falls(case):
        shown = ", ".join(map(str, fall.scores))
        name = case.party_name(fall.party)
        yield Problem(
            ("health-checks", fall.last, fall.party, fall.theme),
            f"{name} has scored {fall.theme} lower in each of the last {ROUNDS} rounds: {shown}.",
            "Talk about it with every party, and write what was agreed behind we-agreed:, with an action.",
        )


@plan_rule("RMP405", requirements=("vc.targets",), from_stage=6, covers=("vc.targets",))
def value_unmeasured(case: Case) -> Iterator[Problem]:
    """Nothing measures the value that the parties make together.

    ## Why it matters
    Value beyond the contract is made on purpose or not at all. One measure of kind value, a register of ideas, or a
    signpost to where ideas and gains are kept, is enough.

    ## Example
    ```yaml
    value-ideas:
    measures:
      shared-savings:
        kind: delivery
    signposts:
      SP-8:
        answers: [vc.process]
    ```

    Instead:
    ```yaml
    measures:
      shared-savings:
        kind: value
    ```
    """
    measured = any(measure.kind is MeasureKind.VALUE for measure in case.plan.measures.values())
    kept = any(case.in_part("value-ideas", Part.JOINT)) or case.spoken_of("vc.targets")
    if not (measured or kept or case.unread("measures", "value-ideas", "signposts", "answers", "known-gaps")):
        yield Problem(
            ("stages", "value-creation"),
            "Nothing measures the value the parties make together.",
            "Set kind: value on a measure, keep value-ideas, or add a signpost that answers vc.targets.",
        )


@plan_rule("RMP406", severity=Severity.NOTE, requirements=("aw.risk",))
def risk_unrated(case: Case) -> Iterator[Problem]:
    """A meeting has reviewed the risks, and one raised before it has no rating yet.

    ## Why it matters
    A rating may wait for the meeting. After it, a reader takes a risk without one for a risk nobody weighed.

    ## Example
    ```yaml
    risks:
      R-N1:
        raised: 2025-12-01
        likelihood:
    ```

    Instead:
    ```yaml
    risks:
      R-N1:
        raised: 2025-12-01
        likelihood: 3
    ```
    """
    review = case.last_review(Topic.RISKS)
    for name, risk in case.plan.risks.items():
        if review and risk.open and risk.rating is None and risk.raised and risk.raised < review.on:
            message = f"The risk {name} has no rating, and the risks were reviewed on {review.on}."
            yield Problem(("risks", name), message, "Add likelihood: and impact:, each 1 to 5.")


@plan_rule("RMP971", severity=Severity.NOTE, requirements=("wt.risk",), from_stage=5)
def residual_unrated(case: Case) -> Iterator[Problem]:
    """A risk is only watched, or closed, and nobody rated what is left beside what was aimed at.

    ## Why it matters
    The target says what was hoped for. What is left after the work tells whether it was worth its while.

    ## Example
    ```yaml
    risks:
      R-N1:
        state: watching
        target-likelihood: 1
        target-impact: 2
    ```

    Instead:
    ```yaml
    risks:
      R-N1:
        state: watching
        target-likelihood: 1
        target-impact: 2
        residual-likelihood: 2
        residual-impact: 2
    ```
    """
    for name, risk in case.plan.risks.items():
        if risk.target and risk.residual is None and risk.state in (RiskState.WATCHING, RiskState.CLOSED):
            message = f"The risk {name} is {risk.state}, and what is left of it is not set beside its target."
            yield Problem(("risks", name), message, "Add residual-likelihood: and residual-impact:, as rated today.")


@plan_rule("RMP407", requirements=("st.trust",), from_stage=7)
def score_unanswered(case: Case) -> Iterator[Problem]:
    """The last round has a low score, or parties far apart, and nothing says what they make of it.

    ## Why it matters
    People who are asked want to see that it was read. A sentence that both sides agreed on, or one action, answers.

    ## Example
    ```yaml
    health-checks:
      H-4:
        northgate: {asked: 8, answered: 7, trust: 2.9}
    ```

    Instead:
    ```yaml
    health-checks:
      H-4:
        northgate: {asked: 8, answered: 7, trust: 2.9}
        we-agreed: Two late surveys hurt. The managers now speak every Friday.
    ```
    """
    held = rounds(case)
    if not held or held[-1].we_agreed or held[-1].actions:
        return
    check = held[-1]
    if case.intervals.health_answer.after(check.on) >= case.today:
        return
    lows = [f"{theme} {score} of {check.out_of} from {case.party_name(of)}" for theme, of, score in low_scores(check)]
    gaps = [f"{theme} {gap.low} beside {gap.high}" for theme, gap in wide_gaps(check)]
    if lows or gaps:
        yield Problem(
            ("health-checks", check.id),
            f"{check.id} of {check.on} has {', '.join(lows or gaps)}, and nothing says what the parties make of it.",
            "Talk it over, and write what was agreed behind we-agreed:, or an action behind actions:.",
        )
