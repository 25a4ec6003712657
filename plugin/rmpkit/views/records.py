"""Records of a plan by their ids: what each is called, and where it stands."""

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.model.record import Entry, key_of
from rmpkit.rules.absence import registers_of
from rmpkit.views import addresses
from rmpkit.views.addresses import Link

_NAMED_BY = (
    "title", "trigger", "question", "what", "about", "text", "item", "message", "activity", "matter", "name",
    "needs", "why",
)  # fmt: skip
"""Fields that say what a record is, in the order in which they are asked."""


def name_of(record: Entry) -> str:
    """What a record is called, in the words of its author; empty where it has none."""
    return next((str(found) for field in _NAMED_BY if (found := getattr(record, field, None))), "")


def record_link(plan: ShownPlan, record: str, register: str = "") -> Link:
    """A link to a record by its id; short names, which are not unique, need their register."""
    for field, found in registers_of(plan):
        if record in found and register in ("", "records", key_of(field)):
            text = name_of(found[record])
            words = text if register in ("forums", "measures", "candidates") and text else f"{record} {text}".strip()
            return Link(words, addresses.of_path(plan, (key_of(field), record)))
    for meeting in plan.meetings.values():
        if record in meeting.decisions:
            return Link(
                f"{record} {meeting.decisions[record]}",
                addresses.of_path(plan, ("meetings", meeting.id, "decisions", record)),
            )
    return Link(record, addresses.relationship(plan.id))
