"""A record as it was weighed: whether it counts as evidence, until when, or what keeps it from it."""

from dataclasses import dataclass
from datetime import date

from rmpkit.model.finding import Path
from rmpkit.model.substance import Ask


@dataclass(frozen=True, slots=True)
class Weighed:
    """One record, and what keeps it from counting if anything does."""

    path: Path
    """Where it stands."""

    name: str
    """What it goes by in a sentence: its id, or the words of its key."""

    lacks: tuple[Ask, ...] = ()
    """What it does not say."""

    ahead: date | None = None
    """The day for which it is planned, where none of its days has come."""

    undated: bool = False
    """Whether it ages, and says on no day that anybody looked."""

    wrong: bool = False
    """Whether reading it found something that is not so."""

    until: date | None = None
    """The last day on which it counts; nothing where it does not age."""

    @property
    def full(self) -> bool:
        """Whether it says enough; it may still be too old."""
        return not (self.lacks or self.ahead or self.undated or self.wrong)

    @property
    def reason(self) -> str:
        """Why it does not count, in a sentence."""
        if self.wrong:
            return f"{self.name} has an open error."
        if self.lacks:
            return f"{self.name} does not say {_listed(self.lacks)}."
        if self.ahead:
            return f"{self.name} is of {self.ahead}, which is still to come."
        if self.undated:
            return f"{self.name} does not say when it was last looked at."
        return f"{self.name} was good until {self.until}."

    @property
    def wants(self) -> str:
        """What would let it count, in words that follow "Record"."""
        if self.wrong:
            return f"what is right in {self.name}"
        if self.lacks:
            return f"{', '.join(ask.says for ask in self.lacks)} ({self._keys}) in {self.name}"
        if self.ahead:
            return f"{self.name} once it was done"
        return f"that {self.name} was looked at" if self.undated else f"something newer than {self.name}"

    @property
    def _keys(self) -> str:
        return ", ".join(" or ".join(f"{key}:" for key in ask.keys) for ask in self.lacks)


def _listed(asks: tuple[Ask, ...]) -> str:
    """What is asked, in a sentence."""
    *first, last = (ask.says for ask in asks)
    return f"{', '.join(first)}, or {last}" if first else last
