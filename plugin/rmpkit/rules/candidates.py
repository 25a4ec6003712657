"""Rules about those who could be the partner: what they are weighed by, how they are talked to, what they are told."""

from collections.abc import Iterator, Mapping
from datetime import date

from rmpkit.model.finding import Severity
from rmpkit.model.selection import CandidateState, CheckResult, CriterionKind, Engagement
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule

_OF_CONDUCT = (CriterionKind.COLLABORATIVE, CriterionKind.CULTURAL)
"""What is about how somebody works with others."""

APART = 2
"""Scores of two assessors that lie so far apart, or further, are talked about."""


@plan_rule("RMP860", requirements=("ia.criteria", "ps.evaluate"), from_stage=3)
def conduct_unweighed(case: Case) -> Iterator[Problem]:
    """No criterion is about working with others: neither a collaborative nor a cultural one.

    ## Why it matters
    By price and technique one finds a supplier. Whether people can be worked with is what makes a partner.

    ## Example
    ```yaml
    criteria:
      CR-1:
        kind: technical
    ```

    Instead:
    ```yaml
    criteria:
      CR-1:
        kind: cultural
    ```
    """
    kinds = [criterion.kind for criterion in case.plan.criteria.values()]
    if kinds and None not in kinds and not set(_OF_CONDUCT) & set(kinds) and not case.unread("criteria"):
        said = ", ".join(sorted({str(kind) for kind in kinds}))
        message = f"What a partner is weighed by is {said}; nothing is about how it works with others."
        yield Problem(("criteria",), message, "Add a criterion with kind: collaborative or cultural.")


@plan_rule("RMP861", requirements=("ps.general", "ps.evaluate"), from_stage=4)
def partner_unweighed(case: Case) -> Iterator[Problem]:
    """There was nobody else to choose, and the partner was not put through the same questions.

    ## Why it matters
    A partner that is given can still be known. The same questions show where to begin, and they can be asked both ways.

    ## Example
    ```yaml
    selection:
      route: imposed
    scores:
    signposts:
      IS-1:
        answers: [aw.value, aw.competence, aw.governance, kn.strategy, kn.people, kn.knowledge, kn.supplychain, kn.rmp,
                  aw.prioritise, ia.capability, ia.swot, ia.profile, ia.criteria, ps.nominate, ps.negotiation,
                  ps.engage, ps.decide]
    ```

    Instead:
    ```yaml
    selection:
      route: imposed
    ```
    """
    route = case.plan.selection.route if case.plan.selection else None
    if route is None or not route.given or case.plan.scores or case.unread("scores", "signposts", "answers"):
        return
    if not case.spoken_of("ps.evaluate"):
        yield Problem(
            ("selection", "route"),
            f'The route is "{route}", and nothing shows that the partner was put through the same questions.',
            "Score it on the criteria, or add an answer or a signpost for ps.evaluate.",
            requirement="ps.general",
            covers=("ps.evaluate",),
        )


@plan_rule("RMP862", severity=Severity.NOTE, requirements=("ps.nominate",), from_stage=4)
def candidate_alone(case: Case) -> Iterator[Problem]:
    """Only one name is on the list, and nothing says why it is there.

    ## Why it matters
    Sometimes there is one. Then that is the reason, and a line of it spares a long talk later.

    ## Example
    ```yaml
    candidates:
      skerry:
    ```

    Instead:
    ```yaml
    candidates:
      skerry:
      northgate-marine:
        why: The only dredger that can turn in the inner basin
    ```
    """
    candidates = list(case.plan.candidates.values())
    route = case.plan.selection.route if case.plan.selection else None
    if len(candidates) == 1 and not candidates[0].why and not (route and route.given) and not case.unread("candidates"):
        message = f"{candidates[0].name} is the only candidate, and nothing says why it is on the list."
        yield Problem(("candidates", candidates[0].id), message, "Add why: at the candidate.")


@plan_rule("RMP863", requirements=("ps.evaluate",), from_stage=4)
def due_diligence_open(case: Case) -> Iterator[Problem]:
    """A candidate is preferred, and something that has to be looked into first is open or not passed.

    ## Why it matters
    What has to be known before a choice is cheap to know before it.

    ## Example
    ```yaml
    due-diligence:
      DD-1: {title: Accounts of three years, candidate: northgate-marine, mandatory: yes}
    ```

    Instead:
    ```yaml
    due-diligence:
      DD-1: {title: Accounts of three years, candidate: northgate-marine, mandatory: yes, result: passed}
    ```
    """
    for name, check in case.plan.due_diligence.items():
        candidate = case.plan.candidates.get(check.candidate) if check.candidate else None
        waits = check.result in (CheckResult.OPEN, CheckResult.NOT_PASSED)
        if candidate and candidate.state is CandidateState.PREFERRED and check.mandatory and waits:
            message = f"{candidate.name} is preferred, and {name} ({check.title}) is {check.result}."
            yield Problem(("due-diligence", name), message, "Write what came of it behind result:.")


@plan_rule("RMP864", requirements=("ps.engage",), from_stage=4)
def talk_without_confidence(case: Case) -> Iterator[Problem]:
    """A talk with a candidate was held, and no agreement on confidentiality or ground rules is named.

    ## Why it matters
    In a first talk people say more than they meant to, on both sides. A page signed before lets them.

    ## Example
    ```yaml
    engagements:
      EG-1: {purpose: What each side hopes for, candidate: northgate-marine, on: 2024-01-22}
    ```

    Instead:
    ```yaml
    engagements:
      EG-1: {purpose: What each side hopes for, candidate: northgate-marine, on: 2024-01-22, under: SP-1}
    ```
    """
    for name, talk in case.plan.engagements.items():
        if talk.on and talk.on <= case.today and talk.under is None:
            yield Problem(
                ("engagements", name),
                f"{_with_whom(case, talk)} on {talk.on}, and nothing says on what ground.",
                "Add under: with the signpost to the confidentiality agreement or the ground rules.",
            )


def _with_whom(case: Case, talk: Engagement) -> str:
    known = case.plan.candidates.get(talk.candidate) if talk.candidate else None
    return f"A talk was held with {known.name}" if known else "A talk was held"


@plan_rule("RMP865", requirements=("ps.negotiation",), from_stage=4)
def negotiators_unprepared(case: Case) -> Iterator[Problem]:
    """There is a brief for talks about terms, and nobody is named who speaks, or they were not briefed.

    ## Why it matters
    Talks run by people who were not there before spoil in a week what others built in a year.

    ## Example
    ```yaml
    negotiation:
      behaviour: No threats, no deadlines made up for the day
      team: [estuary.manager]
    ```

    Instead:
    ```yaml
    negotiation:
      behaviour: No threats, no deadlines made up for the day
      team: [estuary.manager]
      briefed: 2024-02-26
    ```
    """
    brief = case.plan.negotiation
    if brief is None:
        return
    if not brief.team:
        yield Problem(
            ("negotiation",), "The brief names nobody who speaks for us.", "Add team: with the posts that do."
        )
    elif brief.briefed is None or brief.briefed > case.today:
        yield Problem(("negotiation",), "Those who speak for us were not briefed yet.", "Brief them, and add briefed:.")


@plan_rule("RMP866", severity=Severity.NOTE, requirements=("ps.decide",), from_stage=4)
def candidate_untold(case: Case) -> Iterator[Problem]:
    """A partner was chosen a while ago, and nothing says that a candidate who was not chosen was told why.

    ## Why it matters
    Who is told why, and early, comes again next time. Who hears nothing tells others.

    ## Example
    ```yaml
    candidates:
      skerry:
        told:
    ```

    Instead:
    ```yaml
    candidates:
      skerry:
        told: 2024-03-04
    ```
    """
    chosen = [c.decided for c in case.plan.candidates.values() if c.chosen and c.decided]
    if not chosen or case.intervals.read_again.after(max(chosen)) >= case.today or case.unread("candidates"):
        return
    for name, candidate in case.plan.candidates.items():
        if candidate.state in (CandidateState.REJECTED, CandidateState.SHORTLIST) and candidate.told is None:
            message = f"A partner was chosen on {max(chosen)}, and nothing says that {candidate.name} was told."
            yield Problem(("candidates", name), message, "Tell them, and add told: with the day.")


@plan_rule("RMP867", severity=Severity.NOTE, requirements=("ps.evaluate",), from_stage=3)
def scores_apart(case: Case) -> Iterator[Problem]:
    """Two assessors are far apart on one criterion of one candidate, and no settled score is on record.

    ## Why it matters
    The mean of a two and a five is nobody's view. What lies behind the difference is worth more than either score.

    ## Example
    ```yaml
    scores:
      SC-2:
        score: 2
    ```

    Instead:
    ```yaml
    scores:
      SC-2:
        score: 2
      SC-3: {candidate: northgate-marine, criterion: CR-1, score: 3, moderated: yes, on: 2024-02-10}
    ```
    """
    process = case.plan.selection
    if case.unread("scores", "selection") or (process and process.moderated and process.moderated <= case.today):
        return
    settled = {(score.candidate, score.criterion) for score in case.plan.scores.values() if score.moderated}
    for (candidate, criterion), by_post in scores_by_post(case).items():
        scores = by_post.values()
        if len(by_post) > 1 and max(scores) - min(scores) >= APART and (candidate, criterion) not in settled:
            known = case.plan.candidates.get(candidate)
            yield Problem(
                ("scores",),
                f"{known.name if known else candidate} has {min(scores)} and {max(scores)} on {criterion}.",
                "Talk about it, and add the settled score with moderated: yes, or moderated: under selection.",
                f"{candidate} {criterion}",
            )


def scores_by_post(case: Case) -> Mapping[tuple[str, str], Mapping[str, int]]:
    """What each post gave last to a candidate on a criterion; what was settled together is nobody's own score."""
    given: dict[tuple[str, str], dict[str, int]] = {}
    for score in sorted(case.plan.scores.values(), key=lambda score: score.on or date.min):
        if score.by and not score.moderated:
            given.setdefault((score.candidate, score.criterion), {})[score.by] = score.score
    return given
