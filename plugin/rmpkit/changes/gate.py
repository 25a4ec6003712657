"""Which changes have been seen by somebody in a post that has to see them, and which still wait for that.

It says who may speak, and never who is at fault: to record bad news needs nobody's leave.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rmpkit.changes.acknowledging import GRAMMAR, TRAILER, Statement, folded, line_for, read_statement
from rmpkit.changes.change import Change, Difference, Rank
from rmpkit.changes.citing import cited
from rmpkit.changes.comparison import Comparison
from rmpkit.changes.dates import plans_of_dates_only
from rmpkit.changes.ranking import UNREAD
from rmpkit.changes.speakers import Speaker, Speakers
from rmpkit.disclosure.edition import Edition
from rmpkit.model.acknowledgement import Acknowledgement
from rmpkit.model.record import Disclosure, Standing
from rmpkit.model.showing import show
from rmpkit.store.commits import Commit


@dataclass(frozen=True, slots=True)
class Seen:
    """A change that was acknowledged."""

    change: Change
    by: Speaker
    where: str
    """The commit or the record that says so."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that still waits for somebody."""

    change: Change
    why: str
    """What it waits for, in one sentence."""

    speakers: tuple[Speaker, ...]
    """Who may acknowledge it; nobody where an acknowledgement is not what it waits for."""


@dataclass(frozen=True, slots=True)
class Unheard:
    """Something that was meant as an acknowledgement, and counts for no change."""

    where: str
    why: str
    """Why not, and how to mend it."""


@dataclass(frozen=True)
class Gate:
    """What of a comparison has been seen, and what waits."""

    seen: tuple[Seen, ...]
    waiting: tuple[Waiting, ...]
    unheard: tuple[Unheard, ...]
    dates_only: tuple[str | None, ...]
    """The plans in which nothing moved but dates; `None` for the organisation."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Lines that acknowledge everything that waits, one a speaker, each ready to be copied into a commit."""
        asked: dict[Speaker, list[str]] = {}
        for each in self.waiting:
            for speaker in each.speakers[:1]:
                asked.setdefault(speaker, []).append(each.change.fingerprint)
        return tuple(line_for(_named(who), who.post, tuple(changes)) for who, changes in asked.items())


def _named(who: Speaker) -> str:
    """The name by which a line is written: the short one where the other could not be read back."""
    plain = show(who.name, 200) == who.name and "(" not in who.name
    return who.name if plain else who.person


def gated(
    comparison: Comparison,
    commits: Sequence[Commit],
    uncommitted: AbstractSet[str | None],
    *,
    begun: date,
    known: frozenset[str],
) -> Gate:
    """What of a comparison has been seen, and what waits.

    Args:
        comparison: the two editions side by side.
        commits: the commits between them, oldest first.
        uncommitted: the plans of which something lies there that is in no commit yet.
        begun: the day of the earlier commit.
        known: the plans that are there on either side.
    """
    return _Asked(comparison, Speakers(comparison, tuple(commits), frozenset(uncommitted), begun, known)).gate()


@dataclass(frozen=True)
class _Asked:
    """Everything that is asked of one comparison."""

    comparison: Comparison
    who: Speakers

    def gate(self) -> Gate:
        """What has been seen, and what waits."""
        seen: list[Seen] = []
        waiting: list[Waiting] = []
        for change in self.comparison.changes:
            cited = self.cites(change)
            if cited is _NOWHERE:
                waiting.append(Waiting(change, _UNCITED, ()))
            elif change.rank is Rank.MUST_SEE or cited is _CORRECTED:
                by = next(self.acknowledged(change), None)
                if by is None:
                    waiting.append(Waiting(change, self.wanted(change), self.who.speakers(change)))
                else:
                    seen.append(by)
        return Gate(tuple(seen), tuple(waiting), tuple(self.unheard()), plans_of_dates_only(self.comparison.changes))

    def cites(self, change: Change) -> str:
        """How a change stands to the meeting that agreed it."""
        found = change.difference
        if found.plan is None or not found.path or found.nature.standing is not Standing.TERM:
            return _NO_TERM
        before = self.who.plan_before(found.plan)
        then = next((plan for plan in self.who.base.plans if plan.id == before), None)
        open_ = found.part is None or found.part.disclosure <= Disclosure.JOINT
        if (
            change.rank is Rank.NOISE
            or change.ranked_by in UNREAD  # what it says now may be what was agreed
            or not open_
            or then is None
            or not any(v.approved for v in then.versions.values())
        ):
            return _NO_TERM  # nobody has agreed to it yet
        return self.cited.get(found.plan, _NOWHERE)

    @cached_property
    def cited(self) -> Mapping[str, str]:
        """By plan, how the versions that came with the comparison say that its terms were agreed."""
        then = {plan.id: plan for plan in self.who.base.plans}
        by_plan: dict[str, list[Difference]] = {}
        for change in self.comparison.changes:
            if change.difference.plan is not None:
                by_plan.setdefault(change.difference.plan, []).append(change.difference)
        found = {}
        for plan in self.who.head.plans:
            before = then.get(self.who.plan_before(plan.id) or "")
            if before is None or plan.id not in by_plan:
                continue
            says = cited(by_plan[plan.id], before, plan, self.comparison.head.today)
            if says is not None:
                found[plan.id] = _AT_A_MEETING if says.at_meeting else _CORRECTED
        return found

    def acknowledged(self, change: Change) -> Iterator[Seen]:
        """Who says to have seen a change, and may."""
        for where, commit, statement in self.statements:
            if self.refusal(change, commit, statement) is None:
                speaker = self.who.speaker(change, statement.who, statement.post, self.who.day_of(commit))
                if speaker is not None:
                    yield Seen(change, speaker, f"{where}{_by_another(commit.author, speaker)}")
        for where, entry in self.entries(change.difference.plan):
            if change.fingerprint in entry.changes and entry.by in self.who.posts(change):
                for speaker in self.holders(change, entry):
                    if not self.who.wrote(change, speaker):
                        writer = self.who.writer(change.difference.plan, where)
                        yield Seen(change, speaker, f"{where}{_by_another(writer, speaker)}")
                        break

    def holders(self, change: Change, entry: Acknowledgement) -> tuple[Speaker, ...]:
        """Who held the post of an entry on its day, and when what it speaks of was there."""
        then = self.who.holders(change, entry.by, entry.on)
        there = self.who.holders(change, entry.by, max(entry.on, self.who.begun))
        return tuple(each for each in then if each in there)

    @cached_property
    def statements(self) -> tuple[tuple[str, Commit, Statement], ...]:
        """What commits say to have been seen."""
        found = ((c, read_statement(words)) for c in self.who.commits for key, words in c.trailers if key == _KEY)
        return tuple((f"commit {commit.short}", commit, said) for commit, said in found if said is not None)

    def refusal(self, change: Change, commit: Commit, statement: Statement) -> "_Refusal | None":
        """Why a statement does not count for a change; nothing where it does."""
        who, post = show(statement.who, 80), statement.post
        plan = show(change.difference.plan or "the organisation's own record", 80)
        if statement.changes is not None and change.fingerprint not in statement.changes:
            return 0, _NO_CHANGE
        if post not in self.who.posts(change):
            return 1, self.not_asked(change, post)
        day = self.who.day_of(commit)
        speaker = self.who.speaker(change, statement.who, post, day)
        if speaker is None:
            return 2, f"{who} did not hold {post} on {day} by the plans as they stood before."
        if self.who.wrote(change, speaker):
            return 3, f"{who} wrote some of what changed in {plan}. Somebody else in a named post has to see it."
        if statement.changes is None and self.who.changed_after(change, commit):
            return (
                4,
                f"{plan} was changed again after it. Say it once more behind the last change, or name the changes.",
            )
        return None

    def not_asked(self, change: Change, post: str) -> str:
        """That a post may not speak of a change, and which may."""
        posts = ", ".join(self.who.posts(change))
        return f"{post} is not asked for it." + (f" These are: {posts}." if posts else "")

    def unheard(self) -> Iterator[Unheard]:
        """What was meant as an acknowledgement and counts for nothing, each with the reason nearest to being mended."""
        for commit in self.who.commits:
            for key, words in commit.trailers:
                if key == _KEY and read_statement(words) is None:
                    said = f'"{show(words, 120)}" does not say who, in which post. Write {GRAMMAR}.'
                    yield Unheard(f"commit {commit.short}", said)
        yield from self.astray()
        asked = [change for change in self.comparison.changes if self.is_asked_for(change)]
        for where, commit, statement in self.statements:
            reasons = [self.refusal(change, commit, statement) for change in asked]
            if asked and None not in reasons:
                yield Unheard(where, max(filter(None, reasons))[1])
        for plan in dict.fromkeys(change.difference.plan for change in asked):
            for where, entry in self.entries(plan):
                named = [c for c in asked if c.difference.plan == plan and c.fingerprint in entry.changes]
                found = [self.refusal_of_entry(change, entry) for change in named]
                if None not in found:
                    yield Unheard(where, next(filter(None, found), _NO_CHANGE))

    def astray(self) -> Iterator[Unheard]:
        """Lines that stand somewhere else than at the end of a message, and are said nowhere as they have to be."""
        heard = {folded(words) for commit in self.who.commits for key, words in commit.trailers if key == _KEY}
        for commit in self.who.commits:
            for key, words in commit.astray:
                if key == _KEY and folded(words) not in heard:
                    yield Unheard(f"commit {commit.short}", _ASTRAY.format(words=show(words, 120)))

    def refusal_of_entry(self, change: Change, entry: Acknowledgement) -> str | None:
        """Why an entry of the record does not count for a change that it names; nothing where it does."""
        if entry.by not in self.who.posts(change):
            return self.not_asked(change, entry.by)
        held = self.holders(change, entry)
        if not held and self.who.holders(change, entry.by, entry.on):
            return f"Who held {entry.by} on {entry.on} did not any more when this was changed."
        if not held:
            return f"Nobody held {entry.by} on {entry.on} by the plans as they stood before."
        if all(self.who.wrote(change, each) for each in held):
            return f"{show(held[0].name, 80)} wrote some of what changed. Somebody else in a named post has to see it."
        return None

    def is_asked_for(self, change: Change) -> bool:
        """Whether a change waits for an acknowledgement until there is one."""
        cited = self.cites(change)
        return cited is _CORRECTED or (change.rank is Rank.MUST_SEE and cited is not _NOWHERE)

    def wanted(self, change: Change) -> str:
        """What a change waits for."""
        posts = self.who.posts(change)
        if not posts:
            return (
                "No post is named that could acknowledge it. Write ser: in organisation.yml, and who holds that post."
            )
        speakers = self.who.speakers(change)
        if not speakers:
            listed = " or ".join(posts)
            return (
                f"It waits for {listed}, and nobody else than who wrote it holds that. "
                "Name somebody who stands in, in a change of its own that somebody else writes."
            )
        named = " or ".join(f"{show(each.name, 80)} ({each.post})" for each in speakers)
        return f"It waits for an acknowledgement by {named}."

    def entries(self, plan: str | None) -> Iterator[tuple[str, Acknowledgement]]:
        """The acknowledgements in the record that were not there before."""
        then = _entries(self.who.base, self.who.plan_before(plan))
        for key, entry in _entries(self.who.head, plan).items():
            known = then[key].changes if key in then else ()
            new = tuple(each for each in entry.changes if each not in known)
            if new:
                yield key, entry.model_copy(update={"changes": new})


def _by_another(writer: str | None, speaker: Speaker) -> str:
    """Who wrote down what somebody has seen, where that was somebody else: a reader will want to know."""
    if writer is None or folded(writer) in (folded(speaker.name), folded(speaker.person)):
        return ""
    return f" written by {show(writer, 80)}"


_KEY = TRAILER.lower()
_NO_TERM = "no agreed term"
_AT_A_MEETING = "agreed at a meeting"
_CORRECTED = "corrected"
_NOWHERE = "nowhere"
_UNCITED = (
    "It changes agreed terms, and nothing says which meeting agreed it. Add a version with agreed-at: and the meeting, "
    "or with minor: yes where it only corrects words. A meeting before the approved version, or still to come, is none."
)


_NO_CHANGE = "It names no change that waits here. Copy the signs that rmp compare prints beside a change."

_ASTRAY = (
    '"{words}" does not stand at the end of the message, and is not read elsewhere. Put the line into the last '
    "paragraph of a commit's message, behind an empty line and with nothing but such lines beside it."
)

_Refusal = tuple[int, str]
"""Why a statement does not count: the larger the number, the nearer it is to counting."""


def _entries(edition: Edition, plan: str | None) -> Mapping[str, Acknowledgement]:
    if plan is None:
        return edition.organisation.acknowledgements if edition.organisation else {}
    found = next((each for each in edition.plans if each.id == plan), None)
    return found.acknowledgements if found else {}
