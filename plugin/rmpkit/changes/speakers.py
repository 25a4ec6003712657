"""Who may acknowledge a change: whoever holds a named post by the plans as they stood before, and did not write it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rmpkit.changes.acknowledging import folded
from rmpkit.changes.change import Change, Kind
from rmpkit.changes.comparison import Comparison
from rmpkit.disclosure.edition import Edition
from rmpkit.model.people import Holder
from rmpkit.store.commits import Commit


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may acknowledge a change."""

    post: str
    person: str
    """By short name."""

    name: str


@dataclass(frozen=True)
class Speakers:
    """Who may speak of the changes of one comparison."""

    comparison: Comparison
    commits: tuple[Commit, ...]
    """The commits between the two editions, oldest first."""

    uncommitted: frozenset[str | None]
    """The plans of which something lies there that is in no commit yet."""

    begun: date
    """The day of the commit from which the commits go on."""

    known: frozenset[str]
    """The plans that are there on either side, also those that are the same on both."""

    def posts(self, change: Change) -> tuple[str, ...]:
        """The posts of which any one may acknowledge a change; the organisation's own where nobody else is left."""
        asked = change.approvers or self.fallback(change)
        today = self.comparison.head.today
        if any(not self.wrote(change, each) for post in asked for each in self.holders(change, post, today)):
            return asked
        return tuple(dict.fromkeys((*asked, *self.own_ser)))

    def fallback(self, change: Change) -> tuple[str, ...]:
        """Where no post is named: the senior executives of the parties."""
        plan = next((plan for plan in self.head.plans if plan.id == change.difference.plan), None)
        return tuple(f"{party}.ser" for party in plan.parties) if plan else self.own_ser

    @cached_property
    def own_ser(self) -> tuple[str, ...]:
        """The post that answers for collaborative working as a whole."""
        sides = (self.base.organisation, self.head.organisation)
        return tuple(dict.fromkeys(side.ser for side in sides if side is not None and side.ser))[:1]

    def speakers(self, change: Change) -> tuple[Speaker, ...]:
        """Who may acknowledge a change today."""
        today = self.comparison.head.today
        found = (each for post in self.posts(change) for each in self.holders(change, post, today))
        return tuple(each for each in found if not self.wrote(change, each))

    def speaker(self, change: Change, who: str, post: str, day: date) -> Speaker | None:
        """The person who is named, as the holder of a post on a day."""
        held = self.holders(change, post, day)
        return next((each for each in held if folded(who) in (folded(each.name), folded(each.person))), None)

    def holders(self, change: Change, post: str, day: date) -> tuple[Speaker, ...]:
        """Who held a post on a day as the plans stood before; as they stand now where the post had nobody ever.

        Anybody can write a day that is still to come into a commit or a record, so none later than today counts.
        """
        plan, day = change.difference.plan, min(day, self.comparison.head.today)
        before = self.base, self.plan_before(plan)
        edition, of = before if _held(*before, post) else (self.head, plan)
        found = (person for person, time in _held(edition, of, post).items() if time.holds_on(day))
        return tuple(Speaker(post, person, _name(edition, of, person)) for person in found)

    def day_of(self, commit: Commit) -> date:
        """The day on which a commit speaks: none before what it stands behind, whatever it says of itself."""
        upto = self.commits[: self.commits.index(commit) + 1]
        return max((self.begun, *(each.day for each in upto if each.day)))

    def writer(self, plan: str | None, entry: str) -> str | None:
        """Who wrote an entry of the record last; nothing where no commit did."""
        names = self.known_as(plan)
        wrote = [each for each in self.commits if any((name, entry) in each.entries for name in names)]
        return wrote[-1].author if wrote else None

    def wrote(self, change: Change, speaker: Speaker) -> bool:
        """Whether somebody is the author of any of the commits that touched the plan."""
        names = {folded(speaker.name), folded(speaker.person)}
        return any(folded(author) in names for commit in self.touching(change) for author in commit.authors)

    def changed_after(self, change: Change, commit: Commit) -> bool:
        """Whether the plan was changed again behind a commit."""
        later = self.commits[self.commits.index(commit) + 1 :]
        return bool(self.plans_of(change) & self.uncommitted) or any(self.plans_of(change) & c.plans for c in later)

    def touching(self, change: Change) -> tuple[Commit, ...]:
        """The commits that touched the plan of a change."""
        return tuple(commit for commit in self.commits if commit.plans & self.plans_of(change))

    @property
    def base(self) -> Edition:
        """The earlier edition."""
        return self.comparison.base.edition

    @property
    def head(self) -> Edition:
        """The later edition."""
        return self.comparison.head.edition

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Plans that have another name now, with the one they had."""
        moved = (c.difference for c in self.comparison.changes if c.difference.kind is Kind.RENAMED)
        return {str(each.plan): str(each.before) for each in moved if each.path == ()}

    def plan_before(self, plan: str | None) -> str | None:
        """What a plan was called before."""
        return self.names.get(plan, plan) if plan is not None else None

    def plans_of(self, change: Change) -> frozenset[str | None]:
        """The plan of a change by all its names."""
        return self.known_as(change.difference.plan)

    def known_as(self, plan: str | None) -> frozenset[str | None]:
        """A plan by all its names; one that stood there only in between may have been any of those that are renamed."""
        return frozenset({plan, self.plan_before(plan)}) | (self.between if plan is not None else frozenset())

    @cached_property
    def between(self) -> frozenset[str | None]:
        """Names of plans that came and went between the two editions."""
        return frozenset(plan for commit in self.commits for plan in commit.plans - self.known if plan is not None)


def _held(edition: Edition, plan: str | None, post: str) -> Mapping[str, Holder]:
    """Everybody who ever held a post, by the plan or by the organisation."""
    found = next((each for each in edition.plans if each.id == plan), None)
    ours = edition.organisation.roles if edition.organisation else {}
    return (found.roles.get(post) if found else None) or ours.get(post) or {}


def _name(edition: Edition, plan: str | None, person: str) -> str:
    """The name of a person; the short one where no other is written."""
    found = next((each for each in edition.plans if each.id == plan), None)
    ours = edition.organisation.people if edition.organisation else {}
    known = (found.people.get(person) if found else None) or ours.get(person)
    return known.name if known else person
