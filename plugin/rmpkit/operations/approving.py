"""A party's approval of a version, written down with the digest of the terms as they lie there; the party decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import ndiff
from functools import cached_property

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose, readers_of
from rmpkit.model.approval import Approval, Method, Version
from rmpkit.model.days import read_day
from rmpkit.model.finding import Path
from rmpkit.model.misfit import listed, nearest
from rmpkit.model.record import Disclosure
from rmpkit.model.showing import show
from rmpkit.operations.drafts import Desk, NotAddedError, UnfitAnswerError, answer
from rmpkit.operations.redraft import NotWrittenError, Redraft
from rmpkit.rules.approvals import Pin, latest_version, pin_of, version_key, waiting_for
from rmpkit.rules.case import Case
from rmpkit.store.amendment import Values
from rmpkit.store.document import Data
from rmpkit.store.emission import Word
from rmpkit.store.spelling import spelt

ANSWERED = ("by", "who", "on", "how", "see")
"""The keys of an approval that a person knows."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An approval, ready to be written."""

    redraft: Redraft
    """The file as it is to be."""

    path: Path
    """Where it stands in the plan."""

    says: str
    """What is recorded, in one sentence."""

    then: str
    """What is left to do, in one sentence."""


@dataclass(frozen=True)
class Ballot:
    """A version of a plan, and how far its parties have approved it."""

    desk: Desk
    """The plan as it lies there."""

    case: Case
    """The same, with the questions that rules ask."""

    version: Version
    """The version."""

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """The parties that are still to approve it, or approved terms that have changed since."""
        return waiting_for(self.version, self.case)

    @cached_property
    def unpinned(self) -> tuple[str, ...]:
        """The parties whose approval says nothing of the words."""
        return tuple(party for party in self.case.present if self.pin(party) is Pin.OPEN)

    @property
    def corrects(self) -> bool:
        """Whether it only puts right the words of a version before it."""
        last = latest_version(self.case)
        return self.version.minor and last is not None and last.id != self.version.id

    @property
    def usual_party(self) -> str:
        """The party that is meant where none is named: the next that is still to approve; nobody where all have."""
        return next(iter((*self.waiting, *self.unpinned)), "")

    def pin(self, party: str) -> Pin | None:
        """What became of the terms since a party approved this version; nothing where it did not."""
        return pin_of(self.version, party, self.case)

    def name(self, party: str) -> str:
        """The name that a party goes by."""
        return self.case.party_name(party)

    def usual(self, party: str, key: str, today: date) -> str:
        """What is meant where nothing is said: what is on record already, or what most approvals have."""
        given = self.version.approved.get(party)
        if given and self.pin(party) is Pin.OPEN:
            return str(spelt(getattr(given, key)) or "")
        kept = given.by if given and given.by.startswith(f"{party}.") else f"{party}.ser"
        known = kept if self.case.knows_post(kept) else ""
        return {"by": known, "on": today.isoformat(), "how": Method.SIGNED.value}.get(key, "")


def ballot(desk: Desk, version: str | None, *, today: date) -> Ballot:
    """The version that is to be approved: the latest where none is named.

    Raises:
        NotAddedError: there is none, or not all of the terms can be read.
    """
    edition = disclose(desk.loaded.portfolio, Audience.RESTRICTED, today=today)
    case = Case(edition, edition.plan(desk.plan.id), next(iter(desk.loaded.library)), today)
    versions = desk.plan.versions
    if not versions and not desk.plan.lost:
        raise NotAddedError(
            "The agreed terms have no version yet. Add one under versions in joint.yml, such as v1.0 with what: and "
            "what is new in it, then run this again."
        )
    if not case.terms_now:
        raise NotAddedError(_unread(desk))
    found = versions.get(version) if version else latest_version(case)
    if found is None:
        near = nearest(version or "", versions)
        known = f'Write "{near}".' if near else f"There are {listed(versions, last='and')}."
        raise UnfitAnswerError("version", f'There is no version "{show(version or "")}".', known)
    last = latest_version(case)
    if last is not None and version_key(found.id) < version_key(last.id):
        raise UnfitAnswerError(
            "version",
            f"{found.id} was followed by {last.id}, and the terms of today are those of {last.id}.",
            f"Write {last.id}, or leave --version out.",
        )
    return Ballot(desk, case, found)


def _unread(desk: Desk) -> str:
    """Says that not all of the terms can be read, and where."""
    plan = desk.plan
    between = [path for path, part in plan.lost.items() if part.disclosure <= Disclosure.JOINT]
    places = (desk.loaded.portfolio.places.of(plan.id, path) for path in between)
    where = next((f"{place.file}, line {place.line}" for place in places if place), f"the files of {plan.id}")
    where = next((file for file in plan.broken if readers_of(file).disclosure <= Disclosure.JOINT), where)
    return (
        f"Not all of the agreed terms can be read ({where}), so no approval can be pinned to them. Run rmp check first."
    )


def fits(ballot: Ballot, party: str, key: str, text: str, *, today: date) -> Data:
    """What an answer means, as it is written in the file.

    Raises:
        UnfitAnswerError: it does not fit, or names something that is not there.
    """
    if key == "party":
        return _party(ballot, text)
    value = answer(ballot.desk, Approval, key, text)
    if key == "by" and not text.strip().startswith(f"{party}."):
        posts = [post for post in ballot.case.plan.roles if post.startswith(f"{party}.")]
        near = nearest(text, posts) or next(iter(posts), f"{party}.ser")
        raise UnfitAnswerError(
            "by",
            f"{show(text)} is no post of {ballot.name(party)}, and each party approves for itself.",
            f"Write {near}.",
        )
    of = ballot.case.party_of(text.strip()) if key == "who" else None
    if of is not None and of != party:
        raise UnfitAnswerError(
            "who",
            f"{ballot.case.person_name(text.strip())} is of {ballot.name(of)}, and each party approves for itself.",
            f"Name somebody of {ballot.name(party)}, or leave --who out.",
        )
    if key == "on" and read_day(str(value)) > today:
        raise UnfitAnswerError("on", f"{value} has not come yet.", "Write the day on which the approval was given.")
    return value


def _party(ballot: Ballot, text: str) -> str:
    parties = ballot.case.plan.parties
    if text in parties:
        return text
    near = nearest(text, parties)
    known = f'Write "{near}".' if near else f"There are {listed(parties, last='and')}."
    raise UnfitAnswerError("party", f'There is no party "{show(text)}" in this plan.', known)


def record_correction(ballot: Ballot) -> Recorded:
    """Pin a version that only put words right to the terms as they stand.

    Raises:
        NotAddedError: it is pinned to them already, or cannot be written.
    """
    version, path = ballot.version, ("versions", ballot.version.id)
    if version.terms == ballot.case.terms_now:
        raise NotAddedError(f"Already recorded: {version.id} is pinned to the terms as they stand.")
    redraft = _written(ballot, path, {"terms": Word(ballot.case.terms_now)})
    says = f"{version.id} is pinned to the terms as they stand: approvals of the version before it stand by it."
    return Recorded(redraft, path, says, "Every party sees the mark, and may say that more than words changed.")


def record_approval(ballot: Ballot, party: str, answers: Mapping[str, str], *, today: date) -> Recorded:
    """An approval of a party, with the digest of the terms as they lie there.

    Args:
        ballot: the version.
        party: the party that approved.
        answers: the answers by key; an empty one is none.
        today: the day it is recorded.

    Raises:
        NotAddedError: it is there already, an answer does not fit, or the file cannot take it.
    """
    _party(ballot, party)
    version, pin = ballot.version, ballot.pin(party)
    if pin in (Pin.STANDS, Pin.CORRECTED):
        day = version.approved[party].on
        raise NotAddedError(f"Already recorded: {ballot.name(party)} approved {version.id} on {day}, and {pin}.")
    record = {key: fits(ballot, party, key, text, today=today) for key, text in answers.items() if text}
    if "who" not in record:
        record |= _holder(ballot, str(record["by"]), read_day(str(record["on"])))
    ordered: dict[str, Data] = {Word(key): record[key] for key in ANSWERED if key in record}
    ordered[Word("terms")] = Word(ballot.case.terms_now)
    given = version.approved.get(party)
    if given is None:
        redraft = _written(ballot, ("versions", version.id, "approved"), {Word(party): ordered})
    else:
        _refuse_leftovers(ballot, party, given, record)
        redraft = _written(ballot, ("versions", version.id, "approved", party), _new(given, ordered))
    says = _says(ballot, party, record, pinned=pin is Pin.OPEN)
    return Recorded(redraft, ("versions", version.id, "approved", party), says, _left(ballot, party))


def _holder(ballot: Ballot, post: str, day: date) -> Mapping[str, Data]:
    """Whoever held a post on a day; nobody where nobody did."""
    held = [person for person, time in ballot.case.holders(post) if time.holds_on(day)]
    return {"who": held[-1]} if held else {}


def _refuse_leftovers(ballot: Ballot, party: str, given: Approval, record: Mapping[str, Data]) -> None:
    """A new approval leaves nothing of the earlier one standing that would be untrue of it."""
    left = [key for key in ("see", "who") if getattr(given, key) and key not in record]
    if left and ballot.pin(party) is not Pin.OPEN:
        raise UnfitAnswerError(
            left[0],
            f"{left[0]}: {getattr(given, left[0])} is of the approval of {given.on}.",
            f"Add --{left[0]} for the new one, or take that line out first.",
        )


def _new(given: Approval, record: Mapping[str, Data]) -> Values:
    """What of an approval on record becomes another."""
    there = {key: spelt(getattr(given, key)) for key in (*ANSWERED, "terms")}
    return {key: value for key, value in record.items() if there.get(key) != value}


def _written(ballot: Ballot, path: Path, values: Values) -> Redraft:
    desk = ballot.desk
    try:
        redraft = Redraft(desk.loaded, desk.plan).amended({path: values})
    except NotWrittenError as error:
        raise NotAddedError(str(error)) from None
    for finding in redraft.found():
        raise NotAddedError(f"It would not fit there: {finding.message} {finding.mend}")
    return redraft


def _says(ballot: Ballot, party: str, record: Mapping[str, Data], *, pinned: bool) -> str:
    person = ballot.case.person_name(str(record["who"])) if "who" in record else ""
    post = str(record["by"])
    by = f"{person} ({post})" if person else f"{post}, which nobody is on record for on that day"
    name, version, day = ballot.name(party), ballot.version.id, record["on"]
    if pinned:
        return (
            f"The approval of {version} by {name}, given on {day} by {by}, is pinned to the terms as they stand now. "
            f"Where these are not the terms of {day}, ask {name} first."
        )
    return f"{name} approved {version} on {day}, by {by}; that is pinned to the terms as they stand now."


def _left(ballot: Ballot, party: str) -> str:
    rest = [ballot.name(each) for each in ballot.waiting if each != party]
    if rest:
        return f"Still to approve {ballot.version.id}: {listed(rest, last='and')}."
    return f"With that every party has approved {ballot.version.id}."


def lines_of(redraft: Redraft) -> Iterator[tuple[str, str]]:
    """The lines that go and come in a file that changes, each with the sign that says so."""
    for file, text in redraft.texts.items():
        before = Redraft(redraft.loaded, redraft.plan, new=redraft.new).text(file)
        for line in ndiff(before.splitlines(), text.splitlines()):
            if line[:1] in "+-":
                yield line[0], line[2:]
