"""Ids that are given twice, with the commits in which each was written: most often two people, and a merge of both."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rmpkit.model.finding import Finding, Place
from rmpkit.model.portfolio import Portfolio
from rmpkit.model.showing import show
from rmpkit.operations.check import Loaded
from rmpkit.store.authorship import Writing, written_by
from rmpkit.store.kinds import GIVEN_TWICE
from rmpkit.store.past import FETCH

MOST = 20
"""Findings that are looked up; where there are more, two files are the same and not two ids."""


def with_commits(loaded: Loaded, data: Path) -> Loaded:
    """The same, with the commits in which what is given twice was written, where git knows them.

    It is for the owner's own people alone: names of authors are nobody else's. A copy that was handed over has none.

    Args:
        loaded: the data folder.
        data: where it is.
    """
    portfolio = loaded.portfolio
    if portfolio.organisation is not None and portfolio.organisation.copy_for:
        return loaded
    twice = [each for each in portfolio.findings if each.kind is GIVEN_TWICE and each.place][:MOST]
    if not twice:
        return loaded
    raw = {source.file: source.raw for source in loaded.folder.sources}
    told = {id(each): _told(each, loaded, data, raw) for each in twice}
    findings = tuple(told.get(id(each), each) for each in portfolio.findings)
    return replace(loaded, portfolio=replace(portfolio, findings=findings))


def _told(finding: Finding, loaded: Loaded, data: Path, raw: Mapping[str, bytes]) -> Finding:
    first = _first(finding, loaded.portfolio)
    places = [place for place in (finding.place, first) if place and place.file in raw]
    if len(places) < 2:  # noqa: PLR2004 - the one here, and the other
        return finding
    here, there = (
        written_by(data / place.file, place.line, raw=raw[place.file], revision=loaded.revision or "HEAD")
        for place in places
    )
    names = _named(here), _named(there)
    if not any(names):
        return finding
    words = f"The one here {names[0] or 'is of an unknown commit'}, the other {names[1] or 'is of an unknown commit'}."
    lacking = (
        f' This is a shallow clone, so either may be older: run "{FETCH}".' if here.shallow or there.shallow else ""
    )
    return replace(finding, message=f"{finding.message} {words}{lacking}")


def _first(finding: Finding, portfolio: Portfolio) -> Place | None:
    """Where the one stands that was read; under another register where ids meet across them."""
    keys = portfolio.places.keys
    exact = keys.get((finding.plan, finding.path))
    if exact is not None and exact != finding.place:
        return exact
    alike = (
        place
        for (plan, path), place in keys.items()
        if plan == finding.plan and len(path) == len(finding.path) and path[-1:] == finding.path[-1:]
    )
    return min((place for place in alike if place != finding.place), default=None)


def _named(writing: Writing) -> str:
    if writing.uncommitted:
        return "is not committed yet"
    if not writing.commit:
        return ""
    by = f" by {show(writing.author, 100)}" if writing.author else ""
    on = f" on {writing.day}" if writing.day else ""
    return f"was written in {writing.commit}{on}{by}"
