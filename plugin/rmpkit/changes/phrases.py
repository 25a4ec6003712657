"""How fields are told that are met in many kinds of record, and the shape of what tells them.

Every field that has no phrase is told in one general way, in `sentences`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """Three ways of telling a field: it says something else, it says something, it says nothing any more.

    Between braces stand the words of `telling.Telling.parts`. What is left empty is told in the general way.
    """

    changed: str = ""
    given: str = ""
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Three ways of telling a list: something is in it now, something is no longer, nothing else happened to it."""

    added: str
    taken: str
    """What follows `added`."""

    only_taken: str
    """What is said where nothing was added."""


PHRASES: Mapping[str, Phrase] = {
    "owner": Phrase(
        "{lead}{after} owns {object} now instead of {before}.",
        "{lead}{after} owns {object} now; nobody did before.",
        "{lead}nobody owns {object} now; {before} did before.",
    ),
    "due": Phrase(
        "{it} is due on {after} now, {moved} than before ({before}).",
        "{it} is due on {after}; no day was set before.",
        "{it} has no due day now; it was due on {before}.",
    ),
    "state": Phrase("{it} is {after} now; it was {before}.", "{it} is {after} now.", "{it} is not {before} any more."),
    "until": Phrase("{it} lasts until {after} now, {moved} than before ({before})."),
    "look_again": Phrase(
        "{it} is looked at again on {after} now, {moved} than before ({before}).",
        "{it} is to be looked at again on {after}.",
        "{it} has no day for another look now; it was {before}.",
    ),
    "reviewed": Phrase(
        "{it} was looked at again on {after}; the time before was {before}.", "{it} was looked at on {after}."
    ),
    "approved": Phrase(
        "{it} was approved on {after}; the approval before was of {before}.", "{it} was approved on {after}."
    ),
    "approved_by": Phrase("{lead}{after} approved {object}, not {before}.", "{lead}{after} approved {object}.", ""),
    "checked": Phrase("{it} was checked on {after}; the check before was on {before}.", "{it} was checked on {after}."),
    "checked_by": Phrase("{lead}{after} checked {object}, not {before}.", "{lead}{after} checked {object}.", ""),
    "on": Phrase(
        "{it} is dated {after} now; it was dated {before}.",
        "{it} is dated {after}.",
        "{it} has no day any more; it was dated {before}.",
    ),
    "done": Phrase(
        "{it} was done on {after}; the day given before was {before}.",
        "{it} was done on {after}.",
        "{it} is not done any more; the day given before was {before}.",
    ),
    "closed": Phrase(
        "{it} was closed on {after}; the day given before was {before}.",
        "{it} was closed on {after}.",
        "{it} is open again; it was closed on {before}.",
    ),
    "settled": Phrase(
        "{it} was settled on {after}; the day given before was {before}.",
        "{it} was settled on {after}.",
        "{it} is not settled any more; the day given before was {before}.",
    ),
    "raised": Phrase("{it} was raised on {after}; the day given before was {before}.", "{it} was raised on {after}."),
    "raised_by": Phrase("{it} was raised by {after}, not by {before}.", "{it} was raised by {after}."),
    "comes_from": Phrase("{it} comes from {after} now; it came from {before}.", "{it} comes from {after}."),
    "became": Phrase("{it} became {after}, not {before}.", "{it} became {after}."),
    "minutes": Phrase("", "The minutes of {subject} are kept at {after}."),
    "see": Phrase(
        "{it} is kept at {after} now; it was kept at {before}.",
        "{it} is kept at {after}.",
        "{it} does not say any more where it is kept; it was {before}.",
    ),
    "effect_checked": Phrase("", "{lead}on {after} somebody looked whether {object} had worked."),
    "decided_by": Phrase("{lead}{after} decided on {object}, not {before}.", "{lead}{after} decided on {object}."),
    "letter": Phrase("{it} has the letter {after} in ids now; it had {before}.", "{it} has the letter {after} in ids."),
}
"""Fields told alike wherever they stand."""

FLAGS: Mapping[str, tuple[str, str]] = {
    "blocks": (
        "{it} is said to keep people from collaborating now.",
        "{it} is not said any more to keep people from collaborating.",
    ),
    "chosen": ("{it} is the one that was chosen.", "{it} is not the one that was chosen any more."),
    "critical": (
        "{it} is marked as one without whom work would stop.",
        "{it} is not marked any more as one without whom work would stop.",
    ),
    "independent": (
        "{lead}the auditor is said to be independent now.",
        "{lead}the auditor is not said to be independent any more.",
    ),
    "mandatory": ("{it} is a must now.", "{it} is not a must any more."),
    "minor": ("{it} counts as a correction of words now.", "{it} does not count as a correction of words any more."),
    "moderated": (
        "{it} was talked through by the assessors.",
        "{it} does not count any more as talked through by the assessors.",
    ),
    "relevant": (
        "A changing climate is said to bear on the work now.",
        "A changing climate is said not to bear on the work now.",
    ),
}
"""Questions that are answered by yes or no: what is said of yes, and of no."""
