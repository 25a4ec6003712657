"""The words of the field and of these pages, and the short forms each plan uses."""

from collections.abc import Iterator
from dataclasses import dataclass

from rmpkit.rules.evidence import State
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.marks import Mark, evidence_mark
from rmpkit.views.sheet import Sheet, site_sheet

TERMS: tuple[tuple[str, str], ...] = (
    ("Agreed terms", "What the parties agreed and approve version by version: purpose, objectives, governance, exit."),
    ("Audience", "Who may read a copy of the plans: everybody, one party, our own people, or named people among them."),
    ("Charter", "How the parties mean to work with each other, and what happens when they do not."),
    ("Clause", "A numbered place in a standard."),
    ("Decision right", "Who may decide a matter, how, and up to which limit."),
    ("Early warning", "Bad news while it is still cheap. A text and a first action are enough."),
    ("Evidence", "What shows that something is done: a record of the plan, or what a signpost points at."),
    ("Exit strategy", "How the parties would part in good order: agreed early, rarely activated."),
    ("Forum", "A standing meeting, under the name the parties use."),
    ("Issue", "Something the parties have to settle with each other; it climbs the ladder until it is."),
    ("Joint", "Seen by every party of the plan. What is internal is seen by the owner's own people only."),
    ("Known gap", "A requirement that is open and known to be, accepted by a name until a day, and still counted."),
    ("Ladder", "The steps a disagreement climbs: who tries to settle it, and for how long."),
    ("Lamp", "One of three: what the parties say, what is delivered, how well the plan is kept."),
    ("Muted rule", "A rule that is not raised for a while, with a reason, a name and a last day, in public."),
    ("Party", "An organisation, or a part of one, that takes part in the relationship."),
    ("Post", "A role that somebody holds for a time. Duties belong to posts, not to surnames."),
    ("Prompt", "One thing to look at in one place, found by a rule."),
    ("RACI", "Responsible, accountable, consulted, informed: who does it, answers for it, is asked, is told."),
    ("Requirement", "What a standard asks, in our words, under an id that stays."),
    ("RMP", "Relationship management plan: the record of one collaborative relationship."),
    ("Running record", "What happened since: readings, meetings, risks, actions. It unsettles no approval."),
    ("SER", "Senior executive responsible: who answers for a relationship at the top of a party."),
    ("Signpost", "Where something is kept, who keeps it, and when it was last opened and found right."),
    ("Stage", "One of eight that a relationship goes through. They overlap and come back."),
    ("View on record", "A matter the parties see differently, each in its own words, side by side."),
)  # fmt: skip
"""Words that the pages use, each with what it means here."""

STATES = {
    State.NOT_DUE: "Not asked for yet: no stage that asks for it has started.",
    State.NONE: "Asked for, and nothing shows it.",
    State.CLAIMED: "A statement says so, and nobody has looked.",
    State.SIGNPOSTED: "A signpost points at it, and was not opened, or not for too long.",
    State.RECORDED: "The plan carries it, or its signpost was opened in time.",
    State.CHECKED: "A named person looked, on a day.",
    State.KNOWN_GAP: "Open, known, and counted as open.",
    State.NOT_APPLICABLE: "Does not arise here, for a reason and by a name.",
}
"""What each evidence state means."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The page."""

    sheet: Sheet
    terms: tuple[tuple[str, str], ...]
    states: tuple[tuple[Mark, str], ...]
    own: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Words that the organisation has beside ours, list by list, each with its title."""

    acronyms: tuple[tuple[Link, tuple[tuple[str, str], ...]], ...]
    """Short forms, plan by plan."""


def _own(judged: Judged) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The organisation's own words, as far as the copy has them."""
    owner = judged.edition.organisation
    for vocabulary, words in (owner.words if owner else {}).items():
        yield vocabulary.replace("-", " ").capitalize(), tuple(words.items())


def glossary(judged: Judged) -> Glossary:
    """Words of the field, the evidence states, the short forms of each plan."""
    plans = sorted(judged.edition.plans, key=lambda plan: plan.title.casefold())
    parents = (Link("Organisation", addresses.ORGANISATION),)
    return Glossary(
        site_sheet(judged, addresses.GLOSSARY, "Glossary", parents=parents, search="Glossary"),
        TERMS,
        tuple((evidence_mark(state), words) for state, words in STATES.items()),
        tuple(_own(judged)),
        tuple(
            (
                Link(plan.title, addresses.relationship(plan.id)),
                tuple(sorted(plan.acronyms.items(), key=lambda pair: pair[0].casefold())),
            )
            for plan in plans
            if plan.acronyms and not plan.broken
        ),
    )
