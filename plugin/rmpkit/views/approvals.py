"""The plan as a paper: its control, its versions, and a sheet to sign."""

from dataclasses import dataclass
from datetime import date

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.approval import Version
from rmpkit.rules.approvals import Pin, fully_approved, in_the_same_words, latest_version, pin_of, version_key
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.dates import When, maybe
from rmpkit.views.facts import Fact, facts_of
from rmpkit.views.posts import doer_of, party_name, post_of, role_name
from rmpkit.views.registers import Layout, Register, register
from rmpkit.views.sheet import Sheet, plan_sheet
from rmpkit.views.terms import VersionView, version_view

REVISIONS = Layout(
    "revisions",
    "What changed",
    "Revisions",
    "Revisions",
    "summary",
    (("Version", ("version",)), ("On", ("on",)), ("Takes in", ("takes_in",)), ("Author", ("author",))),
    order=lambda record: (-getattr(record, "on", date.min).toordinal(), record.id),
)

ACKNOWLEDGED = Layout(
    "acknowledgements",
    "Acknowledgement",
    "Acknowledged",
    "Acknowledged changes",
    "id",
    (("Changes", ("changes",)), ("Seen by", ("by",)), ("On", ("on",)), ("Note", ("note",))),
    "Who has seen changes that are not to be missed, and let them stand.",
    order=lambda record: (-getattr(record, "on", date.min).toordinal(), record.id),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one party signs."""

    party: str
    name: str
    """Who signs, or signed; empty where the post is vacant."""

    role: str
    on: When | None
    """The day, where the party has approved already."""

    how: str


@dataclass(frozen=True, slots=True)
class SignatureSheet:
    """What a party signs."""

    version: str
    """Empty where no version has been laid before the parties."""

    what: str
    on: When | None
    since: str
    """The last version that every party approved; empty where there is none."""

    changed: tuple[str, ...]
    """What changed since then, oldest first."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Approvals:
    """The page."""

    sheet: Sheet
    control: tuple[Fact, ...]
    versions: tuple[VersionView, ...]
    """Newest first."""

    revisions: Register | None
    acknowledged: Register | None
    to_sign: SignatureSheet


def approvals(judged: Judged, plan: ShownPlan) -> Approvals:
    """Control, versions, revisions, and the sheet that prints for signature."""
    case = judged.case(plan.id)
    newest = sorted(plan.versions.values(), key=lambda version: version_key(version.id), reverse=True)
    return Approvals(
        plan_sheet(judged, plan, addresses.APPROVALS, "Approvals", register="versions"),
        facts_of(case, plan.document_control) if plan.document_control else (),
        tuple(version_view(case, version, judged.changed_terms) for version in newest),
        register(case, REVISIONS),
        register(case, ACKNOWLEDGED),
        signature_sheet(case),
    )


def signature_sheet(case: Case) -> SignatureSheet:
    """The latest version, what changed since every party last approved one, and a place for each party."""
    latest = latest_version(case)
    ordered = sorted(case.plan.versions.values(), key=lambda version: version_key(version.id))
    before = [v for v in ordered if latest and version_key(v.id) < version_key(latest.id)]
    approved = [v for v in before if not v.minor and fully_approved_on_its_day(v, case)]
    last = approved[-1] if approved else None
    changed = [v for v in ordered if last is None or version_key(v.id) > version_key(last.id)]
    return SignatureSheet(
        latest.id if latest else "",
        latest.what if latest else "",
        maybe(latest.on) if latest else None,
        last.id if last else "",
        (*(f"{v.id}: {v.what}" for v in changed), *_revised(case, last)),
        tuple(_place(case, party, latest) for party in case.present),
    )


def fully_approved_on_its_day(version: Version, case: Case) -> bool:
    """Whether every party of its day approved a version; who joined later does not undo that."""
    approvals = version_view(case, version).approvals
    of_its_day = bool(approvals) and all(each.on for each in approvals) and in_the_same_words(version, case)
    return fully_approved(version, case) or of_its_day


def _revised(case: Case, last: Version | None) -> tuple[str, ...]:
    """Revisions made after the last approval."""
    given = [each.on for each in last.approved.values()] if last else []
    later = [r for r in case.plan.revisions.values() if not given or r.on > max(given)]
    return tuple(f"{r.version}: {r.summary}" for r in sorted(later, key=lambda r: (r.on, r.id)))


def _place(case: Case, party: str, version: Version | None) -> Place:
    given = version.approved.get(party) if version else None
    if version and pin_of(version, party, case) is Pin.CHANGED:
        given = None  # it is to be signed anew
    post = doer_of(case, given.by, given.on, given.who) if given else post_of(case, f"{party}.ser")
    return Place(
        party_name(case, party),
        post.person,
        role_name(post.id),
        maybe(given.on) if given else None,
        given.how if given else "",
    )
