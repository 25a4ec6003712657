"""Rules about versions of the agreed terms and each party's approval."""

from collections.abc import Iterator

from rmpkit.model.approval import Version
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule


def latest_version(case: Case) -> Version | None:
    """The last version that is more than a correction of words; the highest number counts."""
    substantive = (version for version in case.plan.versions.values() if not version.minor)
    return max(substantive, key=lambda version: version_key(version.id), default=None)


def version_key(name: str) -> tuple[int, ...]:
    """A version's name in the order of its numbers: `v2.10` comes after `v2.9`."""
    return tuple(map(int, name.removeprefix("v").split(".")))


def waiting_for(version: Version, case: Case) -> tuple[str, ...]:
    """The parties, by short name, of which no post has approved a version."""
    return tuple(party for party in case.present if not _approved(version, party, case))


def _approved(version: Version, party: str, case: Case) -> bool:
    given = version.approved.get(party)
    return given is not None and given.on <= case.today and given.by.startswith(f"{party}.")


def fully_approved(version: Version, case: Case) -> bool:
    """Whether every party has approved a version."""
    return bool(case.present) and not waiting_for(version, case)


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
    """An approval was given by a post that nobody held on that day, or by a post of another party.

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
            elif case.knows_post(approval.by) and not held:
                message = f"Nobody held {approval.by} on {approval.on}, when {version.id} was approved."
                yield Problem(path, message, "Correct the day or the post, or add who held it then.", approval.by)
