"""What carries a requirement, and how far it goes: what is there, what is short of counting, what is not there."""

from dataclasses import dataclass
from datetime import date

from rmpkit.model.finding import Path
from rmpkit.rules.weighed import Weighed


@dataclass(frozen=True, slots=True)
class Carrier:
    """One thing that carries a requirement."""

    name: str
    """What it is, in words: the exit triggers."""

    paths: tuple[Path, ...]
    """Where it stands; nothing while it is absent."""

    unread: bool
    """Whether it is absent because something could not be read."""

    closed: bool = False
    """Whether it is there, and does not count because not every party reads it."""

    unwritten: bool = False
    """Whether it is there, and does not count because its text is still a placeholder."""

    short: tuple[Weighed, ...] = ()
    """What is there and does not count: it says too little, is only planned, or is too old."""

    until: date | None = None
    """The last day on which it counts; nothing where it does not age."""

    @property
    def wants(self) -> str:
        """What would let it count, in words that follow "Record"."""
        return self.short[0].wants if self.short else self.name


@dataclass(frozen=True, slots=True)
class Carried:
    """Everything that carries one requirement."""

    carriers: tuple[Carrier, ...]

    @property
    def whole(self) -> bool:
        """Whether all of it is there; never where the catalogue names nothing."""
        return bool(self.carriers) and all(carrier.paths for carrier in self.carriers)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where all that counts stands."""
        return tuple(path for carrier in self.carriers for path in carrier.paths)

    @property
    def named(self) -> str:
        """What is there, in words."""
        return ", ".join(carrier.name for carrier in self.carriers if carrier.paths)

    @property
    def missing(self) -> str:
        """What is not there, in words."""
        return "; ".join(self.wanting) if self.short else ", ".join(self.wanting)

    @property
    def wanting(self) -> tuple[str, ...]:
        """Each thing that is not there or does not count, in words."""
        return tuple(dict.fromkeys(carrier.wants for carrier in self.carriers if not carrier.paths))

    @property
    def short(self) -> tuple[Weighed, ...]:
        """What is there and does not count, by what it carries."""
        return tuple(weighed for carrier in self.carriers if not carrier.paths for weighed in carrier.short)

    @property
    def too_short(self) -> str:
        """Why what is there does not count, a sentence for each thing that it should carry."""
        each = (carrier.short for carrier in self.carriers if not carrier.paths and carrier.short)
        return " ".join(dict.fromkeys(_reason(short) for short in each))

    @property
    def until(self) -> date | None:
        """The last day on which all of it counts; nothing where none of it ages."""
        return min((carrier.until for carrier in self.carriers if carrier.paths and carrier.until), default=None)

    @property
    def empty(self) -> str:
        """What stands nowhere, in words."""
        nowhere = (each for each in self.carriers if not (each.paths or each.closed or each.short))
        return ", ".join(carrier.name for carrier in nowhere)

    @property
    def closed(self) -> str:
        """What stands only where not every party reads it, in words."""
        return ", ".join(carrier.name for carrier in self.carriers if carrier.closed)

    @property
    def unwritten(self) -> str:
        """What stands there as a placeholder alone, in words."""
        return ", ".join(carrier.name for carrier in self.carriers if carrier.unwritten)

    @property
    def unread(self) -> bool:
        """Whether something absent may only be unreadable."""
        return any(carrier.unread for carrier in self.carriers)


def _reason(short: tuple[Weighed, ...]) -> str:
    """Why the first of several does not count, and how many are like it."""
    first, others = short[0].reason, len(short) - 1
    if not others or short[0].full:
        return f"{first[:1].upper()}{first[1:]}"
    more = "Another one is" if others == 1 else f"{others} others are"
    return f"{first[:1].upper()}{first[1:]} {more} as short."
