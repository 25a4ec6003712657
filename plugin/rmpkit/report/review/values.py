"""What stood somewhere before and stands there now, in a few words."""

from rmpkit.changes.change import Difference
from rmpkit.model.canonical import Json, canonical

NAMES = ("title", "name", "what", "trigger", "text", "requirement")
"""Keys by which a record is known to people, the best first."""


def before_and_after(difference: Difference) -> tuple[str, str]:
    """What stood there and what stands there, in short; nothing where there was or is none."""
    return in_short(canonical(difference.before, difference.hint)), in_short(
        canonical(difference.after, difference.hint)
    )


def in_short(value: Json) -> str:
    """A value as a person would write it on one line; of a record its title, else its first lines."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(map(in_short, value))
        case dict():
            named = next((value[name] for name in NAMES if isinstance(value.get(name), str)), None)
            return str(named) if named is not None else "; ".join(f"{k}: {in_short(v)}" for k, v in value.items())
        case _:
            return str(value)
