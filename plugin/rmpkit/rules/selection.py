"""Rules about how the partner was chosen, what our people need, and whether the parties' aims fit."""

from collections.abc import Iterator

from rmpkit.model.finding import Path, Severity
from rmpkit.model.selection import CandidateScore, CandidateState, Fit
from rmpkit.model.stages import Stage, StageState
from rmpkit.rules.case import Case, OwnCase
from rmpkit.rules.rule import Problem, common_rule, plan_rule


@plan_rule("RMP831", requirements=("ia.criteria",), from_stage=3)
def criterion_after_scores(case: Case) -> Iterator[Problem]:
    """A criterion was agreed after somebody had scored a candidate on it.

    ## Why it matters
    Criteria fixed before names are looked at are the ones that candidates can trust. Where one had to be added later,
    a line that says so, or new scores by everybody who had scored before that day, keep that trust.

    ## Example
    ```yaml
    criteria:
      CR-1:
        agreed: 2024-02-15
    ```

    Instead:
    ```yaml
    criteria:
      CR-1:
        agreed: 2024-02-15
    selection:
      reasons: The first visit showed what had been left out; the scores were read again, and stand
    ```
    """
    if case.unread("scores", "selection") or (case.plan.selection and case.plan.selection.reasons):
        return
    early = [score for score in case.plan.scores.values() if _given_before(case, score)]
    late = [name for name in case.plan.criteria if any(score.criterion == name for score in early)]
    if not late:
        return
    given = ", ".join(score.id for score in early)
    if len(late) > 1:
        path: Path = ("criteria",)
        message = f"{len(late)} criteria ({', '.join(late)}) were agreed after scores had been given on them: {given}."
    else:
        path = ("criteria", late[0], "agreed")
        agreed = case.plan.criteria[late[0]].agreed
        first = min(score.on for score in early if score.on)
        message = f"The criterion {late[0]} was agreed on {agreed}; scores were given on it from {first} on: {given}."
    yield Problem(path, message, "Have them scored again, or say in reasons: under selection why the scores stand.")


def _given_before(case: Case, score: CandidateScore) -> bool:
    """Whether a score is older than its criterion, and neither its assessor nor all together looked again since."""
    criterion = case.plan.criteria.get(score.criterion)
    agreed = criterion.agreed if criterion else None
    if agreed is None or score.on is None or score.on >= agreed:
        return False
    talk = case.plan.selection.moderated if case.plan.selection else None
    same = (each for each in case.plan.scores.values() if _of(each) == _of(score) and each.on and each.on >= agreed)
    again = any(each.moderated or (each.by and each.by == score.by) for each in same)
    return not again and not (talk and agreed <= talk <= case.today)


def _of(score: CandidateScore) -> tuple[str, str]:
    """Whom a score was given, and on what."""
    return score.candidate, score.criterion


@plan_rule("RMP832", severity=Severity.NOTE, requirements=("ps.evaluate",), from_stage=3)
def scored_by_one(case: Case) -> Iterator[Problem]:
    """All scores of the candidates come from one post.

    ## Why it matters
    A second pair of eyes costs an hour, and makes the choice easier to stand by.

    ## Example
    ```yaml
    scores:
      SC-2:
        by: estuary.ser
    ```

    Instead:
    ```yaml
    scores:
      SC-2:
        by: estuary.manager
    ```
    """
    assessors = {score.by for score in case.plan.scores.values()}
    if len(case.plan.scores) > 1 and len(assessors) == 1 and None not in assessors and not case.unread("scores"):
        message = f"All {len(case.plan.scores)} scores come from {assessors.pop()}."
        yield Problem(("scores",), message, "Have a second post score too, and add its scores.")


@plan_rule("RMP833", requirements=("ps.decide",), from_stage=4, covers=("ps.decide",))
def choice_undecided(case: Case) -> Iterator[Problem]:
    """Candidates were looked at, and no decision is on record, or not who made it and when.

    ## Why it matters
    Everything that follows rests on this choice. The decision, its day and its reasons are asked for years later.

    ## Example
    ```yaml
    candidates:
      northgate-marine:
        decided-by:
    ```

    Instead:
    ```yaml
    candidates:
      northgate-marine:
        decided-by: estuary.ser
    ```
    """
    if not case.plan.candidates or case.unread("candidates"):
        return
    preferred = [(name, c) for name, c in case.plan.candidates.items() if c.state is CandidateState.PREFERRED]
    for name, candidate in preferred:
        wanting = [
            key for key, value in (("decided", candidate.decided), ("decided-by", candidate.decided_by)) if not value
        ]
        if wanting:
            yield Problem(
                ("candidates", name),
                f"{candidate.name} is preferred, and nothing says {_asked(wanting)}.",
                f"Add {' and '.join(f'{key}:' for key in wanting)}.",
            )
    if not preferred and _selection_over(case) and not case.spoken_of("ps.decide"):
        yield Problem(
            ("candidates",),
            "Partner selection is over, and no candidate is preferred.",
            "Write state: preferred at the one that was chosen, with decided, decided-by and reasons.",
        )


def _asked(wanting: list[str]) -> str:
    return " and ".join({"decided": "when that was decided", "decided-by": "who decided it"}[key] for key in wanting)


def _selection_over(case: Case) -> bool:
    """Whether the choice lies behind the parties."""
    record = case.plan.stages.get(Stage.PARTNER_SELECTION)
    done = record is not None and record.state in (StageState.ESTABLISHED, StageState.CLOSED)
    return done or case.reached(Stage.WORKING_TOGETHER.number)


@common_rule("RMP834", requirements=("kn.people", "aw.competence"), once=("sup.competence",), from_stage=3)
def skill_gap_open(case: Case | OwnCase) -> Iterator[Problem]:
    """A skill is less than a post needs, and no action closes the gap.

    ## Why it matters
    A gap that was measured and left alone tells people not to be frank next time.

    ## Example
    ```yaml
    skills:
      SK-1:
        required: 4
        assessed: 2
    ```

    Instead:
    ```yaml
    skills:
      SK-1:
        required: 4
        assessed: 2
        action: IA-1
    ```
    """
    for name, skill in case.kept.skills.items():
        if skill.required and skill.assessed and skill.assessed < skill.required and skill.action is None:
            yield Problem(
                ("skills", name),
                f"{name} ({skill.needs}) is at {skill.assessed} where {skill.required} is needed, with no action.",
                "Add action: with what closes the gap, or a lower required: where less will do.",
            )


@plan_rule("RMP835", requirements=("ps.jointobj",), from_stage=4)
def aims_in_conflict_undecided(case: Case) -> Iterator[Problem]:
    """The parties' aims in one matter are in conflict, and nothing says how they live with that.

    ## Why it matters
    Conflicting aims are normal between companies. Known and decided, they are terms; undecided, they come back.

    ## Example
    ```yaml
    aims-compared:
      AC-1:
        fit: in conflict
    ```

    Instead:
    ```yaml
    aims-compared:
      AC-1:
        fit: in conflict
        decided: Estuary pays for standby in winter, Northgate carries it in summer
    ```
    """
    for name, aims in case.plan.aims_compared.items():
        if aims.fit is Fit.IN_CONFLICT and not aims.decided:
            message = f"The aims in {name} ({aims.matter}) are in conflict, and nothing is decided."
            yield Problem(("aims-compared", name), message, "Write what the parties decided behind decided:.")
