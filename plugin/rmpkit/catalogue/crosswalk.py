"""Which requirements of two catalogues ask for the same."""

from collections.abc import Iterable, Iterator, Mapping

from rmpkit.catalogue.catalogue import Catalogue
from rmpkit.catalogue.checks import Problem
from rmpkit.catalogue.requirement import Requirement
from rmpkit.model.misfit import nearest


def misfits(catalogue: Catalogue, others: Iterable[Catalogue]) -> Iterator[Problem]:
    """Where a catalogue and the others do not agree on what maps to what.

    A catalogue that says nothing of another leaves it to the other: an organisation can add a catalogue that
    maps to ours, and need not change ours.
    """
    known = {other.id: other for other in others}
    for id_, requirement in catalogue.requirements.items():
        for name in requirement.maps_to:
            if name not in known and name != catalogue.id:
                near = nearest(name, known)
                mend = f'Write "{near}".' if near else "Name a catalogue that is there, or remove it."
                happened = f'There is no catalogue "{name}".'
                yield Problem(("requirements", id_, "maps-to", name), happened, mend, name, at_key=True)
    for other in known.values():
        yield from _one_way(catalogue, other)
        yield from _unanswered(catalogue, other)


def _one_way(catalogue: Catalogue, other: Catalogue) -> Iterator[Problem]:
    """Each mapping leads to a requirement that is there and that leads back."""
    answers = _speaks_of(other, catalogue.id)
    for id_, requirement in catalogue.requirements.items():
        for position, target in enumerate(requirement.maps_to.get(other.id, ())):
            path = ("requirements", id_, "maps-to", other.id, position)
            if target not in other.requirements:
                near = nearest(target, other.requirements)
                mend = f'Write "{near}".' if near else f"Name a requirement of {other.id}, or remove it."
                yield Problem(path, f'"{target}" is not a requirement of {other.id}.', mend, target)
            elif answers and id_ not in _mapped(other.requirements[target], catalogue.id):
                yield Problem(
                    path,
                    f'"{target}" of {other.id} does not map back to "{id_}".',
                    f'Add "{id_}" to maps-to of "{target}", or remove it here.',
                    target,
                )


def _unanswered(catalogue: Catalogue, other: Catalogue) -> Iterator[Problem]:
    """What the other catalogue maps to is here, and maps back."""
    answers = _speaks_of(catalogue, other.id)
    for id_, requirement in other.requirements.items():
        for target in _mapped(requirement, catalogue.id):
            if target not in catalogue.requirements:
                yield Problem(
                    ("requirements",),
                    f'"{id_}" of {other.id} maps to "{target}", which is not here.',
                    f'Add the requirement "{target}", or mend {other.id}.',
                    f"{id_} {target}",
                    at_key=True,
                )
            elif answers and id_ not in _mapped(catalogue.requirements[target], other.id):
                yield Problem(
                    ("requirements", target),
                    f'"{id_}" of {other.id} maps to "{target}", which does not map back.',
                    f'Add "{id_}" to its maps-to.',
                    id_,
                    at_key=True,
                )


def _speaks_of(catalogue: Catalogue, name: str) -> bool:
    return any(name in requirement.maps_to for requirement in catalogue.requirements.values())


def _mapped(requirement: Requirement, catalogue: str) -> tuple[str, ...]:
    return requirement.maps_to.get(catalogue, ())


def crosswalk(requirement_id: str, catalogues: Mapping[str, Catalogue]) -> Mapping[str, tuple[Requirement, ...]]:
    """What asks for the same in each catalogue: the requirement itself, what it maps to, what maps to it."""
    everything = [catalogue.requirements for catalogue in catalogues.values()]
    origins = [requirements[requirement_id] for requirements in everything if requirement_id in requirements]
    found: dict[str, tuple[Requirement, ...]] = {}
    for name, catalogue in catalogues.items():
        same = tuple(r for r in catalogue.requirements.values() if any(_same(r, origin) for origin in origins))
        if same:
            found[name] = same
    return found


def _same(one: Requirement, other: Requirement) -> bool:
    if one.catalogue == other.catalogue:
        return one.id == other.id
    return one.id in _mapped(other, one.catalogue) or other.id in _mapped(one, other.catalogue)
