"""Findings mended in the files themselves, each tried first: read again, it must be gone, and nothing else be new."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from pathlib import Path as FilePath

from rmpkit.model.finding import Finding, Path, Place
from rmpkit.model.portfolio import Portfolio
from rmpkit.operations.check import Checked, Loaded, vocabulary
from rmpkit.operations.edits import Edit, Spot, Text, applied
from rmpkit.operations.fixes import FIXES, sealed
from rmpkit.store.document import Data, Document
from rmpkit.store.folder import Folder, Source
from rmpkit.store.formats import is_older
from rmpkit.store.kinds import CHARACTER_REFUSED, KEY_UNKNOWN, SYNTAX_BROKEN
from rmpkit.store.portfolio import read_folder
from rmpkit.store.reading import read_document
from rmpkit.store.saving import save
from rmpkit.store.text import decode

_ROUNDS = 10
"""How often is gone through the files: one fix may open the way for another."""

_TRIES = 50
"""How often one file is read again in each round: enough for what an author can have slipped in."""

_READ_AGAIN = 600_000
"""Characters of one file that are read again in all its tries: a file near the limits has one of them."""

_LOSING = (SYNTAX_BROKEN, CHARACTER_REFUSED)
"""Kinds of findings for which the record around them is left out; they are mended before anything else."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A finding that the machine can mend."""

    finding: Finding
    """What was found."""

    place: Place
    """Where, below the data folder."""

    safe: bool
    """Whether the author can have meant nothing else."""

    edits: tuple[Edit, ...]
    """What is replaced."""


@dataclass(slots=True)
class Mended:
    """What became of one file."""

    source: Source
    """The file as it was read."""

    text: str
    """What it is to hold."""

    done: list[Offer] = field(default_factory=list)
    """What was mended."""

    left: list[Offer] = field(default_factory=list)
    """What was tried, and would have changed or broken something else."""

    unsafe: list[Offer] = field(default_factory=list)
    """What would be mended, where the author says that it is meant so."""

    @property
    def before(self) -> str:
        """What it held."""
        text = decode(self.source.raw)
        return text if isinstance(text, str) else ""

    @property
    def diff(self) -> str:
        """What changes, as git shows it."""
        return unified(self.source.file, self.before, self.text)


def unified(name: str, before: str, after: str) -> str:
    """What changes in a file, as git shows it."""
    one, other = before.splitlines(keepends=True), after.splitlines(keepends=True)
    lines = unified_diff(one, other, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def mend(loaded: Loaded, *, unsafe: bool, files: Collection[str] = ()) -> tuple[Mended, ...]:
    """Every file in which something can be mended, with what it is to hold; nothing is written yet.

    Args:
        loaded: the data folder.
        unsafe: whether to mend also what the author may have meant otherwise.
        files: the files to look at, below the data folder; all of them where none is named.
    """
    state = _State(loaded)
    looked = [source.file for source in loaded.folder.sources if not files or source.file in files]
    for _ in range(_ROUNDS):
        taken = [state.take(file, unsafe=unsafe) for file in looked]
        if not any(taken):
            break
    return tuple(state.mended[file] for file in looked if file in state.mended)


def put(mended: Mended, root: FilePath) -> None:
    """Write a mended file.

    Raises:
        SavingRefusedError: the file was changed meanwhile, or is not one to write to.
        OSError: it cannot be written.
    """
    save(root / mended.source.file, mended.text, read=mended.source.raw)


def with_offers(checked: Checked) -> Checked:
    """The same, with what can be mended safely marked; only where the files lie there to be mended."""
    if checked.loaded is None or checked.loaded.revision or is_older(checked.loaded.portfolio.written_in):
        return checked
    done = (offer for mended in mend(checked.loaded, unsafe=False) for offer in mended.done)
    return replace(checked, fixable=frozenset((offer.finding.kind.code, offer.place) for offer in done))


class _State:
    """The files while they are mended, one after the other."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.sources = {source.file: source for source in loaded.folder.sources}
        self.mended: dict[str, Mended] = {}
        self.words = vocabulary(loaded.library)
        self.portfolio = loaded.portfolio
        self.tries = 0
        self.read_again: Counter[str] = Counter()

    def take(self, file: str, *, unsafe: bool) -> bool:
        """Mend one file as far as it goes; gives whether anything was."""
        text = decode(self.sources[file].raw)
        if not isinstance(text, str):
            return False
        offers = _apart(list(_offers(file, text, self.portfolio)))
        if not offers and file not in self.mended:
            return False
        mended = self.mended.setdefault(file, Mended(self.sources[file], text))
        mended.unsafe = [] if unsafe else [offer for offer in offers if not offer.safe]
        able = [offer for offer in offers if offer.safe or unsafe]
        wanted = [offer for offer in able if offer.finding.kind in _LOSING] or able
        self.tries = 0
        taken = self._those_that_hold(file, text, [], wanted)
        mended.done += taken
        held = set(taken)
        mended.left = [offer for offer in wanted if offer not in held]
        mended.text = str(decode(self.sources[file].raw))
        return bool(taken)

    def _those_that_hold(self, file: str, text: str, taken: list[Offer], wanted: Sequence[Offer]) -> list[Offer]:
        """Offers that hold beside those that were taken: all of them, else what each half of them gives."""
        if not wanted or self.tries >= _TRIES or self.read_again[file] >= _READ_AGAIN:
            return taken
        self.tries += 1
        self.read_again[file] += len(text)
        if self._try(file, text, [*taken, *wanted]):
            return [*taken, *wanted]
        if len(wanted) == 1:
            return taken
        middle = len(wanted) // 2
        taken = self._those_that_hold(file, text, taken, wanted[:middle])
        return self._those_that_hold(file, text, taken, wanted[middle:])

    def _try(self, file: str, text: str, offers: Sequence[Offer]) -> bool:
        """Take some offers into the files, if what they say is all that changes."""
        new = applied(text, (edit for offer in offers for edit in offer.edits))
        if not offers or new is None or new == text:
            return False
        base = replace(self.sources[file], raw=text.encode("utf-8", "surrogatepass"))
        changed = replace(base, raw=new.encode("utf-8", "surrogatepass"))
        before, after = self._found(base), self._found(changed)
        gone = Counter(offer.finding.fingerprint for offer in offers)
        now = Counter(each.fingerprint for each in after.findings)
        if now - (Counter(each.fingerprint for each in before.findings) - gone) or not _only_there(
            base, changed, offers
        ):
            return False
        self.sources[file] = changed
        self.portfolio = self._all()
        return True

    def _found(self, source: Source) -> Portfolio:
        """What is read of the plan that a file belongs to, or of everything."""
        return self._read({**self.sources, source.file: source}, source.plan)

    def _all(self) -> Portfolio:
        return self._read(self.sources, None)

    def _read(self, sources: Mapping[str, Source], plan: str | None) -> Portfolio:
        folder = self.loaded.folder
        kept = [each for each in sources.values() if plan is None or each.plan in {None, plan}]
        plans = folder.plans if plan is None else (plan,)
        return read_folder(
            Folder(tuple(kept), folder.catalogues, folder.evidence, plans, folder.findings, folder.unfetched),
            vocabulary=self.words,
        )


def _offers(file: str, text: str, portfolio: Portfolio) -> Iterator[Offer]:
    """What can be mended in a file: for each finding the first way that is open."""
    whole = Text(text)
    for finding in portfolio.findings:
        place = finding.place or portfolio.places.of(finding.plan, finding.path)
        if place is None or place.file != file or finding.kind not in FIXES:
            continue
        if finding.kind not in (KEY_UNKNOWN, *_LOSING) and sealed(finding.path):
            continue
        spot = Spot(finding, place, whole, portfolio)
        for fixer in FIXES[finding.kind]:
            edits = fixer.edits(spot)
            if edits:
                yield Offer(finding, place, fixer.safe, edits)
                break


def _apart(offers: Sequence[Offer]) -> list[Offer]:
    """Offers without those that would write the same key twice in one record: who knows which of them is meant."""
    written = Counter(_key_written(offer) for offer in offers if offer.finding.kind is KEY_UNKNOWN)
    return [offer for offer in offers if offer.finding.kind is not KEY_UNKNOWN or written[_key_written(offer)] == 1]


def _key_written(offer: Offer) -> tuple[Path, str]:
    """The record and the key that an offer writes."""
    return offer.finding.path[:-1], offer.edits[0].text


def _only_there(before: Source, after: Source, offers: Sequence[Offer]) -> bool:
    """Whether the data differ at the places of some offers alone."""
    one, _ = read_document(before.raw, file=before.file, plan=before.plan)
    other, _ = read_document(after.raw, file=after.file, plan=after.plan)
    if any(offer.finding.kind in _LOSING for offer in offers):  # what was lost comes back; the rest stays
        misread = {offer.finding.path for offer in offers}
        return {leaf for leaf in _flat(one) if leaf[1] is not None and leaf[0] not in misread} <= set(_flat(other))
    if not all(offer.finding.path for offer in offers):
        return False
    meant = {offer.finding.path for offer in offers}
    around = {path[:-1] for path in meant}
    changed = set(_flat(one)) ^ set(_flat(other))
    lines = {offer.place.line for offer in offers}
    for path, _ in changed:
        above = [path[:length] for length in range(len(path) + 1)]
        if meant.isdisjoint(above) and not any(_renamed(each, around, other, lines) for each in above[1:]):
            return False
    return True


def _renamed(path: Path, around: Collection[Path], document: Document, lines: Collection[int]) -> bool:
    """Whether a key was spelt anew on one of the lines."""
    mark = document.marks.get(path) if path[:-1] in around else None
    return mark is not None and mark.key is not None and mark.key[0] in lines


def _flat(document: Document) -> Iterator[tuple[Path, str | None]]:
    return _leaves((), document.data)


def _leaves(path: Path, data: Data) -> Iterator[tuple[Path, str | None]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _leaves((*path, key), value)
    elif isinstance(data, tuple):
        for position, value in enumerate(data):
            yield from _leaves((*path, position), value)
    else:
        yield path, data
