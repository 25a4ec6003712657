"""Where a version of the agreed terms is, and which party reads it how: from what is recorded, and no further.

Whether somebody opened a copy is recorded nowhere, so nothing here says so; what a party approved, it had in hand.
"""

from collections import Counter
from collections.abc import Iterator

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import is_open_to, readers_of
from rmpkit.model.approval import Version
from rmpkit.model.record import Disclosure
from rmpkit.rules.case import Case
from rmpkit.rules.judgement import Judged
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import when
from rmpkit.views.facts import Fact, Item
from rmpkit.views.posts import party_name, post_of
from rmpkit.views.records import record_link
from rmpkit.views.registers import Cell, Register, Row, Section

_COLUMNS = ("Reads it in", "Approved it", "Told of a new one", "Cannot open")


def holding(judged: Judged, case: Case, version: Version) -> Section:
    """Where a version is kept, and what each party of today holds of it."""
    rows = tuple(_row(judged, case, version, party) for party in case.present)
    says = "From what is recorded. Who opened a copy is recorded nowhere; what a party approved, it had in hand."
    registers = (Register("Party", _COLUMNS, rows),) if rows else ()
    return Section("Held", "Where the version is", says, tuple(_kept(judged, case, version)), registers)


def _kept(judged: Judged, case: Case, version: Version) -> Iterator[Fact]:
    """The files that the terms are written in, how they stand today, and the papers that prove the approvals."""
    if files := tuple(_files(judged, case)):
        yield Fact("", "Written in", files)
    apart = judged.history.apart.get(case.plan.id, ())
    if apart:
        yield Fact("", "In repositories of their own", tuple(Item("text", name) for name in apart))
    told = judged.history.plans.get(case.plan.id, ())
    if told:
        last = told[-1]
        yield Fact("", "Last changed", (Item("text", f"{when(last.day).text}, in commit {last.commit}"),))
    if case.terms_now:
        pin = "the digest that an approval given today is pinned to"
        yield Fact("", "Terms as they stand", (Item("text", f"{case.terms_now[:10]}, {pin}"),))
    proofs = dict.fromkeys(given.see for given in version.approved.values() if given.see)
    if proofs:
        papers = tuple(Item("link", record_link(case.plan, each, "signposts")) for each in proofs)
        yield Fact("", "Proof of approvals", papers)


def _files(judged: Judged, case: Case) -> Iterator[Item]:
    """The files of a plan that every party reads, those of one folder together."""
    found = {place.file for (plan, _), place in judged.edition.places.keys.items() if plan == case.plan.id}
    shared = sorted(file for file in found if readers_of(file).disclosure <= Disclosure.JOINT)
    folders = Counter(file.rpartition("/")[0] for file in shared)
    for folder, number in folders.items():
        if number > 1 and folder.count("/") > 1:
            yield Item("text", f"{folder}/, {number} files")
        else:
            yield from (Item("text", file) for file in shared if file.rpartition("/")[0] == folder)


def _row(judged: Judged, case: Case, version: Version, party: str) -> Row:
    cells = (_reads(judged, case, party), _in_hand(version, party), _told(case, party), _closed(case, party))
    shown = tuple(Cell(label, tuple(facts), labelled=True) for label, facts in zip(_COLUMNS, cells, strict=True))
    return Row("", party_name(case, party), (), shown, over=False, internal=False)


def _reads(judged: Judged, case: Case, party: str) -> Iterator[Fact]:
    owner = judged.edition.organisation
    if party == case.own:
        says = "the files themselves, which it keeps"
    elif owner and owner.copy_for == party:
        says = "this copy, which was handed over to it"
    elif is_open_to(case.plan, Audience.joint(party), case.own, case.today):
        says = "its joint copy"
    else:
        says = "no copy: nothing is shared with it in the plan"
    yield Fact("", "Reads it in", (Item("text", says),))


def _in_hand(version: Version, party: str) -> Iterator[Fact]:
    """When a party approved the version, and whether that is pinned to its words."""
    given = version.approved.get(party)
    if given is None:
        yield Fact("", "Approved it", (Item("text", "awaited"),))
        return
    pinned = f"pinned to {given.terms[:10]}" if given.terms else "not pinned to content"
    yield Fact("", "Approved it", (Item("text", f"{when(given.on).text}, {pinned}"),))


def _told(case: Case, party: str) -> Iterator[Fact]:
    control = case.plan.document_control
    posts = [post for post in (control.distribution if control else ()) if post.partition(".")[0] == party]
    items = tuple(Item("post", post_of(case, post)) for post in posts) or (Item("text", "nobody named"),)
    yield Fact("", "Told of a new one", items)


def _closed(case: Case, party: str) -> Iterator[Fact]:
    """Signposts that say who can open them, and leave this party out."""
    closed = [
        Item("link", Link(f"{key} {sign.title}", addresses.of_path(case.plan, ("signposts", key))))
        for key, sign in case.plan.signposts.items()
        if sign.can_open and party not in sign.can_open and not sign.gone(case.today)
    ]
    yield Fact("", "Cannot open", tuple(closed) or (Item("text", "nothing that a signpost names"),))
