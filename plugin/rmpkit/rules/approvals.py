"""Rules about versions of the agreed terms and each party's approval."""

from collections.abc import Iterator
from enum import StrEnum

from rmpkit.model.approval import Approval, Version
from rmpkit.model.digest import is_of_today
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule


def latest_version(case: Case) -> Version | None:
    """The last version that is more than a correction of words; the highest number counts.

    Where none is, it is the first: there was nothing before it of which it could correct the words.
    """
    ordered = sorted(case.plan.versions.values(), key=lambda version: version_key(version.id))
    substantive = [version for version in ordered if not version.minor]
    return substantive[-1] if substantive else next(iter(ordered), None)


def version_key(name: str) -> tuple[int, ...]:
    """A version's name in the order of its numbers: `v2.10` comes after `v2.9`."""
    return tuple(map(int, name.removeprefix("v").split(".")))


class Pin(StrEnum):
    """What became of the terms since a party approved them, as far as its approval tells."""

    OPEN = "not pinned to content"
    """It does not say which words were approved."""
    STANDS = "the terms stand as approved"
    """The terms are those that were approved."""
    CORRECTED = "only words were put right since"
    """A later version that is marked as a correction left them as they stand."""
    CHANGED = "the terms have changed since"
    """The terms are others than those that were approved."""
    FOLLOWED = "a later version followed"
    """It is of an earlier version, whose terms are not those of today."""
    UNJUDGED = "not compared with the terms of today"
    """It is pinned in another format, or the terms of today cannot be read."""


def pin_of(version: Version, party: str, case: Case) -> Pin | None:
    """What became of the terms since a party approved a version; nothing where it did not."""
    given = version.approved.get(party)
    return _pin(version, party, given, case) if given else None


def _pin(version: Version, party: str, given: Approval, case: Case) -> Pin:
    if given.terms is None:
        return Pin.OPEN
    latest = latest_version(case)
    if latest is not None and version_key(version.id) < version_key(latest.id):
        return Pin.FOLLOWED
    if not case.terms_now or not is_of_today(given.terms):
        return Pin.UNJUDGED
    if given.terms == case.terms_now:
        return Pin.STANDS
    return Pin.CORRECTED if case.terms_now in _corrected(version, party, case) else Pin.CHANGED


def _corrected(version: Version, party: str, case: Case) -> frozenset[str]:
    """Digests of the terms as corrections behind a version left them: by their own word, or by that of the party."""
    later = corrections_of(version, case)
    own = (each.terms for each in later if each.terms)
    by_party = (given.terms for each in later if (given := each.approved.get(party)) and given.terms)
    return frozenset({*own, *by_party})


def corrections_of(version: Version, case: Case) -> tuple[Version, ...]:
    """The versions behind one, up to the next, that only put words right."""
    ordered = sorted(case.plan.versions.values(), key=lambda each: version_key(each.id))
    later = [each for each in ordered if version_key(each.id) > version_key(version.id)]
    upto = next((at for at, each in enumerate(later) if not each.minor), len(later))
    return tuple(later[:upto])


def in_the_same_words(version: Version, case: Case) -> bool:
    """Whether the approvals of a version that are pinned are of the same terms, but for words put right since."""
    of_party = [
        {given.terms, *_corrected(version, party, case)}
        for party, given in version.approved.items()
        if given.terms and is_of_today(given.terms)
    ]
    return not of_party or bool(set.intersection(*of_party))


def waiting_for(version: Version, case: Case) -> tuple[str, ...]:
    """The parties, by short name, of which no post has approved a version, or only in terms that have changed since."""
    return tuple(party for party in case.present if not _approved(version, party, case))


def _approved(version: Version, party: str, case: Case) -> bool:
    given = version.approved.get(party)
    if given is None or given.on > case.today or not given.by.startswith(f"{party}."):
        return False
    return _pin(version, party, given, case) is not Pin.CHANGED


def fully_approved(version: Version, case: Case) -> bool:
    """Whether every party has approved a version, in the same terms, and for the latest in those of today."""
    return bool(case.present) and not waiting_for(version, case) and in_the_same_words(version, case)


@plan_rule("RMP601", requirements=("wt.jrmp",), from_stage=5, covers=("wt.jrmp", "aw.rmp", "st.rmp"))
def version_missing(case: Case) -> Iterator[Problem]:
    """The agreed terms have no version, so nobody can approve them.

    ## Why it matters
    A plan becomes joint when every party says yes to the same words. A version gives those words a name.

    ## Example
    ```yaml
    versions:
    ```

    Instead:
    ```yaml
    versions:
      v1.0:
        what: First joint plan
    ```
    """
    if not case.plan.versions and not case.unread("versions"):
        yield Problem(
            (),
            "The agreed terms have no version yet.",
            "Add v1.0 under versions in joint.yml, and record who approves it.",
        )


@plan_rule("RMP602", requirements=("wt.jrmp",), from_stage=5, covers=("wt.jrmp", "st.rmp"))
def approval_missing(case: Case) -> Iterator[Problem]:
    """The latest version of the agreed terms is not approved by every party yet.

    ## Why it matters
    A joint plan is approved only when every party has approved that very version. Until then the one before holds.

    ## Example
    ```yaml
    versions:
      v1.1:
        what: Exit triggers refined
        approved:
          estuary: {by: estuary.ser, on: 2026-02-01}
    ```

    Instead:
    ```yaml
    versions:
      v1.1:
        what: Exit triggers refined
        approved:
          estuary: {by: estuary.ser, on: 2026-02-01}
          northgate: {by: northgate.ser, on: 2026-02-03}
    ```
    """
    version = latest_version(case)
    if version is None or case.unread("versions", "parties"):
        return
    for party in waiting_for(version, case):
        if party in version.approved and version.approved[party].on <= case.today:
            continue  # given by a post of somebody else, which is told by itself
        name = case.party_name(party)
        yield Problem(
            ("versions", version.id),
            f"{version.id} is not approved by {name} yet.",
            f"Once {name} has approved it, add a line {party}: under approved, with by, on and how.",
            party,
        )


@plan_rule("RMP603", requirements=("wt.jrmp",), from_stage=5, covers=("wt.jrmp", "st.rmp"))
def approver_without_post(case: Case) -> Iterator[Problem]:
    """An approval was given by a post that nobody held on that day, or by a post or a person of another party.

    ## Why it matters
    An approval binds a party when somebody able to commit it gave it. Later readers will ask who that was.

    ## Example
    ```yaml
    versions:
      v1.0:
        approved:
          estuary: {by: estuary.ser, on: 2026-01-20}
          northgate: {by: estuary.manager, on: 2026-01-22}
    ```

    Instead:
    ```yaml
    versions:
      v1.0:
        approved:
          estuary: {by: estuary.ser, on: 2026-01-20}
          northgate: {by: northgate.ser, on: 2026-01-22}
    ```
    """
    for version in case.plan.versions.values():
        for party, approval in version.approved.items():
            path = ("versions", version.id, "approved", party, "by")
            held = [person for person, time in case.holders(approval.by) if time.holds_on(approval.on)]
            if party not in case.plan.parties:
                continue  # told where it is read
            if not approval.by.startswith(f"{party}."):
                yield Problem(
                    path,
                    f"{version.id} is approved for {party} by {approval.by}.",
                    f"Name a post of {party}.",
                    approval.by,
                )
            elif approval.who and case.party_of(approval.who) not in (None, party):
                yield Problem(
                    (*path[:-1], "who"),
                    f"{version.id} is approved for {party} by {case.person_name(approval.who)}, of another party.",
                    f"Name somebody of {party}, or take that line out.",
                    approval.who,
                )
            elif case.knows_post(approval.by) and not held:
                message = f"Nobody held {approval.by} on {approval.on}, when {version.id} was approved."
                yield Problem(path, message, "Correct the day or the post, or add who held it then.", approval.by)


@plan_rule("RMP950", requirements=("wt.jrmp",), from_stage=5)
def approval_before_version(case: Case) -> Iterator[Problem]:
    """A party's approval has an earlier day than the version it is of.

    ## Why it matters
    Nobody can say yes to words before they are laid on the table. Mostly one of the two days was mistyped, or the
    approval is of the version before.

    ## Example
    ```yaml
    versions:
      v1.0:
        on: 2026-01-21
    ```

    Instead:
    ```yaml
    versions:
      v1.0:
        on: 2026-01-19
    ```
    """
    for version in case.plan.versions.values():
        for party, approval in version.approved.items():
            if version.on and approval.on < version.on:
                yield Problem(
                    ("versions", version.id, "approved", party, "on"),
                    f"{case.party_name(party)} approved {version.id} on {approval.on}; "
                    f"it was laid before the parties on {version.on}.",
                    "Correct the day that is wrong; or move the approval to the version it is of.",
                    party,
                )
