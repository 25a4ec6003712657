"""Who should look at a change before it counts, by post: the first line that fits counts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rmpkit.changes import signs_of_trust
from rmpkit.changes.change import Change, Rank
from rmpkit.changes.ranking import Ranked
from rmpkit.changes.saying import Voice, clipped
from rmpkit.changes.telling import Telling
from rmpkit.model.record import Record
from rmpkit.rules.case import Case


@dataclass(frozen=True, slots=True)
class Needs:
    """One line of the table: which changes, and which posts should look at them."""

    says: str
    """In one sentence."""

    fits: Callable[[Telling, Ranked], bool]
    posts: Callable[[Telling], Iterator[str]]


def _of_organisation(telling: Telling) -> Iterator[str]:
    """The post that answers for collaborative working, before the change and after it."""
    for case in (telling.then.case, telling.now.case):
        owner = case.edition.organisation
        if owner is not None and owner.ser:
            yield owner.ser


def _of_parties(telling: Telling) -> Iterator[str]:
    """The senior executive of every party that is there, or was before the change: one that leaves is asked, too."""
    own = telling.now.case.own
    parties = {*telling.then.case.present, *telling.now.case.present}
    for party in sorted(parties, key=lambda party: (party != own, party)):
        yield f"{party}.ser"


def _of_approval(telling: Telling) -> Iterator[str]:
    """The senior executive of each party whose approval it is."""
    return (f"{party}.ser" for party in signs_of_trust.parties_of_approval(telling))


def _of_owner(telling: Telling) -> Iterator[str]:
    """The owner's senior executive of the relationship; the organisation's where the plan names none."""
    case = telling.now.case
    post = f"{case.own}.ser" if case.own else ""
    if post and (post in case.plan.roles or post in telling.then.case.plan.roles):
        yield post
    else:
        yield from tuple(_of_organisation(telling)) or ((post,) if post else ())


_ANSWERS = ("owner", "keeper", "chair", "accountable", "watched_by", "led_by")
"""Fields that say who answers for a record, in the order in which they are asked."""


def _of_record(telling: Telling) -> Iterator[str]:
    """The post that answers for the record, the one before the change first; else the relationship manager."""
    found = telling.difference
    before, after = (found.before, found.after) if telling.field in _ANSWERS else (None, None)
    posts = [*_posts(before), *_posts(after)] or [*_posts_of(telling.record)]
    yield from posts or _managers(telling)


def _posts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from map(str, value)


def _posts_of(record: Record | None) -> Iterator[str]:
    for field in _ANSWERS:
        if posts := tuple(_posts(getattr(record, field, None))):
            yield from posts
            return


def _managers(telling: Telling) -> Iterator[str]:
    """The owner's relationship manager; its senior executive where the plan names no manager."""
    case = telling.now.case
    manager = f"{case.own}.manager"
    known = manager in case.plan.roles or manager in telling.then.case.plan.roles
    yield from (manager,) if known else _of_owner(telling)


NEEDS = (
    Needs(
        "A change of the organisation's own record, if it is worth a look, is for the post that answers for "
        "collaborative working.",
        lambda telling, ranked: telling.difference.plan is None and ranked.rank <= Rank.LOOK_AT,
        _of_organisation,
    ),
    Needs(
        "An approval that is gone or says something else is for the senior executive of the party that gave it.",
        lambda telling, ranked: signs_of_trust.approval_taken(telling) and ranked.rank <= Rank.LOOK_AT,
        _of_approval,
    ),
    Needs(
        "A correction that is pinned is for the senior executive of every party, too.",
        lambda telling, ranked: signs_of_trust.correction_pinned(telling) and ranked.rank <= Rank.LOOK_AT,
        _of_parties,
    ),
    Needs(
        "A change of agreed terms is for the senior executive of every party.",
        lambda telling, ranked: signs_of_trust.agreed_term(telling) and ranked.rank <= Rank.LOOK_AT,
        _of_parties,
    ),
    Needs(
        "Any other change that must not be missed is for the owner's senior executive of the relationship.",
        lambda _, ranked: ranked.rank is Rank.MUST_SEE,
        _of_owner,
    ),
    Needs(
        "A change that is worth a look is for the post that answers for the record, before the change and after it; "
        "where none does, for the relationship manager.",
        lambda _, ranked: ranked.rank is Rank.LOOK_AT,
        _of_record,
    ),
)
"""From the top down, the first line that fits says who should look; where none fits, nobody has to."""


def approvers_of(telling: Telling, ranked: Ranked) -> tuple[str, ...]:
    """The posts that should look at a change, the first one first; nobody where nobody has to."""
    line = next((line for line in NEEDS if line.fits(telling, ranked)), None)
    return tuple(dict.fromkeys(line.posts(telling))) if line else ()


def holder_of(case: Case, post: str) -> str:
    """Who holds a post on the day, by name; empty where nobody does, or the edition does not say."""
    holder = case.holder(post)
    return "" if holder is None else clipped(case.person_name(holder))


_ROLES = {"ser": "senior executive", "manager": "manager"}


def who(case: Case, post: str) -> str:
    """A post with its holder as a report names it: Anna Brandt (senior executive of Harbour)."""
    party, _, role = post.partition(".")
    name = Voice(case, case.plan.id or None).party(party)
    title = f"{_ROLES.get(role, role.replace('-', ' '))} of {name}"
    if name := holder_of(case, post):
        return f"{name} ({title})"
    told = case.edition.audience.own or post in case.plan.roles
    return f"{title} (vacant)" if told else title


@dataclass(frozen=True, slots=True)
class Needed:
    """A post that should look at changes of one rank in one plan."""

    plan: str | None
    """The plan; `None` for the organisation."""

    post: str
    """The post, such as `harbour.ser`."""

    who: str
    """The post with its holder: Anna Brandt (senior executive of Harbour)."""

    rank: Rank
    changes: tuple[Change, ...]
    """What is to be looked at, in the order of the comparison."""


def ever_held(case: Case, post: str) -> bool:
    """Whether anybody holds a post or held it, by the plan or by the organisation."""
    ours = case.edition.organisation.roles if case.edition.organisation else {}
    return bool(case.plan.roles.get(post) or ours.get(post))


def needed_for(changes: Iterable[Change], case_of: Callable[[Change, str], Case]) -> Iterator[Needed]:
    """Who is needed for what, rank by rank, plan by plan."""
    grouped: dict[tuple[Rank, str, str], list[Change]] = {}
    for change in changes:
        for post in change.approvers:
            grouped.setdefault((change.rank, change.difference.plan or "", post), []).append(change)
    for (of_rank, plan, post), found in sorted(grouped.items(), key=lambda item: item[0]):
        yield Needed(plan or None, post, who(case_of(found[0], post), post), of_rank, tuple(found))
