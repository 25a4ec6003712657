"""What would be uncovered if one person left."""

from dataclasses import dataclass

from rmpkit.model.misfit import listed, nearest, plain
from rmpkit.model.showing import show
from rmpkit.rules.absence import Without, without
from rmpkit.rules.judgement import Judged
from rmpkit.views.persons import Known, known_people


class UnknownPersonError(LookupError):
    """Somebody was asked for who is not in the plans, or of whom there are two."""


@dataclass(frozen=True, slots=True)
class Absence:
    """One person, and what the plans would be without them."""

    id: str
    """The short name."""

    name: str
    """The name the person goes by."""

    found: tuple[Without, ...]
    """The organisation first, then the relationships in which they hold anything."""


def absence(judged: Judged, asked: str) -> Absence:
    """What nobody would look after without a person.

    Args:
        judged: the plans on one day.
        asked: the short name of the person, or the name as it is written.

    Raises:
        UnknownPersonError: nobody, or more than one person, goes by it.
    """
    known = known_people(judged)
    meant = [each for each in known if plain(asked) in (each.address, each.id)] or [
        each for each in known if " ".join(asked.split()).casefold() == each.person.name.casefold()
    ]
    if len(meant) != 1:
        raise UnknownPersonError(_several(asked, meant) if meant else _nobody(asked, known))
    return Absence(meant[0].id, meant[0].person.name, without(judged.whole, meant[0].somebody))


def _several(asked: str, meant: list[Known]) -> str:
    names = listed((each.address for each in meant), last="and")
    return f'"{show(asked)}" are {len(meant)} people: {names}. Name one of them.'


def _nobody(asked: str, known: tuple[Known, ...]) -> str:
    by_name = {each.person.name: each.address for each in known}
    near = nearest(asked, [*(each.address for each in known), *by_name])
    hint = f'The nearest is "{by_name.get(near, near)}".' if near else "The page of people lists them all."
    return f'There is no person "{show(asked)}" in these plans. {hint}'
