"""How fields are told that one kind of record has which the owner keeps for itself."""

from collections.abc import Mapping

from rmpkit.changes.phrases import Phrase
from rmpkit.model.assessment import Appointment, KeyPerson, Swot
from rmpkit.model.audits import Audit
from rmpkit.model.context import Climate, Surrounding
from rmpkit.model.method import CorporatePlan, ValueMeaning
from rmpkit.model.organisation import Organisation, Policy
from rmpkit.model.papers import ControlledDocument
from rmpkit.model.record import Record
from rmpkit.model.relationship import Course
from rmpkit.model.segments import Segmentation
from rmpkit.model.selection import Candidate, CandidateScore

_KEPT = Phrase(
    "{it} is kept at {after} now; it was kept at {before}.",
    "{it} is kept at {after}.",
    "{lead}it is not said any more where {object} is kept; it was {before}.",
)

OF_OWNER: Mapping[tuple[type[Record], str], Phrase] = {
    (Course, "decision"): Phrase("{subject} is {after} now; it was {before}."),
    (Organisation, "ser"): Phrase(
        "{after} answers for collaborative working now instead of {before}.",
        "{after} answers for collaborative working now; nobody did before.",
        "Nobody answers for collaborative working now; {before} did before.",
    ),
    (Organisation, "currency"): Phrase(
        "Amounts that name no currency are in {bare_after} now; they were in {bare_before}."
    ),
    (Organisation, "name"): Phrase("The organisation is called {after} now; it was called {before}."),
    (Organisation, "suggestions"): Phrase(
        "Suggestions go to {after} now; they went to {before}.",
        "Suggestions go to {after} now.",
        "No address takes suggestions any more; it was {before}.",
    ),
    (Organisation, "copy_for"): Phrase(
        "This is the copy of {after} now; it was that of {before}.",
        "This is the copy of {after} now.",
        "This is nobody's copy any more; it was that of {before}.",
    ),
    (Policy, "at"): _KEPT,
    (CandidateScore, "score"): Phrase("{subject} is {after} now; it was {before}."),
    (Candidate, "name"): Phrase("Candidate {bare_before} is called {bare_after} now."),
    (Candidate, "told"): Phrase(
        "{subject} was told of the decision on {after}; the day given before was {before}.",
        "{subject} was told of the decision on {after}.",
        "It is not said any more when {subject} was told of the decision; it was on {before}.",
    ),
    (Surrounding, "direction"): Phrase("{it} is {after} now; it was {before}.", "{it} is {after}."),
    (Swot, "see"): Phrase(
        "{it} is shown by {after} now; it was shown by {before}.",
        "{it} is shown by {after}.",
        "{lead}it is not said any more what shows it; it was {before}.",
    ),
    (Swot, "quadrant"): Phrase("{it} is sorted under {after} now; it was under {before}."),
    (KeyPerson, "matters_for"): Phrase(
        "Key person {id}: the work that hangs on this person is {after} now; it was {before}."
    ),
    (Climate, "decided_by"): Phrase(
        "{after} made the decision on climate, not {before}.",
        "{after} made the decision on climate.",
        "It is not said any more who made the decision on climate; it was {before}.",
    ),
    (Climate, "decided"): Phrase(
        "The decision on climate was made on {after}; the day given before was {before}.",
        "The decision on climate was made on {after}.",
        "It is not said any more when the decision on climate was made; it was on {before}.",
    ),
    (Segmentation, "method"): Phrase(
        "The method of segmentation is reworded.",
        "The method of segmentation is {after}.",
        "The method of segmentation is not given any more; it was {before}.",
    ),
    (ValueMeaning, "means"): Phrase(
        "The meaning of value is reworded.",
        "The meaning of value is {after}.",
        "The meaning of value is not given any more; it was {before}.",
    ),
    (Appointment, "person"): Phrase(
        "{subject} is that of {after} now; it was that of {before}.",
        "{subject} is that of {after}.",
        "It is not said any more of whom {subject} is; it was {before}.",
    ),
    (Appointment, "post"): Phrase("{subject} is for {after} now; it was for {before}."),
    (CorporatePlan, "at"): _KEPT,
    (ControlledDocument, "at"): _KEPT,
    (Audit, "done"): Phrase(
        "{it} was done on {after}; the day given before was {before}.",
        "{it} was done on {after}.",
        "{it} is not said any more to have been done; the day given before was {before}.",
    ),
    (ControlledDocument, "every"): Phrase(
        "{it} is looked at again {often_after} now instead of {often_before}.",
        "{it} is looked at again {often_after} from now on.",
        "{it} has no interval of its own any more; it was {often_before}.",
    ),
    (CandidateScore, "see"): Phrase(
        "{subject} rests on {after} now; it rested on {before}.",
        "{subject} rests on {after}.",
        "It is not said any more what {subject} rests on; it was {before}.",
    ),
}
"""Fields told in their own way in one kind of record: of the organisation, its thoughts, its choice of a partner."""
