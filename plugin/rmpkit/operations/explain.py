"""What a code, a name, an id, a number, a key or a word stands for: the same sources as the site's pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rmpkit.catalogue.kinds import CATALOGUE
from rmpkit.catalogue.library import Library, load_library
from rmpkit.catalogue.requirement import Requirement
from rmpkit.model.finding import Kind
from rmpkit.model.misfit import nearest
from rmpkit.model.showing import show
from rmpkit.report.reference import Row, keys
from rmpkit.rules.gaps import EVIDENCE_MISSING, MUTE_UNUSED
from rmpkit.rules.registry import RULES
from rmpkit.store.kinds import PLACEHOLDER_LEFT, READING
from rmpkit.views.glossary import STATES, TERMS

_ALL = (*READING, *CATALOGUE, *(rule.kind for rule in RULES), EVIDENCE_MISSING, MUTE_UNUSED)

KINDS: tuple[Kind, ...] = tuple(sorted(_ALL, key=lambda kind: kind.code))
"""Every kind of finding there is, by code."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What standards ask under one id, or under one number."""

    what: str
    """The id, or the number as it is printed with its title."""

    requirements: tuple[Requirement, ...]
    """The requirements, standard by standard."""

    rules: tuple[Kind, ...]
    """The rules that weigh on them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A number of a standard that asks nothing by itself, with what is asked below it."""

    what: str
    """The number as it is printed, with its title."""

    below: tuple[Requirement, ...]
    """The requirements, in the order of their clauses."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that an author may write."""

    way: str
    """From the outside in: `risks.owner`, `organisation.policy.approved`."""

    row: Row
    """What is known of it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field, or of these pages."""

    word: str
    means: str


Explained = Kind | Asked | Heading | Key | Term


class UnknownWordError(LookupError):
    """Something was asked for that stands for nothing here."""

    def __init__(self, asked: str, near: str | None) -> None:
        hint = (
            f'The nearest is "{near}".'
            if near
            else "Name a code such as RMP201, a requirement such as wt.exit, a clause such as 8.6, a key such as "
            "risks.owner, a word of the glossary, or the id of a plan, a record or a person in the data folder."
        )
        super().__init__(f'Nothing here is called "{show(asked)}". {hint}')


def explain(asked: str) -> Explained:
    """What somebody asks about: a rule, a requirement, a clause, a key or a word, in this order.

    Raises:
        UnknownWordError: there is nothing of that name.
    """
    everything = _everything()
    found = next((everything[name] for name in _readings(asked) if name in everything), None)
    found = found or _last_steps().get(_plain(asked))
    if found is None:
        near = _near(_plain(asked), everything)
        raise UnknownWordError(asked.strip(), _name_of(everything[near]) if near else None)
    return found


def _near(word: str, everything: Mapping[str, Explained]) -> str | None:
    """What is nearest to a word that is not known: of a number the clause above it, of a code nothing."""
    number = _CLAUSE.fullmatch(word)
    if number:
        standard, steps = _STANDARDS.get(number[1] or "", ""), number[2].split(".")
        above = (f"{standard}{'.'.join(steps[:size])}" for size in range(len(steps) - 1, 0, -1))
        return next((each for each in above if each in everything), None)
    return None if _CODE.fullmatch(word) else nearest(word, everything)


def _readings(asked: str) -> Iterator[str]:
    """What somebody may have meant, as it is kept here: the word itself first."""
    word = _plain(asked)
    yield word
    yield f"organisation.{word}"  # a key of organisation.yml, as it is written there
    number = _CLAUSE.fullmatch(word)
    if number:
        yield f"{_STANDARDS.get(number[1] or '', '')}{number[2]}"
        return
    yield from _without_names(word.split("."))
    yield from _spelt_otherwise(word)


def _spelt_otherwise(word: str) -> Iterator[str]:
    """The same as one or as several, with hyphens or with spaces: `risk.due`, `value idea`, `known gaps`."""
    first, dot, rest = word.partition(".")
    for spelt in dict.fromkeys((first, re.sub("[ _]", "-", first), re.sub("[-_]", " ", first))):
        for other in (spelt, f"{spelt}s", f"{spelt}es", f"{spelt.removesuffix('y')}ies", spelt.removesuffix("s")):
            yield f"{other}{dot}{re.sub('[ _]', '-', rest)}"


def _without_names(keys: list[str]) -> Iterator[str]:
    """A path without the ids, months and names of parties in it; that of a version has a point inside."""
    if keys[0].isdigit():  # the number of a clause
        return
    named = any(map(str.isdigit, keys[-1]))
    for size in (1, 2):
        for start in range(1, len(keys) - size + named):
            yield ".".join((*keys[:start], *keys[start + size :]))
    if named or len(keys) > 4:  # noqa: PLR2004 - a name after each of the first two keys
        yield ".".join((*keys[:1], *keys[2:3], *keys[4:]))  # measures.waits.readings.2026-10.value


_CODE = re.compile(r"rmp ?[0-9]+")
_CLAUSE = re.compile(
    r"(?:(iso|bs) ?(?:44001|11000(?:-1)?))?(?::20\d\d)?,? ?(?:clause ?|§ ?)?(\d{1,2}(?:\.\d{1,2}){0,3})"
)
_STANDARDS = {"iso": "iso 44001 ", "bs": "bs 11000-1 clause "}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


@cache
def _everything() -> Mapping[str, Explained]:
    """All that can be asked about, by its plain name; of two with one name the one that is asked about more often."""
    library = load_library()
    named: list[tuple[str, Explained]] = [
        *_kinds(),
        *_requirements(library),
        *_clauses(library),
        *_keys(),
        *_terms(),
        *_headings(library),
        *_placeholders(),
    ]
    return {_plain(name): what for name, what in reversed(named)}


def _name_of(what: Explained) -> str:
    match what:
        case Kind():
            return what.name
        case Asked() | Heading():
            return what.what
        case Key():
            return what.way
        case Term():
            return what.word


def _kinds() -> Iterator[tuple[str, Kind]]:
    for kind in KINDS:
        yield kind.code, kind
        yield kind.name, kind


def _requirements(library: Library) -> Iterator[tuple[str, Asked]]:
    for name in sorted(library.requirement_ids):
        found = tuple(c.requirements[name] for c in library if name in c.requirements)
        yield name, Asked(name, found, _weighing_on(found))


def _clauses(library: Library) -> Iterator[tuple[str, Asked]]:
    """Clauses by the numbers that may be printed, with and without the name of the standard."""
    for catalogue in library:
        numbers: dict[str, list[Requirement]] = {}
        for requirement in catalogue.requirements.values():
            numbers.setdefault(requirement.printed, []).append(requirement)
        for stage in catalogue.stages.values():
            numbers.setdefault(catalogue.cite(stage.clause), [])
        for number, found in numbers.items():
            asked = Asked(number, tuple(found), _weighing_on(found))
            yield number, asked
            yield number.removeprefix(catalogue.printed).strip(), asked


def _weighing_on(requirements: tuple[Requirement, ...] | list[Requirement]) -> tuple[Kind, ...]:
    ids = {requirement.id for requirement in requirements}
    return tuple(rule.kind for rule in RULES if ids & set(rule.looks_at))


def _keys() -> Iterator[tuple[str, Key]]:
    for way, _, row in keys():
        yield ".".join(way), Key(".".join(way), row)


def _terms() -> Iterator[tuple[str, Term]]:
    for word, means in (*TERMS, *((state.value, means) for state, means in STATES.items())):
        yield word, Term(word, means)


def _headings(library: Library) -> Iterator[tuple[str, Heading]]:
    """Headings by their numbers, with and without the name of the standard."""
    for catalogue in library:
        for number, clause in catalogue.clauses.items():
            within = (each for each in catalogue.requirements.values() if each.printed == catalogue.cite(number))
            under = f"{catalogue.cite(number)}."
            below = (each for each in catalogue.requirements.values() if each.printed.startswith(under))
            heading = Heading(f"{catalogue.cite(number)} {clause.title}", (*within, *below))
            yield number, heading
            yield catalogue.cite(number), heading


_OFTEN = ("risks", "actions", "issues", "objectives", "measures", "meetings")
"""Registers that are asked about most: of keys of one name theirs is meant."""


@cache
def _last_steps() -> Mapping[str, Key]:
    """Keys by their last step: `likelihood` is that of a risk."""

    def sort(way: tuple[str, ...]) -> tuple[int, int]:
        return len(way), _OFTEN.index(way[0]) if way[0] in _OFTEN else len(_OFTEN)

    ordered = sorted(((way, row) for way, _, row in keys() if len(way) > 1), key=lambda key: sort(key[0]))
    return {_plain(way[-1]): Key(".".join(way), row) for way, row in reversed(ordered)}


def _placeholders() -> Iterator[tuple[str, Kind]]:
    for word in ("TODO", "TBC", "TBD", "placeholder"):
        yield word, PLACEHOLDER_LEFT
