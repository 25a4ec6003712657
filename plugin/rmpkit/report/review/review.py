"""What a change does to the plans: what every report of it is made of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rmpkit.changes.change import Change, EvidenceMove, Rank
from rmpkit.changes.gate import Gate
from rmpkit.changes.notes import Note
from rmpkit.report.located import Located

SHORT = 10
"""Digits by which a commit is named to people."""


@dataclass(frozen=True, slots=True)
class Muted:
    """A prompt that a muted rule holds back."""

    located: Located
    why: str
    """Why the rule is muted, as its author wrote it."""


@dataclass(frozen=True, slots=True)
class Review:
    """Two revisions side by side, as one audience may see them; files are named as from where the command was run."""

    base: str
    """The commit of the earlier side, in full.

    Empty for others than the owner's people, as the later one is: that there is another commit tells that something
    changed, also where nothing did that they may read.
    """

    head: str
    """The commit of the later side, in full; the one the files lie on top of where they are not committed."""

    lying: bool
    """Whether the later side is the files as they lie there."""

    audience: str
    """Who may see it: `internal`, `joint:northgate`."""

    today: date
    """The day on which both sides were judged."""

    catalogue: str
    """The standard they were judged by, by its id."""

    changes: tuple[Change, ...]
    """Every change, those first that must not be missed."""

    raised: tuple[Located, ...] = ()
    """Prompts that are there now and were not before."""

    resolved: tuple[Located, ...] = ()
    """Prompts that were there before and are not now, with the place where they were."""

    standing: tuple[Located, ...] = ()
    """Prompts that were there before and still are."""

    muted: tuple[Muted, ...] = ()
    """Prompts that muted rules hold back now."""

    evidence: tuple[EvidenceMove, ...] = ()
    """Requirements of which the evidence is in another state."""

    notes: tuple[Note, ...] = ()
    """What was not done."""

    titles: Mapping[str, str] = field(default_factory=dict)
    """What each plan is called, by its id."""

    posts: Mapping[tuple[str | None, str], str] = field(default_factory=dict)
    """How each post that is asked is called, by plan and post: with whoever holds it."""

    holders: Mapping[tuple[str | None, str], str] = field(default_factory=dict)
    """Who holds each post that is asked, by plan and post, as far as anybody does."""

    ranking: Mapping[str, str] = field(default_factory=dict)
    """Which changes each line of the ranking is about, by its name: one sentence each."""

    gate: Gate | None = None
    """What has been acknowledged and what waits; nothing for others than the owner's people."""

    def of_rank(self, rank: Rank) -> tuple[Change, ...]:
        """The changes of one rank, in order."""
        return tuple(change for change in self.changes if change.rank is rank)

    def by_plan(self) -> Mapping[tuple[str | None, Rank], tuple[Change, ...]]:
        """The changes of each plan and rank, in order."""
        found: dict[tuple[str | None, Rank], list[Change]] = defaultdict(list)
        for change in self.changes:
            found[change.difference.plan, change.rank].append(change)
        return {key: tuple(changes) for key, changes in found.items()}

    @property
    def lost(self) -> tuple[EvidenceMove, ...]:
        """Requirements that were evidenced and are not now."""
        return tuple(move for move in self.evidence if move.lost)

    @property
    def gained(self) -> tuple[EvidenceMove, ...]:
        """Requirements that are evidenced and were not before."""
        return tuple(move for move in self.evidence if move.gained)

    @property
    def same(self) -> bool:
        """Whether nothing at all is different."""
        return not (self.changes or self.raised or self.resolved or self.evidence)

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to look at: only progress, wording and what nobody would notice."""
        looked_at = self.of_rank(Rank.MUST_SEE) or self.of_rank(Rank.LOOK_AT)
        return not (looked_at or self.raised or self.lost or self.notes)

    @property
    def plans(self) -> tuple[str | None, ...]:
        """The plans in which a reader would notice something, those first with what matters most."""
        first: dict[str | None, Rank] = {}
        for change in self.changes:
            plan = change.difference.plan
            if change.rank is not Rank.NOISE:
                first[plan] = min(first.get(plan, change.rank), change.rank)
        return tuple(sorted(first, key=lambda plan: (first[plan], self.title(plan).casefold(), plan or "")))

    def post(self, plan: str | None, post: str) -> str:
        """How a post is called in a plan; as it is written where nothing is known of it."""
        return self.posts.get((plan, post), post)

    def asked_of(self, plan: str | None, post: str) -> str:
        """A post behind whoever holds it, where a line has to be short: Chinyere Okafor (estuary.ser)."""
        holder = self.holders.get((plan, post))
        return f"{holder} ({post})" if holder else post

    def title(self, plan: str | None) -> str:
        """What a plan is called."""
        return "The organisation" if plan is None else self.titles.get(plan, plan)


def headline(review: Review) -> str:
    """The outcome in a few words, what matters most first."""
    if review.same:
        return "Nothing in the plans is different"
    must, look = review.of_rank(Rank.MUST_SEE), review.of_rank(Rank.LOOK_AT)
    pieces: list[str] = []
    if must:
        pieces.append(f"{counted(len(must), 'change')} need{'s' if len(must) == 1 else ''} {_whom(must)}")
    if look:
        pieces.append(f"{len(look) if must else counted(len(look), 'change')} to look at")
    if review.lost:
        pieces.append(f"{counted(len(review.lost), 'requirement')} lost evidence")
    if review.raised:
        pieces.append(counted(len(review.raised), "new prompt"))
    return f"Plan review: {', '.join(pieces) or 'nothing to look at'}"


def _whom(must: Iterable[Change]) -> str:
    posts = {post for change in must for post in change.approvers}
    if not posts or not all(post.endswith(".ser") for post in posts):
        return "acknowledgement"
    return "the senior executive" if len(posts) == 1 else "senior executives"


def counted(number: int, noun: str) -> str:
    """How many there are of something: `1 change`, `2 changes`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def sides(review: Review) -> str:
    """What was compared with what, and as of which day."""
    if not review.base:
        return f"the {review.audience} copy then and now, judged as of {review.today}"
    head = "the files as they lie here" if review.lying else review.head[:SHORT]
    return f"{head} against {review.base[:SHORT]}, judged as of {review.today}"


def extent(review: Review) -> str:
    """How much changed, and how much of it hardly matters: one sentence."""
    low = len(review.of_rank(Rank.WORDING)) + len(review.of_rank(Rank.NOISE))
    plans = [plan for plan in dict.fromkeys(change.difference.plan for change in review.changes) if plan is not None]
    where = f" in {counted(len(plans), 'plan')}" if plans else ""
    of_it = f", {low} of them wording or form" if low else ""
    return f"{counted(len(review.changes), 'change')}{where}{of_it}: {sides(review)}."


def weight(change: Change) -> str:
    """What a change does beside what it says: `weakens wt.exit; dates only`; nothing where it does nothing else."""
    on = f" {', '.join(change.requirements) or 'the plan'}"
    pieces = ([f"{change.effect}{on}"] if change.effect.value != "neutral" else []) + list(change.labels)
    return "; ".join(pieces)


def where(change: Change) -> str:
    """Where a change was made: file and line, of the earlier side where it is gone; nothing where nobody may know."""
    place = change.head or change.base
    if place is None:
        return ""
    return f"{'' if change.head else 'was '}{place.file}:{place.line}"


def where_in_plan(change: Change) -> str:
    """The same where the plan is known: the folder of the plan is left out."""
    folder = f"/{change.difference.plan or ''}/"
    was, _, file = where(change).rpartition(folder)
    return f"{'was ' if was.startswith('was ') else ''}{file}"


def asked(review: Review) -> Iterator[tuple[str, str, int]]:
    """Every post that should look at something: the post, how it is called, and at how many changes."""
    every = ((change.difference.plan, post) for change in review.changes for post in change.approvers)
    counts = Counter((post, review.post(plan, post)) for plan, post in every)
    for (post, called), number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield post, called, number


def by_approvers(changes: Sequence[Change]) -> Mapping[tuple[str, ...], tuple[Change, ...]]:
    """Changes by the posts that should look at them, in the order in which they come."""
    groups: dict[tuple[str, ...], list[Change]] = defaultdict(list)
    for change in changes:
        groups[change.approvers].append(change)
    return {posts: tuple(found) for posts, found in groups.items()}
