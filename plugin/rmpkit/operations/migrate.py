"""A portfolio rewritten in the newest format: worked out, read again and compared before anything is written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rmpkit.model.finding import Finding, Severity
from rmpkit.model.portfolio import Portfolio
from rmpkit.operations.check import Loaded, vocabulary
from rmpkit.operations.fix import unified
from rmpkit.store.folder import ORGANISATION, Source
from rmpkit.store.formats import is_older
from rmpkit.store.kinds import FILE_UNREADABLE, FORMAT_NEWER, FORMAT_OLDER
from rmpkit.store.portfolio import read_folder
from rmpkit.store.reading import read_document
from rmpkit.store.rewriting import NotRewrittenError, comments_lost, rewritten
from rmpkit.store.text import decode
from rmpkit.store.together import Text, save_together
from rmpkit.store.upgrades import newest, role_of, upgraded


class NotMigratedError(Exception):
    """A file cannot be rewritten so that it says the same; says which."""


class BrokenError(Exception):
    """Something cannot be read, so nobody can say what it would be in another format."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Rewritten:
    """One file in the newest format."""

    source: Source
    """The file as it was read."""

    before: str
    """What it holds."""

    text: str
    """What it is to hold."""

    lost: tuple[str, ...]
    """Comments that have no place in it any more."""

    @property
    def diff(self) -> str:
        """What changes, as git shows it."""
        return unified(self.source.file, self.before, self.text)


@dataclass(frozen=True, slots=True)
class Migration:
    """What it takes to bring a portfolio into the newest format."""

    since: int
    """The format it is written in."""

    to: int
    """The newest."""

    files: tuple[Rewritten, ...] = ()
    """The files that change; none where there is nothing to do."""


def migrate(loaded: Loaded) -> Migration:
    """Work out what every file would be in the newest format; nothing is written.

    Raises:
        BrokenError: a file cannot be read, or is in a format that this version does not know.
        NotMigratedError: a file cannot be rewritten so that the same records are read from it.
    """
    portfolio = loaded.portfolio
    newer = tuple(each for each in portfolio.findings if each.kind is FORMAT_NEWER)
    if newer or portfolio.organisation is None:
        raise BrokenError(newer or tuple(each for each in portfolio.findings if each.plan is None))
    if unsaid := tuple(_no_format(portfolio)):
        raise BrokenError(unsaid)
    if not is_older(portfolio.written_in):
        return Migration(portfolio.written_in, newest())
    broken = tuple(_broken(loaded))
    if broken:
        raise BrokenError(broken)
    files = tuple(each for source in loaded.folder.sources if (each := _rewritten(source, portfolio.written_in)))
    _compare(loaded, files)
    return Migration(portfolio.written_in, newest(), files)


def _no_format(portfolio: Portfolio) -> Iterator[Finding]:
    """What is wrong with the line that says the format, so that nobody can say which one the plans are written in."""
    of_format = (each for each in portfolio.findings if each.plan is None and each.path == ("format",))
    yield from (each for each in of_format if each.kind.severity is Severity.ERROR)


def put(migration: Migration, root: Path) -> None:
    """Write every file, or none; the one that says the format comes last, so that a run cut off can be repeated.

    Raises:
        SavingRefusedError: a file was changed meanwhile, or is not one to write to.
        OSError: one cannot be written.
    """
    ordered = sorted(migration.files, key=lambda each: (each.source.file == ORGANISATION, each.source.file))
    save_together({root / each.source.file: Text(each.text, each.source.raw) for each in ordered})


def _broken(loaded: Loaded) -> Iterator[Finding]:
    """What is so wrong with the text of a file that not all of it can be read."""
    yield from (each for each in loaded.folder.findings if each.kind is FILE_UNREADABLE)
    for source in loaded.folder.sources:
        document, findings = read_document(source.raw, file=source.file, plan=source.plan)
        if document.data is not None or not _says_nothing(source):
            yield from (each for each in findings if each.kind.severity is Severity.ERROR)


def _says_nothing(source: Source) -> bool:
    """Whether a file holds blank lines and comments alone, which no format changes."""
    text = decode(source.raw)
    return isinstance(text, str) and all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))


def _rewritten(source: Source, since: int) -> Rewritten | None:
    """A file in the newest format; nothing where it is the same."""
    text = decode(source.raw)
    document, _ = read_document(source.raw, file=source.file, plan=source.plan)
    upgrade = upgraded(document, role_of(source), since=since)
    if not isinstance(text, str) or upgrade.document.data == document.data:
        return None
    try:
        after = rewritten(text, upgrade)
        again, found = read_document(after.encode("utf-8"), file=source.file, plan=source.plan)
        lost = comments_lost(text, after)
    except NotRewrittenError:
        raise _refused(source.file) from None
    if again.data != upgrade.document.data or any(each.kind.severity is Severity.ERROR for each in found):
        raise _refused(source.file)
    return Rewritten(source, text, after, lost)


def _refused(file: str) -> NotMigratedError:
    return NotMigratedError(f"{file} cannot be rewritten so that it says the same. Rewrite it by hand.")


def _compare(loaded: Loaded, files: tuple[Rewritten, ...]) -> None:
    """Read everything again as it would be written.

    Raises:
        NotMigratedError: other records, or other findings, would be read.
    """
    after = {each.source.file: each.text.encode("utf-8") for each in files}
    sources = tuple(replace(each, raw=after.get(each.file, each.raw)) for each in loaded.folder.sources)
    read = read_folder(replace(loaded.folder, sources=sources), vocabulary=vocabulary(loaded.library))
    if read.written_in != newest():
        raise _refused(ORGANISATION)
    one, other = _records(loaded.portfolio), _records(read)
    if one != other:
        raise NotMigratedError("What would be read afterwards is not what is read now, so nothing can be rewritten.")
    known = Counter(each.fingerprint for each in loaded.portfolio.findings if each.kind is not FORMAT_OLDER)
    library = Counter(each.fingerprint for each in loaded.library.findings)
    if Counter(each.fingerprint for each in read.findings) + library != known:
        raise NotMigratedError("What would be found afterwards is not what is found now, so nothing can be rewritten.")


def _records(portfolio: Portfolio) -> tuple[object, ...]:
    return portfolio.organisation, portfolio.plans, portfolio.organisation_lost
