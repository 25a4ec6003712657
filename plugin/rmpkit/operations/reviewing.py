"""Two revisions as one review, which every report is made of, and all reports of it as files."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from rmpkit.changes.approvers import holder_of, who
from rmpkit.changes.change import Change
from rmpkit.changes.comparison import Comparison
from rmpkit.changes.gate import Gate
from rmpkit.changes.ranking import RANKING
from rmpkit.model.evidence import MutedRule
from rmpkit.model.finding import Finding, Place
from rmpkit.operations.check import Checked
from rmpkit.operations.compare import Compared
from rmpkit.report.located import Located
from rmpkit.report.review.forms import FILES
from rmpkit.report.review.review import Muted, Review
from rmpkit.rules.case import Case
from rmpkit.store.target import Target

MARKER = ".rmp-review"
"""The file by which a folder is known as one that holds a review; it lists what else was written."""


def review_of(compared: Compared, data: Path, gate: Gate | None = None) -> Review:
    """Two revisions side by side, with every file named as from where the command was run.

    Args:
        compared: the two.
        data: the data folder as it was named.
        gate: what has been acknowledged, where that is known.
    """
    found, root = compared.comparison, data.as_posix().rstrip("/")
    head, base = replace(compared.head, root=root), replace(compared.base, root=root)
    raised = tuple(_of(head, found.raised))
    judged, asked = found.head, dict(_asked(found))
    return Review(
        base=compared.sides.base_commit if judged.edition.audience.own else "",
        head=compared.sides.head_commit if judged.edition.audience.own else "",
        lying=compared.sides.head is None,
        audience=str(judged.edition.audience),
        today=judged.today,
        catalogue=judged.catalogue.id,
        changes=tuple(_placed(change, root) for change in found.changes),
        raised=raised,
        resolved=tuple(_of(base, found.resolved)),
        standing=tuple(item for item in head.located if item not in raised),
        muted=tuple(_muted(head)),
        evidence=found.evidence,
        notes=found.notes,
        titles={plan.id: plan.title for side in (found.base, judged) for plan in side.edition.plans},
        posts={spot: who(case, spot[1]) for spot, case in asked.items()},
        holders={spot: name for spot, case in asked.items() if (name := holder_of(case, spot[1]))},
        ranking={line.name: line.says for line in RANKING},
        gate=gate,
    )


def write_review(target: Path, review: Review, *, data: Path) -> tuple[str, ...]:
    """Write a review in every form into a folder: all of them, or none; gives their names.

    Args:
        target: the folder; made anew each time.
        review: what is written.
        data: the folder that holds the plans.

    Raises:
        TargetRefusedError: the folder holds something that was not written here, or is among the plans.
        OSError: it cannot be written.
    """
    with Target(target, MARKER, "review", "rmp compare", "build/review").renewed(data) as fresh:
        printed = {form: form(review) for form in dict.fromkeys(FILES.values())}
        for name, form in FILES.items():
            (fresh / name).write_text(printed[form], encoding="utf-8", newline="\n")
    return tuple(FILES)


def _of(checked: Checked, findings: tuple[Finding, ...]) -> Iterator[Located]:
    wanted = {id(finding) for finding in findings}
    yield from (item for item in checked.located if id(item.finding) in wanted)


def _placed(change: Change, root: str) -> Change:
    return replace(change, base=_below(root, change.base), head=_below(root, change.head))


def _below(root: str, place: Place | None) -> Place | None:
    return replace(place, file=f"{root}/{place.file}") if place else None


def _muted(checked: Checked) -> Iterator[Muted]:
    """Every prompt that a muted rule holds back now, with the reason that its author wrote."""
    edition = checked.judged.edition
    owner = edition.organisation
    mutes: dict[str | None, Mapping[str, MutedRule]] = {plan.id: plan.muted_rules for plan in edition.plans}
    mutes[None] = owner.muted_rules if owner else {}
    for judgement in (checked.judged.organisation, *checked.judged.plans.values()):
        for finding in judgement.muted:
            yield Muted(checked.locate(finding), mutes[judgement.plan][finding.kind.name].why)


def _asked(found: Comparison) -> Iterator[tuple[tuple[str | None, str], Case]]:
    """Each post that is asked in a plan, with the plan that says who holds it: another plan may name somebody else."""
    for spot, change in {(c.difference.plan, post): c for c in found.changes for post in c.approvers}.items():
        yield spot, found.case_of(change, spot[1])
