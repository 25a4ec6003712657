"""Rules about leaving in good order, which is agreed long before anybody wants to."""

from collections.abc import Iterator

from rmpkit.model.exit import TransitionKind
from rmpkit.model.finding import Severity
from rmpkit.model.stages import Stage, StageState
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule


@plan_rule(
    "RMP501",
    requirements=("ps.jointexit", "ex.develop"),
    from_stage=4,
    covers=("ps.jointexit", "wt.exit", "ex.develop", "st.exit"),
)
def exit_principles_missing(case: Case) -> Iterator[Problem]:
    """The parties have not said what they will hold to if they part.

    ## Why it matters
    The end is easiest to talk about at the beginning. It is never "not applicable": a young relationship has agreed
    principles, and has not activated them.

    ## Example
    ```yaml
    exit:
      principles:
    ```

    Instead:
    ```yaml
    exit:
      principles: Neither party is left unable to keep the port open.
    ```
    """
    exit_ = case.plan.exit
    if not (exit_ and exit_.principles) and not case.unread("exit"):
        path = ("exit",) if exit_ else ()
        yield Problem(
            path,
            "No principles for an exit are recorded.",
            "Write a few sentences under exit: principles: in joint.yml.",
        )


@plan_rule(
    "RMP502",
    requirements=("wt.exit", "ex.develop", "ex.monitor"),
    from_stage=5,
    covers=("wt.exit", "ex.develop", "ex.monitor"),
)
def exit_trigger_missing(case: Case) -> Iterator[Problem]:
    """Nothing says what would open the question of leaving.

    ## Why it matters
    A termination clause says how a contract ends. Triggers say when the parties will sit down, before it comes to that.

    ## Example
    ```yaml
    exit-triggers:
    ```

    Instead:
    ```yaml
    exit-triggers:
      X-1:
        trigger: Any party changes hands
        then: The SERs meet within 10 working days
        watched-by: [estuary.ser, northgate.ser]
    ```
    """
    if not case.plan.exit_triggers and not case.unread("exit-triggers"):
        yield Problem((), "No exit trigger is recorded.", "Add the first one under exit-triggers in joint.yml.")


@plan_rule("RMP503", requirements=("wt.exit", "ex.monitor"), from_stage=5)
def trigger_unwatched(case: Case) -> Iterator[Problem]:
    """Nobody keeps an eye on an exit trigger.

    ## Why it matters
    A trigger that nobody watches is met without anybody noticing.

    ## Example
    ```yaml
    exit-triggers:
      X-1:
        watched-by:
    ```

    Instead:
    ```yaml
    exit-triggers:
      X-1:
        watched-by: [estuary.ser, northgate.ser]
    ```
    """
    for name, trigger in case.plan.exit_triggers.items():
        if not trigger.watched_by:
            yield Problem(
                ("exit-triggers", name),
                f"Nobody watches the exit trigger {name}.",
                "Add watched-by: with a post of each party.",
            )


@plan_rule("RMP504", requirements=("wt.exit", "ex.monitor", "st.exit"), from_stage=5)
def trigger_met_undecided(case: Case) -> Iterator[Problem]:
    """An exit trigger has been met, and no decision is recorded.

    ## Why it matters
    A trigger does not end a relationship; it asks the parties to decide. Staying is a decision too.

    ## Example
    ```yaml
    exit-triggers:
      X-1:
        met: 2026-01-15
    ```

    Instead:
    ```yaml
    exit-triggers:
      X-1:
        met: 2026-01-15
        decision: Both SERs agreed to go on under the new owner.
    ```
    """
    for name, trigger in case.plan.exit_triggers.items():
        if trigger.met and trigger.met <= case.today and not trigger.decision:
            yield Problem(
                ("exit-triggers", name),
                f"The exit trigger {name} was met on {trigger.met}; no decision is recorded.",
                "Write what the parties decided behind decision:.",
            )


@plan_rule("RMP505", requirements=("ex.continuity",), from_stage=8, covers=("ex.continuity",))
def transition_unplanned(case: Case) -> Iterator[Problem]:
    """Exit has been activated, and what has to go on has no owner or no day.

    ## Why it matters
    Customers and operations should not feel that the parties are parting.

    ## Example
    ```yaml
    exit:
      activated: 2026-01-10
    exit-transition:
      T-1:
        owner:
        due:
    ```

    Instead:
    ```yaml
    exit:
      activated: 2026-01-10
    exit-transition:
      T-1:
        owner: northgate.manager
        due: 2026-06-30
    ```
    """
    if not case.plan.exit_transition and not case.unread("exit-transition"):
        yield Problem(
            (),
            "Exit has been activated, and no transition is planned.",
            "Add what has to go on under exit-transition.",
        )
    for name, item in case.plan.exit_transition.items():
        wanting = [key for key, value in (("owner", item.owner), ("due", item.due)) if value is None]
        if wanting and item.done is None:
            message = f"The transition of {name} has no {' and no '.join(wanting)}."
            yield Problem(("exit-transition", name), message, f"Add {' and '.join(f'{key}:' for key in wanting)}.")


@plan_rule("RMP509", requirements=("wt.exit",))
def exit_stage_absent(case: Case) -> Iterator[Problem]:
    """The exit stage is called not applicable.

    ## Why it matters
    Every relationship ends one day. In a young one exit is agreed and not activated, which is "not started".

    ## Example
    ```yaml
    stages:
      exit-strategy: not applicable
    ```

    Instead:
    ```yaml
    stages:
      exit-strategy: not started
    ```
    """
    record = case.plan.stages.get(Stage.EXIT_STRATEGY)
    if record is not None and record.state is StageState.NOT_APPLICABLE:
        path = ("stages", Stage.EXIT_STRATEGY.value)
        yield Problem(
            path, "The exit stage is called not applicable, and every relationship has it.", "Write not started."
        )


@plan_rule("RMP506", severity=Severity.NOTE, requirements=("wt.exit",), from_stage=5)
def exit_led_by_one_side(case: Case) -> Iterator[Problem]:
    """Not every party has somebody who would lead an exit.

    ## Why it matters
    Leaving in good order takes one person on each side who knows the plan before it is needed.

    ## Example
    ```yaml
    exit:
      led-by: [estuary.manager]
    ```

    Instead:
    ```yaml
    exit:
      led-by: [estuary.manager, northgate.manager]
    ```
    """
    exit_ = case.plan.exit
    if exit_ is None or case.unread("exit", "parties") or not exit_.principles:
        return
    leading = {post.partition(".")[0] for post in exit_.led_by}
    for party in case.present:
        if party not in leading:
            name = case.party_name(party)
            yield Problem(
                ("exit",),
                f"Nobody of {name} is named to lead an exit.",
                f"Add a post of {party} to led-by.",
                party,
            )


STAYS = (TransitionKind.COMMUNICATION, TransitionKind.FINANCE)
"""What has to be settled, and does not go to one party."""


@plan_rule("RMP508", requirements=("ex.continuity",), from_stage=8)
def transition_unplaced(case: Case) -> Iterator[Problem]:
    """Exit has been activated, and something that changes hands has no place to go to.

    ## Why it matters
    The last thing without a home is what the parties argue about after they have parted.

    ## Example
    ```yaml
    exit:
      activated: 2026-01-10
    exit-transition:
      T-1:
        goes-to:
    ```

    Instead:
    ```yaml
    exit:
      activated: 2026-01-10
    exit-transition:
      T-1:
        goes-to: estuary
    ```
    """
    for name, item in case.plan.exit_transition.items():
        if item.goes_to is None and item.done is None and item.kind not in STAYS:
            message = f"Nothing says where {name} ({item.title}) goes."
            yield Problem(("exit-transition", name), message, "Add goes-to: with the party it ends up with.")
