"""Digests of agreed terms that were taken in an older format, as they would be taken of the same terms today.

The plans of an older format are upgraded as they are read; so is what an approval is pinned to. The commit that first
held a digest held the terms it is of, and these are read by the same upgrades as every older commit.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from rmpkit.disclosure.terms import all_read, digest_of_terms
from rmpkit.model.approval import Approval, Version
from rmpkit.model.digest import is_of_today
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import Portfolio
from rmpkit.store.folder import Folder
from rmpkit.store.lineage import commits_of, shared_files, touching
from rmpkit.store.past import PastUnreadableError


def resealed(portfolio: Portfolio, data: Path, revision: str, *, read: Callable[[Folder], Portfolio]) -> Portfolio:
    """The same plans, each older digest in the format of today; one of which git does not know the terms is left.

    Args:
        portfolio: the plans as they were read.
        data: the data folder.
        revision: the commit from which to look back.
        read: reads a folder of one plan.
    """
    plans = tuple(_of_plan(plan, data, revision, read) for plan in portfolio.plans)
    return replace(portfolio, plans=plans) if plans != portfolio.plans else portfolio


def _of_plan(plan: Plan, data: Path, revision: str, read: Callable[[Folder], Portfolio]) -> Plan:
    older = dict.fromkeys(_older(plan))
    if not older:
        return plan
    found = {digest: now for digest in older if (now := _today(plan, digest, data, revision, read))}
    versions = {name: _of_version(version, found) for name, version in plan.versions.items()}
    return plan.model_copy(update={"versions": versions})


def _older(plan: Plan) -> Iterator[str]:
    """The digests of a plan that are of an older format."""
    for version in plan.versions.values():
        given = (version.terms, *(each.terms for each in version.approved.values()))
        yield from (each for each in given if each and not is_of_today(each))


def _of_version(version: Version, found: Mapping[str, str]) -> Version:
    approved = {party: _of_approval(given, found) for party, given in version.approved.items()}
    return version.model_copy(update={"terms": found.get(version.terms or "", version.terms), "approved": approved})


def _of_approval(given: Approval, found: Mapping[str, str]) -> Approval:
    return given.model_copy(update={"terms": found.get(given.terms or "", given.terms)})


def _today(plan: Plan, digest: str, data: Path, revision: str, read: Callable[[Folder], Portfolio]) -> str | None:
    """The digest of today of the terms that an older one is of; nothing where git does not know them."""
    try:
        written = touching(data, commits_of(data, plan.id, revision), digest)
        folder = shared_files(data, written[-1], plan.id) if written else None
        plans = read(folder).plans if folder and folder.plans else ()
    except (PastUnreadableError, OSError):
        return None
    return next((digest_of_terms(each) for each in plans if all_read(each)), None)
