"""A file written anew in the newest format, with its comments, quotes and order as far as they can be kept.

ruamel.yaml reads the text with everything in it, what changed is put into that, and it is written out. What the
writing changes beside that (a doubled space, a broken line) is taken back line by line.
"""

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import pairwise
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from ruamel.yaml.tag import Tag
from ruamel.yaml.tokens import CommentToken

from rmpkit.model.finding import Path
from rmpkit.store.document import Data
from rmpkit.store.emission import Word, emit
from rmpkit.store.layers import laid_over
from rmpkit.store.reading import read_document
from rmpkit.store.upgrades import Upgraded

_NOTHING = ("", "~", "null")
_TEXT = Tag(suffix="tag:yaml.org,2002:str")
_BROAD = 10**9


class NotRewrittenError(Exception):
    """The text is not one that can be written anew."""


def rewritten(text: str, upgrade: Upgraded) -> str:
    r"""The text of a file as the newest format has it.

    Args:
        text: the file as it is written, with `\n` for every line end.
        upgrade: what it says in the newest format.

    What it says counts more than how it is written: where the two cannot both be kept, comments are lost, as
    `comments_lost` tells.

    Raises:
        NotRewrittenError: the text cannot be read with everything in it.
    """
    if not isinstance(upgrade.document.data, Mapping):
        return text
    try:
        as_it_is = _written(_read(text), text)
        tree = _read(text)
        wanted = _written(_Tree(tree, upgrade).grown((), upgrade.document.data), text)
    except YAMLError:
        raise NotRewrittenError from None
    lines = (each.split("\n") for each in (as_it_is, text, wanted))
    kept = "\n".join(laid_over(*lines))
    said = upgrade.document.data
    return next((each for each in (kept, wanted) if _data(each) == said), None) or emit(said)


def _data(text: str) -> Data:
    return read_document(text.encode("utf-8"), file="", plan=None)[0].data


def comments_lost(before: str, after: str) -> tuple[str, ...]:
    """Comments of a text that are not in another one."""
    gone = Counter(_comments(_read(before))) - Counter(_comments(_read(after)))
    return tuple(gone.elements())


class _Texts(VersionedResolver):
    """Takes every value for a text, as plans do; what it means is not ours to say here."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:  # noqa: ANN401 - the signature of the library
        if kind is ScalarNode and implicit[0] and value not in _NOTHING:
            return _TEXT
        return super().resolve(kind, value, implicit)


def _yaml(text: str) -> YAML:
    yaml = YAML()
    yaml.Resolver = _Texts
    yaml.preserve_quotes = True
    yaml.width = _BROAD
    step, dash = _indents(text)
    yaml.indent(mapping=step, sequence=dash + 2, offset=dash)
    return yaml


_OPENS = re.compile(r":[ \t]*(?:#|$)")
"""A key with nothing beside it."""


def _indents(text: str) -> tuple[int, int]:
    """How far the text sets in what is below a key, and the dash of a list below one."""
    lines = [(line, line.lstrip(" ")) for line in text.splitlines()]
    told = [(len(line) - len(bare), bare) for line, bare in lines if bare.strip() and not bare.startswith("#")]
    steps = [indent for indent, bare in told if indent and not bare.startswith("-")]
    dashes = (
        below - indent
        for (indent, key), (below, item) in pairwise(told)
        if item.startswith("- ") and not key.startswith("-") and _OPENS.search(key)
    )
    return min(steps, default=2), next(dashes, 2)


def _read(text: str) -> Any:  # noqa: ANN401 - the library has no types
    return _yaml(text).load(text)


def _written(tree: Any, text: str) -> str:  # noqa: ANN401 - see _read
    stream = io.StringIO()
    _yaml(text).dump(tree, stream)
    return stream.getvalue()


class _Tree:
    """A text with everything in it while it is brought into another form."""

    def __init__(self, tree: Any, upgrade: Upgraded) -> None:  # noqa: ANN401 - see _read
        self.upgrade = upgrade
        self.nodes: dict[Path, Any] = dict(_nodes((), tree))
        self.keys = {
            (*path, _plain(key)): key for path, node in self.nodes.items() if isinstance(node, dict) for key in node
        }
        self.notes = {
            (*path, _plain(key)): note
            for path, node in self.nodes.items()
            if isinstance(node, CommentedMap)
            for key, note in node.ca.items.items()
        }
        self.taken: set[int] = set()

    def grown(self, path: Path, data: Data) -> Any:  # noqa: ANN401 - see _read
        """What stands at a path of now: what stood at its origin, as far as that says the same."""
        node = self.nodes.get(self.upgrade.origin(path))
        if isinstance(node, CommentedMap | CommentedSeq):
            if id(node) in self.taken:
                node = deepcopy(node)
            self.taken.add(id(node))
        if isinstance(data, Mapping):
            return self._map(path, data, node if isinstance(node, CommentedMap) else CommentedMap())
        if isinstance(data, tuple):
            return self._list(path, data, node)
        return node if _says(node, data) else _fresh(data)

    def _list(self, path: Path, data: tuple[Data, ...], node: Any) -> CommentedSeq:  # noqa: ANN401 - see _read
        grown = [self.grown((*path, position), value) for position, value in enumerate(data)]
        if isinstance(node, CommentedSeq) and len(node) == len(grown):
            for position, each in enumerate(grown):
                node[position] = each
            return node
        items = CommentedSeq(grown)
        if all(isinstance(each, str) for each in data):
            items.fa.set_flow_style()
        return items

    def _map(self, path: Path, data: Mapping[str, Data], node: CommentedMap) -> CommentedMap:
        origin = self.upgrade.origin(path)
        below = {key: self.upgrade.origin((*path, key)) for key in data}
        here = len(origin)
        self._hand_on(
            origin, node, {place[here] for place in below.values() if place[:here] == origin and len(place) > here}
        )
        last = {place: key for key, place in below.items()}  # of what was taken apart, the note stands at the end
        fresh = CommentedMap()
        node.copy_attributes(fresh)
        notes = {}
        for key, value in data.items():
            place = below[key]
            grown = self.grown((*path, key), value)
            same = place[-1:] == (key,) and place in self.keys
            name = self.keys[place] if same else key
            fresh[name] = grown
            note = self.notes.pop(place, None) if last[place] == key else None
            if note is not None:
                notes[name] = note
        fresh.ca.items.clear()
        fresh.ca.items.update(notes)
        return fresh

    def _hand_on(self, origin: Path, node: CommentedMap, kept: set[str | int]) -> None:
        """Give what is said below an entry that goes, and so is about the next one, to the entry before it."""
        before: Any = None
        for key in node:
            if _plain(key) in kept:
                before = key
                continue
            note, slot = self._behind(origin, node, key)
            token = note[slot]
            if before is None or not isinstance(token, CommentToken):
                continue
            head, _, rest = token.value.partition("\n")
            if "#" not in rest:
                continue
            token.value = f"{head}\n"
            there, place = self._behind(origin, node, before)
            if isinstance(there[place], CommentToken):
                there[place].value += rest
            else:
                there[place] = CommentToken(f"\n{rest}", token.start_mark, None)

    def _behind(self, path: Path, node: Any, key: Any) -> tuple[list[Any], int]:  # noqa: ANN401 - see _read
        """The notes of what ends an entry, and which of them stands behind it."""
        path, value = (*path, _plain(key)), node[key]
        while isinstance(value, CommentedMap | CommentedSeq) and len(value) and not value.fa.flow_style():
            node, key = value, (next(reversed(value)) if isinstance(value, CommentedMap) else len(value) - 1)
            path, value = (*path, key if isinstance(key, int) else _plain(key)), node[key]
        if isinstance(node, CommentedMap):
            return self.notes.setdefault(path, [None, None, None, None]), 2
        return node.ca.items.setdefault(key, [None, None, None, None]), 0


def _nodes(path: Path, node: Any) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401 - see _read
    yield path, node
    if isinstance(node, CommentedMap):
        for key, value in node.items():
            yield from _nodes((*path, _plain(key)), value)
    elif isinstance(node, CommentedSeq):
        for position, value in enumerate(node):
            yield from _nodes((*path, position), value)


def _plain(key: Any) -> str:  # noqa: ANN401 - see _read
    """A key as the strict loader knows it."""
    return unicodedata.normalize("NFC", str(key))


def _says(node: Any, data: Data) -> bool:  # noqa: ANN401 - see _read
    return node is None if data is None else isinstance(node, str) and str(node) == data


_BARE = re.compile(r"[A-Za-z0-9](?:[\w.:-]*\w)?", re.ASCII)
_APART_IN_BRACKETS = re.compile(r"^[:?]|[,\[\]{}]")
"""What reads otherwise without quotes once it stands in a list or a map on one line."""


def _fresh(data: Data) -> Any:  # noqa: ANN401 - see _read
    """A value that was not there, written as the tool writes values."""
    if data is None:
        return None
    bare = isinstance(data, str) and data not in _NOTHING and _BARE.fullmatch(data)
    fresh = _read(emit({"x": Word(data) if bare else data}))["x"]
    return DoubleQuotedScalarString(fresh) if type(fresh) is str and _APART_IN_BRACKETS.search(fresh) else fresh


def _comments(node: Any) -> Iterator[str]:  # noqa: ANN401 - see _read
    """Every comment in a text, line by line."""
    for _, each in _nodes((), node):
        if isinstance(each, CommentedMap | CommentedSeq):
            yield from _lines(each.ca.comment)
            yield from _lines(list(each.ca.items.values()))
            yield from _lines(each.ca.end)
        yield from _lines(getattr(each, "comment", None))


def _lines(note: Any) -> Iterator[str]:  # noqa: ANN401 - see _read
    if isinstance(note, CommentToken):
        yield from (line.strip() for line in note.value.splitlines() if line.strip().startswith("#"))
    elif isinstance(note, list | tuple):
        for each in note:
            yield from _lines(each)
