"""What stood somewhere before and stands there now, in a few words."""

from collections.abc import Mapping

from rmpkit.changes.change import Change
from rmpkit.changes.wording import Fate
from rmpkit.model.plan import Plan
from rmpkit.store.document import Data
from rmpkit.store.spelling import spelt

NAMES = ("title", "name", "what", "trigger", "text", "requirement")
"""Keys by which a record is known to people, the best first."""


def before_and_after(change: Change) -> tuple[str, str]:
    """What stood there and what stands there, in short; of a text that is worded otherwise, what went and came."""
    if change.words:
        return _of_fate(change, Fate.REMOVED), _of_fate(change, Fate.ADDED)
    return _in_short(change.difference.before), _in_short(change.difference.after)


def _in_short(value: object) -> str:
    return value.title if isinstance(value, Plan) else in_short(spelt(value))


def _of_fate(change: Change, fate: Fate) -> str:
    return " … ".join(piece.text for piece in change.words if piece.fate is fate)


def in_short(value: Data) -> str:
    """A value as its author wrote it, on one line; of a record its title, else its first lines."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        named = next((value[name] for name in NAMES if isinstance(value.get(name), str)), None)
        return str(named) if named is not None else "; ".join(f"{key}: {in_short(each)}" for key, each in value.items())
    if isinstance(value, str):
        return value
    return ", ".join(map(in_short, value))
