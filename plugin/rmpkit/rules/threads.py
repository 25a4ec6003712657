"""The twelve threads that an assessor pulls, each with how it is followed through a plan, or through the system."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rmpkit.rules import (
    threads_of_aims,
    threads_of_choice,
    threads_of_system,
    threads_of_terms,
    threads_of_trouble,
    threads_of_whole,
)
from rmpkit.rules.case import Case, OwnCase
from rmpkit.rules.chain import Chain, Step, only_there


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread: what it is called, what it follows."""

    number: int
    name: str
    says: str
    """What it follows, in a sentence."""

    chains: Callable[[Case], Iterator[Chain]] | None = None
    """Finds its chains in a plan."""

    own_chains: Callable[[OwnCase], Iterator[Chain]] | None = None
    """Finds its chains in what the organisation keeps once."""

    own_says: str = ""
    """What it follows there, where that is something else."""


THREADS: tuple[Thread, ...] = (
    Thread(
        1,
        "From policy to approval",
        "The policy names an executive, the executive answers for the relationship, and the parties approve its plan.",
        threads_of_terms.policy,
    ),
    Thread(
        2,
        "From objective to effect",
        "An aim is measured, read, looked at by a meeting, decided about, acted on, and the action is seen to work.",
        threads_of_aims.objectives,
        threads_of_whole.objectives,
    ),
    Thread(
        3,
        "From weighing to the business case",
        "The relationship is weighed against others, and the case for it is decided.",
        threads_of_choice.segmentation,
        threads_of_whole.weighing,
        "Relationships are weighed by criteria and a method that somebody approved, and looked across again.",
    ),
    Thread(
        4,
        "From weakness to a better score",
        "What we found we lack is acted on, and looked at again.",
        threads_of_choice.weaknesses,
    ),
    Thread(
        5,
        "From criteria to a joint plan",
        "Criteria come before scores, scores before the decision, and joint objectives before the joint plan.",
        threads_of_choice.selection,
    ),
    Thread(
        6,
        "From a risk first seen to its end",
        "A risk is seen, kept where it belongs, treated, rated again and closed.",
        threads_of_trouble.risks,
        threads_of_whole.risks,
        "A risk of the whole is seen, treated, rated again and closed.",
    ),
    Thread(
        7,
        "From issue to change",
        "An issue finds its step of the ladder, is settled in time, and leaves a lesson where there is one.",
        threads_of_trouble.issues,
    ),
    Thread(
        8,
        "From idea to gain",
        "An idea is approved, brings something, and it is seen who gained.",
        threads_of_aims.ideas,
    ),
    Thread(
        9,
        "From one health check to the next",
        "What each party's people said is answered before they are asked again.",
        threads_of_aims.health,
    ),
    Thread(
        10,
        "From exit principles to a review",
        "How the parties would part is agreed early, watched, and read again after a change.",
        threads_of_terms.exits,
    ),
    Thread(
        11,
        "From a new executive to a plan approved again",
        "A change of senior executive reaches the roles, the plan and each party's approval.",
        threads_of_terms.new_executives,
    ),
    Thread(
        12,
        "From a nonconformity to the next audit",
        "What was not as required has a cause, an action and a checked effect, and the next audit looks at it again.",
        own_chains=threads_of_system.nonconformities,
    ),
)
"""In the order in which assessors' lists have them."""


def chains_of(case: Case) -> tuple[Chain, ...]:
    """Every chain of a plan, thread by thread; for readers who do not keep it, what is there and no more."""
    found = tuple(chain for thread in THREADS if thread.chains for chain in thread.chains(case))
    return found if case.edition.audience.own else only_there(found)


def own_chains_of(case: OwnCase) -> tuple[Chain, ...]:
    """Every chain of what the organisation keeps once."""
    return tuple(chain for thread in THREADS if thread.own_chains for chain in thread.own_chains(case))


def open_steps(case: Case, number: int, rule: str) -> Iterator[tuple[Chain, Step]]:
    """The steps of a thread that a rule raises, each with its chain."""
    thread = next(each for each in THREADS if each.number == number)
    for chain in thread.chains(case) if thread.chains else ():
        for step in chain.open_for(rule):
            yield chain, step
