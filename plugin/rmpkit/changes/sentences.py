"""What changed, in a sentence."""

from rmpkit.changes.change import Difference, Kind
from rmpkit.rules.judgement import Judged


def sentence(difference: Difference, base: Judged, head: Judged) -> str:
    """What changed, as a person would say it."""
    del base, head
    where = " ".join(map(str, difference.path)) or "the plan"
    match difference.kind:
        case Kind.ADDED:
            return f"New: {where}."
        case Kind.REMOVED:
            return f"Removed: {where}."
        case Kind.RENAMED | Kind.MOVED | Kind.CHANGED:
            return f"{where}: {difference.before} is now {difference.after}."
