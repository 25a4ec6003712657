"""From the text of a catalogue to a catalogue, or to what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rmpkit.catalogue.catalogue import Catalogue, Clause, StageClause
from rmpkit.catalogue.checks import Problem, problems
from rmpkit.catalogue.kinds import CATALOGUE_BROKEN
from rmpkit.catalogue.requirement import Requirement, RequirementEntry
from rmpkit.model.finding import Finding, Place, Severity
from rmpkit.model.record import Record
from rmpkit.model.reference import RequirementRef
from rmpkit.model.scalars import Line
from rmpkit.model.showing import show
from rmpkit.model.stages import Stage
from rmpkit.store.document import Data, Document
from rmpkit.store.reading import read_document
from rmpkit.store.wording import worded


@dataclass(frozen=True, slots=True)
class Draft:
    """A catalogue file, read: the catalogue where it can be used, and what was found."""

    document: Document
    """The file, with positions."""

    catalogue: Catalogue | None
    """What it holds; `None` where it cannot be used."""

    findings: tuple[Finding, ...]
    """What was found while reading it."""

    @property
    def name(self) -> str:
        """The id it gives itself; that of its file, where it gives none."""
        data = self.document.data
        written = data.get("id") if isinstance(data, Mapping) else None
        return written if isinstance(written, str) else PurePosixPath(self.document.file).stem

    def refused(self, found: Iterable[Problem]) -> "Draft":
        """The same without its catalogue, where there are problems."""
        findings = tuple(self._finding(problem) for problem in found)
        return replace(self, catalogue=None, findings=(*self.findings, *findings)) if findings else self

    def _finding(self, problem: Problem) -> Finding:
        at = self.document.key_place if problem.at_key else self.document.value_place
        place = at(problem.path) or Place(self.document.file, 1, 1)
        path = ("catalogues", self.name, *problem.path)
        return Finding(CATALOGUE_BROKEN, None, path, problem.happened, problem.mend, problem.reference, place)


def read_catalogue(file: str, raw: bytes) -> Draft:
    """Read one catalogue file; whatever its bytes are, it gives a draft."""
    document, found = read_document(raw, file=file, plan=None)
    draft = Draft(document, None, found)
    # The path names the file, so that the same slip in two files is not one finding.
    draft = replace(draft, findings=tuple(replace(f, path=("catalogues", draft.name, *f.path)) for f in found))
    if any(finding.kind.severity is Severity.ERROR for finding in found):
        return draft
    if not isinstance(document.data, Mapping):
        start = "Start with lines for id:, title: and printed:."
        return draft.refused([Problem((), "The catalogue is not a group of keys.", start)])
    read, unfit = _fit(document.data)
    if read is None:
        return draft.refused(unfit)
    return replace(draft, catalogue=read).refused(problems(read))


@dataclass(frozen=True, slots=True)
class _Register:
    """One of the maps a catalogue is made of."""

    ids: TypeAdapter[Any]
    record: type[Record]
    noun: str


_REGISTERS: Mapping[str, _Register] = {
    "stages": _Register(TypeAdapter(Stage), StageClause, "stage"),
    "clauses": _Register(TypeAdapter(Line), Clause, "clause"),
    "requirements": _Register(TypeAdapter(RequirementRef), RequirementEntry, "requirement"),
}


def _fit(data: Mapping[str, Data]) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    """The catalogue, or what in it does not fit, entry by entry, so that each slip is said in its place."""
    found: list[Problem] = []
    whole: dict[str, Any] = dict(data)
    for key, register in _REGISTERS.items():
        entries = data.get(key)
        if isinstance(entries, Mapping):
            whole[key] = {}
            for id_, entry in entries.items():
                read = _read_entry(register, id_, entry)
                if isinstance(read, Record):
                    whole[key][id_] = read
                else:
                    found += [replace(problem, path=(key, id_, *problem.path)) for problem in read]
    try:
        catalogue = Catalogue.model_validate(whole)
    except ValidationError as error:
        return None, (*_problems(error, Catalogue, "catalogue"), *found)
    return (None, tuple(found)) if found else (_completed(catalogue), ())


def _read_entry(register: _Register, id_: str, entry: Data) -> Record | tuple[Problem, ...]:
    """One entry of a register, or what does not fit: its key, or else what stands below it."""
    subject = f"{register.noun} {show(id_)}"
    try:
        register.ids.validate_python(id_)
    except ValidationError as error:
        return tuple(replace(problem, at_key=True) for problem in _problems(error, None, subject))
    try:
        read = register.record.model_validate(entry)
    except ValidationError as error:
        return tuple(_problems(error, register.record, subject))
    return Requirement.model_construct(**dict(read)) if isinstance(read, RequirementEntry) else read


def _problems(error: ValidationError, owner: type[Record] | None, subject: str) -> Iterator[Problem]:
    for unfit in worded(error.errors(include_url=False), owner, subject):
        yield Problem(unfit.path, unfit.happened, unfit.mend, unfit.reference, at_key=unfit.at_key)


def _completed(catalogue: Catalogue) -> Catalogue:
    """The catalogue with what its requirements take over from it."""
    requirements = {
        id_: requirement.model_copy(
            update={
                "id": id_,
                "catalogue": catalogue.id,
                "before_number": catalogue.before(requirement.clause),
                "verified_by": requirement.verified_by or catalogue.verified_by,
            }
        )
        for id_, requirement in catalogue.requirements.items()
    }
    return catalogue.model_copy(update={"requirements": requirements})
