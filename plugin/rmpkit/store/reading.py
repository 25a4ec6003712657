"""The way from the bytes of one file to a `Document` and what there is to say about it."""

from typing import Protocol

from rmpkit.model.finding import Finding
from rmpkit.store.diagnosis import trailing_comma
from rmpkit.store.document import Document
from rmpkit.store.recovery import recover
from rmpkit.store.text import decode
from rmpkit.store.trouble import Trouble


class Reader(Protocol):
    """A way of reading one file."""

    def __call__(self, raw: bytes, *, file: str, plan: str | None) -> tuple[Document, tuple[Finding, ...]]:
        """What a file says, and what there is to say about it."""


def read_document(raw: bytes, *, file: str, plan: str | None) -> tuple[Document, tuple[Finding, ...]]:
    """Read one file; whatever its bytes are, it gives a document and findings."""
    text = decode(raw)
    if isinstance(text, Trouble):
        return Document(file, None), (text.finding(file=file, plan=plan),)
    recovered = recover(text)
    loaded = recovered.loaded
    troubles = [*recovered.troubles, *loaded.troubles]
    if file.endswith(".json") and not troubles:
        comma = trailing_comma(text)
        troubles += [comma] if comma else []
    troubles.sort(key=lambda trouble: (trouble.line, trouble.column, trouble.kind.code))
    document = Document(file, loaded.data, loaded.marks, recovered.lost, recovered.cut)
    return document, tuple(trouble.finding(file=file, plan=plan) for trouble in troubles)
