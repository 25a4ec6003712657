"""Who should look at a change before it counts, by post."""

from rmpkit.changes.change import Difference, Rank
from rmpkit.changes.ranking import Ranked
from rmpkit.rules.judgement import Judged


def approvers_of(difference: Difference, ranked: Ranked, base: Judged, head: Judged) -> tuple[str, ...]:
    """The posts that should look at a change, the first one first; nobody where nobody has to."""
    del base
    if ranked.rank is not Rank.MUST_SEE or head.edition.organisation is None:
        return ()
    owner = head.edition.organisation
    return (f"{owner.id}.ser",) if difference.plan else (owner.ser,) if owner.ser else ()
