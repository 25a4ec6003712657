"""A register kept elsewhere, read into a plan: what is new, what differs, what cannot be read and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rmpkit.model.finding import Finding, Path
from rmpkit.model.misfit import listed, nearest
from rmpkit.model.plan import Plan
from rmpkit.model.record import Part
from rmpkit.model.relationship import RelationshipState
from rmpkit.model.showing import show
from rmpkit.operations.check import Loaded
from rmpkit.operations.meanings import plan_meant
from rmpkit.operations.redraft import NotWrittenError, Redraft
from rmpkit.operations.rows import Rows
from rmpkit.report.importing import Fate, Slip, Taken
from rmpkit.store.document import Data
from rmpkit.store.legend import Legend
from rmpkit.store.table import Table

REGISTERS = ("risks", "actions", "issues")
"""The registers that people keep in tables."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import would do."""

    register: str
    taken: tuple[Taken, ...]
    slips: tuple[Slip, ...]
    redraft: Redraft
    """The files as they would be."""

    unplaced: bool = False
    """Whether there are new records, and nobody said in which of several parts they are to stand."""

    def of(self, fate: Fate) -> tuple[Taken, ...]:
        """The rows that have one fate."""
        return tuple(taken for taken in self.taken if taken.fate is fate)


class UnknownPlanError(LookupError):
    """There is no such relationship, or it cannot be written into."""


def plan_of(loaded: Loaded, name: str) -> Plan:
    """A relationship that can be written into.

    Raises:
        UnknownPlanError: there is none of this name, or it cannot be read.
    """
    plans = {plan.id: plan for plan in loaded.portfolio.plans}
    name = plan_meant(name, plans)
    if name not in plans:
        near = nearest(name, plans)
        mend = f'Write "{near}".' if near else f"There are {listed(plans, last='and')}." if plans else "There is none."
        raise UnknownPlanError(f'There is no relationship "{show(name)}". {mend}')
    plan = plans[name]
    if plan.broken or plan.state is RelationshipState.CLOSED:
        why = f"{plan.broken[0]} cannot be read. Run rmp check" if plan.broken else "it is closed. Open it"
        raise UnknownPlanError(f"Nothing is written into {name}: {why} first.")
    return plan


def read_into(
    loaded: Loaded, plan: Plan, register: str, table: Table, legend: Legend, *, part: Part | None, today: date
) -> Import:
    """What an import of a table would do to a plan.

    Args:
        loaded: the data folder.
        plan: the plan.
        register: `risks`, `actions` or `issues`.
        table: the table.
        legend: how it is to be read.
        part: where new records are to stand; needed only where there are some and the plan has several parts.
        today: the day on which holders of posts are looked up.

    Raises:
        NotWrittenError: a file of the plan cannot take what was read.
    """
    reader = Rows(loaded, plan, register, table, legend, today)
    taken, slips = reader.read()
    redraft = Redraft(loaded, plan)
    fixed = dict(_fixed(redraft, register, taken))
    slips += [reader.unwritten(each, fixed[each.id]) for each in taken if each.id in fixed]
    taken = tuple(each for each in taken if each.id not in fixed)
    several = not redraft.alone and set(redraft.parts) - {Part.INTERNAL} != set()
    while True:
        tried = _tried(redraft, register, taken, part or Part.INTERNAL)
        found = tried.found()
        refused = {each.path[1]: each for each in reversed(found) if _is_of(each, plan.id, register, taken)}
        others = [each for each in found if not _is_of(each, plan.id, register, taken)]
        if others:
            raise NotWrittenError(f"{others[0].message} {others[0].mend}")
        if not refused:
            unplaced = several and part is None and any(each.fate is Fate.NEW for each in taken)
            ordered = sorted(slips, key=lambda slip: (slip.row, len(slip.column), slip.column))
            return Import(register, taken, tuple(ordered), tried, unplaced)
        slips += [reader.refused(each.row, refused[each.id]) for each in taken if each.id in refused]
        taken = tuple(each for each in taken if each.id not in refused)


def _is_of(finding: Finding, plan: str, register: str, taken: Sequence[Taken]) -> bool:
    path = finding.path
    return (
        finding.plan == plan
        and len(path) > 1
        and path[0] == register
        and path[1] in {each.id for each in taken if each.values}
    )


def _fixed(redraft: Redraft, register: str, taken: Sequence[Taken]) -> Iterator[tuple[str, str]]:
    """Records that the files hold so that they cannot be changed, each with why."""
    try:
        _tried(redraft, register, [each for each in taken if each.fate is Fate.UPDATED], Part.INTERNAL)
    except NotWrittenError:
        for each in taken:
            try:
                _tried(redraft, register, [each] if each.fate is Fate.UPDATED else [], Part.INTERNAL)
            except NotWrittenError as error:
                yield each.id, str(error)


def _tried(redraft: Redraft, register: str, taken: Sequence[Taken], part: Part) -> Redraft:
    changes: dict[Path, Mapping[str, Data]] = {
        (register, each.id): each.values for each in taken if each.fate is Fate.UPDATED
    }
    if changes:
        redraft = redraft.amended(changes)
    new = {each.id: each.values for each in taken if each.fate is Fate.NEW}
    return redraft.inserted(register, new, part) if new else redraft
