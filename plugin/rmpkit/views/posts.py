"""Posts as pages show them: the person who holds one on the day, and who comes next."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rmpkit.rules.case import Case
from rmpkit.rules.deeds import doer
from rmpkit.views.dates import When, maybe, spoken, when


@dataclass(frozen=True, slots=True)
class Post:
    """A post on one day."""

    id: str
    """`harbour.ser`."""

    role: str
    """What the post is called: `SER`, `Change control`."""

    party: str
    """The name of the party it belongs to."""

    person: str
    """Who holds it on the day; empty while nobody does."""

    title: str = ""
    """The person's title in their own organisation."""

    until: When | None = None
    """The last day of the holder, where it is known."""

    next: str = ""
    """Who comes next, where it is known."""

    next_from: When | None = None
    """The first day of who comes next."""

    holder: str = ""
    """The short name of the person who holds it on the day."""

    vacant: When | None = None
    """The first day on which nobody holds it, where somebody did before and nobody does on the day."""

    told: bool = True
    """Whether the copy says who holds it: a partner's names those whom the parties meet, a public one nobody."""

    @property
    def who(self) -> str:
        """The person, or that nobody holds the post; only the role where the copy does not name its holder."""
        if self.person or not self.told:
            return self.person or self.role
        return f"vacant from {self.vacant.text} ({self.id})" if self.vacant else f"nobody yet ({self.id})"


def post_of(case: Case, post: str) -> Post:
    """A post on the day of the case."""
    holder = case.holder(post)
    held = dict(case.holders(post)).get(holder) if holder else None
    coming = next(((name, h) for name, h in case.holders(post) if h.from_ > case.today), None)
    successor = case.person(coming[0]) if coming else None
    return replace(
        _held_by(case, post, holder, told=case.edition.audience.own or post in case.plan.roles),
        until=maybe(held.to) if held else None,
        next=successor.name if successor else "",
        next_from=when(coming[1].from_) if coming else None,
        vacant=None if holder else _vacant(case, post),
    )


def _held_by(case: Case, post: str, name: str | None, *, told: bool) -> Post:
    person = case.person(name) if name else None
    return Post(
        id=post,
        role=role_name(post),
        party=party_name(case, post.partition(".")[0]),
        person=person.name if person else name or "",
        title=(person.title or "") if person else "",
        holder=name or "",
        told=told,
    )


def _vacant(case: Case, post: str) -> When | None:
    """The day after the last day of who held a post last; nothing where nobody has held it yet."""
    last = max((held.to for _, held in case.holders(post) if held.to and held.to < case.today), default=None)
    return maybe(last + timedelta(days=1)) if last else None


def post_on(case: Case, post: str, day: date) -> Post:
    """A post as it was held on another day."""
    return post_of(replace(case, today=day), post)


def post_due(case: Case, post: str, day: date) -> Post:
    """A post as it is held when something is to be done: on that day, or today where the day has passed."""
    return post_on(case, post, max(day, case.today))


def doer_of(case: Case, post: str, day: date | None, who: str | None = None) -> Post:
    """A post with the person who did something by it: the role alone where that cannot be told.

    Args:
        case: the plan.
        post: the post.
        day: the day on which it was done, where that is written.
        who: the person, by short name, where one is named.
    """
    return _held_by(case, post, doer(case, post, day, who), told=False)


def maybe_doer(case: Case, post: str | None, day: date | None) -> Post | None:
    """The same, where a post is named."""
    return doer_of(case, post, day) if post else None


def maybe_post(case: Case, post: str | None) -> Post | None:
    """A post on the day of the case, where one is named."""
    return post_of(case, post) if post else None


def party_name(case: Case, party: str) -> str:
    """The name a party goes by."""
    if party in case.plan.parties:
        return case.plan.parties[party].name
    organisation = case.edition.organisation
    return organisation.name if organisation and organisation.id == party else party


def role_name(post: str) -> str:
    """What a post is called, without its party."""
    role = post.partition(".")[2] or post
    return "SER" if role == "ser" else role.replace("-", " ").capitalize()


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_POST = r"(?<![\w./-])[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*(?![\w/-])"
_TOLD = re.compile(
    rf"(?<=on )(?P<day>{_DAY})(?P<by> by )(?P<then>{_POST})"
    rf"|(?P<did>{_POST})(?P<what>(?: looked at it)? on )(?P<on>{_DAY})"
    rf"|(?<=accepted by )(?P<once>{_POST})"
    rf"|(?P<now>{_POST})",
    re.ASCII,
)
"""A post in a sentence of ours: by which something was done, on a day or on one that nobody wrote; or as it is."""


def told(case: Case, sentence: str) -> str:
    """A sentence of the tool's with posts told by the names of those who hold or held them, and days in words."""

    def name(post: str, person: str | None) -> str:
        return f"{case.person_name(person)} ({post})" if person and case.person(person) else post

    def say(match: re.Match[str]) -> str:
        day, by, then, did, what, on, once, now = match.groups()
        if then:
            return f"{day}{by}{name(then, doer(case, then, date.fromisoformat(day)))}"
        if did:
            return f"{name(did, doer(case, did, date.fromisoformat(on)))}{what}{on}"
        return name(once, doer(case, once, None)) if once else name(now, case.holder(now))

    return spoken(_TOLD.sub(say, sentence))
