"""Versions of the agreed terms, and which parties have approved them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rmpkit.model.approval import Version
from rmpkit.rules.approvals import Pin, fully_approved, pin_of
from rmpkit.rules.case import Case
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe, when
from rmpkit.views.posts import Post, doer_of, party_name

NOTHING_KNOWN: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """One party's approval, or that it is still awaited."""

    party: str
    by: Post | None
    on: When | None
    how: str
    see: Link | None
    pin: Pin | None = None
    """What became of the terms since; nothing where the approval is still awaited."""

    terms: str = ""
    """The digest that it is pinned to."""

    changes: tuple[str, ...] = ()
    """What changed in the terms since, where that is known."""

    @property
    def stands(self) -> bool:
        """Whether it is given, and of terms that are still the same as far as it tells."""
        return self.on is not None and self.pin is not Pin.CHANGED


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of the agreed terms."""

    id: str
    what: str
    on: When | None
    agreed_at: Link | None
    minor: bool
    approvals: tuple[ApprovalView, ...]
    by_all: bool = False
    """Whether every party of today has approved it, in terms that still stand."""

    terms: str = ""
    """For a correction, the digest of the terms as it left them."""

    @property
    def given(self) -> int:
        """How many parties have approved it."""
        return sum(approval.on is not None for approval in self.approvals)


Changes = Mapping[tuple[str, str], tuple[str, ...]]
"""What changed in the terms of a plan since they had a digest."""


def version_view(case: Case, version: Version, changes: Changes = NOTHING_KNOWN) -> VersionView:
    """A version, party by party: those of its day, side by side.

    Args:
        case: the plan.
        version: the version.
        changes: what changed in the terms since an approval, where that is known.
    """
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
        tuple(_approval(case, version, name, changes) for name in of_the_day),
        fully_approved(version, case),
        version.terms or "",
    )


def _approval(case: Case, version: Version, party: str, changes: Changes) -> ApprovalView:
    given = version.approved.get(party)
    if given is None:
        return ApprovalView(party_name(case, party), None, None, "", None)
    see = Link(given.see, addresses.of_path(case.plan, ("signposts", given.see))) if given.see else None
    pin, terms = pin_of(version, party, case), given.terms or ""
    return ApprovalView(
        party_name(case, party),
        doer_of(case, given.by, given.on, given.who),
        when(given.on),
        given.how,
        see,
        pin,
        terms,
        changes.get((case.plan.id, terms), ()) if pin in (Pin.CHANGED, Pin.UNJUDGED) else (),
    )
