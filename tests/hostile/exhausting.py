"""Texts made to keep a reader busy, or to make much out of little: run as a script, so that it can be timed.

It prints a line for each: its name, how many findings there are, the kind and the line of the first.
"""

import random
from collections.abc import Mapping
from itertools import pairwise
from string import ascii_lowercase

from rmpkit.render.prose import prose
from rmpkit.store.reading import read_document
from rmpkit.store.text import MAX_BYTES
from rmpkit.views.addresses import safe_web

LARGE = MAX_BYTES - 10_000


def fill(unit: str, before: str = "", after: str = "") -> bytes:
    """A file of the same again and again: a quarter of the largest size, where what grows with the square takes minutes."""
    size = LARGE // 4 - len(before) - len(after)
    return (before + unit * (size // len(unit.encode())) + after).encode()


def many(line: str, count: int) -> bytes:
    return "".join(line.format(n=number) for number in range(count)).encode()[:LARGE]


def aliases(levels: int) -> bytes:
    """Nine of the one before, again and again: what a billion laughs are made of."""
    lines = ["a: &a [x]\n"]
    for before, here in pairwise(ascii_lowercase[: levels + 1]):
        lines.append(f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]\n")
    return "".join(lines).encode()


FILES: Mapping[str, bytes] = {
    # what a small text grows into, and what stands in itself
    "brackets": b"[" * 100_000,
    "braces": b"{" * 100_000,
    "brackets-below-a-key": b"a: " + b"[" * 100_000,
    "maps-in-braces": b"a: " + b"{a: " * 100_000,
    "brackets-of-two-megabytes": fill("["),
    "brackets-on-lines": fill("[\n"),
    "keys-with-brackets": fill("a: [\n"),
    "dashes-in-dashes": fill("- "),
    "question-marks": fill("? "),
    "question-marks-on-lines": fill("?\n"),
    "maps-in-maps": "".join(f"{' ' * depth}a:\n" for depth in range(1900)).encode(),
    "aliases": aliases(9),
    "alias-of-itself": b"a: &a [*a]\n",
    "merge": b"a: &a {b: 1}\nc:\n  <<: *a\n",
    "merge-of-nothing": b"c:\n  <<: {b: 1}\n",
    "anchors": fill("a: &b x\n"),
    "python-object": b"a: !!python/object/apply:os.system [id]\n",
    "tags": fill("a: !!x y\n"),
    "tag-that-is-long": fill("x", "a: !"),
    "anchor-that-is-long": fill("x", "a: &"),
    "version": b"%YAML 1.3\n---\na: 1\n",
    "directive-that-is-long": fill("x", "%YAML 1.2 "),
    "directives": fill("%A b\n"),
    "documents": fill("---\na: b\n"),
    # how much there is
    "keys": many("k{n}: 1\n", 200_000),
    "keys-in-braces": b"a: {" + many("k{n}: 1, ", 200_000)[:-9] + b"}",
    "keys-without-values": many("{n:x}:\n", 260_000),
    "keys-that-are-one": fill("a: 1\n"),
    "items": fill("1,", "a: [", "]"),
    "text": fill("x", "a: "),
    "text-in-quotes": fill("x", 'a: "', '"'),
    "block-text": fill("x\n ", "a: |\n "),
    "key-that-is-long": fill("k", "", ": 1"),
    "key-of-1025": b"k" * 1025 + b": 1\n",
    "key-in-quotes": b'"' + b"k" * 100_001 + b'": 1\n',
    "key-in-braces": fill("k", "{", ": 1}"),
    "bytes": b"# " + b"x" * MAX_BYTES,
    "zeros": bytes(LARGE),
    # slips on every line, or one that never ends
    "quotes-on-lines": fill('"\n'),
    "single-quotes-on-lines": fill("'\n"),
    "keys-with-quotes": many('k{n}: "x\n', 150_000),
    "quotes-in-brackets": fill('"a,', "a: ["),
    "brackets-and-quotes": fill("[\"'{", "a: "),
    "apostrophes": fill("it's ", "a: 'x "),
    "escapes": fill("\\", 'a: "'),
    "escapes-cut-short": fill("\\x", 'a: "'),
    "escapes-of-a-control": fill('a: "\\e"\n'),
    "quotes-escaped": b'"' + b'\\"' * 900_000,
    "colons": fill(": "),
    "colons-in-texts": fill("a: b: c\n"),
    "tight-colons": fill("a:b\n"),
    "commas": fill("x,", "a: {"),
    "signs": fill("x #1 ", "a: "),
    "comments": fill("#\n"),
    "blank-lines": fill("\n"),
    "returns": fill("\r"),
    "spaces": fill(" "),
    "tabs": fill("a:\n\tb: c\n"),
    "odd-spaces": fill("\u00a0a: b\n"),
    "marks-of-byte-order": fill("\ufeff"),
    "wide-colons": fill("a\uff1ab\n"),
    "words": fill("words of prose\n"),
    "words-among-keys": fill("a: b\nwords\n"),
    "headers-of-block-texts": fill("a: |\nx\n"),
    "conflicts": fill("<<<<<<< a\n=======\n>>>>>>> b\n"),
    "conflicts-in-keys": fill("<<<<<<< a\nk: 1\n=======\nk: 2\n>>>>>>> b\n"),
    "conflicts-without-end": fill("<<<<<<< a\n", "", ">>>>>>> b\n"),
    "records-broken": b"risks:\n" + many("  R-{n}:\n    title: a: b\n", 60_000),
    "keys-broken": many("k{n}: a: b\n", 120_000),
    # no text at all
    "ones": b"\xff" * LARGE,
    "latin-at-the-end": fill("a: b\n") + b"\xe9\n",
    "cut-in-a-character": b"a: \xf0\x9f\x98",
    "noise": random.Random(1).randbytes(LARGE),  # noqa: S311 - the same noise each time
    "signs-at-random": bytes(random.Random(2).choices(b" \n:-[]{}'\"#&*!|>%@`ab,?\\", k=LARGE)),  # noqa: S311 - likewise
}
"""What `read_document` has to refuse."""

LONG = 40_000
PROSE = (
    "[", "![", "*", "**a ", "*a **b ", "_a__b", "<", "<http:", "](b", "[a](", "[](", "[[a]", "![[]()", "[a]: b\n",
    "[a]: <\n", "> ", "- ", "-\n", "1. ", "* a\n  * b\n", "| a |\n|---|\n", "a|b\n-|-\n", "&", "&#", "\\", "(", "a\n",
    "a  \n", "    a\n", "\t", "```\n", "~~~\n", "---\n", "===\n", "<!--", "`a``b", "a@b.", "https://a ", '"', "x*y",
)  # fmt: skip
ADDRESSES = (
    "https://" + "a" * 60 + "!",
    "https://" + "a-" * 50_000,
    "https://" + "a." * 50_000 + "!",
    "mailto:" + "a" * LONG,
)


def main() -> None:
    for name, raw in FILES.items():
        print(name, end=" ", flush=True)  # noqa: T201 - it is a script
        _, found = read_document(raw, file="x.yml", plan=None)
        first = f"{found[0].kind.name} {found[0].place.line if found[0].place else 0}" if found else "nothing 0"
        print(len(found), first, flush=True)  # noqa: T201 - likewise
    for unit in PROSE:
        print("prose", ascii(unit), end=" ", flush=True)  # noqa: T201 - likewise
        print(len(prose(unit * (LONG // len(unit)))), flush=True)  # noqa: T201 - likewise
    columns, rows = LONG // 7, LONG // 6
    table = f"{'|a' * columns}\n{'|-' * columns}\n{'|' + chr(10)}" + "|\n" * rows
    print("prose table", len(prose(table)), flush=True)  # noqa: T201 - likewise
    for address in ADDRESSES:
        print("address", address[:20], safe_web(address), flush=True)  # noqa: T201 - likewise


if __name__ == "__main__":
    main()
