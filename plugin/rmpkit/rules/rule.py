"""What a rule is: one function that finds, its documentation, and what it answers to."""

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rmpkit.model.finding import Kind, Path, Severity
from rmpkit.rules.case import Case, OwnCase, Whole


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a rule found."""

    path: Path
    """Where, as a path of the plan or of the organisation."""

    message: str
    """What happened, with the value: one sentence."""

    mend: str
    """How to mend it: one sentence that starts with a verb."""

    reference: str = ""
    """The offending value, where one place can hold several."""

    covers: tuple[str, ...] = ()
    """Requirements that are open for this very reason, so that no gap is raised for them beside it."""

    requirement: str = ""
    """Which of the rule's requirements it weighs on; the first of them where nothing is said."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A function that finds one pattern, and what is known about it."""

    kind: Kind
    """Its code, name, severity and documentation."""

    requirements: tuple[str, ...]
    """The requirements it weighs on, by stable id; none where it weighs on the plan as a whole."""

    from_stage: int
    """The stage from which it is due; 0 for the organisation, 8 once exit is activated."""

    covers: tuple[str, ...]
    """Requirements whose gap is the same cause, so that one finding is enough."""

    once: tuple[str, ...] = ()
    """The requirements it weighs on in the organisation, for a rule that looks at plans as well."""

    of_plan: Callable[[Case], Iterator[Problem]] | None = None
    """Finds it in a plan."""

    of_organisation: Callable[[OwnCase], Iterator[Problem]] | None = None
    """Finds it in the organisation."""

    once_closed: bool = False
    """Whether it is still asked of a relationship that was closed."""
    of_edition: Callable[[Whole], Iterator[tuple[str | None, Problem]]] | None = None
    """Finds it across plans; each problem with the plan on which it is told, or none for the organisation."""

    @property
    def looks_at(self) -> tuple[str, ...]:
        """Every requirement it has to do with, in plans or in the organisation."""
        return tuple(dict.fromkeys((*self.requirements, *self.covers, *self.once)))

    def weighs_on(self, plan: str | None) -> tuple[str, ...]:
        """The requirements it weighs on in a plan, or in the organisation."""
        return self.requirements if plan or not self.once else self.once


def as_keys(names: Sequence[str]) -> str:
    """Keys as an author writes them, in a sentence: `by: and on:`."""
    return " and ".join(f"{name}:" for name in names)


def plan_rule(
    code: str,
    *,
    severity: Severity = Severity.WARNING,
    requirements: tuple[str, ...] = (),
    from_stage: int = 1,
    covers: tuple[str, ...] = (),
    once_closed: bool = False,
) -> Callable[[Callable[[Case], Iterator[Problem]]], Rule]:
    """Make a rule of a function that looks at one plan; its docstring is its documentation."""

    def make(find: Callable[[Case], Iterator[Problem]]) -> Rule:
        kind = _kind(code, severity, find)
        return Rule(kind, requirements, from_stage, covers, of_plan=find, once_closed=once_closed)

    return make


def common_rule(
    code: str,
    *,
    severity: Severity = Severity.WARNING,
    requirements: tuple[str, ...] = (),
    once: tuple[str, ...] = (),
    from_stage: int = 1,
) -> Callable[[Callable[[Case | OwnCase], Iterator[Problem]]], Rule]:
    """Make a rule of a function that looks at what plans and the organisation have alike: signposts, gaps, actions."""

    def make(find: Callable[[Case | OwnCase], Iterator[Problem]]) -> Rule:
        kind = _kind(code, severity, find)
        return Rule(kind, requirements, from_stage, (), once, of_plan=find, of_organisation=find)

    return make


def organisation_rule(
    code: str,
    *,
    severity: Severity = Severity.WARNING,
    requirements: tuple[str, ...] = (),
    covers: tuple[str, ...] = (),
) -> Callable[[Callable[[OwnCase], Iterator[Problem]]], Rule]:
    """Make a rule of a function that looks at the organisation; its docstring is its documentation."""

    def make(find: Callable[[OwnCase], Iterator[Problem]]) -> Rule:
        return Rule(_kind(code, severity, find), requirements, 0, covers, of_organisation=find)

    return make


def edition_rule(
    code: str, *, severity: Severity = Severity.WARNING, requirements: tuple[str, ...] = ()
) -> Callable[[Callable[[Whole], Iterator[tuple[str | None, Problem]]]], Rule]:
    """Make a rule of a function that looks at all plans together; its docstring is its documentation.

    What it says on the page of one plan names other plans, their posts, people and parties, and quotes no text of
    theirs: who may read one plan may not be who may read the other. In its example each plan stands under its name.
    """

    def make(find: Callable[[Whole], Iterator[tuple[str | None, Problem]]]) -> Rule:
        return Rule(_kind(code, severity, find), requirements, 1, (), of_edition=find)

    return make


_SECTIONS = re.compile(
    r"(?P<title>[^\n]+)\n+## Why it matters\n(?P<why>.+?)\n+## Example\n+```yaml\n(?P<bad>.+?)\n```"
    r"\n+Instead:\n+```yaml\n(?P<good>.+?)\n```\s*",
    re.DOTALL,
)


def _kind(code: str, severity: Severity, find: Callable[..., object]) -> Kind:
    name = find.__name__.replace("_", "-")
    match = _SECTIONS.fullmatch(inspect.getdoc(find) or "")
    if match is None:
        raise TypeError(f"The rule {name} needs a title, 'Why it matters', 'Example' and 'Instead:' in its docstring.")
    why = " ".join(match["why"].split())
    return Kind(code, name, severity, match["title"], why, match["bad"], match["good"])
