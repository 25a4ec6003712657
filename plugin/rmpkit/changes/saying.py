"""How the values of a plan are said in a sentence: days in words, posts with their holders, records by their names."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import PlainValidator

from rmpkit.changes.around import kept_in, records_of
from rmpkit.model.agreements import Sharing
from rmpkit.model.amounts import Amount
from rmpkit.model.assessment import Stance
from rmpkit.model.called import name_of
from rmpkit.model.context import Direction, Horizon
from rmpkit.model.days import Period, Span
from rmpkit.model.goals import Reading
from rmpkit.model.learning import IdeaState
from rmpkit.model.meetings import Meeting
from rmpkit.model.misfit import listed
from rmpkit.model.record import Record
from rmpkit.model.reference import arguments, arms, register_of
from rmpkit.model.relationship import CaseOutcome, CourseDecision, SegmentDecision
from rmpkit.model.risks import RiskState
from rmpkit.model.scalars import read_line, read_prose, read_score
from rmpkit.model.selection import CandidateState
from rmpkit.model.showing import show
from rmpkit.rules.case import Case
from rmpkit.rules.deeds import doer

_WORDS: Mapping[tuple[type[Enum], str], str] = {
    (type(value), str(value.value)): said
    for value, said in (
        (CandidateState.LONGLIST, "on the longlist"),
        (CandidateState.SHORTLIST, "on the shortlist"),
        (CandidateState.WITHDREW, "withdrawn"),
        (CaseOutcome.CHANGE, "to change it"),
        (CaseOutcome.GO_ON, "to go on"),
        (CaseOutcome.STOP, "to stop"),
        (CourseDecision.CHANGE_COURSE, "to change course"),
        (CourseDecision.GO_ON, "to go on"),
        (CourseDecision.PAUSE, "to pause"),
        (CourseDecision.STOP, "to stop"),
        (Direction.HELPS, "a help"),
        (Direction.HINDERS, "a hindrance"),
        (Horizon.NOW, "the present"),
        (IdeaState.IDEA, "only an idea"),
        (RiskState.OCCURRED, "something that has occurred"),
        (RiskState.TREATING, "being treated"),
        (RiskState.WATCHING, "being watched"),
        (SegmentDecision.COLLABORATE, "to collaborate"),
        (SegmentDecision.DEVELOP, "to develop it"),
        (SegmentDecision.EXIT, "to end it"),
        (SegmentDecision.KEEP_TRANSACTIONAL, "to keep it transactional"),
        (SegmentDecision.REVIEW, "to look again"),
        (Sharing.CAN, "open"),
        (Sharing.COULD, "open on conditions"),
        (Sharing.CANNOT, "never to be shared"),
        (Stance.ACCEPT, "to accept it"),
        (Stance.BUILD, "to build on it"),
        (Stance.DEFEND, "to defend against it"),
        (Stance.EXPLOIT, "to exploit it"),
        (Stance.MEND, "to mend it"),
    )
}
"""Values that say too little by themselves, by their kind: a word of one kind may be a word of another, too."""

LONGEST = 120
"""Characters of an author's text that a sentence quotes; the rest stands in the plan."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Says what stands in one edition of a plan, or of the organisation, and nothing beyond that edition."""

    case: Case
    """The plan; for the organisation, the case that has none."""

    plan: str | None
    """The plan's id; `None` for the organisation."""

    def say(self, value: object, hint: Any) -> str:  # noqa: ANN401, C901, PLR0911, PLR0912 - a type of any shape; one line a type
        """A value in words.

        Args:
            value: what stands there.
            hint: the type that the model declares for it.
        """
        match value:
            case None:
                return "nothing"
            case bool():
                return "yes" if value else "no"
            case tuple():
                (of_item, *_) = arguments(hint, tuple) or (Any,)
                return listed(self.each(value, of_item), last="and") if value else "nothing"
            case Mapping():
                (_, of_item) = arguments(hint, dict) or (Any, Any)
                said = (f"{self.key(key)} {self.say(item, of_item)}" for key, item in value.items())
                return listed(said, last="and") if value else "nothing"
            case date():
                return day(value)
            case Period():
                return period(value)
            case Amount():
                return self.money(value)
            case Span():
                return value.words
            case int():
                return f"{value} of 5" if _reader_of(hint) is read_score else str(value)
            case Decimal():
                return f"{value:,f}"
            case Reading():
                return f"{value.value:,f}"
            case Enum():
                return _WORDS.get((type(value), str(value.value)), str(value.value))
            case Record():
                return "something else"
            case str():
                return self._text(value, hint)
            case _:
                return show(str(value), LONGEST)

    def each(self, values: tuple[object, ...], hint: Any) -> list[str]:  # noqa: ANN401 - a type of any shape
        """Each of several values in words."""
        return [self.say(value, hint) for value in values]

    def key(self, key: object) -> str:
        """The key of a map in words: a party by its name, a day or a month in full, a short name with spaces."""
        text = str(key)
        if isinstance(key, date):
            return day(key)
        if isinstance(key, Period):
            return period(key)
        if text in self.case.plan.parties:
            return self.party(text)
        return show(text.replace("-", " "), LONGEST) if text.islower() else show(text, LONGEST)

    def money(self, amount: Amount) -> str:
        """An amount with its currency."""
        owner = self.case.edition.organisation
        return f"{amount.value:,f} {amount.currency or (owner.currency if owner else '')}".strip()

    def deed(self, post: str, on: date | None, who: str | None = None) -> str:
        """A post with who did something by it, on a day; without anybody where that cannot be told."""
        did = doer(self.case, post, on, who)
        return f"{post} ({show(self.case.person_name(did), LONGEST)})" if did else post

    def post(self, post: str) -> str:
        """A post with who holds it on the day, or that nobody does; without either where the edition does not say."""
        holder = self.case.holder(post)
        if holder is not None:
            return f"{post} ({show(self.case.person_name(holder), LONGEST)})"
        told = self.case.edition.audience.own or post in self.case.plan.roles
        return f"{post} (vacant)" if told else post

    def party(self, party: str) -> str:
        """A party by its name."""
        parties, owner = self.case.plan.parties, self.case.edition.organisation
        if party in parties:
            return clipped(parties[party].name)
        return clipped(owner.name) if owner and owner.id == party else party

    def person(self, person: str) -> str:
        """A person by name."""
        return clipped(self.case.person_name(person))

    def requirement(self, requirement: str) -> str:
        """A requirement by its short title and its stable id."""
        found = self.case.catalogue.requirements.get(requirement)
        return f"{found.title} ({requirement})" if found else requirement

    def record(self, record: str, register: str = "records") -> str:
        """A record by its id and what it is called."""
        kept = kept_in(self.case, self.plan)
        for field, key, found in records_of(kept) if kept else ():
            if key == record and register in ("records", field.replace("_", "-")):
                if isinstance(found, Meeting):
                    return f"{record} of {day(found.on)}"
                name = name_of(found)
                if register in ("forums", "candidates"):
                    return clipped(name)
                return f"{record} ({clipped(name)})" if name else record
        return record

    def criterion(self, criterion: str) -> str:
        """A criterion of segmentation by its id and title, as far as the edition has it."""
        owner = self.case.edition.organisation
        found = owner.segment_criteria.get(criterion) if owner else None
        return f"{criterion} ({clipped(found.title)})" if found else criterion

    def _text(self, value: str, hint: Any) -> str:  # noqa: ANN401, PLR0911 - a type of any shape; one line a register
        match register_of(hint):
            case "posts":
                return self.post(value)
            case "parties":
                return self.party(value)
            case "people":
                return self.person(value)
            case "requirements":
                return self.requirement(value)
            case "rules" | "catalogues" | "ranking-lines":
                return value
            case "segment-criteria":
                return self.criterion(value)
            case "plans":
                found = next((each for each in self.case.edition.plans if each.id == value), None)
                return clipped(found.title) if found else value
            case str(register):
                return self.record(value, register)
            case None:
                return quoted(value) if is_text(hint) else show(value, LONGEST)


def is_text(hint: Any) -> bool:  # noqa: ANN401 - a type of any shape
    """Whether a value is an author's own text, of a line or of paragraphs."""
    return _reader_of(hint) in (read_line, read_prose)


def is_prose(hint: Any) -> bool:  # noqa: ANN401 - a type of any shape
    """Whether a value is an author's text of one or more paragraphs."""
    return _reader_of(hint) is read_prose


def _reader_of(hint: Any) -> object:  # noqa: ANN401 - a type of any shape
    extras = (extra for arm in arms(hint) for extra in getattr(arm, "__metadata__", ()))
    return next((extra.func for extra in extras if isinstance(extra, PlainValidator)), None)


def clipped(text: str) -> str:
    """An author's text on one line, safe to print, shortened where it is long, without its full stop."""
    folded = " ".join(text.split())
    if len(folded) > LONGEST:
        folded = f"{folded[:LONGEST].rsplit(' ', 1)[0].rstrip('.,;:')}..."
        return show(folded, 2 * LONGEST)
    return show(folded.removesuffix("."), 2 * LONGEST)


def quoted(text: str) -> str:
    """An author's text in quotation marks."""
    return f'"{clipped(text)}"'


def day(found: date) -> str:
    """A day in words: 15 December 2026."""
    return f"{found.day} {calendar.month_name[found.month]} {found.year}"


def period(found: Period) -> str:
    """The month or the day of a reading in words: October 2026."""
    return (
        day(found.last) if found.text.count("-") > 1 else f"{calendar.month_name[found.last.month]} {found.last.year}"
    )


def measured(value: Decimal, unit: str | None) -> str:
    """What was read, with what it counts: 3 injuries, 1 injury."""
    return f"{value:,f} {(_one(unit) if value == 1 else unit) if unit else ''}".rstrip()


def _one(unit: str) -> str:
    """A unit of which there is one: minute, injury, breach; a word that no rule fits stays as it is."""
    word, _, rest = unit.partition(" ")
    endings = (
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
        ("ss", "ss"),
        ("us", "us"),
        ("s", ""),
    )
    end, one = next(((end, one) for end, one in endings if word.endswith(end)), ("", ""))
    said = f"{word.removesuffix(end)}{one}" if word.islower() and len(word) > len(end) + 1 else word
    return f"{said} {rest}".rstrip()


_OFTEN = {
    "day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly",
    "half-year": "every half-year", "2 weeks": "every two weeks",
}  # fmt: skip


def often(found: object) -> str:
    """How often something is done: monthly, every 90 days."""
    text = (found.text if isinstance(found, Span) else str(found)).removeprefix("1 ")
    return _OFTEN.get(text, f"every {text}")


def days(number: int) -> str:
    """So many days: 1 day, 21 days."""
    return f"{number} day" if number == 1 else f"{number:,} days"


def upper(sentence: str) -> str:
    """A sentence with a capital at its beginning, unless it begins with a name that is written small."""
    first = sentence.split(" ", 1)[0]
    return sentence if "." in first.rstrip(".") or "-" in first else sentence[:1].upper() + sentence[1:]
