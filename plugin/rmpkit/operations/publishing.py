"""A copy of the plans for one audience, as a site of its own: all of it, or nothing."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.model.finding import Finding, Severity
from rmpkit.model.portfolio import Portfolio
from rmpkit.model.showing import show
from rmpkit.operations.check import Loaded, look
from rmpkit.operations.leaks import Leak, find_leaks
from rmpkit.operations.passing import Pass, passed_in, passes
from rmpkit.operations.policy import POLICY, content_policy
from rmpkit.operations.unfinished import unfinished
from rmpkit.operations.usual import Build
from rmpkit.store.folder import scan
from rmpkit.store.kinds import READING
from rmpkit.store.target import Target

MARKER = ".rmp-copy"
"""The file by which a folder is known as a published copy; it says of which audience, and lists what was put there."""


class NoSuchAudienceError(LookupError):
    """A party was named that no plan has, or that has no copy of any."""


class UnfitError(Exception):
    """Something could not be read, so that nobody can say what may be shown."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{len(findings)} records cannot be read or trusted")
        self.findings = findings


class ChangedError(Exception):
    """The plans were changed while the copy was made."""


class EngineError(Exception):
    """The engine warned of something, which with pages of ours alone it never does."""

    def __init__(self, warnings: tuple[str, ...]) -> None:
        super().__init__(f"The site engine warned {len(warnings)} times")
        self.warnings = warnings


class LeakError(Exception):
    """The finished copy holds what its audience may not read."""

    def __init__(self, leaks: tuple[Leak, ...]) -> None:
        super().__init__(f"{len(leaks)} withheld texts stand in the copy")
        self.leaks = leaks


@dataclass(frozen=True, slots=True)
class Published:
    """A copy that was made."""

    audience: Audience
    folder: Path
    plans: int
    """How many relationships it holds."""

    policy: str
    """The value of the header Content-Security-Policy that its pages need."""

    unfinished: tuple[Finding, ...] = ()
    """Placeholders that it carries to others than the owner's people."""

    passed: tuple[Pass, ...] = ()
    """Files in which internal texts were not looked for."""


def audiences_of(portfolio: Portfolio, *, today: date) -> tuple[Audience, ...]:
    """Every audience that has a copy: the owner's people, named people, each party that shares a plan, anyone."""
    parties = sorted({party for plan in portfolio.plans for party in plan.parties})
    joint = (Audience.joint(party) for party in parties)
    kept = tuple(each for each in joint if _plans_of(portfolio, each, today))
    return (Audience.INTERNAL, Audience.RESTRICTED, *kept, Audience.PUBLIC)


def folder_name(audience: Audience) -> str:
    """What the folder of a copy is called among the folders of all copies: `joint-northgate`."""
    return str(audience).replace(":", "-")


def left_over(target: Path, made: Collection[Audience]) -> tuple[Path, ...]:
    """Folders of copies, among those of all audiences, that were made for somebody who has none any more."""
    names = {folder_name(each) for each in made}
    found = sorted(each for each in target.iterdir() if (each / MARKER).is_file()) if target.is_dir() else []
    return tuple(each for each in found if each.name not in names)


def publish(
    loaded: Loaded,
    audience: Audience,
    target: Path,
    *,
    data: Path,
    today: date,
    build: Build,
    catalogue: str | None = None,
) -> Published:
    """Make the copy of one audience in a folder of its own.

    It is built beside the folder from nothing but the edition, looked through for what it may not hold, and put in
    place whole. Until then, and whenever something is amiss, the old copy stands.

    Args:
        loaded: the data folder, read.
        audience: who is to read the copy.
        target: the folder, which nobody else puts anything in.
        data: where the evidence files are.
        today: the day on which everything is judged.
        build: the engine.
        catalogue: the standard to judge by; the organisation's first where none is named.

    Raises:
        NoSuchAudienceError: the party has no copy of any plan.
        UnfitError: something cannot be read, and the copy is for others than the owner's people.
        ChangedError: the plans were changed meanwhile.
        EngineError: the engine warned of something.
        LeakError: the finished copy holds what it may not.
        TargetRefusedError: the folder holds something else, or another run is making it.
        UnknownCatalogueError: there is no such standard.
        OSError: the folder cannot be written.
    """
    if not audience.own:
        require_fit(loaded.portfolio)
    require_audience(loaded.portfolio, audience, today=today)
    checked = look(loaded, audience, today=today, catalogue=catalogue)
    edition, stamp = checked.judged.edition, f"the {audience} copy"
    with Target(target, MARKER, stamp, "rmp publish", "build/joint").renewed(data) as fresh:
        warnings = build(checked, data, fresh)
        if warnings:
            raise EngineError(warnings)
        policy = content_policy(fresh)
        (fresh / POLICY).parent.mkdir(exist_ok=True)
        (fresh / POLICY).write_text(f"Content-Security-Policy: {policy}\n", encoding="utf-8")
        if not audience.own:
            _refuse_leaks(find_leaks(fresh, loaded, audience, today=today, build=build, catalogue=catalogue))
        if _changed(data, loaded):
            raise ChangedError
        passed = passed_in(fresh, passes(loaded.portfolio, edition, today=today))
    return Published(audience, target, len(edition.plans), policy, unfinished(edition), passed)


def _changed(data: Path, loaded: Loaded) -> bool:
    """Whether the plans are others than those that were read, or gone."""
    try:
        return scan(data) != loaded.folder
    except OSError:
        return True


def require_audience(portfolio: Portfolio, audience: Audience, *, today: date) -> None:
    """Refuse a party that has no copy of any plan.

    Raises:
        NoSuchAudienceError: no plan has it, it keeps the plans itself, or no plan is open to it.
    """
    if not audience.party or _plans_of(portfolio, audience, today):
        return
    raise NoSuchAudienceError(
        f'No plan is open to "{show(audience.party)}": a party has a copy while it takes part '
        "in a plan with a joint part."
    )


def _plans_of(portfolio: Portfolio, audience: Audience, today: date) -> tuple[object, ...]:
    return disclose(portfolio, audience, today=today).plans


def require_fit(portfolio: Portfolio) -> None:
    """Refuse plans of which something cannot be read, so that nobody can say what is withheld.

    Raises:
        UnfitError: something cannot be read or trusted.
    """
    if unfit := tuple(_unfit(portfolio)):
        raise UnfitError(unfit)


def _refuse_leaks(leaks: tuple[Leak, ...]) -> None:
    if leaks:
        raise LeakError(leaks)


def _unfit(portfolio: Portfolio) -> Iterator[Finding]:
    """What cannot be read or trusted anywhere: a text that was lost may be the very one that was to be withheld."""
    for finding in portfolio.findings:
        if finding.kind in READING and finding.kind.severity is Severity.ERROR:
            yield finding
