"""Rules about the look in the mirror: what hinders us, who it hangs on, and who was made to lead."""

from collections.abc import Iterator

from rmpkit.model.assessment import MaturityOf, Significance, Stance
from rmpkit.model.finding import Severity
from rmpkit.model.risks import ActionState
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule


@plan_rule("RMP848", requirements=("kn.people",), from_stage=2)
def key_person_uncovered(case: Case) -> Iterator[Problem]:
    """The relationship would stand still without somebody, and nobody stands in or would follow.

    ## Why it matters
    People fall ill, move and retire. Who would follow is a pleasant talk while there is time for it.

    ## Example
    ```yaml
    key-people:
      KP-1:
        matters-for: Reading the tide model
        post: estuary.manager
        critical: yes
    ```

    Instead:
    ```yaml
    key-people:
      KP-1:
        matters-for: Reading the tide model
        post: estuary.manager
        critical: yes
        successor: The second surveyor, from spring on
    ```
    """
    if case.unread("deputies"):
        return
    for name, key in case.plan.key_people.items():
        covered = key.successor or key.action or (key.post and key.post in case.plan.deputies)
        if key.critical and not covered:
            yield Problem(
                ("key-people", name),
                f"The relationship would stand still without {name} ({key.matters_for}), and nobody would follow.",
                "Add successor: or action:, or a deputy of the post under deputies.",
            )


@plan_rule("RMP854", requirements=("ia.swot",), from_stage=3)
def swot_unanswered(case: Case) -> Iterator[Problem]:
    """A weakness or a threat that matters much has no action, and nobody accepts it.

    ## Why it matters
    Being honest with oneself is the hard part. What is then mended, and what is lived with, is the useful one.

    ## Example
    ```yaml
    swot:
      SW-1:
        title: Nobody of ours has led an alliance
        quadrant: weakness
        significance: high
        owner: estuary.manager
    ```

    Instead:
    ```yaml
    swot:
      SW-1:
        title: Nobody of ours has led an alliance
        quadrant: weakness
        significance: high
        owner: estuary.manager
        action: IA-1
    ```
    """
    for name, each in case.plan.swot.items():
        if not each.quadrant.hinders or each.significance is not Significance.HIGH:
            continue
        if each.action is None and not each.accepted:
            asked = "Add accepted: with the reason" if each.response is Stance.ACCEPT else "Add action:, or accepted:"
            message = f"The {each.quadrant} {name} ({each.title}) matters much, with no action and no acceptance."
            yield Problem(("swot", name), message, f"{asked}.")
        elif each.owner is None:
            message = f"The {each.quadrant} {name} ({each.title}) matters much, and no post answers for it."
            yield Problem(("swot", name), message, "Add owner: with the post that does.")


@plan_rule("RMP855", requirements=("ia.capability",), from_stage=3)
def blocker_unanswered(case: Case) -> Iterator[Problem]:
    """Something at home keeps people from collaborating, with no action and nobody who accepts it.

    ## Why it matters
    People do what they are paid and measured for. A bonus that rewards the opposite is stronger than a charter.

    ## Example
    ```yaml
    environment:
      EN-1: {title: Buyers are paid by the discount, area: incentives, blocks: yes}
    ```

    Instead:
    ```yaml
    environment:
      EN-1: {title: Buyers are paid by the discount, area: incentives, blocks: yes, action: IA-1}
    ```
    """
    for name, each in case.plan.environment.items():
        if each.blocks and each.action is None and not each.accepted:
            message = f"{name} ({each.title}) keeps people from collaborating, with no action and no acceptance."
            yield Problem(
                ("environment", name), message, "Add action: with what removes it, or accepted: with why not."
            )


@plan_rule("RMP856", requirements=("ia.profile",), from_stage=3)
def profile_stale(case: Case) -> Iterator[Problem]:
    """What kind of partner we are was last described longer ago than the interval, or on no known day.

    ## Why it matters
    Partners choose us by how we look today. A profile of three years ago describes people who have left.

    ## Example
    ```yaml
    profile:
      abilities: [We have shared a cost report before]
      as-at: 2023-10-01
    ```

    Instead:
    ```yaml
    profile:
      abilities: [We have shared a cost report before]
      as-at: 2025-10-01
    ```
    """
    profile, interval = case.plan.profile, case.intervals.self_assessment
    if profile is None:
        return
    if profile.as_at is None:
        yield Problem(("profile",), "The profile does not say of which day it is.", "Add as-at: with the day.")
    elif interval.after(profile.as_at) < case.today:
        message = f"The profile is of {profile.as_at}; the interval is {interval.words}."
        yield Problem(("profile", "as-at"), message, "Read it again, and write the day behind as-at:.")


@plan_rule("RMP857", severity=Severity.NOTE, requirements=("ia.profile", "ia.swot"), from_stage=3)
def maturity_gap_open(case: Case) -> Iterator[Problem]:
    """A level of maturity is below the one that is wanted, and no action is named.

    ## Why it matters
    A gap between where one stands and where one wants to stand is the reason for measuring. It asks for a next step.

    ## Example
    ```yaml
    maturity:
      MA-1:
        model: plain
        on: 2025-10-01
        scores: {leadership: 2}
        wanted: {leadership: 4}
    ```

    Instead:
    ```yaml
    maturity:
      MA-1:
        model: plain
        on: 2025-10-01
        scores: {leadership: 2}
        wanted: {leadership: 4}
        actions: [A-1]
    ```
    """
    latest = {}
    for name, found in sorted(case.plan.maturity.items(), key=lambda item: (item[1].on, item[0])):
        if found.on <= case.today:
            latest[(found.model, found.of, found.party)] = name
    for name in latest.values():
        found = case.plan.maturity[name]
        below = [what for what, level in found.scores.items() if level < found.wanted.get(what, 0)]
        if below and not found.actions and found.of is not MaturityOf.PARTNER:
            message = f"{name} ({found.model}) is below what is wanted in {', '.join(below)}, with no action."
            yield Problem(
                ("maturity", name), message, "Add actions: with what is done, or a lower level under wanted:."
            )


@plan_rule("RMP858", requirements=("ia.leader", "aw.ser"))
def appointment_unexplained(case: Case) -> Iterator[Problem]:
    """Somebody was appointed to lead, and nothing says who did it, when, or why this person.

    ## Why it matters
    Leading with a partner is another craft than knowing the work. Why this person was chosen shows that it was asked.

    ## Example
    ```yaml
    appointments:
      AP-1:
        post: estuary.manager
        person: lindqvist
        on: 2024-03-20
        by: estuary.ser
    ```

    Instead:
    ```yaml
    appointments:
      AP-1:
        post: estuary.manager
        person: lindqvist
        on: 2024-03-20
        by: estuary.ser
        why: Listens first, and has run the ferry contract for six years
    ```
    """
    for name, each in case.plan.appointments.items():
        asked = {"on": each.on, "by": each.by, "why": each.why}
        wanting = [key for key, value in asked.items() if not value]
        if wanting:
            keys = " and ".join(f"{key}:" for key in wanting)
            yield Problem(
                ("appointments", name),
                f"The appointment {name} to {each.post} has nothing behind {keys}.",
                f"Add {keys}.",
                requirement="aw.ser" if each.post.endswith(".ser") else "ia.leader",
            )


@plan_rule("RMP859", severity=Severity.NOTE, requirements=("aw.competence", "kn.people"))
def skill_effect_unchecked(case: Case) -> Iterator[Problem]:
    """What was to close a gap in a skill is done, and nobody has looked whether it did.

    ## Why it matters
    A course that was sat through is not yet a skill. A second look is a short talk.

    ## Example
    ```yaml
    skills:
      SK-1: {needs: Listening before answering, post: estuary.manager, required: 4, assessed: 3, action: A-9}
    actions:
      A-9: {title: Course in listening, owner: estuary.manager, done: 2025-12-10, state: done}
    ```

    Instead:
    ```yaml
    skills:
      SK-1: {needs: Listening before answering, post: estuary.manager, required: 4, assessed: 3, action: A-9,
             effect-checked: 2026-02-01}
    actions:
      A-9: {title: Course in listening, owner: estuary.manager, done: 2025-12-10, state: done}
    ```
    """
    for name, skill in case.plan.skills.items():
        action = case.plan.actions.get(skill.action) if skill.action else None
        done = action is not None and (action.done is not None or action.state is ActionState.DONE)
        if done and skill.effect_checked is None and (skill.assessed or 0) < (skill.required or 0):
            message = f"{skill.action}, which was to close the gap in {name} ({skill.needs}), is done."
            yield Problem(("skills", name), message, "Look whether it did, and add effect-checked: and assessed:.")
