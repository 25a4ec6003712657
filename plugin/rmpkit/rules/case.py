"""What a rule looks at: one plan of an edition on one day, with the questions rules ask of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from rmpkit.catalogue.catalogue import Catalogue
from rmpkit.disclosure.edition import NO_PLAN, Edition, ShownPlan, between_parties
from rmpkit.disclosure.terms import digest_in
from rmpkit.model.finding import Path, Severity
from rmpkit.model.meetings import Level, Meeting, Topic
from rmpkit.model.misfit import nearest
from rmpkit.model.organisation import Intervals, Organisation
from rmpkit.model.people import Holder, Party, Person
from rmpkit.model.record import Part
from rmpkit.model.relationship import RelationshipState
from rmpkit.model.reviews import ManagementReview, ReviewInput
from rmpkit.model.stages import Stage, StageState
from rmpkit.model.substance import Substance
from rmpkit.rules.weighed import Weighed


@dataclass(frozen=True)
class Case:
    """One plan on one day."""

    edition: Edition
    """The edition it is part of."""

    plan: ShownPlan
    """The plan."""

    catalogue: Catalogue
    """The standard it is read against."""

    today: date
    """The day on which it is judged."""

    @property
    def kept(self) -> ShownPlan:
        """What holds the signposts, gaps and mutes: here the plan."""
        return self.plan

    @property
    def intervals(self) -> Intervals:
        """How often the organisation means to look at things."""
        organisation = self.edition.organisation
        return organisation.intervals if organisation else Intervals()

    @cached_property
    def weighed(self) -> dict[tuple[Path, Substance], Weighed | None]:
        """Records that were weighed so far, by where they stand and what was asked of them: see `fullness.weigh`."""
        return {}

    @property
    def own(self) -> str | None:
        """The party that is the owning organisation."""
        return self.edition.organisation.id if self.edition.organisation else None

    @property
    def together(self) -> bool:
        """Whether only what the parties answer together is judged: the rest is not in the edition."""
        organisation = self.edition.organisation
        return not self.edition.audience.own or (organisation is not None and organisation.copy_for is not None)

    @cached_property
    def errors(self) -> frozenset[Path]:
        """Where reading the plan found something that is not so as it is written."""
        return _errors(self.edition, self.plan.id)

    @cached_property
    def shared(self) -> "Case":
        """The same, of what stands where every party reads it."""
        return replace(self, plan=between_parties(self.plan))

    @property
    def terms_now(self) -> str:
        """The digest of the agreed terms as they stand; empty where they cannot all be read."""
        return digest_in(self.edition, self.plan.id)

    @property
    def running(self) -> bool:
        """Whether the relationship is going on; one that was declined or is closed asks for nothing."""
        return self.plan.state not in (RelationshipState.DECLINED, RelationshipState.CLOSED)

    def reached(self, stage: int) -> bool:
        """Whether a stage, by number, or any later one has started."""
        return self._highest_stage >= stage

    @cached_property
    def _highest_stage(self) -> int:
        return self.plan.highest_stage

    @property
    def leaving(self) -> bool:
        """Whether exit has been activated."""
        strategy = self.plan.exit
        activated = strategy is not None and strategy.activated is not None and strategy.activated <= self.today
        record = self.plan.stages.get(Stage.EXIT_STRATEGY)
        return (
            activated
            or self.plan.state is RelationshipState.WINDING_DOWN
            or (record is not None and record.state is StageState.IN_PROGRESS)
        )

    @property
    def present(self) -> Mapping[str, Party]:
        """The parties that are in the relationship today."""
        return {
            name: party
            for name, party in self.plan.parties.items()
            if (party.joined is None or party.joined <= self.today) and (party.left is None or party.left >= self.today)
        }

    def long_enough_ago(self, day: date) -> date:
        """The day itself, once the interval for reading again has passed since; before every day until then."""
        return day if self.intervals.read_again.after(day) < self.today else date.min

    def party_name(self, party: str) -> str:
        """The name a party goes by; its short name where the plan does not have it."""
        return self.plan.parties[party].name if party in self.plan.parties else party

    def unread(self, *keys: str) -> bool:
        """Whether something under one of these keys could not be read, so that what is absent is not judged."""
        return bool(self.plan.lost_registers & set(keys))

    def unread_at(self, path: Path) -> bool:
        """Whether what stands at `path` could not be read; for a whole register, whether anything of it could not."""
        lost = self.plan.lost
        if not lost:
            return False
        if len(path) == 1:
            return self.unread(str(path[0]))
        near = (str(other[1]) for other in lost if len(other) > 1 and other[0] == path[0])
        return bool({(), path[:1]} & lost.keys()) or nearest(str(path[1]), near) is not None

    def spoken_of(self, requirement: str) -> bool:
        """Whether a signpost, an answer or a known gap speaks of a requirement."""
        plan = self.plan
        signposted = any(requirement in signpost.answers for signpost in plan.signposts.values())
        accepted = any(gap.requirement == requirement for gap in plan.known_gaps.values())
        return signposted or accepted or requirement in plan.answers

    def holders(self, post: str) -> tuple[tuple[str, Holder], ...]:
        """Everybody who ever held a post, with their time in it, by first day."""
        organisation = self.edition.organisation
        ours: Mapping[str, Mapping[str, Holder]] = organisation.roles if organisation else {}
        held = self.plan.roles.get(post) or ours.get(post) or {}
        return tuple(sorted(held.items(), key=lambda item: item[1].from_))

    def holder(self, post: str) -> str | None:
        """The person in a post today, by short name; the one who came last where several are."""
        return next((person for person, held in reversed(self.holders(post)) if held.holds_on(self.today)), None)

    @property
    def posts_of(self) -> Mapping[str, tuple[str, ...]]:
        """The posts of the plan that each person holds today, by short name."""
        posts: dict[str, list[str]] = {}
        for post in self.plan.roles:
            if (person := self.holder(post)) is not None:
                posts.setdefault(person, []).append(post)
        return {person: tuple(held) for person, held in posts.items()}

    def person_name(self, person: str) -> str:
        """The name somebody goes by; the short name where nobody wrote it."""
        known = self.person(person)
        return known.name if known else person

    def person(self, name: str) -> Person | None:
        """A person by short name, ours or a partner's."""
        organisation = self.edition.organisation
        return self.plan.people.get(name) or (organisation.people.get(name) if organisation else None)

    def party_of(self, person: str) -> str | None:
        """The party whose people somebody belongs to; nothing where nobody of that short name is known."""
        theirs = self.plan.people.get(person)
        if theirs is not None and theirs.of:
            return theirs.of
        return self.own if self.person(person) is not None else None

    def knows_post(self, post: str) -> bool:
        """Whether anything is written about who holds a post, and could be read."""
        if ("roles", post) in self.plan.lost or ("roles",) in self.plan.lost or () in self.plan.lost:
            return False
        return bool(self.holders(post)) or post in self.plan.roles

    def meetings(self, topic: Topic | None = None) -> tuple[Meeting, ...]:
        """Meetings held by today, oldest first; those that reviewed `topic` where one is named."""
        held = (m for m in self.plan.meetings.values() if m.on <= self.today and (topic is None or topic in m.reviewed))
        return tuple(sorted(held, key=lambda meeting: (meeting.on, meeting.id)))

    def meetings_at(self, level: Level) -> tuple[Meeting, ...]:
        """Meetings of forums that sit so high; strategic ones also where every party's senior executive was there."""
        executives = {f"{party}.ser" for party in self.present} if level is Level.STRATEGIC else set()
        forums = {name for name, forum in self.plan.forums.items() if forum.level is level}
        return tuple(
            meeting
            for meeting in self.meetings()
            if meeting.forum in forums or (executives and executives <= set(meeting.present))
        )

    def last_review(self, topic: Topic) -> Meeting | None:
        """The last meeting that reviewed a topic."""
        return next(reversed(self.meetings(topic)), None)

    def in_part(self, register: str, part: Part) -> Iterator[str]:
        """Ids of a register's records that stand in one part."""
        for name, record in getattr(self.plan, register.replace("-", "_")).items():
            if record.part == part:
                yield name


def _errors(edition: Edition, plan: str | None) -> frozenset[Path]:
    found = (each for each in edition.findings if each.plan == plan and each.kind.severity is Severity.ERROR)
    return frozenset(each.path for each in found if each.path)


@dataclass(frozen=True)
class OwnCase:
    """The organisation itself on one day."""

    edition: Edition
    organisation: Organisation
    catalogue: Catalogue
    today: date

    @property
    def kept(self) -> Organisation:
        """What holds the signposts, gaps and mutes: here the organisation."""
        return self.organisation

    @property
    def intervals(self) -> Intervals:
        """How often the organisation means to look at things."""
        return self.organisation.intervals

    @cached_property
    def weighed(self) -> dict[tuple[Path, Substance], Weighed | None]:
        """Records that were weighed so far, by where they stand and what was asked of them: see `fullness.weigh`."""
        return {}

    @cached_property
    def errors(self) -> frozenset[Path]:
        """Where reading organisation.yml found something that is not so as it is written."""
        return _errors(self.edition, None)

    def unread(self, *keys: str) -> bool:
        """Whether something under one of these keys could not be read."""
        return any(path == () or path[0] in keys for path in self.edition.lost)

    @property
    def plans(self) -> tuple[ShownPlan, ...]:
        """The relationships that are going on, as far as that can be read."""
        over = (RelationshipState.DECLINED, RelationshipState.CLOSED)
        return tuple(
            plan for plan in self.edition.plans if plan.state not in over and "state" not in plan.lost_registers
        )

    def meetings(self) -> tuple[Meeting, ...]:
        """Meetings about the relationships as a whole that were held by today, oldest first."""
        held = (meeting for meeting in self.organisation.meetings.values() if meeting.on <= self.today)
        return tuple(sorted(held, key=lambda meeting: (meeting.on, meeting.id)))

    @property
    def reviews(self) -> tuple[ManagementReview, ...]:
        """Management reviews held by today, oldest first."""
        held = (review for review in self.organisation.management_reviews.values() if review.on <= self.today)
        return tuple(sorted(held, key=lambda review: (review.on, review.id)))

    def last_review(self, topic: ReviewInput) -> ManagementReview | None:
        """The last management review that looked at something."""
        return next((review for review in reversed(self.reviews) if topic in review.looked_at), None)

    def holder(self, post: str) -> str | None:
        """The person in an organisation's post today, by short name."""
        held = self.organisation.roles.get(post, {})
        in_post = [(person, h) for person, h in held.items() if h.holds_on(self.today)]
        return max(in_post, key=lambda item: item[1].from_)[0] if in_post else None


@dataclass(frozen=True)
class Whole:
    """Every plan of an edition, and the organisation, on one day."""

    edition: Edition
    catalogue: Catalogue
    today: date

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The plans whose relationship is going on, each with the questions rules ask of it."""
        every = (Case(self.edition, plan, self.catalogue, self.today) for plan in self.edition.plans)
        return tuple(case for case in every if case.running)

    @property
    def own(self) -> Case:
        """The organisation's own posts, asked of as those of a plan that has none of its own."""
        return Case(self.edition, NO_PLAN, self.catalogue, self.today)


LATE = Decimal("1.5")
"""How many times its interval a forum may wait before it is said to be late (joint practice: model-and-rules 9.3)."""

READING_LATE = Decimal("1.25")
"""How many times its interval a reading may wait."""
