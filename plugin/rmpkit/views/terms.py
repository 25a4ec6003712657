"""Versions of the agreed terms, and which parties have approved them."""

from dataclasses import dataclass

from rmpkit.model.approval import Version
from rmpkit.rules.case import Case
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe, when
from rmpkit.views.posts import Post, party_name, post_on


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """One party's approval, or that it is still awaited."""

    party: str
    by: Post | None
    on: When | None
    how: str
    see: Link | None


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of the agreed terms."""

    id: str
    what: str
    on: When | None
    agreed_at: Link | None
    minor: bool
    approvals: tuple[ApprovalView, ...]

    @property
    def given(self) -> int:
        """How many parties have approved it."""
        return sum(approval.on is not None for approval in self.approvals)


def version_view(case: Case, version: Version) -> VersionView:
    """A version, party by party: those of its day, side by side."""
    day = version.on or case.today
    of_the_day = [
        name
        for name, party in case.plan.parties.items()
        if name in version.approved
        or ((party.joined is None or party.joined <= day) and (party.left is None or party.left >= day))
    ]
    meeting = version.agreed_at
    at = Link(meeting, addresses.of_path(case.plan, ("meetings", meeting))) if meeting else None
    return VersionView(
        version.id,
        version.what,
        maybe(version.on),
        at,
        version.minor,
        tuple(_approval(case, version, name) for name in of_the_day),
    )


def _approval(case: Case, version: Version, party: str) -> ApprovalView:
    given = version.approved.get(party)
    if given is None:
        return ApprovalView(party_name(case, party), None, None, "", None)
    see = Link(given.see, addresses.of_path(case.plan, ("signposts", given.see))) if given.see else None
    return ApprovalView(party_name(case, party), post_on(case, given.by, given.on), when(given.on), given.how, see)
