"""The page of the guide that says which keys, rules and pages serve each requirement: catalogues in, Markdown out."""

from collections.abc import Iterator
from dataclasses import dataclass

from rmpkit.catalogue.catalogue import Catalogue
from rmpkit.catalogue.keys import Ways, written_for
from rmpkit.catalogue.library import load_library
from rmpkit.catalogue.requirement import Level, Requirement
from rmpkit.rules.registry import RULES
from rmpkit.views import addresses
from rmpkit.views.sheet import ORGANISATION_PAGES, PLAN_PAGES

INTRODUCTION = """# What serves each requirement

<!-- Made by `rmpkit.report.coverage`. Change catalogues or rules, then run the tests with RMP_UPDATE_DOCS=1. -->

For each requirement of each standard: the keys whose records carry it, the rules that look at it, and the page that
shows it. [Every key](fields.md) says what stands behind a key; the site has a page for each rule and each requirement.

- A requirement is recorded once the keys of its row are filled; where the row says "or", one of them is enough. What
  stands behind "with" is what a record has to say before it counts; one such record is enough for a register.
- Each can be answered otherwise as well: by a signpost or a statement, as [Evidence states](evidence-states.md) says.
- Every requirement has the rules about signposts, known gaps and muted rules beside those named here, and a note where
  nothing is recorded (RMP700).
- Most numbers below a clause were not seen in a public source. The column Number prints the nearest one that was.
- The counts say how far this tool reaches. They say nothing about an organisation.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """What serves one requirement."""

    requirement: Requirement
    keys: tuple[Ways, ...]
    rules: tuple[str, ...]
    """Names of the rules that look at it, in the order of their codes."""

    pages: tuple[str, ...]
    """What the pages are called that show it."""

    @property
    def whole(self) -> bool:
        """Whether no cell is empty."""
        return bool(self.keys and self.rules and self.pages)


def rows(catalogue: Catalogue) -> tuple[Row, ...]:
    """What serves each requirement of a standard, in the order of its clauses."""
    return tuple(_row(requirement) for requirement in catalogue.requirements.values())


def coverage() -> str:
    """The page with what serves every requirement of the standards that the package brings."""
    library = sorted(load_library(), key=lambda catalogue: (catalogue.superseded is not None, catalogue.id))
    return "\n".join((INTRODUCTION, _counts(library), *(_section(each) for each in library)))


def _row(requirement: Requirement) -> Row:
    names = tuple(rule.kind.name for rule in RULES if requirement.id in rule.looks_at)
    return Row(requirement, written_for(requirement), names, tuple(dict.fromkeys(_pages(requirement))))


def _counts(library: list[Catalogue]) -> str:
    lines = [
        "| Standard | Requirements | With keys | With rules | With a page | With all three |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for catalogue in library:
        found = rows(catalogue)
        counts = (
            len(found),
            sum(bool(row.keys) for row in found),
            sum(bool(row.rules) for row in found),
            sum(bool(row.pages) for row in found),
            sum(row.whole for row in found),
        )
        lines.append(f"| {catalogue.title} | {' | '.join(map(str, counts))} |")
    return "\n".join(lines) + "\n"


def _section(catalogue: Catalogue) -> str:
    lines = [
        f"## {catalogue.title}",
        "",
        "| Requirement | Number | Keys | Rules | Page |",
        "| --- | --- | --- | --- | --- |",
        *(_line(row) for row in rows(catalogue)),
    ]
    return "\n".join(lines) + "\n"


def _line(row: Row) -> str:
    found = row.requirement
    keys = "; ".join(" or ".join(_key(way.key, way.says, found) for way in ways) for ways in row.keys)
    rules = ", ".join(f"`{name}`" for name in row.rules)
    return f"| `{found.id}` {found.title} | {found.printed} | {keys} | {rules} | {', '.join(row.pages)} |"


def _key(key: str, says: str, requirement: Requirement) -> str:
    """A key, as a link to where the reference tells of it."""
    section = "organisationyml" if requirement.level is Level.ORGANISATION else "a-plan"
    return f"[`{key}`](fields.md#{section}) {says}".strip()


_TITLES = {leaf: title for _, pages in PLAN_PAGES for title, leaf in pages}
_OWN_TITLES = {address: title for _, pages in ORGANISATION_PAGES for title, address in pages if title != "Overview"}


def _pages(requirement: Requirement) -> Iterator[str]:
    """The stage, or the organisation, and the pages on which its records stand."""
    if requirement.level is Level.ORGANISATION:
        yield "Organisation"
        yield from (
            _OWN_TITLES[page] for key in _keys(requirement) if (page := addresses.own_page_of(key)) in _OWN_TITLES
        )
        return
    if requirement.stage:
        yield f"Stage {requirement.stage.number}"
    for key in _keys(requirement):
        leaf = addresses.leaf_of(key)
        if key != "stages" and leaf in _TITLES:
            yield _TITLES[leaf]


def _keys(requirement: Requirement) -> Iterator[str]:
    """The outermost key of each thing that carries it."""
    yield from (way.register for ways in written_for(requirement) for way in ways)
