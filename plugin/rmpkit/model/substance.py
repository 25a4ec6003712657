"""What makes a record more than a heading, register by register.

Whoever writes `SW-1: {title: Slow, quadrant: weakness}` has written a heading: nobody can tell from it how much that
matters, or what is done about it. What a row has to carry before it shows anything is what a tool's columns are for
(domain/tools.md, section 6) and what a requirement's nonconformities name (domain/requirements.md, section 3). It is
said here once, in words and in keys, and it is the same by every standard.

A register with no row here counts as soon as it has a record, and so does one whose row says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rmpkit.model.reviews import ReviewInput

ANSWERS = "the short name of a party"
"""Stands for the keys of a health check that an author names after parties."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a record has to say before it counts."""

    says: str
    """What, in words that follow "does not say": who answers for it."""

    keys: tuple[str, ...]
    """The keys that say it; one of them is enough."""


@dataclass(frozen=True, slots=True, eq=False)
class Substance:
    """What a record has to say, and on which days it was done."""

    asks: tuple[Ask, ...] = ()
    """Everything it has to say beside what it cannot be written without."""

    days: tuple[str, ...] = ()
    """Keys of the days on which it was done or looked at again; what is only planned shows nothing yet."""

    within: str = ""
    """The organisation's interval for which the last of those days counts; empty where it does not age."""

    own: str = ""
    """The key of an interval of the record's own, which goes before the organisation's."""

    again: str = ""
    """The key of the day on which it is to be looked at again, which goes before any interval."""

    reviewed_with: ReviewInput | None = None
    """What a management review looks at, whose day counts like one of the record's own."""

    enough: str = ""
    """Why there is nothing more to ask, where nothing is asked."""


def _ask(says: str, *keys: str) -> Ask:
    return Ask(says, keys)


_OWNER = _ask("who answers for it", "owner")
_BY = _ask("who did it", "by")
_ON = _ask("on which day", "on")
_APPROVED_BY = _ask("who approved it", "approved-by")
_APPROVED = _ask("when it was approved", "approved")
_DECIDED = _ask("when it was decided", "decided")
_POST = _ask("which post needs it", "post")
_REQUIRED = _ask("how much of it is needed", "required")
_ANSWERED = _ask("what is done about it", "response", "action", "accepted")

_COMMUNICATION = Substance(
    (_ask("who is to hear it", "audience"), _ask("how or how often", "channel", "every"), _OWNER)
)
_MEASURE = Substance((_ask("what it should be", "target"), _ask("how often it is read", "every"), _OWNER))
_OBJECTIVE = Substance((_OWNER, _ask("by when", "due")))
_RISK = Substance(
    (
        _ask("how likely it is", "likelihood"),
        _ask("how much it would matter", "impact"),
        _ask("what is done about it", "response", "action"),
        _OWNER,
    ),
    days=("raised",),
)
_SKILL = Substance((_POST, _REQUIRED, _ask("how much of it is there", "assessed"), _ON), days=("on",))

OF_ORGANISATION: Final[Mapping[str, Substance]] = {
    "audits": Substance(
        (
            _ask("when it was done", "done"),
            _ask("who looked", "auditor"),
            _ask("what it found", "found", "see"),
        ),
        days=("done",),
        within="audit-cycle",
    ),
    "briefings": Substance(
        (_ask("who was to hear it", "audience"), _ON, _ask("who came", "attended", "see")), days=("on",)
    ),
    "climate": Substance(
        (_ask("whether it matters", "relevant"), _ask("why", "why"), _ask("who decided", "decided-by"), _DECIDED),
        days=("decided",),
    ),
    "communications": _COMMUNICATION,
    "competences": Substance((_ask("what sort of thing it is", "kind"), _ask("what its levels look like", "levels"))),
    "context": Substance(
        (_ask("what it means for us", "effect"), _OWNER),
        days=("reviewed",),
        within="context-review",
        reviewed_with=ReviewInput.CONTEXT,
    ),
    "corporate-plan": Substance(
        (_ask("where it is kept", "at"), _APPROVED_BY, _APPROVED), days=("approved", "reviewed")
    ),
    "decisions": Substance((_ON, _ask("who decided", "by", "forum")), days=("on",)),
    "documents": Substance(
        (
            _ask("where it is kept", "at"),
            _ask("which version is in use", "version"),
            _OWNER,
            _APPROVED,
        ),
        days=("approved", "reviewed"),
        within="document-review",
        own="every",
    ),
    "improvements": Substance(
        (_OWNER, _ask("when it was in use", "done"), _ask("what became better", "effect")), days=("done",)
    ),
    "leadership": Substance((_BY, _ON), days=("on",)),
    "management-reviews": Substance(
        (
            _ask("who was there", "present"),
            _ask("what was looked at", "looked-at"),
            _ask("what came of it", "decisions", "actions", "says"),
        ),
        days=("on",),
        within="management-review",
    ),
    "measures": _MEASURE,
    "meetings": Substance(
        (_ask("who was there", "present"), _ask("what came of it", "decisions", "changed", "minutes")), days=("on",)
    ),
    "nonconformities": Substance(
        (_ask("when it was raised", "raised"), _OWNER, _ask("why it could happen", "cause")), days=("raised",)
    ),
    "objectives": _OBJECTIVE,
    "policy": Substance(
        (_ask("where it is kept", "at", "says"), _APPROVED_BY, _APPROVED),
        days=("approved", "reviewed"),
        within="policy-review",
    ),
    "processes": Substance((_OWNER, _ask("what comes out of it", "gives", "feeds", "see"))),
    "resources": Substance(
        (
            _ask("how much of it", "amount", "budget"),
            _ask("what it is for", "for"),
            _APPROVED_BY,
        ),
        days=("approved",),
    ),
    "risk-method": Substance((_ask("how risks are weighed", "says"), _APPROVED_BY), days=("approved",)),
    "risks": _RISK,
    "scope": Substance(
        (_ask("how much of the organisation it covers", "level"), _APPROVED_BY, _APPROVED),
        days=("approved",),
    ),
    "segment-criteria": Substance((_ask("how much it counts", "weight", "floor"),)),
    "segmentation": Substance(
        (_ask("how relationships are weighed", "method", "see"), _APPROVED_BY, _APPROVED),
        days=("approved", "reviewed"),
        within="segmentation",
    ),
    "skills": Substance(_SKILL.asks, days=("on",), within="competence"),
    "stakeholders": Substance(
        (_ask("what they need", "needs", "obligation"), _OWNER),
        days=("reviewed",),
        within="context-review",
        reviewed_with=ReviewInput.STAKEHOLDERS,
    ),
    "value": Substance(
        (_ask("what counts as value", "means"), _ask("how it is looked for", "found-by", "kinds"), _OWNER)
    ),
}
"""By the key of organisation.yml."""

OF_PLAN: Final[Mapping[str, Substance]] = {
    "actions": _OBJECTIVE,
    "agreements": Substance((_ask("what its terms are", "summary", "see"), _ask("who signed", "parties"))),
    "aims-compared": Substance((_ask("what each party wants", "aims"), _ask("whether that fits", "fit"))),
    "appointments": Substance((_BY, _ON, _ask("why, or with what authority", "why", "authority")), days=("on",)),
    "business-case": Substance((_BY, _ON), days=("on",), within="business-case", again="look-again"),
    "candidates": Substance((_ask("how it came to be on the list", "why", "found-through"),)),
    "charter": Substance((_ask("how people are to behave", "behaviours", "principles", "values"),)),
    "closing": Substance((_ask("who closed it", "by"), _ask("where it is kept", "kept-at")), days=("on",)),
    "communications": _COMMUNICATION,
    "criteria": Substance(
        (_ask("how much it counts", "weight", "minimum"), _ask("when it was fixed", "agreed")), days=("agreed",)
    ),
    "decision-rights": Substance((_ask("who decides", "who"), _ask("how, or up to what", "rule", "up-to"))),
    "duties": Substance((_ask("which post has it", "post"), _ask("what it is there for", "answers-for", "authority"))),
    "engagements": Substance((_ON, _ask("what came of it, or by which rules", "outcome", "under")), days=("on",)),
    "environment": Substance(
        (_ask("where it lies", "area"), _ask("who answers for it, or what is done", "owner", "action", "accepted"))
    ),
    "exit": Substance(
        enough="The catalogue names the key that has to be filled, and each of them is a text or a post."
    ),
    "exit-considerations": Substance((_ask("what is kept or done instead", "protect", "alternative"), _OWNER)),
    "exit-continuity": Substance((_ask("what keeps it running", "kept-by"), _OWNER)),
    "exit-review": Substance(
        (
            _ask("which aims were met", "objectives-met"),
            _ask("what was gained or learned", "value-realised", "learned"),
        ),
        days=("on",),
    ),
    "exit-transition": Substance((_ask("what has to be done, or who gets it", "action", "goes-to"), _OWNER)),
    "exit-triggers": Substance((_ask("what happens then", "then"), _ask("who keeps an eye on it", "watched-by"))),
    "exit-triggers.checked": Substance(days=("checked",), within="exit-review"),
    "forums": Substance(
        (
            _ask("how often it is held", "every"),
            _ask("who has a seat", "members", "seats", "chair"),
            _ask("what it is for", "purpose", "authority", "terms-of-reference"),
        )
    ),
    "future-opportunities": Substance((_ask("what is done about it next", "next-step"), _OWNER)),
    "health-checks": Substance((_ask("what anybody answered", ANSWERS),), days=("on",), within="health-check"),
    "intellectual-property": Substance((_ask("who owns what", "brought-along", "made-together"),)),
    "issues": Substance(
        (_ask("when it was raised", "raised"), _ask("who sees it settled", "owner", "settled")), days=("raised",)
    ),
    "key-people": Substance(
        (_ask("who it is", "post", "person"), _ask("who would follow, or what is done", "successor", "action"))
    ),
    "knowledge": Substance((_ask("who decides about it", "owner"),)),
    "lessons": Substance((_ask("when it was noted", "on"),), days=("on",)),
    "measures": _MEASURE,
    "negotiation": Substance(
        (_ask("who speaks for us", "team"), _ask("how", "behaviour", "briefed")), days=("briefed",)
    ),
    "objectives": _OBJECTIVE,
    "options": Substance((_ask("what speaks for or against it", "for", "against"),)),
    "parties": Substance(enough="Who takes part is all that is asked; a name is needed for it to be read at all."),
    "pestle": Substance((_ask("where it comes from", "factor"), _ask("what it means for us", "effect"))),
    "processes": Substance((_ask("which way of doing it was agreed", "agreed"),)),
    "profile": Substance(
        (
            _ask("what we can do, or how we come across", "attributes", "abilities", "attitude"),
            _ask("on which day it was true", "as-at"),
        ),
        days=("as-at",),
        within="self-assessment",
    ),
    "purpose": Substance(enough="It is one text."),
    "reports": Substance(
        (_ON, _ask("where the results are going", "trend"), _ask("why, or what was decided", "cause", "decided")),
        days=("on",),
    ),
    "resolution-ladder": Substance((_ask("who tries to settle it", "posts"), _ask("for how long", "within"))),
    "responsibilities": Substance((_ask("who is accountable", "accountable"), _ask("who does it", "responsible"))),
    "revisions": Substance((_ask("who made it", "author"),), days=("on",)),
    "risks": _RISK,
    "scores": Substance((_ask("who scored", "by"), _ON), days=("on",)),
    "segmentation": Substance(
        (_ask("what it scores", "scores"), _DECIDED), days=("decided",), within="segmentation", again="look-again"
    ),
    "selection": Substance((_ask("how it is done", "how", "engagement"),)),
    "skills": _SKILL,
    "stages": Substance(enough="A review of a stage is a day and a line; the day has to have come."),
    "strategy": Substance(
        (_ask("what drives it", "drivers"), _ask("which way was chosen, or why", "operating-model", "why"))
    ),
    "swot": Substance((_ask("how much it matters", "significance"), _ANSWERED)),
    "tailoring": Substance((_ask("what it is done instead of, or why", "instead-of", "why"),), days=("decided",)),
    "team-skills": Substance((_POST, _REQUIRED, _ask("how much of it is there", "there"), _ON), days=("on",)),
    "third-parties": Substance((_ask("what it does, or what depends on it", "role", "needed-for"), _OWNER)),
    "value-analysis": Substance(
        (_ask("what it would be worth", "estimate", "otherwise"), _ask("against what", "compared-with"))
    ),
    "value-ideas": Substance(
        (_ask("when it was raised", "raised"), _ask("whose it is", "raised-by", "owner")), days=("raised",)
    ),
    "value-process": Substance(
        (_ask("what an idea goes through", "steps"), _ask("how it is weighed or shared", "criteria", "gain-share"))
    ),
    "versions": Substance((_ask("when it was laid before the parties", "on", "agreed-at", "approved"),), days=("on",)),
    "usual-way": Substance(
        (_ask("who looked whether it is followed", "confirmed-by"), _ask("when that was", "confirmed")),
        days=("confirmed",),
    ),
}
"""By the key of a plan; with a second key where a catalogue asks for that one alone, and it has days of its own."""


_NOTHING: Final = Substance()


def substance_of(path: tuple[str, ...], *, organisation: bool = False) -> Substance:
    """What is asked of what stands at a key, such as `swot` or `business-case`, `outcome`."""
    rows = OF_ORGANISATION if organisation else OF_PLAN
    return rows.get(".".join(path)) or rows.get(path[0], _NOTHING)
