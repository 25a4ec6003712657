"""Every regular expression of the package with texts made to keep it busy: run as a script, which ends at the first.

It prints the name of each before it is tried: of one that is kept busy, the name is the last thing said.
"""

import ast
import html
import importlib
import pkgutil
import re
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]  # there is no public way to what a pattern is made of
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import rmpkit

LENGTH = 45_000
"""Characters of each text: one that looks again and again from every character takes seconds for so many."""

PATIENCE = 0.15
"""Seconds of this process's own work for one text, where a thousandth will do; what else the machine does is not in it."""

METHODS = ("search", "match", "fullmatch", "sub", "split", "findall", "finditer")
OURS = frozenset({"_HEADING", "_TAG", "_OPENING", "_PIECE", "_REFERENCE", "_AUTHORS", "_ID"})
"""These read markup that our own templates wrote: an author's sign in it is a reference."""

SHORT: Mapping[str, tuple[int, str]] = {
    "_SECTIONS": (1_000, "reads the documentation of our own rules when the package is imported"),
    "_GENERATOR": (20_000, "reads the first 20,000 characters of a page"),
}
"""These are never given more."""

CANDIDATES = "a1-A. _:\"'\\#[]{}<>&;/@\t\n=,|"
"""Characters that patterns of ours ask for, the commonest first."""


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(rmpkit.__path__, "rmpkit."):
        yield importlib.import_module(found.name)


def kept(value: Any) -> Iterator[re.Pattern[str]]:
    """A pattern, or those of a group."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
    yield from (each for each in inside if isinstance(each, re.Pattern))


def compiled(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that a module keeps, alone or in a group."""
    for name, value in vars(module).items():
        yield from ((name, each) for each in kept(value))


def written(module: ModuleType) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """The patterns that stand in a call, with the place and the method."""
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        module_named, text = node.func.value, node.args[0]
        named = isinstance(module_named, ast.Name) and module_named.id == "re" and node.func.attr in METHODS
        if named and isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield f"line {node.lineno}", node.func.attr, re.compile(text.value)


def uses() -> Mapping[int, set[str]]:
    """By which methods each pattern that a module keeps is used, by its identity, wherever it is imported."""
    found: dict[int, set[str]] = defaultdict(set)
    for module in modules():
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
                for each in ast.walk(node.func.value):
                    if isinstance(each, ast.Name):
                        for pattern in kept(vars(module).get(each.id)):
                            found[id(pattern)].add(node.func.attr)
    return found


class Writer:
    """Writes a text that a pattern nearly matches, with one of its repetitions drawn out."""

    def __init__(self, pattern: re.Pattern[str], length: int) -> None:
        self.tree = parser.parse(pattern.pattern, pattern.flags)
        self.length = length
        self.at = 0
        self.drawn = -1
        self.repetitions = self.count()

    def count(self) -> int:
        self.text(-1)
        return self.at

    def text(self, drawn: int, branch: int = 0) -> str:
        self.at, self.drawn, self.branch = 0, drawn, branch
        return self.join(self.tree)

    def join(self, tree: Any) -> str:
        return "".join(self.one(operation, argument) for operation, argument in tree)

    def one(self, operation: Any, argument: Any) -> str:
        writers: Mapping[Any, Callable[[Any], str]] = {
            code.LITERAL: chr,
            code.NOT_LITERAL: lambda sign: "b" if sign == ord("a") else "a",
            code.ANY: lambda _: "a",
            code.IN: self.sign,
            code.SUBPATTERN: lambda inner: self.join(inner[3]),
            code.ATOMIC_GROUP: self.join,
            code.BRANCH: lambda inner: self.join(inner[1][self.branch % len(inner[1])]),
            code.MAX_REPEAT: self.repeat,
            code.MIN_REPEAT: self.repeat,
            code.POSSESSIVE_REPEAT: self.repeat,
        }
        return writers[operation](argument) if operation in writers else ""

    def repeat(self, argument: Any) -> str:
        least, most, inner = argument
        number, self.at = self.at, self.at + 1
        body = self.join(inner)
        times: int = max(least, 1 if most else 0)
        if number == self.drawn and body:
            times = max(least, min(int(most), self.length // len(body)))
        return body * times

    def sign(self, items: Any) -> str:
        fits = re.compile("[" + "".join(map(_in_class, items)) + "]")
        return next((sign for sign in CANDIDATES if fits.match(sign)), _first(items))


CLASSES = {
    code.CATEGORY_WORD: r"\w",
    code.CATEGORY_NOT_WORD: r"\W",
    code.CATEGORY_SPACE: r"\s",
    code.CATEGORY_NOT_SPACE: r"\S",
    code.CATEGORY_DIGIT: r"\d",
    code.CATEGORY_NOT_DIGIT: r"\D",
}


def _in_class(item: tuple[Any, Any]) -> str:
    kind, argument = item
    if kind is code.NEGATE:
        return "^"
    if kind is code.CATEGORY:
        return CLASSES[argument]
    if kind is code.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    return re.escape(chr(argument))


def _first(items: Any) -> str:
    kind, argument = items[0]
    sign = argument[0] if kind is code.RANGE else argument
    return chr(sign) if isinstance(sign, int) else CANDIDATES[0]


def attacks(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Near matches drawn out, short ones again and again, with and without what spoils them at the end."""
    writer = Writer(pattern, length)
    for branch in range(3):
        for drawn in range(-1, writer.repetitions):
            text = writer.text(drawn, branch)
            pieces = {text, text[:-1], text[: len(text) // 2], text[:1], text[len(text) // 2 :], text[-1:]}
            for piece in sorted(pieces - {""}):
                whole = piece * max(1, length // len(piece))
                yield from (whole, f"{whole}\0", f"x{whole}", f"{whole[:-1]}\0")


def attempt(name: str, pattern: re.Pattern[Any], methods: set[str]) -> None:
    length = SHORT[name][0] if name in SHORT else LENGTH
    for text in dict.fromkeys(attacks(pattern, length)):
        given: Any = f"<p>{html.escape(text)}</p>" if name in OURS else text
        nothing: Any = ""
        if isinstance(pattern.pattern, bytes):
            given, nothing = given.encode("latin-1", "replace"), b""
        for method in sorted(methods):
            found = getattr(pattern, method)
            signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
            if method == "sub":
                found(nothing, given)
            elif method == "finditer":
                for _ in found(given):
                    pass
            else:
                found(given)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def main() -> None:
    known, done = uses(), set()
    for module in modules():
        named = [(name, pattern, known.get(id(pattern)) or set(METHODS)) for name, pattern in compiled(module)]
        inline = [(place, pattern, {method}) for place, method, pattern in written(module)]
        for name, pattern, methods in named + inline:
            if (pattern.pattern, frozenset(methods)) not in done:
                done.add((pattern.pattern, frozenset(methods)))
                print(module.__name__, name, ascii(pattern.pattern[:60]), flush=True)  # noqa: T201 - it is a script
                attempt(name, pattern, methods)
    print(len(done), flush=True)  # noqa: T201 - likewise


def give_up(*_: object) -> None:
    """Patterns look for signals while they match, and one that does not is asked when it is done."""
    sys.exit("kept busy")


if __name__ == "__main__":
    signal.signal(signal.SIGVTALRM, give_up)
    if len(sys.argv) > 1:  # the trial of the trial
        attempt("", re.compile(sys.argv[1]), {"match"})
    else:
        main()
