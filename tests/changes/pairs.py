"""Two states of one small portfolio: the clean plan of the rules' tests, with a piece of YAML laid over it each time."""

from datetime import date

from rmpkit.catalogue.library import load_library
from rmpkit.changes.comparison import Comparison, compare
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.closed import Closed, closed_to
from rmpkit.disclosure.edition import disclose
from rmpkit.operations.check import vocabulary
from rmpkit.rules.judgement import Judged, judge_each
from rmpkit.store.folder import Folder
from rmpkit.store.portfolio import read_folder
from tests.rules.overlay import DAY, folder_with

LIBRARY = load_library()
ISO = next(each for each in LIBRARY if each.id == "iso44001")


def judged(folder: Folder, *, audience: Audience = Audience.INTERNAL, today: date = DAY) -> Judged:
    portfolio = read_folder(folder, vocabulary=vocabulary(LIBRARY))
    return judge_each(disclose(portfolio, audience, today=today), catalogue=ISO, today=today)


def closed_in(folder: Folder) -> Closed:
    """Where something of a folder stands that is closed to the owner's people."""
    return closed_to(read_folder(folder, vocabulary=vocabulary(LIBRARY)), Audience.INTERNAL)


def compared(before: str, after: str, *, organisation: bool = False) -> Comparison:
    """The comparison of the clean plan with one piece of YAML over it and with another.

    Args:
        before: what is laid over it first.
        after: what is laid over it then.
        organisation: whether the keys are those of organisation.yml.
    """
    base, head = (folder_with(piece, organisation=organisation) for piece in (before, after))
    return compare(judged(base), judged(head))
