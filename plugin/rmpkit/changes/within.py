"""What is said of readings, approvals, answers and holders of posts, which stand deeper in a record than others."""

from collections.abc import Callable

from rmpkit.changes.saying import Voice, clipped, day, period, quoted
from rmpkit.changes.signs_of_trust import approval_taken
from rmpkit.changes.telling import Telling, moved
from rmpkit.model.approval import Approval, Version
from rmpkit.model.days import read_period
from rmpkit.model.goals import HealthCheck, Measure, PartyScores, Reading
from rmpkit.model.people import Holder


def reading(telling: Telling) -> str | None:
    """A reading of a measure, beside its target."""
    found, measure = telling.difference, telling.record
    if not isinstance(measure, Measure) or telling.field != "readings" or not telling.keys:
        return None
    what = f"{_period(telling)} of {found.path[1]} ({clipped(measure.question)})"
    unit = f" {measure.unit}" if measure.unit else ""
    if isinstance(found.after, Reading):
        target = f", target {measure.target}" if measure.target else ""
        note = f"; noted: {quoted(found.after.note)}" if found.after.note else ""
        return f"Reading for {what}: {found.after.value:,f}{unit}{target}{note}."
    if isinstance(found.before, Reading):
        return f"The reading for {what} is gone; it was {found.before.value:,f}{unit}."
    return _of_reading(telling, f"the reading for {what}", unit)


def _of_reading(telling: Telling, what: str, unit: str) -> str:
    """One field of a reading."""
    field = str(telling.keys[-1])
    if field == "value":
        return f"{what} is {telling.after}{unit} now; it was {telling.before}{unit}."
    if field == "by" and telling.difference.after is None:
        return f"It is not said any more who made {what}; it was {telling.before}."
    return f"{what} was made by {telling.after}." if field == "by" else _noted(telling, what)


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
    return _of_approval(telling, f"of the approval of version {version} by {name}")


def _of_approval(telling: Telling, of: str) -> str:
    """One field of an approval."""
    before, after = telling.difference.before, telling.difference.after
    if telling.keys[-1] == "terms":
        return _of_seal(telling, of)
    what = {"by": "The post", "on": "The day", "how": "The way"}.get(str(telling.keys[-1]))
    if what or telling.keys[-1] == "who":
        if before is None or after is None:
            said = "said now" if after else "not said any more"
            return f"It is {said} which person stands behind {of.removeprefix('of ')}."
        what = what or "The person"
        return f"{what} {of} is {telling.after} now; it was {telling.before}."
    if before is None:
        return f"The proof {of} is kept at {telling.after}."
    if after is None:
        return f"It is not said any more where the proof {of} is kept; it was {telling.before}."
    return f"The proof {of} is kept at {telling.after} now; it was kept at {telling.before}."


def _of_seal(telling: Telling, of: str) -> str:
    """What an approval is pinned to."""
    before, after = telling.difference.before, telling.difference.after
    if before and after and not approval_taken(telling):
        party, version = telling.now.party(str(telling.keys[0])), telling.difference.path[1]
        return f"{party} approved version {version} anew, in other terms than before."
    seal = "is another now" if before and after else "is recorded" if after else "is not recorded any more"
    return f"The seal {of}, which says what was approved, {seal}."


def _how(given: Approval) -> str:
    words = {"email": "by email", "pull request": "in the review of the change"}
    return words.get(given.how.value, given.how.value)


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
    before, after = telling.difference.before, telling.difference.after
    post = str(telling.difference.path[1])
    if field == "from":
        return f"{name} is {role} from {telling.after} now, {moved(before, after)} than before ({telling.before})."
    if field == "to":
        vacant = "; nobody holds the post now" if telling.now.case.holder(post) is None else ""
        if after is None:
            return f"{name} goes on as {role}; the last day would have been {telling.before}."
        was = f" now; it was {telling.before}" if before is not None else ""
        return f"The last day of {name} as {role} is {telling.after}{was}{vacant}."
    if after is None:
        return (
            f"It is not said any more where the appointment of {name} as {role} is recorded; it was {telling.before}."
        )
    return f"The appointment of {name} as {role} is recorded at {telling.after}."


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
