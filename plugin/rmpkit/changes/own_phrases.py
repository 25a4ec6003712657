"""How fields are told that one kind of record has, and that are met most there."""

from collections.abc import Mapping

from rmpkit.changes.owner_phrases import OF_OWNER
from rmpkit.changes.phrases import Phrase
from rmpkit.model.agreements import Commitment, Communication, KnowledgeItem
from rmpkit.model.approval import Version
from rmpkit.model.closing import Closing
from rmpkit.model.disputes import Issue
from rmpkit.model.evidence import Answer, KnownGap, MutedRule, NotApplicable, Signpost
from rmpkit.model.exit import ExitStrategy, ExitTrigger
from rmpkit.model.goals import HealthCheck, Measure, Objective
from rmpkit.model.learning import Deliverable, ValueIdea
from rmpkit.model.meetings import Forum, Meeting
from rmpkit.model.people import Party, Person
from rmpkit.model.plan import Plan
from rmpkit.model.record import Record
from rmpkit.model.risks import Action, Risk
from rmpkit.model.stages import StageRecord

OF_RECORDS: Mapping[tuple[type[Record], str], Phrase] = {
    **OF_OWNER,
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
        "{subject} works for {after} now; it was {before}.",
        "{subject} works for {after}.",
        "{subject} is not said any more to work for {before}.",
    ),
    (StageRecord, "state"): Phrase("{subject} is {after} now; it was {before}."),
    (Objective, "title"): Phrase("{subject} reads {after} now; it read {before}."),
    (Objective, "agreed_at"): Phrase(
        "{it} was agreed at {after}; the meeting named before was {before}.",
        "{it} was agreed at {after}.",
        "{lead}it is not said any more where {object} was agreed; it was at {before}.",
    ),
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
        "{lead}it is not said any more how often {object} is read; it was {often_before}.",
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
        "It is not said any more how often {subject} meets; it was {often_before}.",
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
        "Exit was activated on {after}.",
        "Exit is not said any more to be activated; the day given before was {before}.",
    ),
    (ExitStrategy, "agreed_at"): Phrase(
        "The exit strategy was agreed at {after}; the meeting named before was {before}.",
        "The exit strategy was agreed at {after}.",
        "It is not said any more where the exit strategy was agreed; it was at {before}.",
    ),
    (ExitStrategy, "because"): Phrase(
        "Exit was started because of {after}, not because of {before}.",
        "Exit was started because of {after}.",
        "It is not said any more which trigger started the exit; it was {before}.",
    ),
    (ExitTrigger, "met"): Phrase(
        "{it} was met on {after}; the day given before was {before}.",
        "{it} was met on {after}.",
        "{it} does not count as met any more; the day given before was {before}.",
    ),
    (ExitTrigger, "trigger"): Phrase("{subject} reads {after} now; it read {before}."),
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
    (KnownGap, "on"): Phrase(
        "{it} was accepted on {after}; the day given before was {before}.",
        "{it} was accepted on {after}.",
        "{lead}it is not said any more when {object} was accepted; it was on {before}.",
    ),
    (KnownGap, "why"): Phrase("Known gap {id}: the reason is {after} now; it was {before}."),
    (KnownGap, "requirement"): Phrase("Known gap {id} is about {after} now; it was about {before}."),
    (MutedRule, "until"): Phrase("The rule {id} is muted until {after} now, {moved} than before ({before})."),
    (MutedRule, "by"): Phrase("The rule {id} is muted by {after} now; it was by {before}."),
    (MutedRule, "why"): Phrase("The rule {id} is muted for another reason now: {after}; it was {before}."),
    (MutedRule, "records"): Phrase(
        "",
        "The rule {id} is muted for {after} only now; it was muted for every record.",
        "The rule {id} is muted for every record now; it was muted for {before} only.",
    ),
    (NotApplicable, "decided_by"): Phrase("{lead}{after} decided so, not {before}."),
    (NotApplicable, "on"): Phrase("{lead}that was decided on {after}; the day given before was {before}."),
    (NotApplicable, "why"): Phrase("{lead}the reason is {after} now; it was {before}."),
    (Version, "on"): Phrase(
        "Version {id} was laid before the parties on {after}; the day given before was {before}.",
        "Version {id} was laid before the parties on {after}.",
        "It is not said any more when version {id} was laid before the parties; it was on {before}.",
    ),
    (Version, "terms"): Phrase(
        "Version {id} is sealed otherwise now: approvals given before stand for other terms.",
        "Version {id} is sealed: approvals given before stand for the terms as it left them.",
        "Version {id} is not sealed any more: approvals given before do not stand for the terms as it left them.",
    ),
    (Version, "agreed_at"): Phrase(
        "Version {id} was agreed at {after}; the meeting named before was {before}.",
        "Version {id} was agreed at {after}.",
        "It is not said any more where version {id} was agreed; it was at {before}.",
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
    (Risk, "objective"): Phrase(
        "{it} weighs on {after} now; it weighed on {before}.",
        "{it} weighs on {after}.",
        "{it} is not said any more to weigh on {before}.",
    ),
    (Issue, "level"): Phrase(
        "{it} is on step {after} of the ladder now; it was on {before}.",
        "{it} is on step {after} of the ladder.",
        "{it} is on no step of the ladder any more; it was on {before}.",
    ),
    (KnowledgeItem, "share"): Phrase("{it} is {after} now; it was {before}."),
    (Communication, "every"): Phrase(
        "{it} is said {often_after} now instead of {often_before}.",
        "{it} is said {often_after} from now on.",
        "{lead}the interval is not given any more; it was {often_before}.",
    ),
    (Communication, "approver"): Phrase(
        "{lead}{after} approves {object} before it goes out now instead of {before}.",
        "{lead}{after} approves {object} before it goes out; nobody was named before.",
        "{lead}nobody is named any more who approves {object} before it goes out; it was {before}.",
    ),
    (Closing, "kept_at"): Phrase(
        "The last version of the plan is kept at {after} now; it was kept at {before}.",
        "The last version of the plan is kept at {after}.",
        "It is not said any more where the last version of the plan is kept; it was {before}.",
    ),
    (Deliverable, "of"): Phrase(
        "{it} is to come from {after} now; it was to come from {before}.",
        "{it} is to come from {after}.",
        "{lead}it is not said any more which party hands it over; it was {before}.",
    ),
    (Action, "effect"): Phrase("", "{lead}this was seen of it afterwards: {after}."),
    (HealthCheck, "shown_on"): Phrase(
        "The results of {subject} were shown to every party on {after}; the day given before was {before}.",
        "The results of {subject} were shown to every party on {after}.",
        "It is not said any more when the results of {subject} were shown to every party; it was on {before}.",
    ),
    (HealthCheck, "we_agreed"): Phrase("", "After {subject} the parties agreed {after}."),
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
    (ValueIdea, "see"): Phrase(
        "{lead}the gain is shown by {after} now; it was shown by {before}.",
        "{lead}the gain is shown by {after}.",
        "{lead}it is not said any more what shows the gain; it was {before}.",
    ),
}
"""Fields told in their own way in one kind of record."""
