"""How fields are told that one kind of record has, and that are met most there."""

from collections.abc import Mapping

from rmpkit.changes.phrases import Listed, Phrase
from rmpkit.model.agreements import Commitment, Communication, KnowledgeItem
from rmpkit.model.approval import Version
from rmpkit.model.assessment import Swot
from rmpkit.model.context import Surrounding
from rmpkit.model.evidence import Answer, KnownGap, MutedRule, NotApplicable, Signpost
from rmpkit.model.exit import ExitStrategy, ExitTrigger
from rmpkit.model.goals import HealthCheck, Measure, Objective
from rmpkit.model.learning import ValueIdea
from rmpkit.model.meetings import Forum, Meeting
from rmpkit.model.organisation import Organisation, Policy
from rmpkit.model.papers import ControlledDocument
from rmpkit.model.people import Party, Person
from rmpkit.model.plan import Plan
from rmpkit.model.record import Record
from rmpkit.model.relationship import Course
from rmpkit.model.risks import Action, Risk
from rmpkit.model.selection import Candidate, CandidateScore
from rmpkit.model.stages import StageRecord

OF_RECORDS: Mapping[tuple[type[Record], str], Phrase] = {
    (Plan, "title"): Phrase("The relationship is called {after} now; it was called {before}."),
    (Plan, "type"): Phrase("The relationship is of the kind {after} now; it was {before}."),
    (Plan, "state"): Phrase("The relationship is {after} now; it was {before}."),
    (Plan, "segment"): Phrase(
        "The relationship is sorted under {after} now; it was under {before}.",
        "The relationship is sorted under {after} now.",
        "The relationship is not sorted any more; it was under {before}.",
    ),
    (Plan, "started"): Phrase(
        "The relationship began on {after}; the day given before was {before}.", "The relationship began on {after}."
    ),
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
    (Policy, "at"): Phrase(
        "The policy is kept at {after} now; it was kept at {before}.", "The policy is kept at {after}."
    ),
    (Party, "joined"): Phrase(
        "{subject} joined on {after}; the day given before was {before}.", "{subject} joins on {after}."
    ),
    (Party, "left"): Phrase(
        "The last day of {subject} in the relationship is {after} now, {moved} than before ({before}).",
        "{subject} leaves the relationship; the last day is {after}.",
        "No last day of {subject} in the relationship is given now; it was {before}.",
    ),
    (Party, "name"): Phrase("The party {bare_before} is called {bare_after} now."),
    (Party, "kind"): Phrase("", "{subject} takes part as {after}."),
    (Person, "left"): Phrase(
        "The last day of {subject} is {after} now, {moved} than before ({before}).",
        "{subject} leaves; the last day is {after}.",
        "No last day of {subject} is given now; it was {before}.",
    ),
    (Person, "name"): Phrase("{bare_before} is called {bare_after} now."),
    (Person, "of"): Phrase(
        "{subject} belongs to {after} now; it was {before}.",
        "{subject} belongs to {after}.",
        "{subject} is not said any more to belong to {before}.",
    ),
    (StageRecord, "state"): Phrase("{subject} is {after} now; it was {before}."),
    (Objective, "title"): Phrase("{subject} says {after} now; it said {before}."),
    (Objective, "agreed_at"): Phrase("", "{it} was agreed at {after}."),
    (Measure, "target"): Phrase(
        "The target of {subject} is {after} now; it was {before}.",
        "The target of {subject} is {after}; it had none before.",
        "{lead}it has no target any more; it was {before}.",
    ),
    (Measure, "baseline"): Phrase(
        "The baseline of {subject} is {after} now; it was {before}.",
        "The baseline of {subject} is {after}.",
        "{lead}it has no baseline any more; it was {before}.",
    ),
    (Measure, "amber"): Phrase(
        "{lead}what counts as near the target is {after} now; it was {before}.",
        "{lead}what counts as near the target is {after}; nothing did before.",
        "{lead}nothing counts as near the target any more; it was {before}.",
    ),
    (Measure, "every"): Phrase(
        "{it} is read {often_after} now instead of {often_before}.",
        "{it} is read {often_after} from now on.",
        "{it} does not say any more how often it is read; it was {often_before}.",
    ),
    (Measure, "of"): Phrase(
        "{it} measures {after} now; it measured {before}.",
        "{it} measures {after} now; it was about all parties together.",
        "{it} is about all parties together now; it measured {before}.",
    ),
    (Measure, "objective"): Phrase(
        "{it} serves {after} now; it served {before}.",
        "{it} serves {after}.",
        "{it} serves no objective any more; it served {before}.",
    ),
    (Forum, "title"): Phrase("The forum {bare_before} is called {bare_after} now."),
    (Forum, "every"): Phrase(
        "{subject} now meets {often_after} instead of {often_before}.",
        "{subject} meets {often_after} from now on.",
        "{subject} does not say any more how often it meets; it was {often_before}.",
    ),
    (Forum, "chair"): Phrase(
        "{after} takes the chair of {subject} now instead of {before}.",
        "{after} takes the chair of {subject} now; nobody did before.",
        "Nobody takes the chair of {subject} now; {before} did before.",
    ),
    (Meeting, "on"): Phrase("Meeting {id} was on {after}; the day given before was {before}."),
    (Meeting, "changed"): Phrase("", "{subject} says what changed: {after}."),
    (ExitStrategy, "activated"): Phrase(
        "Exit was activated on {after}; the day given before was {before}.",
        "Exit is activated: the day is {after}.",
        "Exit is not activated any more; the day given before was {before}.",
    ),
    (ExitStrategy, "agreed_at"): Phrase(
        "The exit strategy was agreed at {after}; the meeting named before was {before}.",
        "The exit strategy was agreed at {after}.",
        "The exit strategy does not say any more where it was agreed; it was {before}.",
    ),
    (ExitTrigger, "met"): Phrase("", "{it} was met on {after}."),
    (ExitTrigger, "trigger"): Phrase("{subject} says {after} now; it said {before}."),
    (ExitTrigger, "notice"): Phrase(
        "{lead}the notice is {after} now; it was {before}.",
        "{lead}the notice is {after}.",
        "{it} has no notice any more; it was {before}.",
    ),
    (Signpost, "dead"): Phrase(
        "{it} was found to be gone on {after}; the day given before was {before}.",
        "{it} was found to be gone on {after}.",
        "{it} is not marked as gone any more; that was on {before}.",
    ),
    (Signpost, "at"): Phrase("{it} points at {after} now; it pointed at {before}."),
    (Signpost, "keeper"): Phrase(
        "{lead}{after} keeps {object} now instead of {before}.",
        "{lead}{after} keeps {object} now; nobody did before.",
        "{lead}nobody keeps {object} now; {before} did before.",
    ),
    (Answer, "says"): Phrase("{subject} is reworded."),
    (KnownGap, "until"): Phrase(
        "Known gap {id} stays open until {after} now, {moved} than before ({before}): {requirement}."
    ),
    (KnownGap, "accepted_by"): Phrase("{lead}{after} accepts {object} now instead of {before}."),
    (KnownGap, "requirement"): Phrase("Known gap {id} is about {after} now; it was about {before}."),
    (MutedRule, "until"): Phrase("The rule {id} is muted until {after} now, {moved} than before ({before})."),
    (MutedRule, "by"): Phrase("The rule {id} is muted by {after} now; it was by {before}."),
    (MutedRule, "records"): Phrase(
        "",
        "The rule {id} is muted for {after} only now; it was muted for every record.",
        "The rule {id} is muted for every record now; it was muted for {before} only.",
    ),
    (NotApplicable, "decided_by"): Phrase("{lead}{after} decided so, not {before}."),
    (Version, "on"): Phrase("", "Version {id} was laid before the parties on {after}."),
    (Version, "terms"): Phrase(
        "Version {id} is sealed otherwise now: approvals given before stand for other terms.",
        "Version {id} is sealed: approvals given before stand for the terms as it left them.",
        "Version {id} is not sealed any more: approvals given before do not stand for the terms as it left them.",
    ),
    (Version, "agreed_at"): Phrase(
        "Version {id} was agreed at {after}; the meeting named before was {before}.",
        "Version {id} was agreed at {after}.",
        "Version {id} does not say any more where it was agreed; it was {before}.",
    ),
    (Commitment, "kept"): Phrase(
        "{it} was kept on {after}; the day given before was {before}.",
        "{it} was kept on {after}.",
        "{it} does not count as kept any more; the day given before was {before}.",
    ),
    (Commitment, "by"): Phrase("{it} is a promise of {after} now; it was one of {before}."),
    (Commitment, "to"): Phrase("{it} is promised to {after} now; it was promised to {before}."),
    (Risk, "likelihood"): Phrase(
        "{lead}the likelihood is {after} now; it was {before}.",
        "{lead}the likelihood is {after}; it was not rated before.",
        "{lead}the likelihood is not rated any more; it was {before}.",
    ),
    (Risk, "impact"): Phrase(
        "{lead}the impact is {after} now; it was {before}.",
        "{lead}the impact is {after}; it was not rated before.",
        "{lead}the impact is not rated any more; it was {before}.",
    ),
    (Risk, "action"): Phrase(
        "{lead}the action is reworded.",
        "{lead}this is being done about {object} now: {after}.",
        "{lead}nothing is said to be done about {object} any more; it was {before}.",
    ),
    (Risk, "response"): Phrase(
        "{lead}the response is to {after} now; it was to {before}.", "{lead}the response is to {after}."
    ),
    (Risk, "objective"): Phrase("{it} weighs on {after} now; it weighed on {before}.", "{it} weighs on {after}."),
    (CandidateScore, "score"): Phrase("{subject} is {after} now; it was {before}."),
    (Candidate, "name"): Phrase("Candidate {bare_before} is called {bare_after} now."),
    (Surrounding, "direction"): Phrase("{it} is {after} now; it was {before}.", "{it} is {after}."),
    (KnowledgeItem, "share"): Phrase("{it} is {after} now; it was {before}."),
    (Communication, "every"): Phrase(
        "{it} is said {often_after} now instead of {often_before}.",
        "{it} is said {often_after} from now on.",
        "{it} does not say any more how often; it was {often_before}.",
    ),
    (Communication, "approver"): Phrase(
        "{lead}{after} approves {object} before it goes out now instead of {before}.",
        "{lead}{after} approves {object} before it goes out; nobody was named before.",
        "{lead}nobody is named any more who approves {object} before it goes out; it was {before}.",
    ),
    (Swot, "see"): Phrase(
        "{it} is shown by {after} now; it was shown by {before}.",
        "{it} is shown by {after}.",
        "{it} does not name any more what shows it; it was {before}.",
    ),
    (ControlledDocument, "every"): Phrase(
        "{it} is looked at again {often_after} now instead of {often_before}.",
        "{it} is looked at again {often_after} from now on.",
        "{it} has no interval of its own any more; it was {often_before}.",
    ),
    (Action, "effect"): Phrase("", "{lead}this was seen of it afterwards: {after}."),
    (HealthCheck, "shown_on"): Phrase("", "{subject}: every party was shown the results on {after}."),
    (HealthCheck, "we_agreed"): Phrase("", "{subject}: the parties agreed {after}."),
    (ValueIdea, "realised"): Phrase(
        "{it} turned out to be worth {after}; the value given before was {before}.",
        "{it} turned out to be worth {after}.",
    ),
    (ValueIdea, "estimate"): Phrase(
        "{it} is thought to be worth {after} now; it was {before}.",
        "{it} is thought to be worth {after}.",
        "{it} has no estimate any more; it was {before}.",
    ),
    (ValueIdea, "cost"): Phrase("{it} costs {after} now; it was {before}.", "{it} costs {after}."),
}
"""Fields told in their own way in one kind of record."""

LISTS: Mapping[tuple[type[Record], str], Listed] = {
    (Forum, "members"): Listed(
        "{items} {has} a seat in {subject} now",
        "{items} {has} none any more",
        "{items} {has} no seat in {subject} any more",
    ),
    (Meeting, "present"): Listed(
        "{items} {is} named as present at {subject} now",
        "{items} {is} not any more",
        "{items} {is} not named as present at {subject} any more",
    ),
    (Meeting, "reviewed"): Listed(
        "{subject} reviewed {items} too",
        "it did not review {items}",
        "{items} {is} not named any more among what {subject} reviewed",
    ),
    (Signpost, "answers"): Listed(
        "{lead}it is evidence for {items} now",
        "it is none for {items} any more",
        "{lead}it is not evidence for {items} any more",
    ),
    (Signpost, "can_open"): Listed(
        "{lead}{items} can open it now", "{items} cannot open it any more", "{lead}{items} cannot open it any more"
    ),
    (ExitTrigger, "watched_by"): Listed(
        "{lead}{items} {watches} it now", "{items} {does} not any more", "{lead}{items} {does} not watch it any more"
    ),
    (ExitStrategy, "led_by"): Listed(
        "{items} would lead the exit now", "{items} would not any more", "{items} would not lead the exit any more"
    ),
    (HealthCheck, "actions"): Listed(
        "{subject} led to {items}",
        "it is not said any more to have led to {items}",
        "{subject} is not said any more to have led to {items}",
    ),
    (MutedRule, "records"): Listed(
        "the rule {id} is muted for {items} as well now",
        "it is not muted for {items} any more",
        "the rule {id} is not muted for {items} any more",
    ),
}
"""Lists told in their own way in one kind of record."""
