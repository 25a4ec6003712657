"""Rules about the joint team: who has which role, and what the team can do."""

from collections.abc import Iterator

from rmpkit.model.finding import Severity
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule

SOME = 2
"""So many records of one register are enough to ask whose people they are about."""


@plan_rule("RMP871", severity=Severity.NOTE, requirements=("wt.competence", "wt.roles"), from_stage=5)
def team_one_sided(case: Case) -> Iterator[Problem]:
    """Roles or skills of the joint team are written for one party's people only.

    ## Why it matters
    A joint team has people of every party in it. Who is looked at alone feels looked at.

    ## Example
    ```yaml
    team-skills:
      TS-1: {needs: Says bad news the same day, post: northgate.manager, required: 4, there: 4}
      TS-2: {needs: Reads a tide table, post: northgate.ser, required: 3, there: 3}
    ```

    Instead:
    ```yaml
    team-skills:
      TS-1: {needs: Says bad news the same day, post: northgate.manager, required: 4, there: 4}
      TS-2: {needs: Reads a tide table, post: estuary.manager, required: 3, there: 3}
    ```
    """
    registers = (("duties", case.plan.duties, "wt.roles"), ("team-skills", case.plan.team_skills, "wt.competence"))
    for register, records, requirement in registers:
        parties = {each.post.partition(".")[0] for each in records.values() if each.post}
        alone = len(records) >= SOME and len(parties) == 1 and len(case.present) > 1
        if alone and not case.unread(register, "parties"):
            name = case.party_name(parties.pop())
            yield Problem(
                (register,),
                f"The {register.replace('-', ' ')} on record are those of {name} alone.",
                "Go through them together, and add those of the other parties' posts.",
                requirement=requirement,
            )


@plan_rule("RMP872", requirements=("wt.competence",), from_stage=5)
def team_gap_open(case: Case) -> Iterator[Problem]:
    """A skill of the joint team is less than is needed, and no action closes the gap.

    ## Why it matters
    The parties looked together, and found something. What they do about it is what makes the next look honest.

    ## Example
    ```yaml
    team-skills:
      TS-1: {needs: Says bad news the same day, post: northgate.manager, required: 4, there: 2}
    ```

    Instead:
    ```yaml
    team-skills:
      TS-1: {needs: Says bad news the same day, post: northgate.manager, required: 4, there: 2, action: A-1}
    ```
    """
    for name, skill in case.plan.team_skills.items():
        if skill.required and skill.there and skill.there < skill.required and skill.action is None:
            yield Problem(
                ("team-skills", name),
                f"{name} ({skill.needs}) is at {skill.there} where {skill.required} is needed, with no action.",
                "Add action: with what closes the gap, or a lower required: where less will do.",
            )
