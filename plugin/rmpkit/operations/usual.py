"""What a copy says without telling anything: the labels of its engine, and pages made of what may be seen alone."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from rmpkit.catalogue.library import load_library
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import Edition, disclose
from rmpkit.model.organisation import Organisation
from rmpkit.model.portfolio import Places, Portfolio
from rmpkit.operations.check import Checked, Loaded, look
from rmpkit.operations.haystack import found_in, texts
from rmpkit.operations.pages import pages
from rmpkit.operations.policy import content_policy
from rmpkit.operations.readings import readings
from rmpkit.operations.words import Phrase, grams
from rmpkit.rules.judgement import judge
from rmpkit.views.copies import copy_of

Build = Callable[[Checked, Path, Path], tuple[str, ...]]
"""Builds the site of an edition with an engine: what was judged, the data folder, the empty folder to fill.

It gives what the engine warned of; a face brings it, because only faces know an engine.
"""

_PAGE = "index.html"
"""The file name of every page of ours; other pages are the engine's own."""

_LOOKED_AT = 8
"""Pages of the empty copy that are compared: what stands on half of them is the engine's frame."""

_NOBODY = Organisation(id="nobody", name="Nobody")


@dataclass(frozen=True, slots=True)
class Blank:
    """A copy that holds no plan, and so can tell nothing of any."""

    files: Mapping[str, bytes]
    """The SHA-256 of each file that is not a page of ours, by its path: styles, scripts, icons."""

    phrases: frozenset[Phrase]
    """What the engine puts around every page, and into pages of its own."""

    def holds(self, name: str, raw: bytes) -> bool:
        """Whether the same file stands in it, byte by byte."""
        return self.files.get(name) == hashlib.sha256(raw).digest()


@lru_cache(maxsize=2)
def blank(build: Build, audience: Audience, today: date) -> Blank:
    """The copy of nobody's plans for an audience, as the engine builds it.

    Of pages only their frame counts. A text that stands on a single page is no label of the engine's, however it came
    to be in a copy that should hold nothing.
    """
    library = load_library()
    edition = disclose(Portfolio(_NOBODY, (), (), Places({}, {}, {})), audience, today=today)
    judged = judge(edition, catalogue=next(iter(library)), today=today)
    with tempfile.TemporaryDirectory(prefix="rmp-") as scratch:
        data, target = Path(scratch) / "data", Path(scratch) / "copy"
        data.mkdir()
        target.mkdir()
        build(Checked("", judged, library), data, target)
        found = [each for each in found_in(target) if each.raw]
        policy = content_policy(target)
    framed = [each for each in found if each.name.endswith(_PAGE)]
    framed = framed[:: max(1, len(framed) // _LOOKED_AT)]
    shared = Counter(phrase for each in framed for phrase in _phrases(each.name, each.raw))
    others = {each.name: each.raw for each in found if not each.name.endswith(_PAGE)}
    return Blank(
        {name: hashlib.sha256(raw).digest() for name, raw in others.items()},
        frozenset(phrase for phrase, number in shared.items() if number > len(framed) / 2)
        | frozenset(phrase for name, raw in others.items() if not _dress(name) for phrase in _phrases(name, raw))
        | frozenset(grams(policy)),
    )


def _dress(name: str) -> bool:
    """Whether a file is one that is the same in every copy, so that it need not be read to be known again."""
    return name.endswith((".css", ".js", ".map", ".png", ".svg", ".ico", ".woff", ".woff2"))


def _phrases(name: str, raw: bytes) -> frozenset[Phrase]:
    return frozenset(phrase for text in texts(raw, name) for reading in readings(text) for phrase in grams(reading))


def seen(loaded: Loaded, edition: Edition, *, today: date, catalogue: str | None) -> Iterator[str]:
    """What pages say that are made of an edition alone, where nothing else could have come in.

    Args:
        loaded: the data folder, for its catalogues; its plans are left out.
        edition: what the audience may see.
        today: the day on which the pages judge.
        catalogue: the standard they judge by.
    """
    audience = edition.audience
    alone = Portfolio(
        organisation=edition.organisation,
        plans=edition.plans,
        findings=edition.findings if audience.own else (),
        places=edition.places if audience.own else Places({}, {}, {}),
        evidence=edition.evidence,
        organisation_lost=edition.lost,
    )
    checked = look(replace(loaded, portfolio=alone), audience, today=today, catalogue=catalogue)
    for page in pages(checked.judged, library=checked.library):
        yield from (page.path, page.title, page.label, page.full_title, page.body, page.search)
        yield from (heading.text for heading in page.headings)
    copy = copy_of(checked.judged.edition)
    owner = edition.organisation.name if edition.organisation else ""
    yield from (copy.name, copy.readers, copy.marking, f"{owner}: {copy.name}", f"{copy.name}. {copy.readers}")
