"""Whether a finished copy holds what its audience may not read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import Edition, disclose
from rmpkit.model.finding import Path as Spot
from rmpkit.operations.check import Loaded
from rmpkit.operations.containers import ClosedError
from rmpkit.operations.haystack import Found, found_in, texts
from rmpkit.operations.needles import Written, shown_in, withheld
from rmpkit.operations.passing import NOTHING_PASSED, Passes, in_data, passes
from rmpkit.operations.readings import pieces, readings, spread
from rmpkit.operations.usual import Build, blank, seen
from rmpkit.operations.words import RUN, Phrase, Search, phrases
from rmpkit.store.folder import RELATIONSHIPS

_UNTOLD = "(a name that holds one)"
"""Stands for the name of a file that is itself a withheld text."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A withheld text that stands in a copy, or a file of it that nobody can look through."""

    file: str
    """The file of the copy, by its path; a name that is withheld itself is not told."""

    plan: str | None
    """The plan whose text it is; `None` for the organisation."""

    spot: Spot
    """Where in the plan the text is written."""

    closed: str = ""
    """Why the file cannot be looked through; empty where a text was found."""

    changed: bool = False
    """Whether the file was passed as it was, and is another since."""


def find_leaks(
    folder: Path,
    loaded: Loaded,
    audience: Audience,
    *,
    today: date,
    build: Build,
    catalogue: str | None = None,
) -> tuple[Leak, ...]:
    """Every withheld text that stands in a finished copy, and every file of it that cannot be looked through.

    Withheld is each text, name, id and address of the plans that is not in the edition, as far as it does not stand
    in what the audience sees anyway: in another text of the edition, in pages that are made of the edition alone, in
    the frame that the engine puts around every page. A text of four words or more is found by any four of them in a
    row. A single word needs four letters, a number six digits: shorter ones stand everywhere, and are not looked for.

    Args:
        folder: the copy.
        loaded: the data folder, all of it.
        audience: who is to read the copy.
        today: the day on which everything is judged.
        build: the engine, for a copy without any plan to compare with.
        catalogue: the standard to judge by.

    Raises:
        OSError: the folder cannot be listed.
        UnknownCatalogueError: there is no such standard.
    """
    edition = disclose(loaded.portfolio, audience, today=today)
    empty = blank(build, Audience.INTERNAL if audience.own else Audience.PUBLIC, today)
    look = Look(withheld(loaded.portfolio, edition))
    look.excuse(each.text for each in shown_in(edition))
    look.excuse(seen(loaded, edition, today=today, catalogue=catalogue))
    look.usual |= empty.phrases
    files = (file for file in found_in(folder) if not empty.holds(file.name, file.raw))
    return leaks_in(files, look, passes(loaded.portfolio, edition, today=today))


def leaks_in_evidence(
    files: Mapping[str, bytes], loaded: Loaded, edition: Edition, standing: Passes
) -> tuple[Leak, ...]:
    """What is found in the evidence among some files, by their paths, whose records are the edition's own.

    Args:
        files: the files, by paths that end as the data folder has them.
        loaded: the data folder, read.
        edition: what the audience may see.
        standing: which of them go out as they are.
    """
    carried = evidence_names(edition)
    look = Look(withheld(loaded.portfolio, edition))
    look.excuse(each.text for each in shown_in(edition))
    evidence = (Found(name, raw) for name, raw in files.items() if in_data(name) in carried)
    return leaks_in(evidence, look, standing)


def evidence_names(edition: Edition) -> frozenset[str]:
    """The paths of evidence files in a copy."""
    return frozenset(
        f"{RELATIONSHIPS}/{plan}/{file.name}" for plan, files in edition.evidence.items() for file in files
    )


def leaks_in(files: Iterable[Found], look: "Look", standing: Passes = NOTHING_PASSED) -> tuple[Leak, ...]:
    """What is found in files, each text once for each file, in the order of the files."""
    leaks = {leak for file in files for leak in _leaks(file, look, standing)}
    return tuple(sorted(leaks, key=lambda leak: (leak.file, leak.plan or "", [str(step) for step in leak.spot])))


def _leaks(file: Found, look: "Look", standing: Passes) -> Iterator[Leak]:
    named = look.through((file.name,))
    told = _told(file.name, look) if named else file.name
    held, closed = look.into(file)
    pardoned = standing.pardoned(file) if held - named else frozenset()
    changed = standing.outdated(file)
    for phrase in named | held:
        spared = frozenset() if phrase in named else pardoned
        found = (each for each in look.origins[phrase] if each not in spared)
        yield from (Leak(told, each.plan, each.spot, changed=changed) for each in found)
    if closed:
        yield Leak(told, None, (), closed)


def _told(name: str, look: "Look") -> str:
    """The path of a file without the names in it that are withheld."""
    steps = name.split("/")
    kept = [_UNTOLD if look.through((step,)) else step for step in steps]
    return "/".join(kept) if kept != steps else _UNTOLD


class Look:
    """A search for texts. It remembers what it found in a piece of text: the pages of a site share most of theirs."""

    def __init__(self, written: Iterable[Written]) -> None:
        self.origins: dict[Phrase, list[Written]] = {}
        """Where each phrase that is looked for was written."""
        for each in written:
            for phrase in phrases(each.text):
                self.origins.setdefault(phrase, []).append(each)
        self.usual: frozenset[Phrase] = frozenset()
        """Phrases that tell nothing, for they stand where everybody may read them."""
        self._search = Search(self.origins)
        self._known: dict[str, frozenset[Phrase]] = {}

    def excuse(self, said: Iterable[str]) -> None:
        """Take what stands in texts to be usual."""
        self.usual |= self.through(said)

    def through(self, said: Iterable[str]) -> frozenset[Phrase]:
        """What is found in texts, but for what is usual."""
        found = {phrase for text in said for phrase in self._in(text)}
        return frozenset(found) - self.usual

    def _in(self, text: str) -> Iterator[Phrase]:
        """What stands in a text, and what stands in it a word to a block, where that is as long as to be no chance."""
        for piece in pieces(text):
            yield from self._found(piece)
        for row in spread(text):
            yield from (phrase for phrase in self._search.found(row) if len(phrase) == RUN)

    def into(self, file: Found) -> tuple[frozenset[Phrase], str]:
        """What is found in a file, and why the rest of it could not be looked through."""
        found: frozenset[Phrase] = frozenset()
        if file.closed:
            return found, file.closed
        try:
            for text in texts(file.raw, file.name):
                found |= self.through((text,))
        except ClosedError as error:
            return found, str(error)
        return found, ""

    def _found(self, piece: str) -> frozenset[Phrase]:
        if piece not in self._known:
            found = (self._search.found(reading) for reading in readings(piece))
            self._known[piece] = frozenset().union(*found)
        return self._known[piece]
