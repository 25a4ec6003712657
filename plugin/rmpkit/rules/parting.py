"""Rules about an exit that was activated: started by those who may, kept running, looked back on, closed."""

from collections.abc import Iterator, Mapping

from rmpkit.model.exit import TransitionKind
from rmpkit.model.record import Entry
from rmpkit.model.relationship import RelationshipState
from rmpkit.model.stages import Stage, StageState
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule


@plan_rule("RMP894", requirements=("ex.initiate", "ex.general"), from_stage=8, covers=("ex.initiate",))
def exit_uninitiated(case: Case) -> Iterator[Problem]:
    """Exit has been activated, and nothing says who started it, or when a party learned of it.

    ## Why it matters
    People forgive an ending sooner than hearing of it last. Who decided, and who knew when, is asked for years later.

    ## Example
    ```yaml
    exit:
      activated: 2026-01-10
      told: {estuary: 2026-01-10}
    ```

    Instead:
    ```yaml
    exit:
      activated: 2026-01-10
      told: {estuary: 2026-01-10, northgate: 2026-01-10}
    ```
    """
    strategy = case.plan.exit
    if strategy is None or strategy.activated is None or case.unread("exit", "parties"):
        return
    if not strategy.started_by and not case.spoken_of("ex.initiate"):
        yield Problem(
            ("exit",),
            f"Exit was activated on {strategy.activated}, and nothing says who started it.",
            "Add started-by: with the posts that decided it.",
        )
    for party in case.present:
        if strategy.told and party not in strategy.told:
            name = case.party_name(party)
            yield Problem(
                ("exit", "told"),
                f"Nothing says when {name} learned that exit was activated.",
                f"Add {party}: with the day to told.",
                party,
            )


@plan_rule("RMP895", requirements=("ex.continuity",), from_stage=8, covers=("ex.continuity",))
def continuity_unplanned(case: Case) -> Iterator[Problem]:
    """Exit has been activated, and nothing says what keeps a service running meanwhile, or who sees to it.

    ## Why it matters
    A transition plan says where things go. What ships and trains live on until they are there is another list.

    ## Example
    ```yaml
    exit:
      activated: 2026-01-10
    exit-continuity:
      EC-1:
        kept-by:
    ```

    Instead:
    ```yaml
    exit:
      activated: 2026-01-10
    exit-continuity:
      EC-1:
        kept-by: Call-off with a second dredger owner
    ```
    """
    kept, moving = case.plan.exit_continuity, case.plan.exit_transition
    served = any(item.kind is TransitionKind.SERVICE for item in moving.values())
    if moving and not kept and not served and not case.spoken_of("ex.continuity"):
        if not case.unread("exit-continuity", "exit-transition"):
            mend = "Add what has to run on under exit-continuity, with what keeps it running."
            yield Problem((), "Nothing is on record about what keeps running while the parties part.", mend)
        return
    for name, item in kept.items():
        wanting = [key for key, value in (("kept-by", item.kept_by), ("owner", item.owner)) if not value]
        if wanting and item.done is None:
            said = {"kept-by": "what keeps it running", "owner": "who sees to it"}
            message = f"{name} ({item.service}) does not say {' or '.join(said[key] for key in wanting)}."
            yield Problem(("exit-continuity", name), message, f"Add {' and '.join(f'{key}:' for key in wanting)}.")


@plan_rule("RMP896", requirements=("ex.continuity",), from_stage=8)
def handover_overdue(case: Case) -> Iterator[Problem]:
    """Exit has been activated, and something that was to be handed over or seen to by now is still open.

    ## Why it matters
    The last day is known, and every day lost before it is lost to whoever stays.

    ## Example
    ```yaml
    exit:
      activated: 2026-01-10
    exit-transition:
      T-1:
        due: 2026-02-20
    ```

    Instead:
    ```yaml
    exit:
      activated: 2026-01-10
    exit-transition:
      T-1:
        due: 2026-02-20
        done: 2026-02-19
    ```
    """
    registers: Mapping[str, Mapping[str, Entry]] = {
        "exit-transition": case.plan.exit_transition,
        "exit-continuity": case.plan.exit_continuity,
    }
    for register, items in registers.items():
        for name, item in items.items():
            due, done = getattr(item, "due", None), getattr(item, "done", None)
            if due and done is None and due < case.today:
                message = f"{name} was due on {due}, and is still open."
                yield Problem((register, name), message, "Write done: with the day, or agree a new due:.")


def _over(case: Case) -> bool:
    """Whether the relationship has ended: it is closed, or exit is through."""
    record = case.plan.stages.get(Stage.EXIT_STRATEGY)
    through = record is not None and record.state is StageState.CLOSED
    return through or case.plan.state is RelationshipState.CLOSED


@plan_rule("RMP897", requirements=("ex.evaluate",), from_stage=8, covers=("ex.evaluate",), once_closed=True)
def exit_unreviewed(case: Case) -> Iterator[Problem]:
    """The relationship has ended, or everything is handed over, and the parties have not looked back together.

    ## Why it matters
    Both remember it a little differently every month. An hour together, while it is fresh, is worth the next contract.

    ## Example
    ```yaml
    exit:
      activated: 2026-01-10
    exit-transition:
      T-1:
        done: 2026-02-10
    signposts:
      SP-7:
        answers: [ex.rmp]
    ```

    Instead:
    ```yaml
    exit:
      activated: 2026-01-10
    exit-transition:
      T-1:
        done: 2026-02-10
    exit-review:
      on: 2026-02-20
      present: [estuary.manager, northgate.manager]
      learned: Say the depth aloud before every tide.
    ```
    """
    if case.unread("exit-review", "exit-transition", "signposts", "answers") or case.spoken_of("ex.evaluate"):
        return
    moved = bool(case.plan.exit_transition) and all(item.done for item in case.plan.exit_transition.values())
    if case.plan.exit_review is None and (moved or _over(case)):
        what = "The relationship has ended" if _over(case) else "Everything is handed over"
        yield Problem(
            (),
            f"{what}, and no look back is on record.",
            "Sit together once more, and add exit-review: with the day, who was there and what was learned.",
        )


@plan_rule("RMP898", requirements=("ex.future",), from_stage=8, once_closed=True)
def opportunity_unowned(case: Case) -> Iterator[Problem]:
    """Something that could come next has nobody who keeps it in mind, or no next step.

    ## Why it matters
    After a good ending there are ideas, and everybody goes home. One post and one step keep an idea alive.

    ## Example
    ```yaml
    exit:
      activated: 2026-01-10
    future-opportunities:
      FO-1:
        owner:
    ```

    Instead:
    ```yaml
    exit:
      activated: 2026-01-10
    future-opportunities:
      FO-1:
        owner: estuary.manager
    ```
    """
    for name, each in case.plan.future_opportunities.items():
        wanting = [key for key, value in (("owner", each.owner), ("next-step", each.next_step)) if not value]
        if wanting:
            yield Problem(
                ("future-opportunities", name),
                f"{name} ({each.title}) has no {' and no '.join(key.replace('-', ' ') for key in wanting)}.",
                f"Add {' and '.join(f'{key}:' for key in wanting)}.",
            )


@plan_rule("RMP899", requirements=("ex.rmp",), from_stage=8, covers=("ex.rmp",), once_closed=True)
def plan_left_open(case: Case) -> Iterator[Problem]:
    """The relationship has ended and its plan was not closed, or nothing says where it is kept and what it changed.

    ## Why it matters
    Somebody will ask in six years what was agreed about the moulds. And what was learned here is worth most elsewhere.

    ## Example
    ```yaml
    exit:
      activated: 2026-01-10
    closing:
      on: 2026-02-27
      by: [estuary.ser, northgate.ser]
      kept-at: SP-1
    ```

    Instead:
    ```yaml
    exit:
      activated: 2026-01-10
    closing:
      on: 2026-02-27
      by: [estuary.ser, northgate.ser]
      kept-at: SP-1
      fed-back: Every new plan gets its exit principles before signature.
    ```
    """
    closing = case.plan.closing
    if closing is None:
        spoken = case.spoken_of("ex.rmp") or case.unread("closing", "signposts", "answers")
        if _over(case) and not spoken:
            mend = "Add closing: with the day, who closed it, where it is kept and what was fed back."
            yield Problem((), "The relationship has ended, and its plan was not closed.", mend)
        return
    said = {"kept-at": "where the last version is kept", "fed-back": "what has changed since in how the parties work"}
    values = {"kept-at": closing.kept_at, "fed-back": closing.fed_back}
    wanting = [key for key in said if not values[key]]
    if wanting and closing.on <= case.today:
        yield Problem(
            ("closing",),
            f"The plan was closed on {closing.on}, and nothing says {' or '.join(said[key] for key in wanting)}.",
            f"Add {' and '.join(f'{key}:' for key in wanting)}.",
        )
