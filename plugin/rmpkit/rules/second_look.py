"""Rules about what looks the same everywhere, which may be right and is worth a second look."""

from collections.abc import Iterator
from datetime import date, timedelta

from rmpkit.model.finding import Severity
from rmpkit.model.stages import Stage
from rmpkit.rules.candidates import scores_by_post
from rmpkit.rules.case import Case
from rmpkit.rules.lamps import Colour, delivered, delivery_lamp, relationship_lamp, rounds
from rmpkit.rules.rule import Problem, plan_rule

MEASURED = 3
"""So many measures on target are a scorecard that looks well; one or two say little."""

SCORES = 6
"""Two parties and three themes: with fewer scores, all alike is chance."""

IDEAS = 6
"""Of so many ideas in more than a year, one is usually let go."""

YEAR = timedelta(days=365)

RATED = 5
"""So many risks rarely are all as likely, and matter as much, as each other."""

STAGES = 4
"""Half of the stages: with fewer, one day may well do for all of them."""


@plan_rule("RMP914", severity=Severity.NOTE, requirements=("st.trust", "wt.measures"), from_stage=7)
def numbers_well_people_not(case: Case) -> Iterator[Problem]:
    """All measures of delivery are on target, and the relationship is not well, or was last asked about long ago.

    ## Why it matters
    Delivery is the last thing to suffer. What people feel today is often what the measures show next year.

    ## Example
    ```yaml
    measures:
      soundings: {question: "Are soundings on time?", objective: O-1, target: at least 9, owner: northgate.manager,
                  readings: {2026-02: 10}}
    health-checks:
      H-4:
        northgate: {asked: 8, answered: 7, trust: 2.9}
        we-agreed: Two late surveys hurt. The managers now speak every Friday.
    ```

    Instead:
    ```yaml
    measures:
      soundings: {question: "Are soundings on time?", objective: O-1, target: at least 9, owner: northgate.manager,
                  readings: {2026-02: 10}}
    health-checks:
      H-4:
        northgate: {asked: 8, answered: 7, trust: 4.3}
    ```
    """
    count, held = delivered(case), rounds(case)
    if count < MEASURED or delivery_lamp(case).colour is not Colour.GREEN or not held:
        return
    if case.unread("measures", "health-checks"):
        return
    lamp, last = relationship_lamp(case), held[-1]
    stale = case.intervals.health_check.after(last.on) < case.today
    if lamp.colour > Colour.GREEN or stale:
        people = f"The lamp of the relationship is {lamp.colour.word}."  # its figures are told by rules of their own
        also = people if lamp.colour > Colour.GREEN else f"The parties' people were last asked on {last.on}."
        yield Problem(
            ("health-checks", last.id),
            f"All {count} measures of delivery are on target. {also}",
            "Put both on one page at the next meeting, and ask what the measures do not show.",
        )


@plan_rule("RMP915", severity=Severity.NOTE, requirements=("st.trust",), from_stage=7)
def health_scores_alike(case: Case) -> Iterator[Problem]:
    """Every score of the last round is the same.

    ## Why it matters
    It may be so. More often one person answered for all, or a form was filled in that nobody had been asked about.

    ## Example
    ```yaml
    health-checks:
      H-4:
        estuary: {asked: 8, answered: 8, trust: 4.2, fairness: 4.2, openness: 4.2}
        northgate: {asked: 8, answered: 7, trust: 4.2, fairness: 4.2, openness: 4.2}
    ```

    Instead:
    ```yaml
    health-checks:
      H-4:
        estuary: {asked: 8, answered: 8, trust: 4.2, fairness: 4.0, openness: 4.4}
        northgate: {asked: 8, answered: 7, trust: 4.2, fairness: 4.1, openness: 4.3}
    ```
    """
    held = rounds(case)
    scores = [score for answers in held[-1].by_party.values() for score in answers.scores.values()] if held else []
    if len(scores) >= SCORES and len(set(scores)) == 1:
        check = held[-1]
        yield Problem(
            ("health-checks", check.id),
            f"All {len(scores)} scores of {check.id} are {scores[0]} of {check.out_of}; worth a second look.",
            "Ask how the answers were gathered, and let people answer one by one.",
        )


@plan_rule("RMP916", severity=Severity.NOTE, requirements=("ps.evaluate",), from_stage=4)
def assessors_agree_throughout(case: Case) -> Iterator[Problem]:
    """Assessors gave the same score wherever two of them scored.

    ## Why it matters
    Two views are asked for because they differ. Where they never do, the scores were perhaps agreed in one talk, and
    the talk is worth a line.

    ## Example
    ```yaml
    criteria:
      CR-2: {title: Has two dredgers, kind: technical, weight: 30, agreed: 2024-01-10}
      CR-3: {title: Pays its crews on time, kind: ethical, weight: 30, agreed: 2024-01-10}
    scores:
      SC-2: {candidate: northgate-marine, criterion: CR-1, score: 4, by: estuary.manager, on: 2024-02-02}
      SC-3: {candidate: northgate-marine, criterion: CR-2, score: 3, by: estuary.ser, on: 2024-02-02}
      SC-4: {candidate: northgate-marine, criterion: CR-2, score: 3, by: estuary.manager, on: 2024-02-02}
      SC-5: {candidate: northgate-marine, criterion: CR-3, score: 5, by: estuary.ser, on: 2024-02-02}
      SC-6: {candidate: northgate-marine, criterion: CR-3, score: 5, by: estuary.manager, on: 2024-02-02}
    ```

    Instead:
    ```yaml
    criteria:
      CR-2: {title: Has two dredgers, kind: technical, weight: 30, agreed: 2024-01-10}
      CR-3: {title: Pays its crews on time, kind: ethical, weight: 30, agreed: 2024-01-10}
    scores:
      SC-3: {candidate: northgate-marine, criterion: CR-2, score: 3, by: estuary.ser, on: 2024-02-02}
      SC-4: {candidate: northgate-marine, criterion: CR-2, score: 4, by: estuary.manager, on: 2024-02-02}
      SC-5: {candidate: northgate-marine, criterion: CR-3, score: 5, by: estuary.ser, on: 2024-02-02}
      SC-6: {candidate: northgate-marine, criterion: CR-3, score: 5, by: estuary.manager, on: 2024-02-02}
    ```
    """
    process = case.plan.selection
    if case.unread("scores", "selection") or (process and (process.reasons or process.moderated)):
        return
    twice = [by_post.values() for by_post in scores_by_post(case).values() if len(by_post) > 1]
    count = sum(map(len, twice))
    if count >= SCORES and all(len(set(scores)) == 1 for scores in twice):
        yield Problem(
            ("scores",),
            f"Wherever more than one post scored, the scores are the same, {count} of them; worth a second look.",
            "Write what each gave before they talked, or say in reasons: under selection that they scored together.",
        )


@plan_rule("RMP917", severity=Severity.NOTE, requirements=("vc.process",), from_stage=6)
def no_idea_let_go(case: Case) -> Iterator[Problem]:
    """In more than a year no idea was parked or rejected.

    ## Why it matters
    Where every idea is taken up, some are not told, or some are carried on that nobody believes in any more.

    ## Example
    ```yaml
    value-ideas:
      V-2: {title: One tug for both, raised: 2025-01-20, decided: 2025-01-27}
      V-3: {title: One crane for both, raised: 2025-02-20, decided: 2025-02-27}
      V-4: {title: One gate for both, raised: 2025-03-20, decided: 2025-03-27}
      V-5: {title: One store for both, raised: 2025-04-20, decided: 2025-04-27}
      V-6: {title: One canteen for both, raised: 2025-05-20, decided: 2025-05-27}
    ```

    Instead:
    ```yaml
    value-ideas:
      V-2: {title: One tug for both, raised: 2025-01-20, decided: 2025-01-27}
      V-3: {title: One crane for both, raised: 2025-02-20, decided: 2025-02-27}
      V-4: {title: One gate for both, raised: 2025-03-20, decided: 2025-03-27}
      V-5: {title: One store for both, raised: 2025-04-20, decided: 2025-04-27}
      V-6: {title: One canteen for both, raised: 2025-05-20, decided: 2025-05-27, state: rejected, why: Shifts differ}
    ```
    """
    ideas = case.plan.value_ideas
    oldest = min((idea.raised for idea in ideas.values() if idea.raised), default=case.today)
    let_go = any(idea.settled_without for idea in ideas.values())
    if len(ideas) >= IDEAS and not let_go and oldest < case.today - YEAR and not case.unread("value-ideas"):
        yield Problem(
            ("value-ideas",),
            f"None of the {len(ideas)} ideas since {oldest} was parked or rejected; worth a second look.",
            "Go through them, and park what nobody carries on, with why: in one line.",
        )


@plan_rule("RMP918", severity=Severity.NOTE, requirements=("aw.risk",))
def risks_rated_alike(case: Case) -> Iterator[Problem]:
    """Every open risk has the same rating.

    ## Why it matters
    A rating tells which to see to first. Where all are alike it tells nothing, and the meeting has to weigh them again.

    ## Example
    ```yaml
    risks:
      R-N1: {likelihood: 3, impact: 3}
      R-N2: {title: The dredger is late, owner: northgate.manager, likelihood: 3, impact: 3}
      R-N3: {title: Fuel prices double, owner: northgate.manager, likelihood: 3, impact: 3}
      R-E1: {title: Berths change on short notice, owner: estuary.manager, likelihood: 3, impact: 3}
      R-E2: {title: The tide gauge drifts, owner: estuary.manager, likelihood: 3, impact: 3}
    ```

    Instead:
    ```yaml
    risks:
      R-N1: {likelihood: 3, impact: 3}
      R-N2: {title: The dredger is late, owner: northgate.manager, likelihood: 3, impact: 3}
      R-N3: {title: Fuel prices double, owner: northgate.manager, likelihood: 2, impact: 4}
      R-E1: {title: Berths change on short notice, owner: estuary.manager, likelihood: 3, impact: 3}
      R-E2: {title: The tide gauge drifts, owner: estuary.manager, likelihood: 3, impact: 3}
    ```
    """
    rated = [(risk.likelihood, risk.impact) for risk in case.plan.risks.values() if risk.open and risk.rating]
    if len(rated) >= RATED and len(set(rated)) == 1 and not case.unread("risks"):
        likelihood, impact = rated[0]
        yield Problem(
            ("risks",),
            f"All {len(rated)} open risks are rated {likelihood} and {impact}; worth a second look.",
            "Weigh them against each other at the next review: which comes first, and which last.",
        )


@plan_rule("RMP919", severity=Severity.NOTE)
def reviews_on_one_day(case: Case) -> Iterator[Problem]:
    """Every live stage was last looked at on one day.

    ## Why it matters
    Stages run side by side and change at different times. One long day for all of them may be a good habit; a reader
    will ask what it changed.

    ## Example
    ```yaml
    stages:
      internal-assessment:
        state: established
        reviews:
          2025-11-01: Self-assessment workshop
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
    last = [day for _, day in _last_reviews(case)]
    if len(last) >= STAGES and len(set(last)) == 1 and not case.unread("stages"):
        yield Problem(
            ("stages",),
            f"All {len(last)} live stages were last looked at on {last[0]}; worth a second look.",
            "Look at each when something in it changes, or say in its line what the day brought.",
        )


def _last_reviews(case: Case) -> Iterator[tuple[Stage, date]]:
    for stage, record in case.plan.stages.items():
        days = [day for day in record.reviews if day <= case.today]
        if record.live and days:
            yield stage, max(days)
