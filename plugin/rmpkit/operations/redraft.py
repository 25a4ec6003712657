"""What is to be written into the files of one plan: tried on their texts, read again, and only then saved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path as Folder

from rmpkit.model.finding import Finding, Path, Severity
from rmpkit.model.misfit import listed
from rmpkit.model.plan import Plan
from rmpkit.model.record import Part
from rmpkit.operations.check import Loaded, vocabulary
from rmpkit.operations.homes import NoHomeError, home
from rmpkit.store.amendment import Values, amended
from rmpkit.store.document import Data
from rmpkit.store.endings import as_written
from rmpkit.store.folder import Source
from rmpkit.store.insertion import NotInsertedError, insert_records, record_lines
from rmpkit.store.interrupts import undisturbed
from rmpkit.store.portfolio import read_folder
from rmpkit.store.saving import SavingRefusedError, save
from rmpkit.store.text import decode


class NotWrittenError(Exception):
    """Something cannot be written; says why, and how to mend it."""


class HalfWrittenError(Exception):
    """Some files are written, and another is not; says which."""

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__(f"{listed(files, last='and')} could not be put back, and holds what was to be written.")


@dataclass(frozen=True)
class Redraft:
    """Files of a plan as they are to be; nothing of it is on the disk yet."""

    loaded: Loaded
    """The data folder as it was read."""

    plan: Plan
    """The plan."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """What each file is to hold, by its name below the data folder; the others stay as they are."""

    new: tuple[Source, ...] = ()
    """Files that are not there yet."""

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The files of the plan, by name; also those that are still to come."""
        there = (source for source in self.loaded.folder.sources if source.plan == self.plan.id)
        return {source.file: source for source in (*there, *self.new)}

    @property
    def alone(self) -> bool:
        """Whether the plan is kept in one file."""
        return any(source.alone for source in self.sources.values())

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that its files belong to, but for its identity."""
        return tuple(dict.fromkeys(each.part for each in self.sources.values() if each.part and each.part != Part.PLAN))

    def text(self, file: str) -> str:
        """What a file is to hold.

        Raises:
            NotWrittenError: it cannot be read as it stands.
        """
        if file in self.texts:
            return self.texts[file]
        text = decode(self.sources[file].raw)
        if not isinstance(text, str):
            raise NotWrittenError(f"{self.name(file)}: {text.message} {text.mend}")
        return text

    def name(self, file: str) -> str:
        """A file as an editor finds it."""
        return f"{self.loaded.root}/{file}"

    def file_of(self, path: Path) -> str:
        """The file in which something stands.

        Raises:
            NotWrittenError: that cannot be told.
        """
        place = self.loaded.portfolio.places.of(self.plan.id, path)
        if place is None or place.file not in self.sources:
            raise NotWrittenError(f"Nothing tells where {'.'.join(map(str, path))} stands. Run rmp check first.")
        return place.file

    def inserted(self, register: str, records: Mapping[str, Mapping[str, Data]], part: Part) -> "Redraft":
        """With more records in a register, in the file of a part that has it, or would have it.

        Raises:
            NotWrittenError: they cannot be put there.
        """
        there = [each for each in self.sources.values() if each.alone or each.part == part]
        now = [replace(each, raw=self.text(each.file).encode("utf-8")) for each in there]
        try:
            source = home(self.loaded.folder, self.plan.id, now, register, part)
        except NoHomeError as error:
            raise NotWrittenError(str(error)) from None
        with_it = self if source.file in self.sources else replace(self, new=(*self.new, source))
        text = with_it.text(source.file)
        try:
            after = insert_records(text, register, {key: record_lines(record) for key, record in records.items()})
        except NotInsertedError as error:
            raise NotWrittenError(f"{self.name(source.file)}: {error}") from None
        return replace(with_it, texts={**with_it.texts, source.file: after})

    def amended(self, changes: Mapping[Path, Values]) -> "Redraft":
        """With other values in records that are there.

        Raises:
            NotWrittenError: they cannot be put there.
        """
        by_file: dict[str, dict[Path, Values]] = {}
        for path, values in changes.items():
            by_file.setdefault(self.file_of(path), {})[path] = values
        texts = dict(self.texts)
        for file, each in by_file.items():
            try:
                texts[file] = amended(self.text(file), each)
            except NotInsertedError as error:
                raise NotWrittenError(f"{self.name(file)}: {error}") from None
        return replace(self, texts=texts)

    def found(self) -> tuple[Finding, ...]:
        """What could not be read or trusted once this was written, and can be now."""
        known = {each.fingerprint for each in self.loaded.portfolio.findings}
        sources = {source.file: source for source in (*self.loaded.folder.sources, *self.new)}
        for file, text in self.texts.items():
            sources[file] = replace(sources[file], raw=text.encode("utf-8"))
        folder = replace(self.loaded.folder, sources=tuple(sources.values()))
        read = read_folder(folder, vocabulary=vocabulary(self.loaded.library))
        errors = (each for each in read.findings if each.kind.severity is Severity.ERROR)
        return tuple(each for each in errors if each.fingerprint not in known)

    def save(self, root: Folder) -> tuple[str, ...]:
        """Write every file, or none: where one cannot be written, those before it are put back.

        Args:
            root: the data folder.

        Returns:
            The names of the files that were written.

        Raises:
            HalfWrittenError: a file cannot be written, and one before it cannot be put back.
            SavingRefusedError: a file was changed meanwhile, or is not one to write to.
            OSError: it cannot be written.
        """
        done: list[tuple[str, bytes | None, bytes]] = []
        with undisturbed():
            try:
                for file, before, after in self._changed():
                    save(root / file, after, read=before)
                    done.append((file, before, after))
            except (OSError, SavingRefusedError) as error:
                left = [self.name(file) for file, before, after in done if not _put_back(root / file, before, after)]
                if left:
                    raise HalfWrittenError(left) from error
                raise
        return tuple(self.name(file) for file, _, _ in done)

    def _changed(self) -> Iterator[tuple[str, bytes | None, bytes]]:
        """Files whose bytes change: what they hold, and what they are to hold."""
        fresh = {source.file for source in self.new}
        for file, text in self.texts.items():
            before = None if file in fresh else self.sources[file].raw
            after = as_written(text, before or b"")
            if after != before:
                yield file, before, after


def _put_back(path: Folder, before: bytes | None, after: bytes) -> bool:
    """Have a file hold what it held; gives whether that went well."""
    try:
        if before is None:
            path.unlink()
        else:
            save(path, before, read=after)
    except (OSError, SavingRefusedError):
        return False
    return True
