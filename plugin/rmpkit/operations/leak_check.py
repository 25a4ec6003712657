"""Look through a copy that was made some time ago, or elsewhere, for what its audience may not read."""

from datetime import date
from pathlib import Path

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.operations.check import Loaded
from rmpkit.operations.leaks import Leak, find_leaks
from rmpkit.operations.passing import Pass, passed_in, passes
from rmpkit.operations.publishing import require_audience, require_fit
from rmpkit.operations.usual import Build


def leak_check(
    folder: Path,
    loaded: Loaded,
    audience: Audience,
    *,
    today: date,
    build: Build,
    catalogue: str | None = None,
) -> tuple[Leak, ...]:
    """Every text of the plans in a folder that an audience may not read; for named people of the owner, none.

    Args:
        folder: the copy.
        loaded: the plans, all of them.
        audience: who is to read the copy.
        today: the day on which a party that has left reads no more.
        build: the engine, for a copy without any plan to compare with.
        catalogue: the standard by which the copy was judged.

    Raises:
        NoSuchAudienceError: the party has no copy of any plan.
        UnfitError: something of the plans cannot be read, so that nobody can say what is withheld.
        UnknownCatalogueError: there is no such standard.
        OSError: the folder cannot be listed.
    """
    if audience == Audience.RESTRICTED:
        return ()
    require_audience(loaded.portfolio, audience, today=today)
    require_fit(loaded.portfolio)
    return find_leaks(folder, loaded, audience, today=today, build=build, catalogue=catalogue)


def not_searched(folder: Path, loaded: Loaded, audience: Audience, *, today: date) -> tuple[Pass, ...]:
    """Every file of a copy in which internal texts are not looked for, because a post passed it as it is.

    Raises:
        OSError: the folder cannot be listed.
    """
    edition = disclose(loaded.portfolio, audience, today=today)
    return passed_in(folder, passes(loaded.portfolio, edition, today=today))
