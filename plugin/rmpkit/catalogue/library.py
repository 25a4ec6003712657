"""All catalogues together: ours, and those an organisation adds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rmpkit.catalogue.catalogue import Catalogue
from rmpkit.catalogue.checks import Problem
from rmpkit.catalogue.crosswalk import crosswalk, misfits
from rmpkit.catalogue.reading import Draft, read_catalogue
from rmpkit.catalogue.requirement import Requirement
from rmpkit.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Library:
    """Every catalogue that can be used, and what was found in those that an organisation adds."""

    catalogues: Mapping[str, Catalogue]
    """Each catalogue by its id."""

    findings: tuple[Finding, ...] = ()
    """What was found in the files of the organisation."""

    broken: frozenset[str] = frozenset()
    """Ids of catalogues that were left out, so that nothing is said of plans that name them."""

    def __iter__(self) -> Iterator[Catalogue]:
        return iter(self.catalogues.values())

    def get(self, catalogue: str) -> Catalogue | None:
        """A catalogue by its id."""
        return self.catalogues.get(catalogue)

    @property
    def requirement_ids(self) -> frozenset[str]:
        """Every id that a plan may cite."""
        return frozenset(id_ for catalogue in self for id_ in catalogue.requirements)

    def crosswalk(self, requirement: str) -> Mapping[str, tuple[Requirement, ...]]:
        """What asks for the same as a requirement, catalogue by catalogue, itself included."""
        return crosswalk(requirement, self.catalogues)


def load_library(extra: Iterable[tuple[str, bytes]] = ()) -> Library:
    """Our catalogues, and those that an organisation adds.

    Args:
        extra: name and bytes of each file in the organisation's folder of catalogues. One that gives itself
            the id of one of ours takes its place: that is how a licensed reader lays a checked copy over it.
    """
    drafts = [read_catalogue(file, raw) for file, raw in extra]
    return _joined(_own().catalogues, tuple(_unique(drafts))) if drafts else _own()


@cache
def _own() -> Library:
    """The catalogues that the package brings; what is wrong with them is our mistake."""
    folder = resources.files(__package__) / "data"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    drafts = [read_catalogue(file.name, file.read_bytes()) for file in files if file.name.endswith(".yml")]
    library = _joined({}, tuple(_unique(drafts)))
    if library.findings:
        raise RuntimeError("\n".join(f"{f.place}: {f.message} {f.mend}" for f in library.findings))
    return library


def _joined(own: Mapping[str, Catalogue], drafts: tuple[Draft, ...]) -> Library:
    """Catalogues that agree with each other; a draft that does not is left out."""
    everything = {**own, **{draft.catalogue.id: draft.catalogue for draft in drafts if draft.catalogue}}
    checked = [_agreeing(draft, everything) for draft in drafts]
    usable = {**own, **{draft.catalogue.id: draft.catalogue for draft in checked if draft.catalogue}}
    findings = tuple(finding for draft in checked for finding in draft.findings)
    return Library(usable, findings, frozenset(draft.name for draft in checked) - usable.keys())


def _agreeing(draft: Draft, everything: Mapping[str, Catalogue]) -> Draft:
    if draft.catalogue is None:
        return draft
    others = [other for id_, other in everything.items() if id_ != draft.catalogue.id]
    return draft.refused(misfits(draft.catalogue, others))


def _unique(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Of two files that give themselves the same id, the first counts."""
    seen: dict[str, str] = {}
    for draft in drafts:
        first = seen.setdefault(draft.name, draft.document.file)
        if first == draft.document.file:
            yield draft
        else:
            happened = f'The id "{draft.name}" is taken already, by {first}.'
            yield draft.refused([Problem(("id",), happened, "Give it an id of its own.")])
