"""The threads page of a plan: each of the twelve threads, record by record, from its beginning to where it has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.finding import Finding
from rmpkit.model.record import key_of
from rmpkit.rules.absence import registers_of
from rmpkit.rules.case import Case
from rmpkit.rules.chain import Chain, Step
from rmpkit.rules.judgement import Judged
from rmpkit.rules.threads import THREADS, Thread
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import When, maybe, spoken
from rmpkit.views.duties import own_case
from rmpkit.views.records import address_of, called, kept_of, record_link
from rmpkit.views.sheet import Sheet, organisation_sheet, plan_sheet
from rmpkit.views.strands import anchor_of

MOST = 4
"""Records that one box names; of more it says how many."""

MANY = 6
"""Chains that a thread shows; of more, those that are over are folded away."""


@dataclass(frozen=True, slots=True)
class Box:
    """One step of a chain, as a box in a row."""

    name: str
    state: Literal["there", "open", "ahead", "spared"]
    links: tuple[Link, ...]
    more: int
    """Records that stand there beside those that are named."""

    on: When | None
    says: str
    prompt: Link | None
    """The rule that asks for it, where one does."""


@dataclass(frozen=True, slots=True)
class ChainView:
    """One thread through one record."""

    id: str
    """Its anchor; empty where the thread's own serves."""

    about: Link | None
    boxes: tuple[Box, ...]
    open: bool
    """Whether a prompt asks for one of its steps."""


@dataclass(frozen=True, slots=True)
class ThreadView:
    """One thread, and every record it runs through."""

    id: str
    name: str
    says: str
    chains: tuple[ChainView, ...]
    folded: tuple[ChainView, ...]
    """Those of which nothing more is expected, where there are many."""


@dataclass(frozen=True, slots=True)
class Threads:
    """The page."""

    sheet: Sheet
    threads: tuple[ThreadView, ...]
    open: tuple[Link, ...]
    """Chains in which a prompt asks for a step."""

    none: tuple[str, ...]
    """Threads that have not begun here, for those who keep the plan."""

    loose: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    """Records that no thread runs through, register by register, for the same readers."""


def threads(judged: Judged, plan: ShownPlan) -> Threads:
    """Every thread of a plan: what waits first, then the latest."""
    sheet = plan_sheet(judged, plan, addresses.THREADS, "Threads", search=f"Threads of {plan.title}")
    of_plans = tuple(each for each in THREADS if each.chains)
    return _page(judged, judged.case(plan.id), sheet, of_plans, judged.plans[plan.id].chains)


def own_threads(judged: Judged) -> Threads:
    """The threads of what the organisation keeps once."""
    sheet = organisation_sheet(judged, addresses.OWN_THREADS, "Threads", key="nonconformities")
    of_organisation = tuple(each for each in THREADS if each.own_chains)
    return _page(judged, own_case(judged), sheet, of_organisation, judged.organisation.chains)


def _page(judged: Judged, case: Case, sheet: Sheet, which: tuple[Thread, ...], chains: tuple[Chain, ...]) -> Threads:
    shown = tuple(_thread(judged, case, thread, chains) for thread in which)
    begun = tuple(each for each in shown if each.chains or each.folded)
    waiting = (
        Link(chain.about.text if chain.about else each.name, f"{sheet.address}#{chain.id or each.id}")
        for each in begun
        for chain in each.chains
        if chain.open
    )
    if not judged.edition.audience.own:
        return Threads(sheet, begun, tuple(waiting), ())
    missing = tuple(each.name for each in shown if each not in begun)
    return Threads(sheet, begun, tuple(waiting), missing, tuple(_loose(case, chains)))


_PASSED_BY = ("measures", "actions", "lessons", "early-warnings")
"""Registers whose records a thread may leave out; through those it is drawn by, it always runs."""


def _loose(case: Case, chains: tuple[Chain, ...]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    kept = kept_of(case)
    drawn = {path[:2] for chain in chains for path in chain.paths}
    for key, register in ((key_of(field), found) for field, found in registers_of(kept)):
        links = tuple(record_link(kept, name, key) for name in register if (key, name) not in drawn)
        if key in _PASSED_BY and links:
            yield called(key).capitalize(), links


def _thread(judged: Judged, case: Case, thread: Thread, chains: tuple[Chain, ...]) -> ThreadView:
    drawn = [(chain, _chain(judged, case, chain)) for chain in chains if chain.thread == thread.number]
    drawn = [(chain, view) for chain, view in drawn if view.open or any(box.state == "there" for box in view.boxes)]
    drawn.sort(key=lambda pair: (not pair[1].open, -pair[0].last.toordinal()))
    folds = len(drawn) > MANY
    first = tuple(view for chain, view in drawn if view.open or not (folds and chain.over))
    folded = tuple(view for chain, view in drawn if not view.open and folds and chain.over)
    own = any(chain.of_organisation for chain, _ in drawn)
    says = thread.own_says if own and thread.own_says else thread.says
    return ThreadView(f"Thread-{thread.number}", thread.name, says, first, folded)


def _chain(judged: Judged, case: Case, chain: Chain) -> ChainView:
    boxes = _trimmed(tuple(_box(judged, case, step) for step in chain.steps))
    about = _about(case, chain)
    return ChainView(anchor_of(chain) if about else "", about, boxes, any(box.prompt for box in boxes))


def _trimmed(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """Without boxes at the end that say nothing."""
    while boxes and boxes[-1].state == "spared" and not boxes[-1].says:
        boxes = boxes[:-1]
    return boxes


def _about(case: Case, chain: Chain) -> Link | None:
    """The record that a chain is drawn through; nothing where it is the whole plan."""
    if not chain.about:
        return None
    paths = tuple(chain.paths)
    known = next((path for path in paths if len(path) > 1 and path[1] == chain.about), None)
    text = f"{chain.about} {chain.title}" if known else chain.title
    return Link(text, address_of(kept_of(case), known or next(iter(paths), ("title",))))


def _box(judged: Judged, case: Case, step: Step) -> Box:
    found = _raised(judged, case, step)
    prompt = Link(found.kind.name, addresses.rule(found.kind.name)) if found else None
    links = tuple(dict.fromkeys(_links(case, step)))
    return Box(
        step.name,
        "open" if prompt and not links else _state(step),
        links[:MOST],
        len(links[MOST:]),
        maybe(step.on),
        spoken(step.says or step.missing),
        prompt,
    )


def _state(step: Step) -> Literal["there", "ahead", "spared"]:
    if step.there:
        return "there"
    return "ahead" if step.missing else "spared"


def _raised(judged: Judged, case: Case, step: Step) -> Finding | None:
    """The prompt that asks for a step, where there is one."""
    judgement = judged.plans.get(case.plan.id) if not step.of_organisation else judged.organisation
    return next((finding for finding in (judgement.findings if judgement else ()) if _asks(finding, step)), None)


def _asks(finding: Finding, step: Step) -> bool:
    return (
        finding.kind.name in step.rules
        and finding.path[: len(step.at)] == step.at
        and step.reference in ("", finding.reference)
    )


def _links(case: Case, step: Step) -> Iterator[Link]:
    organisation = case.edition.organisation
    kept = organisation if step.of_organisation and organisation else case.plan
    for path in step.paths:
        to = address_of(kept, path)
        if len(path) == 1:
            own = "the method" if kept is organisation and path == ("segmentation",) else ""
            yield Link(own or called(str(path[0])), to)
        elif path[0] in ("roles", "answers", "measures"):
            yield Link(str(path[1]), to)
        elif path[0] == "candidates":
            yield record_link(kept, str(path[1]), "candidates")
        else:
            yield Link(str(path[-1]), to, record_link(kept, str(path[-1]), "records").text)
