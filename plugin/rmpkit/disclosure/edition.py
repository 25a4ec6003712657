"""The plans as one audience may see them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar, cast, get_type_hints

from rmpkit.model.finding import Finding, Path, Place
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import EvidenceFile, Places, Portfolio
from rmpkit.model.record import Disclosure, Entry, Nature, Part, Record


class Audience(StrEnum):
    """Who an edition is for."""

    INTERNAL = "internal"
    """The owning organisation's people on the relationships."""

    @property
    def widest(self) -> Disclosure:
        """The most closed class this audience may read."""
        return {Audience.INTERNAL: Disclosure.INTERNAL}[self]


R = TypeVar("R", bound=Record)
_SEAL = object()


@dataclass(frozen=True, slots=True)
class Edition:
    """The organisation and its plans, holding nothing that its audience may not see."""

    audience: Audience
    """Who may see it."""

    organisation: Organisation | None
    """The owner, as the audience may see it."""

    plans: tuple[Plan, ...]
    """Every plan, by id, as the audience may see it."""

    findings: tuple[Finding, ...]
    """What was found while reading, about what the audience may see."""

    places: Places
    """Where each thing was written, for the audience that may edit it."""

    evidence: Mapping[str, tuple[EvidenceFile, ...]]
    """Evidence files that a signpost of this edition points at, by plan."""

    lost: frozenset[Path] = frozenset()
    """What of the organisation could not be read."""

    seal: object = field(default=None, repr=False, compare=False)
    """Proof that `disclose` made it."""

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise TypeError("An edition is made by disclose(portfolio, audience), never by hand.")

    def plan(self, plan: str) -> Plan:
        """The plan of this id.

        Raises:
            KeyError: the edition has no such plan.
        """
        for candidate in self.plans:
            if candidate.id == plan:
                return candidate
        raise KeyError(plan)

    def place(self, plan: str | None, path: Path) -> Place | None:
        """Where the value at `path` was written."""
        return self.places.of(plan, path)


def disclose(portfolio: Portfolio, audience: Audience) -> Edition:
    """The edition of a portfolio for one audience: everything else is left out before anything is computed."""
    plans = tuple(_plan(plan, audience.widest) for plan in portfolio.plans)
    organisation = portfolio.organisation
    return Edition(
        audience=audience,
        organisation=None if organisation is None else _record(organisation, audience.widest, Disclosure.PUBLIC),
        plans=plans,
        findings=tuple(finding for finding in portfolio.findings if _may_tell(finding, portfolio, audience.widest)),
        places=portfolio.places,
        evidence={plan.id: _shown_files(plan, portfolio.evidence.get(plan.id, ())) for plan in plans},
        lost=portfolio.organisation_lost,
        seal=_SEAL,
    )


def _plan(plan: Plan, widest: Disclosure) -> Plan:
    """The plan without what is more closed than `widest`: the strictest of part, register, record and field counts."""
    natures = natures_of(type(plan))
    kept: dict[str, object] = {}
    for name, nature in natures.items():
        value = getattr(plan, name)
        part = plan.written_in.get(name)
        floor = max(nature.disclosure, part.disclosure) if part else nature.disclosure
        if floor <= widest:
            kept[name] = _value(value, widest, floor)
    kept["lost"] = {path: part for path, part in plan.lost.items() if part.disclosure <= widest}
    kept["broken"] = tuple(file for file in plan.broken if part_of(file).disclosure <= widest)
    kept["written_in"] = {name: part for name, part in plan.written_in.items() if part.disclosure <= widest}
    return type(plan).model_construct(None, **_with_defaults(plan, kept))


def part_of(file: str) -> Part:
    """The part a file of the data folder belongs to, by where it stands; the most open one where it is no part's."""
    pieces = file.split("/")
    name = pieces[2].removesuffix(".yml") if len(pieces) > 2 else ""  # noqa: PLR2004 - relationships/<plan>/<part>
    return Part(name) if name in tuple(Part) else Part.PLAN


def _record(record: R, widest: Disclosure, floor: Disclosure) -> R:
    natures = natures_of(type(record))
    kept: dict[str, object] = {
        name: getattr(record, name) for name in ("id", "part") if name in type(record).model_fields
    }
    for name, nature in natures.items():
        of_field = max(floor, nature.disclosure)
        if of_field <= widest:
            kept[name] = _value(getattr(record, name), widest, of_field)
    extra: dict[str, Any] = {key: _value(value, widest, floor) for key, value in (record.model_extra or {}).items()}
    return cast("R", type(record).model_construct(None, **_with_defaults(record, kept), **extra))


def _value(value: object, widest: Disclosure, floor: Disclosure) -> object:
    if isinstance(value, Mapping):
        return {key: _value(item, widest, floor) for key, item in value.items() if _open(item, widest)}
    if isinstance(value, Record):
        of_record = max(floor, value.part.disclosure) if isinstance(value, Entry) else floor
        return _record(value, widest, of_record)
    return value


def _open(item: object, widest: Disclosure) -> bool:
    """Whether a record may be shown at all; one whose required field is closed may not."""
    if not isinstance(item, Record):
        return True
    if isinstance(item, Entry) and item.part.disclosure > widest:
        return False
    natures = natures_of(type(item))
    required = (name for name, info in type(item).model_fields.items() if info.is_required())
    return all(natures[name].disclosure <= widest for name in required)


def _with_defaults(record: Record, kept: dict[str, object]) -> dict[str, Any]:
    """Every field: what is kept, and the default of what is not."""
    return {
        name: kept[name] if name in kept else info.get_default(call_default_factory=True)
        for name, info in type(record).model_fields.items()
    }


_NATURES: dict[type[Record], Mapping[str, Nature]] = {}


def natures_of(record: type[Record]) -> Mapping[str, Nature]:
    """The nature of every field that an author writes."""
    if record not in _NATURES:
        hints = get_type_hints(record, include_extras=True)
        found = ((name, _nature(hints[name])) for name in record.model_fields)
        _NATURES[record] = {name: nature for name, nature in found if nature is not None}
    return _NATURES[record]


def _nature(hint: object) -> Nature | None:
    return next((extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Nature)), None)


def _may_tell(finding: Finding, portfolio: Portfolio, widest: Disclosure) -> bool:
    place = finding.place or portfolio.places.of(finding.plan, finding.path)
    if finding.path[:1] == ("evidence",) and _closed_evidence(finding, portfolio, widest):
        return False
    return place is None or part_of(place.file).disclosure <= widest


def _closed_evidence(finding: Finding, portfolio: Portfolio, widest: Disclosure) -> bool:
    """Whether only signposts this audience may not see point at the evidence file of a finding."""
    parts = [
        signpost.part
        for plan in portfolio.plans
        if plan.id == finding.plan
        for signpost in plan.signposts.values()
        if signpost.at == finding.path[1]
    ]
    return bool(parts) and all(part.disclosure > widest for part in parts)


def _shown_files(plan: Plan, files: tuple[EvidenceFile, ...]) -> tuple[EvidenceFile, ...]:
    pointed_at = {signpost.at for signpost in plan.signposts.values()}
    return tuple(file for file in files if file.name in pointed_at)
