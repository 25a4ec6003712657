"""Files that go to a party as they are, because a post of the owner read them and decided so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rmpkit.disclosure.edition import Edition
from rmpkit.model.evidence import Passed
from rmpkit.model.filesum import sum_of
from rmpkit.model.portfolio import Portfolio
from rmpkit.operations.haystack import Found, found_in
from rmpkit.operations.needles import Written, of_the_house
from rmpkit.store.folder import RELATIONSHIPS


@dataclass(frozen=True, slots=True)
class Pass:
    """A file in which internal texts of its relationship are not looked for."""

    file: str
    """Its path in the copy."""

    by: str
    """The post that decided it."""

    on: date
    """The day of it."""


@dataclass(frozen=True, slots=True)
class Passes:
    """Every decision that counts for one copy.

    It is the owner who passes a file, and to a party: what a party's post wrote into a file that both keep lets nothing
    out, and nothing is passed to the public. The signpost that says so may stand in any part.
    """

    given: Mapping[str, tuple[Passed, ...]]
    """By the path of the file below the data folder."""

    house: Mapping[str, frozenset[Written]]
    """By the same path, what is not looked for in the file: no text but the relationship's own internal ones."""

    def of(self, file: Found) -> Pass | None:
        """The decision by which a file goes out as it is; nothing where there is none, or the file is another since."""
        given = self.given.get(in_data(file.name), ())
        counts = next((each for each in given if each.sha256 == sum_of(file.raw)), None)
        return Pass(file.name, counts.by, counts.on) if counts else None

    def outdated(self, file: Found) -> bool:
        """Whether a file was passed as it was, and is another since."""
        return in_data(file.name) in self.given and self.of(file) is None

    def pardoned(self, file: Found) -> frozenset[Written]:
        """What is not looked for in a file."""
        return self.house[in_data(file.name)] if self.of(file) else frozenset()


NOTHING_PASSED = Passes({}, {})


def passes(portfolio: Portfolio, edition: Edition, *, today: date) -> Passes:
    """Every decision that counts for a copy.

    Args:
        portfolio: everything that was read.
        edition: what the audience may see.
        today: the day on which the copy is made; later decisions do not count yet.
    """
    owner, party = portfolio.organisation, edition.audience.party
    given: dict[str, tuple[Passed, ...]] = {}
    house: dict[str, frozenset[Written]] = {}
    for plan in portfolio.plans if party else ():
        carried = {file.name for file in edition.evidence.get(plan.id, ())}
        for signpost in plan.signposts.values():
            passed, name = signpost.passed, f"{RELATIONSHIPS}/{plan.id}/{signpost.at}"
            ours = passed is not None and owner is not None and passed.by.partition(".")[0] == owner.id
            if passed and ours and passed.on <= today and signpost.at in carried:
                given[name] = (*given.get(name, ()), passed)
                house[name] = of_the_house(portfolio, plan.id, party, today=today)
    return Passes(given, house)


def passed_in(folder: Path, standing: Passes) -> tuple[Pass, ...]:
    """Every file of a copy that goes out as it is.

    Raises:
        OSError: the folder cannot be listed.
    """
    return passed_among(found_in(folder), standing) if standing.given else ()


def passed_among(files: Iterable[Found], standing: Passes) -> tuple[Pass, ...]:
    """Those among some files that go out as they are."""
    return tuple(found for file in files if (found := standing.of(file)))


def in_data(name: str) -> str:
    """The path of a file below the data folder, wherever that lies in a copy."""
    return name[name.index(f"{RELATIONSHIPS}/") :] if f"{RELATIONSHIPS}/" in name else name
