"""What changed in the agreed terms since a party approved them, as far as git knows; without git nothing is said."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rmpkit.changes.change import Difference
from rmpkit.changes.comparison import compare
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.terms import digest_of_terms
from rmpkit.model.plan import Plan
from rmpkit.model.record import Disclosure, Standing
from rmpkit.operations.check import Checked, Loaded, load_past, look, vocabulary
from rmpkit.rules.approvals import Pin, latest_version, pin_of
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import judge_each
from rmpkit.store.lineage import commits_of, plan_at, shared_files, touching
from rmpkit.store.past import FETCH, PastUnreadableError, in_words, is_shallow, standing
from rmpkit.store.portfolio import read_folder


@dataclass(frozen=True, slots=True)
class Since:
    """What changed in the agreed terms since they stood as a party approved them."""

    commit: str
    """The commit at which they stood so, as short as git shows it."""

    day: date
    """The day of it."""

    sentences: tuple[str, ...]
    """What changed since, each in one sentence."""


def approved_state(data: Path, loaded: Loaded, plan: Plan, digest: str, revision: str = "HEAD") -> str | None:
    """The commit at which the agreed terms of a plan had a digest; nothing where git does not know one.

    Args:
        data: the data folder.
        loaded: the same, read.
        plan: the plan.
        digest: the digest.
        revision: the commit from which to look back.
    """
    try:
        commits = commits_of(data, plan.id, revision)
        written = touching(data, commits, digest)
        return next(
            (each for each in _once((*reversed(written), *commits)) if _has(data, loaded, each, plan, digest)), None
        )
    except (PastUnreadableError, OSError):
        return None


def _once(commits: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(commits))


def _has(data: Path, loaded: Loaded, commit: str, plan: Plan, digest: str) -> bool:
    """Whether the terms had a digest at a commit."""
    folder = shared_files(data, commit, plan.id)
    if not folder.plans:
        return False
    read = read_folder(folder, vocabulary=vocabulary(loaded.library)).plans
    return any(digest_of_terms(each) == digest for each in read)


def terms_changed_since(
    data: Path, loaded: Loaded, plan: Plan, digest: str, *, today: date, revision: str = "HEAD"
) -> Since | None:
    """What changed in the agreed terms since they had a digest; nothing where git does not know.

    Args:
        data: the data folder.
        loaded: the same, read: the plan as it lies there is the later side.
        plan: the plan.
        digest: the digest.
        today: the day on which both sides are judged.
        revision: the commit from which to look back.
    """
    commit = approved_state(data, loaded, plan, digest, revision)
    if commit is None:
        return None
    try:
        with plan_at(data, commit, plan.id) as past:
            only = replace(loaded, portfolio=replace(loaded.portfolio, plans=(plan,)))
            now = look(only, Audience.INTERNAL, today=today, by=judge_each).judged
            then = look(
                load_past(past, data), Audience.INTERNAL, today=today, catalogue=now.catalogue.id, by=judge_each
            )
            found = compare(then.judged, now).changes
            return Since(past.revision, past.day, tuple(each.sentence for each in found if _of_terms(each.difference)))
    except (PastUnreadableError, OSError, LookupError):
        return None


def _of_terms(difference: Difference) -> bool:
    """Whether a difference is one of agreed terms, on either side of it."""
    closed = difference.part is not None and difference.part.disclosure > Disclosure.JOINT
    nature = difference.nature
    return nature.standing is Standing.TERM and nature.disclosure <= Disclosure.JOINT and not closed


def unknown_since(data: Path) -> str:
    """Why git does not know what the terms were, and how to mend that; empty where it has all of its past."""
    try:
        with in_words():
            shallow = is_shallow(standing(data))
    except (PastUnreadableError, OSError):
        return ""
    return _SHALLOW if shallow else ""


_SHALLOW = (
    f'What changed since is not known here: this is a shallow clone, which lacks the past. Run "{FETCH}" and try again.'
)


def with_changed_terms(checked: Checked, data: Path) -> Checked:
    """The same with what changed since each approval whose terms are others by now: for the owner's own copies only.

    Where the clone lacks the past, that is said in its place.
    """
    judged, loaded = checked.judged, checked.loaded
    owner = judged.edition.organisation
    if not judged.edition.audience.own or loaded is None or (owner is not None and owner.copy_for):
        return checked
    found = {}
    for plan in judged.edition.plans:
        for digest in dict.fromkeys(_stale(judged.case(plan.id))):
            whole = next(each for each in loaded.portfolio.plans if each.id == plan.id)
            since = terms_changed_since(
                data, loaded, whole, digest, today=judged.today, revision=judged.revision or "HEAD"
            )
            if since:
                found[(plan.id, digest)] = since.sentences
            elif why := unknown_since(data):
                found[(plan.id, digest)] = (why,)
    return replace(checked, judged=replace(judged, changed_terms=found)) if found else checked


def _stale(case: Case) -> Iterator[str]:
    """Digests of terms that were approved in the latest version and are others by now."""
    version = latest_version(case)
    if version is None:
        return
    for party, given in version.approved.items():
        if given.terms and pin_of(version, party, case) is Pin.CHANGED:
            yield given.terms
