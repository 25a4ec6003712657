"""Compare a data folder with itself at another revision, as an audience may see both."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rmpkit.changes.comparison import Comparison, compare
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.closed import closed_to
from rmpkit.disclosure.edition import disclose
from rmpkit.operations.check import Checked, Loaded, Progress, in_silence, load, load_past, look
from rmpkit.operations.publishing import require_audience, require_fit
from rmpkit.rules.judgement import judge, judge_each
from rmpkit.store.formats import require_known
from rmpkit.store.sides import Sides, two_sides


@dataclass(frozen=True, slots=True)
class Compared:
    """Two revisions of a data folder side by side."""

    comparison: Comparison
    sides: Sides
    """Which commits they are, and which are between them."""

    base: Checked
    head: Checked


def compare_revisions(
    data: Path,
    base: str,
    head: str | None,
    *,
    audience: Audience,
    today: date,
    catalogue: str | None = None,
    progress: Progress = in_silence,
) -> Compared:
    """Compare what an audience may see of two revisions, judged on one day.

    Only plans of which a file differs are read, and each is judged by itself; where the organisation or a catalogue
    differs, all of them are, and what is seen only in all plans together is looked for as well. For others than the
    owner's people every plan is read: they are told nothing where anything cannot be.

    Args:
        data: the data folder.
        base: the revision to compare with; what counts is where the other one went off from it.
        head: the later revision; the files as they lie there where none is named.
        audience: who is to see it; both sides are cut down to what it may read before anything is compared.
        today: the day on which both are judged, so that the mere passing of time is no change.
        catalogue: the standard to judge by; the later edition's own where none is named.
        progress: told how far it is.

    Raises:
        PastUnreadableError: a revision cannot be read.
        FormatNewerError: a later version wrote one of them.
        NoSuchAudienceError: the party has no copy of any plan on either side.
        UnfitError: something cannot be read, and it is for others than the owner's people.
        OSError: the folder cannot be listed.
        UnknownCatalogueError: there is no such catalogue.
    """
    with two_sides(data, base, head, whole=not audience.own) as sides, _nothing_swept():
        then = load_past(sides.base, data, progress=progress)
        now = load_past(sides.head, data) if sides.head else load(data, plans=sides.plans)
        for loaded in (then, now):
            require_known(loaded.portfolio.written_in, loaded.revision)
        if not audience.own:
            _require_open((now, then), audience, today)
        by = judge if sides.plans is None else judge_each
        after = look(now, audience, today=today, catalogue=catalogue, by=by)
        before = look(then, audience, today=today, catalogue=after.judged.catalogue.id, by=by)
        shut, hidden = (closed_to(each.portfolio, audience) for each in (then, now))
        found = compare(before.judged, after.judged, held=sides.held, closed=shut, hidden=hidden)
        return Compared(found, sides, before, after)


@contextmanager
def _nothing_swept() -> Iterator[None]:
    """While everything that is made is kept, looking for what could be thrown away finds nothing, and costs a third."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _require_open(both: tuple[Loaded, Loaded], audience: Audience, today: date) -> None:
    """Refuse readers who have no copy, and plans of which something cannot be read: what is withheld may be that."""
    for loaded in both:
        require_fit(loaded.portfolio)
    if any(disclose(loaded.portfolio, audience, today=today).plans for loaded in both):
        return
    require_audience(both[0].portfolio, audience, today=today)
