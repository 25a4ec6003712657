"""Rules about signposts, what does not apply, and muted rules."""

from collections.abc import Iterator

from rmpkit.model.finding import Severity
from rmpkit.model.record import Part
from rmpkit.model.stages import Stage, StageState
from rmpkit.rules.case import Case, OwnCase
from rmpkit.rules.rule import Problem, common_rule, plan_rule


@common_rule("RMP701")
def signpost_stale(case: Case | OwnCase) -> Iterator[Problem]:
    """Nobody has opened what a signpost points at within the interval.

    ## Why it matters
    A pointer counts as evidence once somebody has followed it and says when. Documents move without telling.

    ## Example
    ```yaml
    signposts:
      SP-1:
        checked: 2025-01-15
    ```

    Instead:
    ```yaml
    signposts:
      SP-1:
        checked: 2026-01-15
    ```
    """
    for name, signpost in case.kept.signposts.items():
        if signpost.gone(case.today):
            continue
        if signpost.checked is None:
            yield Problem(
                ("signposts", name),
                f"Nobody has checked the signpost {name} yet.",
                "Open it, and write the day behind checked:.",
            )
            continue
        interval = signpost.shelf_life(case.intervals.signpost_check)
        if (until := interval.after(signpost.checked)) < case.today:
            checked = f"The signpost {name} was last checked on {signpost.checked}"
            message = f"{checked}; the interval is {interval.words}, so it was good until {until}."
            yield Problem(
                ("signposts", name, "checked"),
                message,
                "Open it, and write the day; or write dead: with the day when it is gone.",
            )


@common_rule("RMP702")
def signpost_dead(case: Case | OwnCase) -> Iterator[Problem]:
    """What a signpost points at is gone, and nothing else answers its requirements.

    ## Why it matters
    It was good of somebody to say so. The requirements it answered are open until something else does.

    ## Example
    ```yaml
    signposts:
      SP-1:
        dead: 2026-02-01
    ```

    Instead:
    ```yaml
    signposts:
      SP-1:
        dead: 2026-02-01
      SP-2:
        title: Quality plan, second edition
        at: https://docs.estuary.example/QP-2
        answers: [wt.process]
        checked: 2026-02-02
    ```
    """
    alive = {requirement for s in case.kept.signposts.values() if not s.gone(case.today) for requirement in s.answers}
    for name, signpost in case.kept.signposts.items():
        left = [requirement for requirement in signpost.answers if requirement not in alive]
        if signpost.gone(case.today) and left:
            message = f"{name} has been gone since {signpost.dead}, and nothing else answers {', '.join(left)}."
            yield Problem(
                ("signposts", name),
                message,
                "Add a signpost to what took its place, or a known gap.",
                covers=tuple(left),
            )


@plan_rule("RMP703", severity=Severity.NOTE, from_stage=5)
def signpost_closed_to_party(case: Case) -> Iterator[Problem]:
    """A party can see a joint signpost and cannot open what it points at.

    ## Why it matters
    To that party the joint plan has a door without a handle.

    ## Example
    ```yaml
    signposts:
      SP-1:
        can-open: [estuary]
    ```

    Instead:
    ```yaml
    signposts:
      SP-1:
        can-open: [estuary, northgate]
    ```
    """
    for name, signpost in case.plan.signposts.items():
        closed = [party for party in case.present if signpost.can_open and party not in signpost.can_open]
        if signpost.part == Part.JOINT and closed:
            names = ", ".join(case.party_name(party) for party in closed)
            yield Problem(
                ("signposts", name, "can-open"),
                f"{names} cannot open {name}.",
                "Give access, and add the party to can-open.",
            )


@common_rule("RMP704")
def not_applicable_refused(case: Case | OwnCase) -> Iterator[Problem]:
    """Something is called not applicable that no relationship, or no organisation, is without.

    ## Why it matters
    Exit, a senior executive responsible and the plan itself belong to every relationship; a policy belongs to every
    organisation. What is still missing can be a known gap, with a reason and a day.

    ## Example
    ```yaml
    not-applicable:
      wt.exit:
        why: We do not intend to leave
        decided-by: estuary.ser
        on: 2026-01-10
    ```

    Instead:
    ```yaml
    not-applicable:
      ps.nominate:
        why: The port authority names its dredging contractor
        decided-by: estuary.ser
        on: 2026-01-10
    ```
    """
    for name in case.kept.not_applicable:
        requirement = case.catalogue.requirements.get(name)
        if requirement is not None and not requirement.can_be_absent:
            has = "every relationship has it" if isinstance(case, Case) else "no organisation is without it"
            message = f"{name} is called not applicable, and {has}."
            yield Problem(("not-applicable", name), message, "Remove it; add a known gap where it is still open.")


@common_rule("RMP705", severity=Severity.NOTE)
def mute_ended(case: Case | OwnCase) -> Iterator[Problem]:
    """A rule was muted until a day that has passed.

    ## Why it matters
    A mute is for a while, in public, with a reason. When the while is over, the list should say so.

    ## Example
    ```yaml
    muted-rules:
      target-undirected:
        why: Targets are being agreed
        by: estuary.manager
        until: 2026-01-31
    ```

    Instead:
    ```yaml
    muted-rules:
    ```
    """
    for name, mute in case.kept.muted_rules.items():
        if mute.until < case.today:
            yield Problem(
                ("muted-rules", name),
                f"The rule {name} was muted until {mute.until}.",
                "Remove it, or agree a new until:.",
            )


@plan_rule("RMP924", severity=Severity.NOTE)
def stage_absent_without_reason(case: Case) -> Iterator[Problem]:
    """A stage is called not applicable, and nothing says why, who decided it and when.

    ## Why it matters
    A stage may be absent where a partner is imposed or is part of the same house. Said with a reason, a post and a day
    it is a decision; otherwise it reads as a stage that was forgotten. Its requirements stay open until each has one.

    ## Example
    ```yaml
    stages:
      partner-selection: {state: not applicable}
    ```

    Instead:
    ```yaml
    stages:
      partner-selection:
        state: not applicable
        owner: estuary.ser
        reviews:
          2024-03-01: The port authority names its dredging contractor
    ```
    """
    for stage, record in case.plan.stages.items():
        missing = [
            key for key, there in (("owner", record.owner), ("review", case.plan.reviews_of(stage))) if not there
        ]
        if record.state is StageState.NOT_APPLICABLE and stage is not Stage.EXIT_STRATEGY and missing:
            yield Problem(
                ("stages", stage.value),
                f"The stage {stage.replace('-', ' ')} is called not applicable; it has no {' and no '.join(missing)}.",
                "Add owner: with the post that decided it, and under reviews: the day and the reason in one line.",
            )
