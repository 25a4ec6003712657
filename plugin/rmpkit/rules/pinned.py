"""Rules about what an approval is pinned to: the very terms that a party said yes to."""

from collections.abc import Iterator

from rmpkit.model.approval import Version
from rmpkit.model.finding import Severity
from rmpkit.model.misfit import listed
from rmpkit.rules.approvals import Pin, corrections_of, latest_version, pin_of
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule


@plan_rule("RMP605", severity=Severity.NOTE, requirements=("wt.jrmp", "st.rmp"), from_stage=5)
def approval_unpinned(case: Case) -> Iterator[Problem]:
    """An approval of the latest version does not say which words were approved.

    ## Why it matters
    An approval written by hand counts. Pinned to content, it also shows, years later, that the terms are still those
    that were approved, or that they are not.

    ## Example
    ```yaml
    versions:
      v1.0:
        approved:
          estuary: {by: estuary.ser, on: 2026-01-20, terms: 1:0b21dc9ce44e99eb35e3ff0a8c9324bb}
          northgate: {by: northgate.ser, on: 2026-01-22}
    ```

    Instead:
    ```yaml
    versions:
      v1.0:
        approved:
          estuary: {by: estuary.ser, on: 2026-01-20, terms: 1:0b21dc9ce44e99eb35e3ff0a8c9324bb}
          northgate: {by: northgate.ser, on: 2026-01-22, terms: 1:0b21dc9ce44e99eb35e3ff0a8c9324bb}
    ```
    """
    version = latest_version(case)
    if version is None or case.unread("versions"):
        return
    open_ = [name for name, given in version.approved.items() if given.on <= case.today and given.terms is None]
    known = [case.party_name(party) for party in open_ if party in case.present]
    if known:
        yield Problem(
            ("versions", version.id),
            f"The approval of {version.id} by {listed(known, last='and')} is not pinned to content.",
            f"Run rmp record-approval {case.plan.id}, which pins it to the terms as they stand.",
        )


@plan_rule("RMP606", requirements=("wt.jrmp",), from_stage=5, covers=("wt.jrmp", "st.rmp"))
def terms_changed_since_approval(case: Case) -> Iterator[Problem]:
    """The agreed terms are no longer those that a party approved.

    ## Why it matters
    Each party answers for the words it said yes to. Where they have changed since, it has not said yes to these yet,
    whoever changed them and however small the change is.

    ## Example
    ```yaml
    versions:
      v1.0:
        approved:
          estuary: {by: estuary.ser, on: 2026-01-20, terms: 1:0b21dc9ce44e99eb35e3ff0a8c9324bb}
          northgate: {by: northgate.ser, on: 2026-01-22, terms: 1:5f0c8e1b7a9d4c2e6f3b8a1d0c9e7f52}
    ```

    Instead:
    ```yaml
    versions:
      v1.0:
        approved:
          estuary: {by: estuary.ser, on: 2026-01-20, terms: 1:0b21dc9ce44e99eb35e3ff0a8c9324bb}
          northgate: {by: northgate.ser, on: 2026-02-20, terms: 1:0b21dc9ce44e99eb35e3ff0a8c9324bb}
    ```
    """
    version = latest_version(case)
    if version is None or case.unread("versions", "parties"):
        return
    for party, given in version.approved.items():
        if party in case.present and given.on <= case.today and pin_of(version, party, case) is Pin.CHANGED:
            name = case.party_name(party)
            yield Problem(
                ("versions", version.id, "approved", party),
                f"The terms have changed since {name} approved {version.id} on {given.on}.",
                _mend(version, name, case),
                party,
            )


def _mend(version: Version, name: str, case: Case) -> str:
    command = f"rmp record-approval {case.plan.id}"
    unpinned = [each.id for each in corrections_of(version, case) if each.terms is None]
    if unpinned:
        return f"If {unpinned[-1]} put right all that changed, pin it with {command} --version {unpinned[-1]}."
    return f"Name what changed as a new version, or record with {command} that {name} approves the terms as they are."
