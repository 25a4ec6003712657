"""What a record is called, in the words of its author."""

from rmpkit.model.people import Person
from rmpkit.model.record import Record

_NAMED_BY = (
    "title", "trigger", "question", "what", "about", "text", "item", "message", "activity", "matter", "name",
    "needs", "service", "topic", "body", "matters_for", "purpose", "model", "why",
)  # fmt: skip
"""Fields that say what a record is, in the order in which they are asked."""


def name_of(record: Record) -> str:
    """What a record is called, in the words of its author; empty where it has none."""
    named = naming_field(record)
    return str(getattr(record, named)) if named else ""


def naming_field(record: Record) -> str:
    """The field that says what a record is called; empty where none does."""
    if isinstance(record, Person):
        return "name"  # the title of a person is what the person is, not who
    return next((field for field in _NAMED_BY if getattr(record, field, None)), "")
