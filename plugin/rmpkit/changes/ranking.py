"""How much a change is to be looked at: a list of lines, of which the first that fits counts.

Bad news stands first, so that writing it down is never more than worth a look. An organisation may give a line
another rank, under `ranks` in `organisation.yml`; what counts is what it had chosen before the change.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from rmpkit.changes import signs_of_drift, signs_of_life, signs_of_sight, signs_of_trouble, signs_of_trust
from rmpkit.changes.change import Difference, Kind, Rank
from rmpkit.changes.telling import Telling
from rmpkit.model.record import Standing


@dataclass(frozen=True, slots=True)
class Ranked:
    """How much a change is to be looked at, and why."""

    rank: Rank
    name: str
    """The line of the ranking that says so."""

    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ranking."""

    name: str
    """What it is called in `organisation.yml`, where an organisation may give it another rank."""

    rank: Rank
    says: str
    """Which changes it is about, in one sentence."""

    fits: Callable[[Telling], bool]

    fixed: bool = False
    """Whether an organisation cannot give it another rank."""


RANKING = (
    Line(
        "ranks-changed",
        Rank.MUST_SEE,
        "The organisation gives a line of this ranking another rank; this line and the next keep theirs.",
        lambda telling: telling.difference.plan is None and telling.difference.register == "ranks",
        fixed=True,
    ),
    Line(
        "unread-before",
        Rank.MUST_SEE,
        "Something could not be read before, so that what it says now was compared with nothing.",
        signs_of_sight.unread_before,
        fixed=True,
    ),
    Line(
        "bad-news",
        Rank.LOOK_AT,
        "Bad news is on record: a new risk, early warning or issue, something not as required, a risk that weighs "
        "more, an aim that slips, a reading off its target, a lower score, evidence found to be gone, an exit trigger "
        "that was met. Writing it down is never held against anybody.",
        signs_of_trouble.bad_news,
        fixed=True,
    ),
    Line(
        "unread",
        Rank.MUST_SEE,
        "A file, a record or a value stands there and cannot be read any more.",
        signs_of_sight.unread,
        fixed=True,
    ),
    Line("opened-wider", Rank.MUST_SEE, "Somebody may read what was closed to them.", signs_of_trust.opened),
    Line(
        "whose-copy",
        Rank.MUST_SEE,
        "The party whose copy of the plans this is, is another.",
        lambda telling: telling.difference.register == "copy-for",
    ),
    Line("ser-changed", Rank.MUST_SEE, "Another senior executive is responsible, or none.", signs_of_trust.of_ser),
    Line(
        "exit-removed",
        Rank.MUST_SEE,
        "An exit trigger, an item to hand over or a piece of the exit strategy is gone.",
        signs_of_trust.exit_removed,
    ),
    Line(
        "confidence-removed",
        Rank.MUST_SEE,
        "A rule on intellectual property or on what is shared in confidence is gone.",
        signs_of_trust.confidence_removed,
    ),
    Line(
        "to-exit",
        Rank.MUST_SEE,
        "Exit is activated or in progress, or the relationship is winding down or over.",
        signs_of_trust.to_exit,
    ),
    Line(
        "stage-back",
        Rank.MUST_SEE,
        "A stage, or the relationship, is said to be less far than before.",
        signs_of_trust.stage_back,
    ),
    Line("muted", Rank.MUST_SEE, "A rule is muted, for longer, for more, or by another post.", signs_of_trust.muted),
    Line(
        "standard-dropped",
        Rank.MUST_SEE,
        "A standard that plans were read against is dropped.",
        signs_of_trust.standard_dropped,
    ),
    Line(
        "gap-accepted", Rank.MUST_SEE, "A requirement is accepted as open, or for longer.", signs_of_trust.gap_accepted
    ),
    Line(
        "not-applicable", Rank.MUST_SEE, "A requirement or a stage is said not to arise.", signs_of_trust.not_applicable
    ),
    Line(
        "evidence-lost",
        Rank.MUST_SEE,
        "A requirement was evidenced by what stood here, and is not any more.",
        signs_of_trust.evidence_lost,
    ),
    Line(
        "evidence-removed",
        Rank.MUST_SEE,
        "Something that was evidence for a requirement is gone, or holds something else.",
        signs_of_trust.evidence_removed,
    ),
    Line(
        "approval-taken",
        Rank.MUST_SEE,
        "A party's approval is gone or says something else, and the party has not approved anew.",
        signs_of_trust.approval_taken,
    ),
    Line(
        "correction-pinned",
        Rank.MUST_SEE,
        "A version is said to correct words alone, so that approvals given before stand for the terms as they are.",
        signs_of_trust.correction_pinned,
    ),
    Line(
        "terms-agreed",
        Rank.LOOK_AT,
        "Agreed terms are other ones, and a new version cites the meeting that agreed them.",
        signs_of_trust.terms_agreed,
    ),
    Line(
        "terms-changed",
        Rank.MUST_SEE,
        "Terms of which the parties approved a version are other ones, and no new version cites the meeting that "
        "agreed them.",
        signs_of_trust.agreed_term,
    ),
    Line(
        "closed-narrower",
        Rank.LOOK_AT,
        "Somebody may not read any more what was open to them.",
        signs_of_drift.closed,
    ),
    Line("plan-gone", Rank.LOOK_AT, "A whole relationship is gone.", signs_of_drift.plan_gone),
    Line("renamed", Rank.LOOK_AT, "A record or a relationship goes by another id or name.", signs_of_drift.renamed),
    Line(
        "risk-controlled",
        Rank.PROGRESS,
        "A risk weighs less, and something new is done about it.",
        lambda telling: (
            signs_of_drift.rating_lowered(telling)
            and telling.difference.after is not None
            and signs_of_drift.controlled(telling)
        ),
    ),
    Line(
        "rating-lowered",
        Rank.LOOK_AT,
        "A risk weighs less or is not rated any more, and nothing new is done about it.",
        signs_of_drift.rating_lowered,
    ),
    Line(
        "gap-closed",
        Rank.PROGRESS,
        "A mute, a known gap or a requirement said not to arise is gone or shorter.",
        signs_of_drift.relieved,
    ),
    Line(
        "pushed-out",
        Rank.LOOK_AT,
        "Something is due or looked at again later, or on no day.",
        signs_of_drift.pushed_out,
    ),
    Line("less-often", Rank.LOOK_AT, "Something is done less often than was said.", signs_of_drift.less_often),
    Line(
        "better-unshown",
        Rank.LOOK_AT,
        "Something is said to stand better, and nothing that shows it came with that.",
        signs_of_drift.improved_without_evidence,
    ),
    Line(
        "aim-weakened",
        Rank.LOOK_AT,
        "An objective, a measure or a target is gone or asks for less.",
        signs_of_drift.aim_weakened,
    ),
    Line("evidence-moved", Rank.LOOK_AT, "A signpost points somewhere else.", signs_of_drift.evidence_moved),
    Line("person-leaves", Rank.LOOK_AT, "Somebody leaves, or is not named any more.", signs_of_drift.person_removed),
    Line(
        "owner-changed",
        Rank.LOOK_AT,
        "Somebody else answers for something, or holds a post.",
        signs_of_drift.owner_changed,
    ),
    Line("escalation", Rank.LOOK_AT, "Who settles, decides or stands in is another.", signs_of_drift.escalation),
    Line("money", Rank.LOOK_AT, "An amount of money is another.", signs_of_drift.money),
    Line(
        "closed-unshown",
        Rank.LOOK_AT,
        "An action, a risk or something to put right is closed, and nothing says what came of it.",
        signs_of_drift.closed_without_evidence,
    ),
    Line("figures", Rank.LOOK_AT, "A number in a text is another.", signs_of_drift.figures),
    Line("rewritten", Rank.LOOK_AT, "Something that was on record says something else.", signs_of_drift.rewritten),
    Line(
        "ruler",
        Rank.LOOK_AT,
        "What holds for every relationship is another: policy, scope, intervals, scales.",
        signs_of_drift.of_ruler,
    ),
    Line(
        "unnoticed",
        Rank.NOISE,
        "Nothing that a reader of the plan would notice: earlier names, short forms.",
        signs_of_life.unnoticed,
    ),
    Line("removed", Rank.LOOK_AT, "Something is not there any more.", signs_of_drift.removed),
    Line(
        "evidence-given",
        Rank.PROGRESS,
        "There is new evidence, or evidence was looked at.",
        signs_of_life.evidence_given,
    ),
    Line("done", Rank.PROGRESS, "Something is done, kept, settled or closed.", signs_of_life.done),
    Line("held", Rank.PROGRESS, "A meeting, a review or a health check was held.", signs_of_life.held),
    Line("read", Rank.PROGRESS, "There is a new reading of a measure.", signs_of_life.read),
    Line(
        "approved",
        Rank.PROGRESS,
        "There is a new version of the terms, or a party approved one.",
        signs_of_life.approved,
    ),
    Line("new-record", Rank.PROGRESS, "Something is there that was not.", signs_of_life.new_record),
    Line("wording", Rank.WORDING, "A text is worded otherwise.", signs_of_life.worded),
    Line("progress", Rank.PROGRESS, "Anything else that was written down.", lambda _: True),
)
"""From the top down, the first line that fits a change says how much it is to be looked at."""

NAMES = tuple(line.name for line in RANKING)
"""The names of the lines."""

GRAVITY: Mapping[str, int] = {name: at for at, name in enumerate(NAMES)}
"""How grave what a line is about is among what must not be missed; the smaller the number, the graver."""

UNREAD = frozenset({"unread", "unread-before"})
"""Lines of changes that say what can be read, and not what became of the relationship."""

DATES_ONLY = "dates only"
"""The label of a change where nothing but days moved."""


def rank(telling: Telling) -> Ranked:
    """How much a difference is to be looked at, by the ranks that counted before the change."""
    organisation = telling.around.base.edition.organisation
    own: Mapping[str, int] = organisation.ranks if organisation else {}
    line = next(line for line in RANKING if line.fits(telling))
    chosen = line.rank if line.fixed else Rank(own.get(line.name, line.rank))
    return Ranked(chosen, line.name, tuple(_labels(telling, line)))


def _labels(telling: Telling, line: Line) -> list[str]:
    """What else is to be said of a change in a word or two."""
    labels = []
    if all(moves_a_day(each) for each in telling.around.beside(telling.difference)):
        labels.append(DATES_ONLY)
    if line.name == "muted" and signs_of_trust.self_approved(telling):
        labels.append("muted by its own owner")
    if (
        line.name not in UNREAD
        and telling.difference.nature.standing is Standing.TERM
        and signs_of_trust.agreed_term(telling)
    ):
        version = signs_of_trust.cited_version(telling)
        labels.append(f"agreed in {version}" if version else "no version cites a meeting")
    return labels


def moves_a_day(difference: Difference) -> bool:
    """Whether one day took the place of another, and nothing else."""
    days = isinstance(difference.before, date) and isinstance(difference.after, date)
    return difference.kind is Kind.CHANGED and days
