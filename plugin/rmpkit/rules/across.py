"""Rules about what two plans say of one person, one party, one post or one document."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from rmpkit.model.evidence import Signpost
from rmpkit.model.finding import Severity
from rmpkit.model.people import Holder
from rmpkit.model.record import Disclosure
from rmpkit.rules.absence import standing_in
from rmpkit.rules.case import Case, Whole
from rmpkit.rules.persons import Somebody, everybody
from rmpkit.rules.rule import Problem, edition_rule

Told = tuple[str | None, Problem]
"""A problem, and the plan on which it is told; none for the organisation."""

HANDOVER = timedelta(days=92)
"""Two people in one post for so long are no handover any more: a quarter is the longest notice that is usual."""

PLANS = 3
"""So many relationships in one hand are worth a look at who stands in; two are common in a small team."""


@edition_rule("RMP901")
def leaver_holds_post_elsewhere(whole: Whole) -> Iterator[Told]:
    """Somebody has left by what one plan says, and still holds a post in another, or in the organisation.

    ## Why it matters
    A partner tells one manager that somebody goes. The other plans hear of it by chance, or on the day they ring up.

    ## Example
    ```yaml
    skerry:
      people:
        silva: {name: Duarte Silva, of: northgate, left: 2025-12-31}
      roles:
        northgate.manager:
          silva: {from: 2024-04-01, to: 2025-12-31}
    ```

    Instead:
    ```yaml
    skerry:
      people:
        silva: {name: Duarte Silva, of: northgate}
      roles:
        northgate.manager:
          silva: {from: 2024-04-01, to: 2025-12-31}
    ```
    """
    titles = {plan.id: plan.title for plan in whole.edition.plans}
    for somebody in everybody(whole.edition):
        gone = dict(_last_days(somebody, whole.today))
        for case in (whole.own, *whole.cases) if gone else ():
            posts = _unclosed(case, somebody, gone)
            for post in posts:
                source, day = next(iter(gone.items()))
                says = f", by what {titles[source]} says" if source in titles else ""
                yield (
                    case.plan.id or None,
                    Problem(
                        ("roles", post, somebody.id),
                        f"{somebody.person.name} holds {post}, and left on {day}{says}.",
                        f"Close the line with to: {day}, or correct the day on which the person left.",
                        somebody.id,
                    ),
                )


def _last_days(somebody: Somebody, today: date) -> Iterator[tuple[str, date]]:
    """The plans that say somebody has left, each with the day; an empty name for the organisation."""
    if somebody.ours and somebody.person.left and somebody.person.left < today:
        yield "", somebody.person.left
    for plan in () if somebody.ours else somebody.plans:
        left = plan.people[somebody.id].left
        if left and left < today:
            yield plan.id, left


def _unclosed(case: Case, somebody: Somebody, gone: Mapping[str, date]) -> Iterator[str]:
    """Posts that somebody holds where nothing says that they left; where it does, holder-left says so."""
    organisation = case.edition.organisation
    if somebody.ours:
        posts = (organisation.roles if organisation else {}) if not case.plan.id else {}
    else:
        posts = case.plan.roles if case.plan.id not in gone and somebody.known_to(case.plan) else {}
    yield from (post for post in posts if case.holder(post) == somebody.id)


@edition_rule("RMP902", severity=Severity.NOTE)
def person_told_two_ways(whole: Whole) -> Iterator[Told]:
    """Two plans know a person by one short name, and say that they work for different parties.

    ## Why it matters
    People change employers, and one plan hears of it first. Where two people share a name, a second short name keeps
    them apart.

    ## Example
    ```yaml
    skerry:
      people:
        halvorsen: {name: Ingrid Halvorsen, of: estuary}
    ```

    Instead:
    ```yaml
    skerry:
      people:
        halvorsen: {name: Ingrid Halvorsen, of: northgate}
    ```
    """
    running = {case.plan.id: case for case in whole.cases}
    for somebody in everybody(whole.edition):
        cases = [running[plan.id] for plan in somebody.plans if plan.id in running and not somebody.ours]
        there = [case for case in cases if not case.plan.people[somebody.id].left]
        for case in there[1:]:
            ours, theirs = _employer(case, somebody), _employer(there[0], somebody)
            if _alike(ours) != _alike(theirs):
                title = there[0].plan.title
                yield (
                    case.plan.id,
                    Problem(
                        ("people", somebody.id),
                        f"{somebody.person.name} works for {ours} here, and for {theirs} in {title}.",
                        "Correct one of the two, or give one of them another short name.",
                        somebody.id,
                    ),
                )


def _employer(case: Case, somebody: Somebody) -> str:
    party = case.plan.people[somebody.id].of or case.own or ""
    return case.party_name(party)


def _alike(name: str) -> str:
    return " ".join(name.casefold().split())


@edition_rule("RMP903", severity=Severity.NOTE)
def party_letter_differs(whole: Whole) -> Iterator[Told]:
    """Records of one party begin with different letters in two plans.

    ## Why it matters
    R-N13 is read aloud in a meeting. Who works with the same party in two relationships takes N for the same one.

    ## Example
    ```yaml
    skerry:
      parties:
        northgate: {name: Northgate Marine, letter: M}
    ```

    Instead:
    ```yaml
    skerry:
      parties:
        northgate: {name: Northgate Marine, letter: N}
    ```
    """
    first: dict[str, tuple[str, str]] = {}
    for case in whole.cases:
        for key in case.present:
            letter = case.plan.parties[key].letter or key[:1].upper()
            known, title = first.setdefault(key, (letter, case.plan.title))
            if letter != known:
                yield (
                    case.plan.id,
                    Problem(
                        ("parties", key),
                        f"Records of {case.party_name(key)} begin with {letter} here, and with {known} in {title}.",
                        "Write the same letter: in both for new records; ids that were given stay as they are.",
                        key,
                    ),
                )


@edition_rule("RMP904", severity=Severity.NOTE)
def party_under_two_short_names(whole: Whole) -> Iterator[Told]:
    """One party, by its name, goes by different short names in two plans.

    ## Why it matters
    A party's copy is made by its short name. Under two of them it gets two copies, and each lacks the other's plans.

    ## Example
    ```yaml
    skerry:
      parties:
        northgate-surveys: {name: Northgate Marine}
    ```

    Instead:
    ```yaml
    skerry:
      parties:
        northgate-surveys: {name: Northgate Surveys}
    ```
    """
    first: dict[str, tuple[str, str]] = {}
    for case in whole.cases:
        for key in case.present:
            known, title = first.setdefault(_alike(case.party_name(key)), (key, case.plan.title))
            if key != known:
                yield (
                    case.plan.id,
                    Problem(
                        ("parties", key),
                        f"{case.party_name(key)} is {key} here, and {known} in {title}.",
                        "Write the same short name in both, here and in the posts that begin with it.",
                        key,
                    ),
                )


@edition_rule("RMP905", severity=Severity.NOTE)
def party_left_elsewhere(whole: Whole) -> Iterator[Told]:
    """A party has left one relationship and takes part in another.

    ## Why it matters
    It may well be right. It is also how a parting is first heard of, so the other relationship may want to know.

    ## Example
    ```yaml
    skerry:
      parties:
        northgate: {name: Northgate Marine, left: 2025-12-31}
    ```

    Instead:
    ```yaml
    skerry:
      parties:
        northgate: {name: Northgate Marine, joined: 2024-12-31}
    ```
    """
    gone: dict[str, tuple[date, str]] = {}
    for plan in whole.edition.plans:
        for key, party in plan.parties.items():
            if party.left and party.left < whole.today:
                gone[key] = max(gone.get(key, (party.left, plan.title)), (party.left, plan.title))
    for case in whole.cases:
        for key in case.present:
            joined = case.plan.parties[key].joined
            if key in gone and key != case.own and not (joined and joined > gone[key][0]):
                day, title = gone[key]
                yield (
                    case.plan.id,
                    Problem(
                        ("parties", key),
                        f"{case.party_name(key)} left {title} on {day}, and takes part here.",
                        "Ask whether that touches this relationship; mute it for this party where it does not.",
                        key,
                    ),
                )


@edition_rule("RMP906", severity=Severity.NOTE)
def signpost_told_two_ways(whole: Whole) -> Iterator[Told]:
    """Two plans point at one address, and one of them found it gone.

    ## Why it matters
    It was good of somebody to say so. Whoever points at the same address saves a walk, or can say where it has moved.

    ## Example
    ```yaml
    skerry:
      signposts:
        SP-2:
          title: Quality plan
          at: https://docs.estuary.example/QP-1
          checked: 2025-11-03
          dead: 2026-02-01
    ```

    Instead:
    ```yaml
    skerry:
      signposts:
        SP-2:
          title: Quality plan
          at: https://docs.estuary.example/QP-1
          checked: 2026-02-01
    ```
    """
    told: dict[str, list[tuple[Case, Signpost]]] = defaultdict(list)
    for case in (whole.own, *whole.cases):
        for signpost in _kept(case).values():
            if not signpost.at.startswith("evidence/") and signpost.part.disclosure < Disclosure.RESTRICTED:
                told[" ".join(signpost.at.split())].append((case, signpost))
    for pointing in told.values():
        dead = [(case, signpost) for case, signpost in pointing if signpost.gone(whole.today)]
        for there, gone in dead:
            for here, found in pointing:
                if here.plan.id != there.plan.id and not found.gone(whole.today):
                    yield _two_ways(here, found, there, gone)


def _kept(case: Case) -> Mapping[str, Signpost]:
    organisation = case.edition.organisation
    return (organisation.signposts if organisation else {}) if not case.plan.id else case.plan.signposts


def _two_ways(here: Case, found: Signpost, there: Case, gone: Signpost) -> Told:
    """What is told to whoever knows less: the side whose word is the older one."""
    if found.checked and gone.dead and found.checked > gone.dead:
        message = f"{gone.id} is gone since {gone.dead}; {_title(here)} found the same address on {found.checked}."
        mend = "Open it again, and write the day behind checked: where it is right."
        return there.plan.id or None, Problem(("signposts", gone.id), message, mend)
    message = f"{_title(there)} found the address of {found.id} gone on {gone.dead}."
    mend = "Open it, and write the day behind checked:, or behind dead: where it is gone."
    return here.plan.id or None, Problem(("signposts", found.id), message[:1].upper() + message[1:], mend)


def _title(case: Case) -> str:
    return case.plan.title if case.plan.id else "the organisation"


@edition_rule("RMP907", severity=Severity.NOTE, requirements=("kn.people",))
def post_held_twice(whole: Whole) -> Iterator[Told]:
    """One post is held by two people at once, for longer than a handover.

    ## Why it matters
    Two holders for a while are a good handover. For longer, each of them thinks that the other has seen to it.

    ## Example
    ```yaml
    northgate:
      roles:
        estuary.manager:
          lindqvist: {from: 2024-04-01}
          brandt: {from: 2025-06-01}
    ```

    Instead:
    ```yaml
    northgate:
      roles:
        estuary.manager:
          lindqvist: {from: 2024-04-01, to: 2025-06-30}
          brandt: {from: 2025-06-01}
    ```
    """
    organisation = whole.edition.organisation
    ours = organisation.roles if organisation else {}
    for case in (whole.own, *whole.cases):
        for post, holders in ours.items() if not case.plan.id else case.plan.roles.items():
            now = _now(holders, whole.today)
            if len(now) > 1 and max(held.from_ for held in now.values()) < whole.today - HANDOVER:
                yield case.plan.id or None, _twice(case, post, *now)


def _now(holders: Mapping[str, Holder], today: date) -> Mapping[str, Holder]:
    return {person: held for person, held in holders.items() if held.holds_on(today)}


def _twice(case: Case, post: str, *people: str) -> Problem:
    names = " and ".join(case.person_name(person) for person in people)
    return Problem(
        ("roles", post),
        f"{names} hold {post} at once.",
        "Close the line of whoever has handed it over, or give one of them a post of another name.",
    )


@edition_rule("RMP908", severity=Severity.NOTE)
def person_without_cover_across(whole: Whole) -> Iterator[Told]:
    """One of our people holds posts in several relationships, and nobody stands in for any of them.

    ## Why it matters
    Each plan alone looks fine. Together they show a person whose week off is felt by several partners at once.

    ## Example
    ```yaml
    skerry:
      deputies:
    ```

    Instead:
    ```yaml
    skerry:
      deputies:
        estuary.manager: estuary.ser
    ```
    """
    for somebody in everybody(whole.edition):
        bare = [case.plan.title for case in whole.cases if somebody.ours and _alone(case, somebody)]
        if len(bare) >= PLANS:
            yield (
                None,
                Problem(
                    ("people", somebody.id),
                    f"Nobody stands in for {somebody.person.name} in {len(bare)} relationships: {', '.join(bare)}.",
                    f"Name deputies there; rmp check --without {somebody.id} lists what would wait.",
                    somebody.id,
                ),
            )


def _alone(case: Case, somebody: Somebody) -> bool:
    """Whether somebody holds posts in a plan, and nobody else stands in for any of them."""
    posts = case.posts_of.get(somebody.id, ()) if somebody.known_to(case.plan) else ()
    deputies = [case.plan.deputies[post] for post in posts if post in case.plan.deputies]
    unread = case.unread("deputies") or not all(case.knows_post(deputy) for deputy in deputies)
    return bool(posts) and not unread and not any(standing_in(case, post) for post in posts)
