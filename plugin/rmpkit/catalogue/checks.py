"""What one catalogue may get wrong although each of its entries can be read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rmpkit.catalogue.catalogue import Catalogue
from rmpkit.catalogue.predicate import refuse_unknown_in_organisation, refuse_unknown_in_plan
from rmpkit.catalogue.requirement import Confidence, Due, Level, Requirement
from rmpkit.model.finding import Path
from rmpkit.model.misfit import Misfit
from rmpkit.model.stages import Stage


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in a catalogue file."""

    path: Path
    """Where in the file; what is missing points at what it is missing from."""

    happened: str
    """What happened, with the value: one sentence."""

    mend: str
    """How to mend it: one sentence that starts with a verb."""

    reference: str = ""
    """The offending value where one place can hold several."""

    at_key: bool = False
    """Whether it is the key that is wrong, not what stands behind it."""


def problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Everything that is wrong within one catalogue."""
    yield from _stages(catalogue)
    yield from _clauses(catalogue)
    for id_, requirement in catalogue.requirements.items():
        for check in _OF_REQUIREMENT:
            for problem in check(requirement, catalogue):
                yield replace(problem, path=("requirements", id_, *problem.path))


def _stages(catalogue: Catalogue) -> Iterator[Problem]:
    """Each of the eight stages has its clause, in the right phase, and something is asked in it."""
    for stage in Stage:
        if stage not in catalogue.stages:
            yield Problem(
                ("stages", stage),
                f'The stage "{stage}" has no clause.',
                f"Add {stage}: with clause, title, phase and purpose.",
            )
            continue
        if catalogue.stages[stage].phase is not stage.phase:
            yield Problem(
                ("stages", stage, "phase"),
                f'The stage "{stage}" stands in the phase "{catalogue.stages[stage].phase}".',
                f'Write "{stage.phase}".',
            )
        if not catalogue.of_stage(stage):
            yield Problem(
                ("stages", stage),
                f'No requirement belongs to the stage "{stage}".',
                "Add one to requirements.",
                at_key=True,
            )


def _clauses(catalogue: Catalogue) -> Iterator[Problem]:
    """No two entries stand under the same number."""
    seen: dict[str, str] = dict.fromkeys(catalogue.clauses, "a heading")
    stages = (("stages", str(stage), entry.clause) for stage, entry in catalogue.stages.items())
    requirements = (("requirements", id_, entry.clause) for id_, entry in catalogue.requirements.items())
    for register, id_, number in (*stages, *requirements):
        if number in seen:
            happened = f'The number "{number}" is taken already, by {seen[number]}.'
            yield Problem((register, id_, "clause"), happened, "Write the number of its own.")
        seen.setdefault(number, id_)


def _due(requirement: Requirement, _: Catalogue) -> Iterator[Problem]:
    """When it is due, whom it is asked of and where it belongs agree."""
    organisation = requirement.level is Level.ORGANISATION
    if organisation and requirement.due is not Due.ALWAYS:
        yield Problem(
            ("due",),
            f'It is asked of the organisation, which has no stages, and is due by "{requirement.due}".',
            "Write due: always, or change the level.",
        )
    elif not organisation and requirement.stage is None:
        yield Problem(
            ("stage",),
            f'It is asked at the level "{requirement.level}" and belongs to no stage.',
            "Add a line stage:.",
        )
    if requirement.due is Due.STAGE and requirement.from_stage is None:
        yield Problem(
            ("from-stage",),
            "It is due by stage, and no stage is given.",
            "Add a line from-stage: with a number from 1 to 8.",
        )
    if requirement.due is not Due.STAGE and requirement.from_stage is not None:
        yield Problem(
            ("from-stage",),
            f'It is due "{requirement.due}", so from-stage says nothing.',
            "Remove from-stage, or write due: stage.",
        )


def _from_stage(requirement: Requirement, _: Catalogue) -> Iterator[Problem]:
    """A requirement may be due before its own stage, as exit is, and never after it."""
    if requirement.stage and requirement.from_stage and requirement.from_stage > requirement.stage.number:
        yield Problem(
            ("from-stage",),
            f"It belongs to stage {requirement.stage.number} and is due from stage {requirement.from_stage}.",
            f"Write {requirement.stage.number} or less.",
        )


def _number(requirement: Requirement, catalogue: Catalogue) -> Iterator[Problem]:
    """A number that nobody saw is never printed: another one stands in for it."""
    if requirement.number_seen is not (requirement.confidence is Confidence.CONFIRMED):
        seen = "was seen" if requirement.number_seen else "was not seen"
        yield Problem(
            ("confidence",),
            f'The number {seen}, and the confidence is "{requirement.confidence}".',
            'Write "confirmed" where the number was seen, and only there.',
        )
    if requirement.number_seen:
        return
    known = {*catalogue.clauses, *(entry.clause for entry in catalogue.stages.values())}
    known |= {other.clause for other in catalogue.requirements.values() if other.number_seen}
    if requirement.print_as is None:
        yield Problem(
            ("print-as",),
            f'Its number "{requirement.clause}" was not seen, and nothing is given to print instead.',
            "Add a line print-as:.",
        )
    elif requirement.print_as not in known:
        yield Problem(
            ("print-as",),
            f'The number "{requirement.print_as}" was not seen either.',
            "Write the number of a stage or a heading.",
        )


def _absent(requirement: Requirement, _: Catalogue) -> Iterator[Problem]:
    """Exit is agreed even where nobody means to leave."""
    if requirement.can_be_absent and requirement.stage is Stage.EXIT_STRATEGY:
        yield Problem(("can-be-absent",), "Exit is never not applicable.", "Remove can-be-absent.")


def _recorded_by(requirement: Requirement, _: Catalogue) -> Iterator[Problem]:
    """Each predicate names something that a plan, or the organisation, really has."""
    organisation = requirement.level is Level.ORGANISATION
    refuse = refuse_unknown_in_organisation if organisation else refuse_unknown_in_plan
    for position, predicate in enumerate(requirement.recorded_by):
        try:
            refuse(predicate)
        except Misfit as misfit:
            yield Problem(("recorded-by", position), misfit.happened, misfit.mend, str(predicate))


def _maps_elsewhere(requirement: Requirement, catalogue: Catalogue) -> Iterator[Problem]:
    """A requirement maps to other catalogues, not to its own."""
    if catalogue.id in requirement.maps_to:
        yield Problem(
            ("maps-to", catalogue.id),
            f'It maps to "{catalogue.id}", the catalogue it stands in.',
            "Name another catalogue.",
            at_key=True,
        )


_OF_REQUIREMENT: tuple[Callable[[Requirement, Catalogue], Iterator[Problem]], ...] = (
    _due,
    _from_stage,
    _number,
    _absent,
    _recorded_by,
    _maps_elsewhere,
)
