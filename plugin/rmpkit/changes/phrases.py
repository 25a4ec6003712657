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
        "{it} was looked at again on {after}; the time before was {before}.",
        "{it} was looked at on {after}.",
        "{lead}it is not said any more when {object} was last looked at; it was on {before}.",
    ),
    "approved": Phrase(
        "{it} was approved on {after}; the approval before was of {before}.",
        "{it} was approved on {after}.",
        "{lead}it is not said any more when {object} was approved; it was on {before}.",
    ),
    "approved_by": Phrase(
        "{lead}{after} approved {object}, not {before}.",
        "{lead}{after} approved {object}.",
        "{lead}it is not said any more who approved {object}; it was {before}.",
    ),
    "checked": Phrase(
        "{it} was checked on {after}; the check before was on {before}.",
        "{it} was checked on {after}.",
        "{lead}it is not said any more when {object} was last checked; it was on {before}.",
    ),
    "checked_by": Phrase(
        "{lead}{after} checked {object}, not {before}.",
        "{lead}{after} checked {object}.",
        "{lead}it is not said any more who checked {object}; it was {before}.",
    ),
    "confirmed": Phrase(
        "{it} was confirmed on {after}; the day given before was {before}.",
        "{it} was confirmed on {after}.",
        "{lead}it is not said any more when {object} was confirmed; it was on {before}.",
    ),
    "confirmed_by": Phrase(
        "{lead}{after} confirmed {object}, not {before}.",
        "{lead}{after} confirmed {object}.",
        "{lead}it is not said any more who confirmed {object}; it was {before}.",
    ),
    "on": Phrase(
        "{it} is dated {after} now; it was dated {before}.",
        "{it} is dated {after}.",
        "{it} has no day any more; it was dated {before}.",
    ),
    "planned": Phrase(
        "{it} is planned for {after} now; it was planned for {before}.",
        "{it} is planned for {after}.",
        "{it} is planned for no day any more; it was planned for {before}.",
    ),
    "issued": Phrase("{it} was issued on {after}; the day given before was {before}.", "{it} was issued on {after}."),
    "last": Phrase(
        "{it} was last said on {after}; the day given before was {before}.", "{it} was last said on {after}."
    ),
    "done": Phrase(
        "{it} was done on {after}; the day given before was {before}.",
        "{it} was done on {after}.",
        "{it} is open again; it was said to be done on {before}.",
    ),
    "closed": Phrase(
        "{it} was closed on {after}; the day given before was {before}.",
        "{it} was closed on {after}.",
        "{it} is open again; it was said to be closed on {before}.",
    ),
    "settled": Phrase(
        "{it} was settled on {after}; the day given before was {before}.",
        "{it} was settled on {after}.",
        "{it} is open again; it was said to be settled on {before}.",
    ),
    "raised": Phrase(
        "{it} was raised on {after}; the day given before was {before}.",
        "{it} was raised on {after}.",
        "{lead}it is not said any more when {object} was raised; it was on {before}.",
    ),
    "raised_by": Phrase(
        "{it} was raised by {after}, not by {before}.",
        "{it} was raised by {after}.",
        "{lead}it is not said any more who raised {object}; it was {before}.",
    ),
    "comes_from": Phrase(
        "{it} comes from {after} now; it came from {before}.",
        "{it} comes from {after}.",
        "{lead}it is not said any more where {object} comes from; it was {before}.",
    ),
    "became": Phrase(
        "{it} became {after}, not {before}.",
        "{it} became {after}.",
        "{lead}it is not said any more what {object} became; it was {before}.",
    ),
    "minutes": Phrase(
        "The minutes of {subject} are kept at {after} now; they were kept at {before}.",
        "The minutes of {subject} are kept at {after}.",
        "It is not said any more where the minutes of {subject} are kept; it was {before}.",
    ),
    "see": Phrase(
        "{it} is kept at {after} now; it was kept at {before}.",
        "{it} is kept at {after}.",
        "{lead}it is not said any more where {object} is kept; it was {before}.",
    ),
    "effect_checked": Phrase(
        "{lead}somebody looked on {after} whether {object} had worked; the day given before was {before}.",
        "{lead}somebody looked on {after} whether {object} had worked.",
        "{lead}it is not said any more when somebody looked whether {object} had worked; it was on {before}.",
    ),
    "decided_by": Phrase(
        "{lead}{after} decided on {object}, not {before}.",
        "{lead}{after} decided on {object}.",
        "{lead}it is not said any more who decided on {object}; it was {before}.",
    ),
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
        "{lead}it is said now that work would stop without this person.",
        "{lead}it is not said any more that work would stop without this person.",
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
