"""Rules about who answers for what."""

from collections.abc import Iterator, Mapping

from rmpkit.model.audits import Nonconformity
from rmpkit.model.disputes import Issue
from rmpkit.model.finding import Path
from rmpkit.model.record import Entry
from rmpkit.model.reference import references
from rmpkit.rules.case import Case, OwnCase
from rmpkit.rules.rule import Problem, common_rule, plan_rule


@plan_rule("RMP201", requirements=("aw.ser",), covers=("aw.ser",))
def ser_vacant(case: Case) -> Iterator[Problem]:
    """The owner's post of senior executive responsible (SER) has no holder.

    ## Why it matters
    The SER answers for the relationship, backs it and clears obstacles. A post with no holder backs nothing.

    ## Example
    ```yaml
    roles:
      estuary.ser:
        okafor: {from: 2024-04-01, to: 2026-02-15}
    ```

    Instead:
    ```yaml
    roles:
      estuary.ser:
        okafor: {from: 2024-04-01}
    ```
    """
    if case.own and not case.unread("roles") and case.holder(post := f"{case.own}.ser") is None:
        yield _vacant(case, post)


@plan_rule("RMP202", requirements=("wt.governance",), from_stage=5, covers=("wt.governance",))
def partner_ser_vacant(case: Case) -> Iterator[Problem]:
    """A partner's post of senior executive responsible has no holder.

    ## Why it matters
    Joint governance needs somebody at the top of every party, who can be called when the ladder ends.

    ## Example
    ```yaml
    roles:
      northgate.ser:
        halvorsen: {from: 2024-04-01, to: 2026-02-15}
    ```

    Instead:
    ```yaml
    roles:
      northgate.ser:
        halvorsen: {from: 2024-04-01}
    ```
    """
    if case.unread("roles", "parties"):
        return
    for party in case.present:
        if party != case.own and case.holder(post := f"{party}.ser") is None:
            yield _vacant(case, post)


def _vacant(case: Case, post: str) -> Problem:
    former = [person for person, held in case.holders(post) if held.to and held.to < case.today]
    known = f"; {former[-1]} held it until {dict(case.holders(post))[former[-1]].to}" if former else ""
    return Problem(
        ("roles", post),
        f"Nobody holds {post} on {case.today}{known}.",
        f"Add the holder of {post} under roles.",
    )


@common_rule("RMP203", once=("plan.objectives", "plan.risks", "im.nc"))
def owner_missing(case: Case | OwnCase) -> Iterator[Problem]:
    """Something that is open has no owner.

    ## Why it matters
    What nobody answers for is not done by anybody. A post is enough; who holds it may change.

    ## Example
    ```yaml
    risks:
      R-N1:
        owner:
    ```

    Instead:
    ```yaml
    risks:
      R-N1:
        owner: northgate.manager
    ```
    """
    open_records: Mapping[str, tuple[Mapping[str, Entry], str]] = {
        "risks": ({key: risk for key, risk in case.kept.risks.items() if risk.open}, "risk"),
        "actions": ({key: action for key, action in case.kept.actions.items() if action.open}, "action"),
        "objectives": ({key: aim for key, aim in case.kept.objectives.items() if aim.open}, "objective"),
        "measures": (case.kept.measures, "measure"),
        "issues": ({key: issue for key, issue in _issues(case).items() if issue.open}, "issue"),
    }
    for register, (records, noun) in open_records.items():
        for key, record in records.items():
            if getattr(record, "owner", None) is None:
                yield _unowned((register, key), f"The {noun} {key}")
    for key, found in _nonconformities(case).items():
        if found.open and found.owner is None:
            yield _unowned(("nonconformities", key), f"{key} ({found.title})", requirement="im.nc")


def _unowned(path: Path, what: str, requirement: str = "") -> Problem:
    mend = "Add owner: with the post that answers for it."
    return Problem(path, f"{what} has no owner.", mend, requirement=requirement)


def _nonconformities(case: Case | OwnCase) -> Mapping[str, Nonconformity]:
    """The nonconformities of the organisation; a plan keeps none of its own."""
    return case.organisation.nonconformities if isinstance(case, OwnCase) else {}


def _issues(case: Case | OwnCase) -> Mapping[str, Issue]:
    """The issues of a plan; the organisation keeps none of its own."""
    return case.plan.issues if isinstance(case, Case) else {}


@plan_rule("RMP204")
def post_vacant(case: Case) -> Iterator[Problem]:
    """A post that is to do something has no holder today.

    ## Why it matters
    Duties belong to posts. When a post falls vacant, everything it answers for waits without anybody noticing.

    ## Example
    ```yaml
    roles:
      northgate.environment:
        silva: {from: 2024-04-01, to: 2025-06-30}
    risks:
      R-N1:
        owner: northgate.environment
    ```

    Instead:
    ```yaml
    roles:
      northgate.environment:
        silva: {from: 2024-04-01, to: 2025-06-30}
        halvorsen: {from: 2025-07-01}
    risks:
      R-N1:
        owner: northgate.environment
    ```
    """
    judged_elsewhere = case.plan.parties if case.reached(5) else filter(None, (case.own,))
    covered = {f"{party}.ser" for party in judged_elsewhere}
    waiting: dict[str, list[str]] = {}
    for path, post in _duties(case):
        if post not in covered and case.knows_post(post) and case.holder(post) is None:
            waiting.setdefault(post, []).append(str(path[1]))
    for post, records in sorted(waiting.items()):
        named = ", ".join(dict.fromkeys(records))
        yield Problem(
            ("roles", post),
            f"Nobody holds {post} on {case.today}, and {named} wait for it.",
            f"Add the holder of {post}.",
        )


def _duties(case: Case) -> Iterator[tuple[Path, str]]:
    """Where a post is to do something that is still open: own, keep, watch, sit, lead."""
    plan = case.plan
    registers: Mapping[str, Mapping[str, Entry]] = {
        "risks": {key: risk for key, risk in plan.risks.items() if risk.open},
        "actions": {key: action for key, action in plan.actions.items() if action.open},
        "objectives": {key: aim for key, aim in plan.objectives.items() if aim.open},
        "measures": plan.measures,
        "forums": plan.forums,
        "signposts": plan.signposts,
        "exit-triggers": plan.exit_triggers,
        "exit-transition": {key: item for key, item in plan.exit_transition.items() if item.done is None},
        "exit-continuity": {key: item for key, item in plan.exit_continuity.items() if item.done is None},
        "future-opportunities": plan.future_opportunities,
        "stages": {stage.value: record for stage, record in plan.stages.items() if record.live},
        "issues": {key: issue for key, issue in plan.issues.items() if issue.open},
        "commitments": {key: promise for key, promise in plan.commitments.items() if promise.kept is None},
        "deliverables": {key: item for key, item in plan.deliverables.items() if item.done is None},
        "value-ideas": {key: idea for key, idea in plan.value_ideas.items() if idea.live},
        "resolution-ladder": plan.resolution_ladder,
        "responsibilities": plan.responsibilities,
        "duties": plan.duties,
        "decision-rights": plan.decision_rights,
        "communications": plan.communications,
        "knowledge": plan.knowledge,
        "exit-considerations": plan.exit_considerations,
    }
    for register, records in registers.items():
        for key, record in records.items():
            for path, to, post in references(record):
                if to == "posts":
                    yield (register, key, *path), post
    for post in plan.exit.led_by if plan.exit else ():
        yield ("exit", "led-by"), post
    if plan.value_process and plan.value_process.owner:
        yield ("value-process", "owner"), plan.value_process.owner


@plan_rule("RMP205")
def holder_left(case: Case) -> Iterator[Problem]:
    """Somebody who has left still stands as the holder of a post.

    ## Why it matters
    A name that is no longer there is worse than none: everybody thinks somebody answers.

    ## Example
    ```yaml
    people:
      halvorsen:
        left: 2025-12-31
    ```

    Instead:
    ```yaml
    people:
      halvorsen:
        left: 2026-12-31
    ```
    """
    for post in case.plan.roles:
        holder = case.holder(post)
        person = case.person(holder) if holder else None
        if holder and person and person.left and person.left < case.today:
            yield Problem(
                ("roles", post, holder),
                f"{person.name} holds {post}, and left on {person.left}.",
                f"Close the line with to: {person.left}, and add who holds {post} now.",
            )
