"""What answers a requirement: a signpost to where it is kept, a statement, a gap the organisation knows of."""

from datetime import date
from typing import Annotated
from unicodedata import normalize

from pydantic import AfterValidator

from rmpkit.model.days import Day, Interval, Span
from rmpkit.model.filesum import FileSum
from rmpkit.model.record import INTERNAL_RECORD, JOINT_RECORD, Entry, Record
from rmpkit.model.reference import PartyRef, PostRef, RecordRef, RequirementRef
from rmpkit.model.scalars import Line, Prose


class Passed(Record):
    """The decision that a file goes to a partner as it is, though words of internal records stand in it."""

    sha256: Annotated[FileSum, INTERNAL_RECORD]
    """The SHA-256 sum of the file that was read; once the file is another, it is not passed any more."""

    by: Annotated[PostRef, INTERNAL_RECORD]
    """The owner's post that read the file and decided so."""

    on: Annotated[Day, INTERNAL_RECORD]
    """The day it was decided."""


class Signpost(Entry):
    """Where something is kept: an address, a document number, or a file in the plan's evidence folder."""

    title: Annotated[Line, JOINT_RECORD]
    """What it is, with its number and revision."""

    at: Annotated[Line, AfterValidator(lambda at: normalize("NFC", at)), JOINT_RECORD]
    """Where it is kept: a web address, evidence/file.pdf, or a system and number in words."""

    answers: Annotated[tuple[RequirementRef, ...], JOINT_RECORD] = ()
    """The requirements it is evidence for."""

    keeper: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that keeps it current."""

    checked: Annotated[Day | None, JOINT_RECORD] = None
    """The last day somebody opened it and found it right."""

    checked_by: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that opened it that day."""

    revision: Annotated[Line | None, JOINT_RECORD] = None
    """The revision that was looked at that day: rev C, issue 4."""

    good_for: Annotated[Interval | None, JOINT_RECORD] = None
    """How long a check of it counts, where that is not the organisation's interval."""

    can_open: Annotated[tuple[PartyRef, ...], JOINT_RECORD] = ()
    """The parties that can open it; everybody who sees the signpost, where nothing is written."""

    dead: Annotated[Day | None, JOINT_RECORD] = None
    """The day somebody found that it is no longer there."""

    note: Annotated[Prose | None, JOINT_RECORD] = None
    """Anything a reader needs beside it."""

    passed: Annotated[Passed | None, INTERNAL_RECORD] = None
    """That the file goes to a partner as it is, though the search finds words of internal records in it."""

    def shelf_life(self, usual: Span) -> Span:
        """How long a check of it counts: as it says itself, else as is usual."""
        return self.good_for or usual

    def good_until(self, usual: Span) -> date | None:
        """The last day its check counts; nothing where nobody has checked it."""
        return self.shelf_life(usual).after(self.checked) if self.checked else None

    def gone(self, today: date) -> bool:
        """Whether it was found to be gone by `today`, and nobody has found it right since."""
        if self.dead is None or self.dead > today:
            return False
        return self.checked is None or not self.dead < self.checked <= today


class Answer(Entry):
    """How a requirement is met, said in a few sentences where no record or document carries it."""

    says: Annotated[Prose, JOINT_RECORD]
    """What is done, in a few sentences."""

    see: Annotated[tuple[RecordRef, ...], JOINT_RECORD] = ()
    """Records that show it."""

    checked_by: Annotated[PostRef | None, JOINT_RECORD] = None
    """The post that looked whether it is so."""

    checked: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was looked at."""


class KnownGap(Entry):
    """A requirement that is open, and known to be: still counted, until a day."""

    requirement: Annotated[RequirementRef, JOINT_RECORD]
    """The requirement that is open."""

    why: Annotated[Line, JOINT_RECORD]
    """Why it is open."""

    accepted_by: Annotated[PostRef, JOINT_RECORD]
    """The post that accepts it."""

    on: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was accepted."""

    until: Annotated[Day, JOINT_RECORD]
    """The day it is to be closed or looked at again."""


class NotApplicable(Entry):
    """A requirement that does not arise here."""

    why: Annotated[Line, JOINT_RECORD]
    """Why it does not arise."""

    decided_by: Annotated[PostRef, JOINT_RECORD]
    """The post that decided so."""

    on: Annotated[Day, JOINT_RECORD]
    """The day it was decided."""


class MutedRule(Entry):
    """A rule that is not to be raised here for a while; it is counted, and shown."""

    why: Annotated[Line, INTERNAL_RECORD]
    """Why it does not help here."""

    by: Annotated[PostRef, INTERNAL_RECORD]
    """The post that muted it."""

    until: Annotated[Day, INTERNAL_RECORD]
    """The last day it is muted."""

    records: Annotated[tuple[Line, ...], INTERNAL_RECORD] = ()
    """The records, by id or short name, it is muted for; all of them where nothing is written."""
