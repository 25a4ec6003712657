"""The commits between two revisions: who wrote each, when, what it says of itself, and which plans it touched."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rmpkit.store.folder import ORGANISATION
from rmpkit.store.git import contents, said
from rmpkit.store.past import FETCH, SHORT, PastUnreadableError, below, day_of, in_words, is_shallow, standing
from rmpkit.store.reading import read_document
from rmpkit.store.sides import plan_of

MOST_COMMITS = 10_000
"""Commits between two revisions that are looked through."""

LONGEST_END = 64_000
"""Signs at the end of a message in which trailers are looked for."""

WROTE_TOO = "co-authored-by"
"""The trailer that names somebody who wrote a commit beside its author."""

_TRAILER = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]{0,60}) ?:(.*)")
_ASTRAY = re.compile(r"[\s>*+-]*([A-Za-z0-9][A-Za-z0-9-]{0,60})\s*:(.*)")
_PERSON = re.compile(rb"(author|committer) ([^<]*)<([^>]*)> ?(-?[0-9]{1,20})?")
_SEEN = "acknowledgements"
"""The one register that says something of changes; to write in it is no change of what it speaks of."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit."""

    name: str
    """Its name in full."""

    author: str
    """Who wrote it, by the name that git was told."""

    day: date | None
    """The day it was made, in UTC, as it says itself; nothing where no plan can be of that day."""

    trailers: tuple[tuple[str, str], ...]
    """What its last paragraph says, line by line: a key in lower case, and the words behind it."""

    plans: frozenset[str | None]
    """The plans of which it touched a file; `None` among them where it touched what the organisation keeps once.

    A file in which only acknowledgements were written counts as not touched.
    """

    entries: frozenset[tuple[str | None, str]] = frozenset()
    """The acknowledgements that it wrote or rewrote: the plan, or `None` for the organisation, and the id."""

    astray: tuple[tuple[str, str], ...] = ()
    """Lines elsewhere in its message that have a key and a colon as well, and count for nothing there."""

    @property
    def short(self) -> str:
        """Its name as it is shown."""
        return self.name[:SHORT]

    @property
    def authors(self) -> tuple[str, ...]:
        """Everybody who wrote it, as far as it says."""
        others = (words.partition("<")[0] for key, words in self.trailers if key == WROTE_TOO)
        return tuple(filter(None, (self.author, *(" ".join(name.split()) for name in others))))


def commits_between(data: Path, base: str, head: str) -> tuple[Commit, ...]:
    """The commits that the later revision has and the earlier one has not, oldest first.

    Args:
        data: the data folder as it is named today.
        base: the earlier commit, by its name in full.
        head: the later one.

    Raises:
        PastUnreadableError: there are too many, or this copy of the repository lacks some of them.
    """
    with in_words():
        here = standing(data)
        prefix = below(here, data.absolute())
        walk = ("rev-list", "--reverse", "--topo-order", "--end-of-options", f"{base}..{head}")
        names = said(here, *walk).decode("ascii").split()
        if len(names) > MOST_COMMITS:
            raise PastUnreadableError(
                f"There are {len(names):,} commits between the two, more than are looked through ({MOST_COMMITS:,}). "
                "Name a revision that is nearer."
            )
        raws = tuple(contents(here, names))
        if is_shallow(here):
            _require_whole(here, names, raws)
        touched = _touched(here, names, prefix)
        nothing = _Touched(frozenset(), frozenset())
        return tuple(_commit(name, raw, touched.get(name, nothing)) for name, raw in zip(names, raws, strict=True))


def _require_whole(here: Path, names: Sequence[str], raws: Sequence[bytes]) -> None:
    """Refuse a shallow clone that ends between the two revisions: who wrote the rest is not known."""
    parents = (re.findall(rb"^parent ([0-9a-f]+)$", _head(raw), re.MULTILINE) for raw in raws)
    wanted = sorted({name.decode("ascii") for each in parents for name in each} - set(names))
    if not all(contents(here, wanted)):
        raise PastUnreadableError(
            f'This is a shallow clone, which lacks some of the commits between the two. Run "{FETCH}" and try again.'
        )


def _head(raw: bytes) -> bytes:
    return raw.partition(b"\n\n")[0]


def _commit(name: str, raw: bytes, touched: "_Touched") -> Commit:
    head, _, message = raw.partition(b"\n\n")
    encoding = re.search(rb"^encoding ([A-Za-z0-9._-]{1,40})$", head, re.MULTILINE)
    charset = encoding[1].decode("ascii") if encoding else "utf-8"
    who = {line[1]: line for each in head.split(b"\n") if (line := _PERSON.match(each))}
    author, committer = who.get(b"author"), who.get(b"committer")
    seconds = committer[4] if committer else None
    said = _decoded(message[-LONGEST_END:], charset)
    return Commit(
        name,
        " ".join(_decoded(author[2], charset).split()) if author else "",
        day_of(int(seconds)) if seconds else None,
        trailers(said),
        touched.plans,
        touched.entries,
        astray(said),
    )


def _decoded(raw: bytes, charset: str) -> str:
    try:
        return raw.decode(charset, "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


def trailers(message: str) -> tuple[tuple[str, str], ...]:
    """What the last paragraph of a message says, where every line of it has a key and a colon.

    The first paragraph is the title and what belongs to it, and is never looked at.
    """
    lines = [line.rstrip() for line in message.replace("\r\n", "\n").rstrip().split("\n")]
    start = max((number for number, line in enumerate(lines) if not line), default=None)
    if start is None:
        return ()
    found: list[tuple[str, str]] = []
    for line in lines[start + 1 :]:
        match = _TRAILER.fullmatch(line)
        if match:
            found.append((match[1].lower(), match[2].strip()))
        elif found and line[:1].isspace():
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        else:
            return ()
    return tuple(found)


def astray(message: str) -> tuple[tuple[str, str], ...]:
    """Lines of a message that look like those at its end and are none of them, however they are moved in or marked.

    Whoever puts several commits into one has the messages of all of them one below the other.
    """
    counted = list(trailers(message))
    found: list[tuple[str, str]] = []
    for line in reversed(message.splitlines()):
        match = _ASTRAY.fullmatch(line)
        if match is None:
            continue
        each = (match[1].lower(), match[2].strip())
        near = next((other for other in counted if other[0] == each[0] and other[1].startswith(each[1])), None)
        if near is None:
            found.append(each)
        else:
            counted.remove(near)
    return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class _Touch:
    """What one commit did to one file."""

    plan: str | None
    """The plan that it belongs to; nothing for what the organisation keeps once."""

    file: str
    before: str
    """The content before; empty where several came together."""
    after: str


@dataclass(frozen=True, slots=True)
class _Touched:
    """What one commit did to plans."""

    plans: frozenset[str | None]
    entries: frozenset[tuple[str | None, str]]


def _touched(here: Path, names: Sequence[str], prefix: str) -> Mapping[str, _Touched]:
    """What each commit did to plans; a merge did what is in it as in none of those it merges.

    Plans are looked for below every folder of which the organisation came or went on the way: who gives the data
    folder another name for a while wrote in it, too.
    """
    asked = "".join(f"{name}\n" for name in names).encode()
    wanted = ("diff-tree", "--stdin", "-r", "-z", "--root", "-c", "--no-renames", "--no-abbrev", "--", ":(top)")
    pieces = iter(said(here, *wanted, given=asked).split(b"\0"))
    raw: list[tuple[str, str, bytes]] = []
    commit = ""
    for piece in pieces:
        if not piece.startswith(b":"):
            commit = piece.decode("ascii", "replace").strip() or commit
            continue
        raw.append((commit, os.fsdecode(next(pieces, b"")), piece))
    folders = {prefix, *_moved(raw)}
    found: dict[str, list[_Touch]] = {}
    for name, whole, piece in raw:
        file = _in_plans(whole, folders)
        if file is not None:
            found.setdefault(name, []).append(_Touch(plan_of(file), file, *_blobs(piece)))
    spoken = _spoken(here, [touch for each in found.values() for touch in each])
    quiet = {touch for touch, said_of in spoken.items() if said_of.alone}
    return {
        name: _Touched(
            frozenset(touch.plan for touch in each if touch not in quiet),
            frozenset((touch.plan, key) for touch in each if touch in spoken for key in spoken[touch].entries),
        )
        for name, each in found.items()
    }


def _moved(raw: Sequence[tuple[str, str, bytes]]) -> Iterator[str]:
    """Folders of which the file of the organisation came or went, as it does where all plans get another name."""
    for _, file, piece in raw:
        folder, _, name = file.rpartition("/")
        before, after = _blobs(piece)
        if name == ORGANISATION and not (before.strip("0") and after.strip("0")):
            yield folder


def _in_plans(file: str, folders: Iterable[str]) -> str | None:
    """A file by its name below one of the folders that hold plans; nothing where it is below none."""
    inside = (folder for folder in folders if not folder or file.startswith(f"{folder}/"))
    folder = max(inside, key=len, default=None)
    return None if folder is None else file.removeprefix(f"{folder}/" if folder else "")


def _blobs(facts: bytes) -> tuple[str, str]:
    """The contents before and after, by the names that git has for them."""
    words = facts.decode("ascii").split()
    return (words[2], words[3]) if facts[1:2] != b":" else ("", "")


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What was written into a file about changes that were seen."""

    alone: bool
    """Whether nothing else was written into it."""

    entries: tuple[str, ...]
    """Which entries, by id."""


def _spoken(here: Path, touches: Sequence[_Touch]) -> Mapping[_Touch, _Spoken]:
    """Of what was done to files, what wrote acknowledgements."""
    asked = [touch for touch in touches if touch.file.endswith(".yml") and touch.after.strip("0")]
    now = zip(asked, contents(here, [touch.after for touch in asked]), strict=True)
    speaking = {touch: raw for touch, raw in now if _SEEN.encode() in raw}
    then = contents(here, [touch.before for touch in speaking if touch.before.strip("0")])
    before = {touch: next(then) if touch.before.strip("0") else b"" for touch in speaking}
    return {touch: _said(before[touch], raw) for touch, raw in speaking.items()}


def _said(before: bytes, after: bytes) -> _Spoken:
    """What a file says of changes that were seen, and did not say before."""
    (rest, then), (now_rest, now) = _parted(before), _parted(after)
    return _Spoken(rest == now_rest, tuple(str(key) for key, entry in now.items() if then.get(key) != entry))


def _parted(raw: bytes) -> tuple[object, Mapping[object, object]]:
    """What a file says beside acknowledgements, and these; the file itself and none where it cannot be read."""
    document, found = read_document(raw, file="-", plan=None)
    if found or not isinstance(document.data, dict):
        return raw if raw.strip() else {}, {}
    entries = document.data.get(_SEEN)
    rest = {key: value for key, value in document.data.items() if key != _SEEN}
    return rest, entries if isinstance(entries, Mapping) else {}
