"""A mail that suggests a change to one record."""

from urllib.parse import quote

from rmpkit.views.addresses import Link
from rmpkit.views.sheet import Sheet


def suggestion(sheet: Sheet, record: str) -> Link | None:
    """A mail to whoever takes suggestions, which names the record; nothing where nobody takes any."""
    if not sheet.suggestions:
        return None
    subject = quote(f"{sheet.about}: {record}".lstrip(": "), safe="")
    body = quote(f"{sheet.address}#{record}\r\n\r\n", safe="")
    to = quote(sheet.suggestions, safe="@")
    return Link("suggest a change", f"mailto:{to}?subject={subject}&body={body}", f"Suggest a change to {record}")
