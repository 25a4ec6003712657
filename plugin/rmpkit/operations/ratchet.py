"""Say which findings are new since a revision, so that a team may start with gaps and add none."""

from dataclasses import dataclass, replace
from pathlib import Path

from rmpkit.changes.differing import differences
from rmpkit.changes.findings import came_and_went
from rmpkit.disclosure.audience import Audience
from rmpkit.model.finding import Finding
from rmpkit.operations.check import Checked, load_past, look
from rmpkit.rules.judgement import Judged, Judgement
from rmpkit.store.forks import fork
from rmpkit.store.formats import require_known
from rmpkit.store.past import SHORT, past_folder


@dataclass(frozen=True, slots=True)
class Since:
    """What of a data folder is new since a revision."""

    checked: Checked
    """The data folder with those findings alone that are new."""

    revision: str
    """The commit that they are new since, as it is shown: where the later side went off from what was named."""

    known: int
    """How many findings are left out because they stood there before."""


def new_since(data: Path, revision: str, checked: Checked, *, head: str | None = None) -> Since:
    """Leave out every finding that stood there before; both sides are read whole and judged on one day.

    Args:
        data: the data folder.
        revision: the commit, tag or branch to compare with; what counts is where the later side went off from it.
        checked: the later side, judged.
        head: the revision of the later side; the files as they lie there where none is named.

    Raises:
        PastUnreadableError: a revision cannot be read.
        FormatNewerError: a later version wrote one of the sides.
        UnknownCatalogueError: the earlier side does not have the standard by which the later one was judged.
    """
    common = fork(data, revision, head)
    judged = checked.judged
    if checked.loaded is not None:
        require_known(checked.loaded.portfolio.written_in, judged.revision)
    with past_folder(data, common, day=judged.today) as past:
        then = load_past(past, data)
        require_known(then.portfolio.written_in, then.revision)
        before = look(then, Audience.INTERNAL, today=judged.today, catalogue=judged.catalogue.id).judged
    new, _ = came_and_went(before, judged, tuple(differences(before.edition, judged.edition)))
    kept = _only(judged, new)
    return Since(replace(checked, judged=kept), common[:SHORT], len(judged.findings) - len(kept.findings))


def _only(judged: Judged, new: tuple[Finding, ...]) -> Judged:
    """The same edition with some of its findings alone; of several that are known by the same, all stay or none."""
    known = {finding.fingerprint for finding in new}

    def kept(judgement: Judgement) -> Judgement:
        return replace(judgement, findings=tuple(f for f in judgement.findings if f.fingerprint in known))

    return replace(
        judged,
        organisation=kept(judged.organisation),
        plans={name: kept(judgement) for name, judgement in judged.plans.items()},
    )
