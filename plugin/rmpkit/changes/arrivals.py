"""What is said of a record that is there now, or is there no longer."""

from collections.abc import Iterator

from rmpkit.changes.labels import label_of
from rmpkit.changes.own_arrivals import ADDED, REMOVED
from rmpkit.changes.saying import Voice, clipped
from rmpkit.changes.telling import noun_of
from rmpkit.model.assessment import Appointment, KeyPerson
from rmpkit.model.audits import Audit, Certificate, Visit
from rmpkit.model.called import name_of
from rmpkit.model.closing import Closing, ExitReview
from rmpkit.model.misfit import listed
from rmpkit.model.papers import Revision
from rmpkit.model.record import Record
from rmpkit.model.reference import hints_of
from rmpkit.model.relationship import Course
from rmpkit.model.risks import Risk
from rmpkit.model.selection import CandidateScore


def added(voice: Voice, register: str, key: str, record: Record) -> str:
    """What is said of a new record."""
    own = ADDED.get(type(record))
    return own(voice, key, record) if own else new(voice, register, key, record)


def removed(voice: Voice, register: str, key: str, record: Record) -> str:
    """What is said of a record that is not there any more."""
    own = REMOVED.get(type(record))
    if own:
        return own(voice, key, record)
    return f"{noun_of(register, record)} {key} is gone{_colon(title(voice, record))}."


def new(voice: Voice, register: str, key: str, record: Record) -> str:
    """A new record: who raised it, what it is called, and who is to see to it by when."""
    raised = getattr(record, "raised_by", None)
    by = f", raised by {voice.say(raised, hints_of(type(record))['raised_by'])}" if raised else ""
    tails = "".join(f"; {each}" for each in _tails(voice, record))
    return f"new {noun_of(register, record)} {key}{by}{_colon(title(voice, record))}{tails}."


def _tails(voice: Voice, record: Record) -> Iterator[str]:
    """What a reader asks next about a new record."""
    if isinstance(record, Risk) and record.likelihood and record.impact:
        yield f"likelihood {record.likelihood} of 5, impact {record.impact} of 5"
    state = getattr(record, "state", None)
    if state is not None and state != type(record).model_fields["state"].default:
        yield f"it is {voice.say(state, None)}"
    if owner := getattr(record, "owner", None):
        yield f"{voice.post(owner)} owns it"
    if due := getattr(record, "due", None):
        yield f"it is due on {voice.say(due, None)}"


def _colon(name: str) -> str:
    return f": {name}" if name else ""


def title(voice: Voice, record: Record) -> str:  # noqa: PLR0911 - one line a kind of record
    """What a record is called; of one that has no name, what it says first."""
    match record:
        case CandidateScore():
            candidate, criterion = voice.record(record.candidate, "candidates"), voice.record(record.criterion)
            return f"{record.score} of 5 for {candidate} on {criterion}"
        case Appointment():
            who = voice.person(record.person) if record.person else ""
            return f"{who} as {record.post}" if who else voice.post(record.post)
        case Course():
            return f"{voice.say(record.decision, None)}, on {voice.say(record.on, None)}"
        case Certificate():
            by = f" by {clipped(record.body)}" if record.body else ""
            ends = f", valid until {voice.say(record.ends, None)}" if record.ends else ""
            return f"{clipped(record.standard)}{by}{ends}"
        case KeyPerson():
            who = voice.person(record.person) if record.person else voice.post(record.post) if record.post else ""
            return f"{who}, on whom this hangs: {clipped(record.matters_for)}" if who else clipped(record.matters_for)
        case Revision():
            return f"{clipped(record.version)}, {clipped(record.summary)}"
        case Visit():
            on = f" on {voice.say(record.on, None)}" if record.on else ""
            return f"{clipped(record.body)}{on}"
        case Audit():
            when = f", done on {voice.say(record.done, None)}" if record.done else ""
            when = when or (f", planned for {voice.say(record.planned, None)}" if record.planned else "")
            return f"{clipped(record.title)}{when}"
        case _:
            return clipped(name_of(record))


def whole(voice: Voice, what: str, record: Record, *, there: bool) -> str:
    """A thing of which there is one, such as the charter, that is there now or is there no longer."""
    if isinstance(record, Closing) and there:
        return f"the plan was closed on {voice.say(record.on, None)}."
    if isinstance(record, ExitReview) and there:
        return f"the parties looked back at the relationship on {voice.say(record.on, None)}."
    told = [
        label_of(name, getattr(record, name), type(record).__name__)
        for name in type(record).model_fields
        if getattr(record, name) not in (None, (), {})
    ]
    shown = [*told[:4], "more"] if len(told) > 5 else told  # noqa: PLR2004 - as many as one reads at once
    says = listed(shown, last="and") if shown else ""
    if there:
        return f"{what} is new{f'; it gives {says}' if says else ''}."
    return f"{what} is gone{f'; it gave {says}' if says else ''}."
