"""Rules about what people in the organisation's own posts can do, what they were told, and what is said to others."""

from collections.abc import Iterator

from rmpkit.model.competence import CompetenceKind
from rmpkit.model.finding import Severity
from rmpkit.rules.case import LATE, OwnCase
from rmpkit.rules.rule import Problem, organisation_rule


@organisation_rule("RMP122", requirements=("sup.competence",))
def skill_assessment_stale(case: OwnCase) -> Iterator[Problem]:
    """What somebody in a post can do was last assessed longer ago than the organisation's own interval.

    ## Why it matters
    People learn, and people move. A score of three years ago is about somebody else.

    ## Example
    ```yaml
    skills:
      SK-1:
        on: 2024-02-05
    ```

    Instead:
    ```yaml
    skills:
      SK-1:
        on: 2025-11-10
    ```
    """
    interval = case.intervals.competence
    for name, skill in case.organisation.skills.items():
        if skill.on and interval.after(skill.on) < case.today:
            message = f"{name} ({skill.needs}) was last assessed on {skill.on}; the interval is {interval.words}."
            yield Problem(("skills", name, "on"), message, "Assess it again, and write the day behind on:.")


@organisation_rule("RMP123", severity=Severity.NOTE, requirements=("sup.competence",))
def behaviour_unasked(case: OwnCase) -> Iterator[Problem]:
    """What people need is written down, and none of it is a way of behaving.

    ## Why it matters
    Technical skill is seldom what partners miss. How people listen, share and own up can be named as well.

    ## Example
    ```yaml
    competences:
      CM-2:
        kind: knowledge
    ```

    Instead:
    ```yaml
    competences:
      CM-2:
        kind: behaviour
    ```
    """
    kinds = [each.kind for each in case.organisation.competences.values()]
    if kinds and None not in kinds and CompetenceKind.BEHAVIOUR not in kinds and not case.unread("competences"):
        message = "None of the competences is a way of behaving."
        yield Problem(("competences",), message, "Add one with kind: behaviour, such as owning up early.")


@organisation_rule("RMP124", requirements=("sup.awareness",))
def briefing_unattended(case: OwnCase) -> Iterator[Problem]:
    """A briefing has been held by its day, and nothing says who came.

    ## Why it matters
    What was said counts for those who heard it. The others can be told, once it is known who they are.

    ## Example
    ```yaml
    briefings:
      BR-1:
        attended:
    ```

    Instead:
    ```yaml
    briefings:
      BR-1:
        attended: 41 of 44, the rest in January
    ```
    """
    for name, briefing in case.organisation.briefings.items():
        if briefing.on and briefing.on < case.today and not briefing.attended:
            message = f"The briefing {name} ({briefing.topic}) was on {briefing.on}, and nothing says who came."
            yield Problem(("briefings", name), message, "Add attended:, or the new day behind on:.")


@organisation_rule("RMP125", requirements=("sup.communication",))
def message_overdue(case: OwnCase) -> Iterator[Problem]:
    """A message that goes out regularly has no owner, or has not gone out for one and a half times its interval.

    ## Why it matters
    Partners notice when the yearly letter stays away, and draw conclusions.

    ## Example
    ```yaml
    communications:
      CO-1:
        last: 2025-01-20
    ```

    Instead:
    ```yaml
    communications:
      CO-1:
        last: 2025-12-15
    ```
    """
    for name, said in case.organisation.communications.items():
        if said.owner is None:
            message = f"Nobody sees to {name} ({said.message})."
            yield Problem(("communications", name), message, "Add owner: with the post that sees to it.")
        if said.every and said.last and said.every.stretched(LATE).after(said.last) < case.today:
            message = f"{name} ({said.message}) was last said on {said.last}; it is to be said every {said.every}."
            mend = "Send it, and write the day behind last:; or change every: to what is meant."
            yield Problem(("communications", name, "last"), message, mend)
