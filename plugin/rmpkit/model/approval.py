"""Versions of the agreed terms, and each party's approval of them."""

from collections.abc import Mapping
from typing import Annotated

from rmpkit.model.days import Day
from rmpkit.model.digest import TermsDigest
from rmpkit.model.record import JOINT_RECORD, Entry, Record
from rmpkit.model.reference import MeetingRef, PartyRef, PersonRef, PostRef, SignpostRef
from rmpkit.model.scalars import Choice, Line, YesNo


class Method(Choice):
    """How a party gave its approval."""

    SIGNED = "signed"
    """A signature on paper or on screen."""
    MINUTED = "minuted"
    """Said in a meeting and written in its minutes."""
    EMAIL = "email"
    """Written in an email."""
    PULL_REQUEST = "pull request"
    """Given in review by the party's own account."""


class Approval(Record):
    """One party's approval of one version."""

    by: Annotated[PostRef, JOINT_RECORD]
    """The post that approved, able to commit its party."""

    who: Annotated[PersonRef | None, JOINT_RECORD] = None
    """The person who gave it, by short name; whoever held the post on that day where nothing is written."""

    on: Annotated[Day, JOINT_RECORD]
    """The day it was given."""

    how: Annotated[Method, JOINT_RECORD] = Method.SIGNED
    """How it was given."""

    see: Annotated[SignpostRef | None, JOINT_RECORD] = None
    """Where the proof of it is kept."""

    terms: Annotated[TermsDigest | None, JOINT_RECORD] = None
    """The digest of the terms that were approved, written by `rmp record-approval`."""


class Version(Entry):
    """A version of the agreed terms, approved only when every party has approved it."""

    what: Annotated[Line, JOINT_RECORD]
    """What is new in it."""

    on: Annotated[Day | None, JOINT_RECORD] = None
    """The day it was laid before the parties."""

    agreed_at: Annotated[MeetingRef | None, JOINT_RECORD] = None
    """The meeting that agreed it."""

    minor: Annotated[YesNo, JOINT_RECORD] = False
    """Whether it only corrects words, so that approvals of the version before still stand."""

    terms: Annotated[TermsDigest | None, JOINT_RECORD] = None
    """For a correction of words, the digest of the terms as it left them, written by `rmp record-approval`."""

    approved: Annotated[Mapping[PartyRef, Approval], JOINT_RECORD] = {}
    """Each party's approval."""
