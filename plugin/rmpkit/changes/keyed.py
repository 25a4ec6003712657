"""What is said of something that stands under a key of its own in a record: a seat, a decision, a view."""

from collections.abc import Mapping

from rmpkit.changes.change import Kind
from rmpkit.changes.phrases import Phrase
from rmpkit.changes.telling import Telling
from rmpkit.model.assessment import Maturity
from rmpkit.model.competence import Competence
from rmpkit.model.disputes import ViewOnRecord
from rmpkit.model.events import ChangeEvent
from rmpkit.model.exit import ExitStrategy, ExitTrigger
from rmpkit.model.goals import HealthCheck
from rmpkit.model.learning import ValueIdea
from rmpkit.model.meetings import Forum, Meeting
from rmpkit.model.organisation import Organisation, Scales, Scope
from rmpkit.model.plan import Plan
from rmpkit.model.record import Record
from rmpkit.model.relationship import Weighing
from rmpkit.model.reviews import ManagementReview
from rmpkit.model.selection import AimsCompared
from rmpkit.model.stages import StageRecord

_DECIDED = Phrase(
    "Decision {key} of {subject} says {after} now; it said {before}.",
    "Decision {key} of {subject}: {after}.",
    "Decision {key} of {subject} is gone; it was {before}.",
)
_STEP = Phrase(
    "Step {key} of the {label_bare} scale means {after} now; it meant {before}.",
    "Step {key} of the {label_bare} scale means {after}.",
    "Step {key} of the {label_bare} scale has no meaning any more; it meant {before}.",
)

KEYED: Mapping[tuple[type[Record], str], Phrase] = {
    (AimsCompared, "aims"): Phrase(
        "{lead}the aim of {key} says {after} now; it said {before}.",
        "{lead}{key} wants {after}.",
        "{lead}the aim of {key} is gone; it was {before}.",
    ),
    (ChangeEvent, "read_again"): Phrase(
        "{lead}{key_raw} was read again on {after}; the day given before was {before}.",
        "{lead}{key_raw} is to be read again because of it.",
        "{lead}{key_raw} is not to be read again because of it any more.",
    ),
    (Competence, "levels"): Phrase(
        "{lead}step {key} looks like {after} now; it was {before}.",
        "{lead}step {key} looks like {after}.",
        "{lead}it is not said any more what step {key} looks like; it was {before}.",
    ),
    (Maturity, "scores"): Phrase(
        "{lead}{key_raw} scores {after} now; it scored {before}.",
        "{lead}{key_raw} scores {after}.",
        "{lead}{key_raw} has no score any more; it was {before}.",
    ),
    (Maturity, "wanted"): Phrase(
        "{lead}{after} is wanted for {key_raw} now; it was {before}.",
        "{lead}{after} is wanted for {key_raw}.",
        "{lead}nothing is wanted for {key_raw} any more; it was {before}.",
    ),
    (Weighing, "scores"): Phrase(
        "The relationship scores {after} on {key_criterion} now; it scored {before}.",
        "The relationship scores {after} on {key_criterion}.",
        "The relationship has no score on {key_criterion} any more; it was {before}.",
    ),
    (ExitStrategy, "told"): Phrase(
        "{key} was told of the exit on {after}; the day given before was {before}.",
        "{key} was told of the exit on {after}.",
        "It is not said any more that {key} was told of the exit; the day was {before}.",
    ),
    (ExitTrigger, "checked"): Phrase(
        "{lead}what was seen on {key} says {after} now; it said {before}.",
        "{lead}it was looked at on {key}: {after}.",
        "{lead}the look at it on {key} is gone; it said {before}.",
    ),
    (Forum, "seats"): Phrase(
        "{key} has {after} seats in {subject} now; it had {before}.",
        "{key} has {after} seats in {subject}.",
        "{key} has no seats in {subject} any more; it had {before}.",
    ),
    (HealthCheck, "desired"): Phrase(
        "{subject}: a score of {after} is wanted for {key} now; it was {before}.",
        "{subject}: a score of {after} is wanted for {key}.",
        "{subject}: no score is wanted for {key} any more; it was {before}.",
    ),
    (HealthCheck, "questions"): Phrase(
        "{subject}: the question about {key} is {after} now; it was {before}.",
        "{subject}: the question about {key} is {after}.",
        "{subject}: there is no question about {key} any more; it was {before}.",
    ),
    (ManagementReview, "decisions"): _DECIDED,
    (Meeting, "decisions"): _DECIDED,
    (Organisation, "segments"): Phrase(
        "The segment {key_raw} means {after} now; it meant {before}.",
        "There is a segment {key_raw} now: {after}.",
        "The segment {key_raw} is gone; it meant {before}.",
    ),
    (Organisation, "ranks"): Phrase(
        "Changes of the line {key_raw} have rank {after} now; they had rank {before}.",
        "Changes of the line {key_raw} have rank {after} now, by the organisation's own choice.",
        "Changes of the line {key_raw} have the usual rank again; the organisation had chosen rank {before}.",
    ),
    (Plan, "acronyms"): Phrase(
        "{key_raw} stands for {after} now; it stood for {before}.",
        "{key_raw} stands for {after}.",
        "{key_raw} is not explained any more; it stood for {before}.",
    ),
    (Plan, "deputies"): Phrase(
        "{after} stands in for {key_post} now instead of {before}.",
        "{after} stands in for {key_post} now.",
        "Nobody stands in for {key_post} now; {before} did before.",
    ),
    (Organisation, "deputies"): Phrase(
        "{after} stands in for {key_post} now instead of {before}.",
        "{after} stands in for {key_post} now.",
        "Nobody stands in for {key_post} now; {before} did before.",
    ),
    (Plan, "our_reviews"): Phrase(
        "What the owner's own look at {key_stage} on {key} found is {after} now; it was {before}.",
        "The owner looked at {key_stage} again on {key}: {after}.",
        "The owner's own look at {key_stage} on {key} is gone; it found {before}.",
    ),
    (Plan, "stage_statements"): Phrase(
        "What {key} says about {key_stage} is reworded.",
        "{key} says about {key_stage}: {after}.",
        "What {key} said about {key_stage} is gone: {before}.",
    ),
    (Organisation, "words"): Phrase(
        "Pages call the organisation's own word {key_raw} ({key_list}) {after} now; they called it {before}.",
        "The organisation has a word of its own now, {key_raw} ({key_list}); pages call it {after}.",
        "The organisation's own word {key_raw} ({key_list}) is gone; pages called it {before}.",
    ),
    (Scales, "bands"): Phrase(
        "A rating is called {key_raw} from {after} up now; it was from {before} up.",
        "A rating is called {key_raw} from {after} up.",
        "No rating is called {key_raw} any more; it was from {before} up.",
    ),
    (Scales, "impact"): _STEP,
    (Scales, "likelihood"): _STEP,
    (Scope, "left_out"): Phrase(
        "{key_raw} is outside the scope for another reason now: {after}, not {before}.",
        "{key_raw} is outside the scope now: {after}.",
        "{key_raw} is not outside the scope any more; the reason was {before}.",
    ),
    (Scope, "relationships"): Phrase(
        "What the scope says of {key_raw} is {after} now; it was {before}.",
        "{key_raw} is in the scope now: {after}.",
        "{key_raw} is not in the scope any more; it was {before}.",
    ),
    (StageRecord, "reviews"): Phrase(
        "What the review of {subject} on {key} found is {after} now; it was {before}.",
        "{subject} was reviewed on {key}: {after}.",
        "The review of {subject} on {key} is gone; it found {before}.",
    ),
    (ValueIdea, "gains"): Phrase(
        "{lead}{key} gains {after} by it now; it was {before}.",
        "{lead}{key} gains {after} by it.",
        "{lead}{key} does not gain by it any more; it was {before}.",
    ),
    (ViewOnRecord, "views"): Phrase(
        "{lead}the view of {key} is reworded.",
        "{lead}{key} says {after}.",
        "{lead}the view of {key} is gone: {before}.",
    ),
}
"""What is said of something that stands under a key of its own in a record."""


def keyed(telling: Telling) -> str | None:
    """Something that stands under a key of its own, told as its record's phrase says."""
    phrase = KEYED.get((_kind(telling), telling.field))
    if phrase is None or not telling.keys:
        return None
    found = telling.difference
    here = found.kind is Kind.ADDED or (found.kind is Kind.CHANGED and found.before is None)
    gone = found.kind is Kind.REMOVED or (found.kind is Kind.CHANGED and found.after is None)
    odd = _ODD.get((telling.field, found.kind, found.before is None, found.after is None))
    return telling.made(odd or (phrase.given if here else phrase.gone if gone else phrase.changed))


_ODD: Mapping[tuple[str, Kind, bool, bool], str] = {
    ("gains", Kind.ADDED, True, True): "{lead}{key} gains by it.",
    ("gains", Kind.REMOVED, True, True): "{lead}{key} does not gain by it any more.",
    ("gains", Kind.CHANGED, False, True): "{lead}{key} gains by it; the amount is not given any more and was {before}.",
    ("read_again", Kind.CHANGED, True, False): "{lead}{key_raw} was read again on {after}.",
    ("read_again", Kind.ADDED, True, False): "{lead}{key_raw} was read again on {after}.",
    (
        "read_again",
        Kind.CHANGED,
        False,
        True,
    ): "{lead}{key_raw} is still to be read again; the day before was {before}.",
}
"""What is said where a key may stand without anything behind it: by field, kind, and whether each value is missing."""


def _kind(telling: Telling) -> type[Record]:
    record = telling.record
    for kind in (Plan, Organisation):
        if isinstance(record, kind):
            return kind
    return type(record) if record is not None else Record
