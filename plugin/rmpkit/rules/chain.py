"""A chain: records that lead from one to the next, as somebody follows a thread through a plan.

What a chain does not have yet is no fault. A link is open only where a later one is there without it, where it has
waited longer than its interval, or where what a record names does not lead on; then it names the rule that says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rmpkit.model.finding import Path


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain: what stands there, or what is missing."""

    name: str
    """What this step is called: Measure, Decision."""

    paths: tuple[Path, ...] = ()
    """The records that stand there."""

    on: date | None = None
    """The day it is dated."""

    says: str = ""
    """How it stands, in words."""

    missing: str = ""
    """What is not there, in words; empty where something is, or where nothing is called for."""

    mend: str = ""
    """What would close it: one sentence that starts with a verb."""

    rules: tuple[str, ...] = ()
    """The rules that may raise it, by name, where it is open for longer than it should be."""

    at: Path = ()
    """Where those rules raise it."""

    reference: str = ""
    """What those rules name as the offending value, where one place can hold several: a requirement, a party."""

    of_organisation: bool = False
    """Whether its records are the organisation's, and not the plan's."""

    @property
    def there(self) -> bool:
        """Whether anything stands there."""
        return bool(self.paths)


@dataclass(frozen=True, slots=True)
class Chain:
    """One thread through one record."""

    thread: int
    """The number of the thread it belongs to."""

    about: str
    """The id of the record it is drawn through; empty where there is one chain for the whole plan."""

    title: str
    """What that record is called."""

    steps: tuple[Step, ...]

    over: bool = False
    """Whether nothing more is expected of it."""

    of_organisation: bool = False
    """Whether it is one of the organisation's, and not of a plan."""

    @property
    def paths(self) -> Iterator[Path]:
        """Every record that stands in it, of its own plan, or of the organisation where it is the organisation's."""
        for step in self.steps:
            if step.of_organisation == self.of_organisation:
                yield from step.paths

    @property
    def last(self) -> date:
        """The last day in it."""
        return max((step.on for step in self.steps if step.on), default=date.min)

    def open_for(self, rule: str) -> Iterator[Step]:
        """The steps that a rule raises."""
        return (step for step in self.steps if rule in step.rules)


def there(name: str, *paths: Path, on: date | None = None, says: str = "", of_organisation: bool = False) -> Step:
    """A step at which something stands."""
    return Step(name, paths, on, says, of_organisation=of_organisation)


def ahead(name: str, missing: str) -> Step:
    """A step that has not come yet, which nobody is asked for."""
    return Step(name, missing=missing or "not yet")


def spared(name: str, says: str) -> Step:
    """A step that this chain does not call for, and why."""
    return Step(name, says=says)


def gap(name: str, missing: str, mend: str, *rules: str, at: Path = (), of_organisation: bool = False) -> Step:
    """A step that should be there."""
    return Step(name, missing=missing, mend=mend, rules=rules, at=at, of_organisation=of_organisation)


def unanswered(name: str, missing: str, requirement: str) -> Step:
    """A step that a requirement asks for, and for which nothing is recorded or signposted."""
    return Step(name, missing=missing, rules=("evidence-missing",), reference=requirement)


def only_there(chains: Sequence[Chain]) -> tuple[Chain, ...]:
    """Chains as readers see them who do not keep the plan: what is there, and nothing about what is not."""
    shown = (replace(chain, steps=tuple(step for step in chain.steps if step.there)) for chain in chains)
    return tuple(chain for chain in shown if len(chain.steps) > 1)
