"""Who an edition is for."""

from dataclasses import dataclass
from typing import ClassVar

from rmpkit.model.misfit import Misfit, nearest
from rmpkit.model.record import Circle, Disclosure
from rmpkit.model.scalars import read_slug
from rmpkit.model.showing import show

_JOINT = "joint:"


@dataclass(frozen=True, slots=True)
class Audience:
    """A circle of readers for whom an edition is made."""

    widest: Disclosure
    """The most closed class it may read: `PUBLIC`, `JOINT`, `INTERNAL` or `RESTRICTED`."""

    party: str = ""
    """For `JOINT`, the party whose people read it, by its short name."""

    PUBLIC: ClassVar["Audience"]
    """Anyone."""

    INTERNAL: ClassVar["Audience"]
    """The owning organisation's people on the relationships."""

    RESTRICTED: ClassVar["Audience"]
    """Named people of the owning organisation."""

    @classmethod
    def joint(cls, party: str) -> "Audience":
        """The people of one party beside the owner."""
        return cls(Disclosure.JOINT, party)

    @property
    def own(self) -> bool:
        """Whether its readers are the owner's people, who keep the plans up to date."""
        return self.widest >= Disclosure.INTERNAL

    def reads(self, circle: Circle) -> bool:
        """Whether it may read what a circle of readers may read."""
        if circle.disclosure is Disclosure.PARTY and not self.own:
            return circle.party == self.party != ""
        return circle.disclosure <= self.widest

    def __str__(self) -> str:
        return f"{_JOINT}{self.party}" if self.party else self.widest.name.lower()


Audience.PUBLIC = Audience(Disclosure.PUBLIC)
Audience.INTERNAL = Audience(Disclosure.INTERNAL)
Audience.RESTRICTED = Audience(Disclosure.RESTRICTED)

_WHOLE = {str(each): each for each in (Audience.INTERNAL, Audience.RESTRICTED, Audience.PUBLIC)}


def read_audience(value: object) -> Audience:
    """An audience as it is written: `internal`, `restricted`, `public` or `joint:northgate`.

    Raises:
        Misfit: it is none of these; nothing is shown to anybody on a guess.
    """
    text = value.strip() if isinstance(value, str) else ""
    words = "internal, restricted, public, or joint: and a party such as joint:northgate"
    if not text:
        raise Misfit("No audience is named.", f"Write {words}.")
    if text in _WHOLE:
        return _WHOLE[text]
    if text.startswith(_JOINT) and text != _JOINT:
        return Audience.joint(read_slug(text.removeprefix(_JOINT)))
    near = nearest(text, _WHOLE)
    mend = f'Write "{near}". Others: {words}.' if near else f"Write {words}."
    raise Misfit(f'"{show(text)}" is not an audience.', mend)
