"""What is said of readings, approvals, answers and holders of posts, which stand deeper in a record than others."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from rmpkit.changes.phrases import Phrase
from rmpkit.changes.saying import Voice, clipped, day, measured, period, quoted
from rmpkit.changes.signs_of_trust import approval_taken
from rmpkit.changes.telling import Telling, Words, moved
from rmpkit.model.approval import Approval, Method, Version
from rmpkit.model.days import read_period
from rmpkit.model.goals import HealthCheck, Measure, PartyScores, Reading
from rmpkit.model.people import Holder


def reading(telling: Telling) -> str | None:
    """A reading of a measure, beside its target."""
    found, measure = telling.difference, telling.record
    if not isinstance(measure, Measure) or telling.field != "readings" or not telling.keys:
        return None
    what = f"{_period(telling)} of {found.path[1]} ({clipped(measure.question)})"
    if isinstance(found.after, Reading):
        target = f", target {measure.target}" if measure.target else ""
        note = f"; noted: {quoted(found.after.note)}" if found.after.note else ""
        return f"Reading for {what}: {measured(found.after.value, measure.unit)}{target}{note}."
    if isinstance(found.before, Reading):
        return f"The reading for {what} is gone; it was {measured(found.before.value, measure.unit)}."
    return _of_reading(telling, f"the reading for {what}", measure.unit)


def _of_reading(telling: Telling, what: str, unit: str | None) -> str:
    """One field of a reading."""
    field, before, after = str(telling.keys[-1]), telling.difference.before, telling.difference.after
    if field == "value" and isinstance(before, Decimal) and isinstance(after, Decimal):
        return f"{what} is {measured(after, unit)} now; it was {measured(before, unit)}."
    return _filled(telling, _READ_BY, {"what": what}) if field == "by" else _noted(telling, what)


_READ_BY = Phrase(
    "{what} was made by {after}, not by {before}.",
    "{what} was made by {after}.",
    "It is not said any more who made {what}; it was {before}.",
)


def _period(telling: Telling) -> str:
    return period(read_period(str(telling.keys[0])))


def _noted(telling: Telling, what: str) -> str:
    before, after = telling.difference.before, telling.difference.after
    if before is None:
        return f"A note stands beside {what} now: {telling.after}."
    if after is None:
        return f"The note beside {what} is gone; it said {telling.before}."
    return f"The note beside {what} says {telling.after} now; it said {telling.before}."


def approval(telling: Telling) -> str | None:
    """A party's approval of a version."""
    if not isinstance(telling.record, Version) or telling.field != "approved" or not telling.keys:
        return None
    found, version, party = telling.difference, telling.difference.path[1], str(telling.keys[0])
    name = telling.now.party(party)
    if isinstance(found.after, Approval):
        given = found.after
        by = telling.now.deed(given.by, given.on, given.who)
        return f"{name} approved version {version} on {day(given.on)}: {by}, {_how(given)}."
    if isinstance(found.before, Approval):
        return f"The approval of version {version} by {name} is gone; it was given on {day(found.before.on)}."
    return _of_approval(telling, f"the approval of version {version} by {name}")


def _of_approval(telling: Telling, approval: str) -> str:
    """One field of an approval."""
    field = str(telling.keys[-1])
    if field == "terms":
        return _of_seal(telling, f"of {approval}")
    before, after = telling.difference.before, telling.difference.after
    how = {"how_before": _WAYS.get(before, ""), "how_after": _WAYS.get(after, "")} if field == "how" else {}
    return _filled(telling, _OF_APPROVAL[field], {"approval": approval, **how})


def _filled(telling: Telling, phrase: Phrase, words: Mapping[str, str]) -> str:
    """A phrase with its words put in: something is said for the first time, no more, or otherwise."""
    found = telling.difference
    said = phrase.given if found.before is None else phrase.gone if found.after is None else phrase.changed
    return said.format_map(Words(telling, words))


_WAYS: Mapping[object, str] = {
    Method.SIGNED: "with a signature",
    Method.MINUTED: "in the minutes",
    Method.EMAIL: "by email",
    Method.PULL_REQUEST: "in the review of the change",
}
"""How an approval was given."""


_OF_APPROVAL: Mapping[str, Phrase] = {
    "by": Phrase("{approval} was given by {after}, not by {before}."),
    "who": Phrase(
        "{approval} was given by {after}, not by {before}.",
        "It is said now that {approval} was given by {after}.",
        "It is not said any more which person gave {approval}; it was {before}.",
    ),
    "on": Phrase("{approval} was given on {after}; the day given before was {before}."),
    "how": Phrase(
        "{approval} was given {how_after}, not {how_before}.",
        "It is said now that {approval} was given {how_after}.",
        "It is not said any more how {approval} was given; it was {how_before}.",
    ),
    "see": Phrase(
        "The proof of {approval} is kept at {after} now; it was kept at {before}.",
        "The proof of {approval} is kept at {after}.",
        "It is not said any more where the proof of {approval} is kept; it was {before}.",
    ),
}
"""What is said of each field of an approval."""


def _of_seal(telling: Telling, of: str) -> str:
    """What an approval is pinned to."""
    before, after = telling.difference.before, telling.difference.after
    if before and after and not approval_taken(telling):
        party, version = telling.now.party(str(telling.keys[0])), telling.difference.path[1]
        return f"{party} approved version {version} anew, in other terms than before."
    seal = "is another now" if before and after else "is recorded" if after else "is not recorded any more"
    return f"The seal {of}, which says what was approved, {seal}."


def _how(given: Approval) -> str:
    return _WAYS[given.how] if given.how in (Method.EMAIL, Method.PULL_REQUEST) else given.how.value


def health(telling: Telling) -> str | None:
    """What one party's people answered in a health check."""
    if not isinstance(telling.record, HealthCheck) or telling.difference.path[2:3] == ():
        return None
    found, party = telling.difference, str(telling.difference.path[2])
    known = telling.record.by_party.keys() | telling.now.case.plan.parties.keys()
    if party not in known or telling.field in HealthCheck.model_fields:
        return None
    name, check = telling.now.party(party), telling.subject.text
    if isinstance(found.after, PartyScores):
        return f"{name} answered in {check}{_scores(found.after)}."
    if isinstance(found.before, PartyScores):
        return f"The answers of {name} in {check} are gone."
    return _of_theme(telling, name, check)


def _of_theme(telling: Telling, name: str, check: str) -> str:
    """One score of one party."""
    theme = str(telling.difference.path[-1])
    what = {"asked": "the number of people asked", "answered": "the number of people who answered"}.get(theme)
    what = what or f"the score for {theme.replace('-', ' ')}"
    if telling.difference.before is None:
        return f"In {check}, {what} at {name} is {telling.after}."
    if telling.difference.after is None:
        return f"In {check}, {what} at {name} is gone; it was {telling.before}."
    return f"In {check}, {what} at {name} is {telling.after} now; it was {telling.before}."


def _scores(found: PartyScores) -> str:
    given = ", ".join(f"{theme.replace('-', ' ')} {score:,f}" for theme, score in found.scores.items())
    return f": {given}" if given else ""


def holder(telling: Telling) -> str | None:
    """Who holds a post from when to when."""
    found = telling.difference
    if found.register != "roles" or len(found.path) < 3:  # noqa: PLR2004 - roles, post, person
        return None
    post, person = str(found.path[1]), str(found.path[2])
    role, name = role_of(telling.now, post), telling.now.person(person)
    if len(found.path) > 3:  # noqa: PLR2004 - and a field
        return _time_in_post(telling, role, name, str(found.path[3]))
    if isinstance(found.after, Holder):
        came_after = _before(telling.now, post, person, found.after)
        until = f" to {day(found.after.to)}" if found.after.to else ""
        after = f", after {came_after}" if came_after else ""
        return f"From {day(found.after.from_)}{until} {name} is {role}{after}."
    if isinstance(found.before, Holder):
        name = telling.then.person(person)
        vacant = "; nobody holds the post now" if telling.now.case.holder(post) is None else ""
        return f"{name} is not named as {role} any more; that was from {day(found.before.from_)}{vacant}."
    return None


def _time_in_post(telling: Telling, role: str, name: str, field: str) -> str:
    """One field of somebody's time in a post."""
    before, after = telling.difference.before, telling.difference.after
    if field == "from":
        return f"{name} is {role} from {telling.after} now, {moved(before, after)} than before ({telling.before})."
    if field == "to":
        return _last_day(telling, role, name)
    return _filled(telling, _OF_HOLDER[field], {"name": name, "role": role})


def _last_day(telling: Telling, role: str, name: str) -> str:
    before, after = telling.difference.before, telling.difference.after
    if after is None:
        return f"{name} goes on as {role}; the last day given before was {telling.before}."
    held = telling.now.case.holder(str(telling.difference.path[1])) is not None
    was = f" now; it was {telling.before}" if before is not None else ""
    return f"The last day of {name} as {role} is {telling.after}{was}{'' if held else '; nobody holds the post now'}."


_OF_HOLDER: Mapping[str, Phrase] = {
    "appointed": Phrase(
        "The appointment of {name} as {role} is recorded at {after} now; it was recorded at {before}.",
        "The appointment of {name} as {role} is recorded at {after}.",
        "It is not said any more where the appointment of {name} as {role} is recorded; it was {before}.",
    ),
    "appointed-by": Phrase(
        "{name} was appointed as {role} by {after}, not by {before}.",
        "{name} was appointed as {role} by {after}.",
        "It is not said any more who appointed {name} as {role}; it was {before}.",
    ),
    "authority": Phrase(
        "The authority of {name} as {role} is {after} now; it was {before}.",
        "The authority of {name} as {role} is {after}; nothing was written before.",
        "The authority of {name} as {role} is not given any more; it was {before}.",
    ),
}
"""What is said of each field of somebody's time in a post, beside its days."""


def role_of(voice: Voice, post: str) -> str:
    """A post as what somebody is: Harbour's senior executive responsible, northgate.works."""
    party, _, role = post.partition(".")
    if role != "ser":
        return post
    name = voice.party(party)
    return (
        f"the senior executive responsible of {name}"
        if name.endswith("s")
        else f"{name}'s senior executive responsible"
    )


def _before(voice: Voice, post: str, person: str, held: Holder) -> str:
    """Who was in a post before somebody, by name."""
    earlier = [name for name, each in voice.case.holders(post) if each.from_ < held.from_ and name != person]
    return voice.person(earlier[-1]) if earlier else ""


SPECIAL: tuple[Callable[[Telling], str | None], ...] = (reading, approval, health, holder)
"""What is told by a function of its own; each says nothing about what it is not for."""
