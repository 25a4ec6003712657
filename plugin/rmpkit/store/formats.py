"""In which format a folder is written, and what there is to say about that."""

from collections.abc import Iterator

from rmpkit.model.finding import Finding, Place
from rmpkit.model.organisation import Organisation
from rmpkit.model.portfolio import Places, Portfolio
from rmpkit.store.document import Document
from rmpkit.store.folder import ORGANISATION, Folder
from rmpkit.store.kinds import FORMAT_NEWER, FORMAT_OLDER, VALUE_UNFIT
from rmpkit.store.reading import Reader, read_document
from rmpkit.store.upgrades import OLDEST, format_of, newest


def written_in(folder: Folder, *, read: Reader = read_document) -> int:
    """The format in which the plans of a folder are written; the newest, where nothing tells."""
    found = _organisation(folder, read)
    return format_of(*found) if found else newest()


def is_older(number: int) -> bool:
    """Whether plans in a format are read by way of upgrades."""
    return OLDEST <= number < newest()


class FormatNewerError(Exception):
    """A later version wrote the plans, and this one cannot read them; the message says so, and how to mend it."""


def require_known(number: int, revision: str = "") -> None:
    """Refuse plans in a format that a later version brought: of what cannot be read, nothing is told as gone.

    Args:
        number: the format in which they are written.
        revision: the commit at which they stood so; empty where they are as they lie there.

    Raises:
        FormatNewerError: it is newer than this version reads.
    """
    if number > newest():
        when = f"At {revision} the plans were" if revision else "The plans are"
        raise FormatNewerError(f"{when} {_newer(number)} {_UPDATE}")


def _newer(number: int) -> str:
    return f"written in format {number}; this version of rmp reads up to {newest()}."


_UPDATE = "Update rmpkit, then run the command again."


def said_of(number: int, organisation: Organisation) -> Iterator[Finding]:
    """What there is to say about the format of plans that are read."""
    if is_older(number):
        message = f"The plans are written in format {number}, and are read as format {newest()}."
        yield Finding(FORMAT_OLDER, None, ("format",), message, "Run rmp migrate to see what it would rewrite.")
    elif organisation.format < OLDEST:
        message = f"There is no format {organisation.format}."
        yield Finding(VALUE_UNFIT, None, ("format",), message, f"Write {newest()}.")


def too_new(number: int, folder: Folder) -> Portfolio:
    """A portfolio of which nothing is said but that a later version wrote it."""
    found = _organisation(folder, read_document)
    place = (found and found[0].value_place(("format",))) or Place(ORGANISATION, 1, 1)
    finding = Finding(
        FORMAT_NEWER,
        None,
        ("format",),
        f"The plans are {_newer(number)}",
        _UPDATE,
        place=place,
    )
    return Portfolio(
        None,
        (),
        (finding,),
        Places({}, {}, {None: place}),
        {None: (ORGANISATION,)},
        organisation_lost=frozenset({()}),
        written_in=number,
    )


def _organisation(folder: Folder, read: Reader) -> tuple[Document, bytes] | None:
    source = next((source for source in folder.sources if source.file == ORGANISATION), None)
    if source is None:
        return None
    document, _ = read(source.raw, file=source.file, plan=None)
    return document, source.raw
