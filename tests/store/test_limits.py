"""Limits far beyond any plan: each is one finding, at once."""

import pytest

from rmpkit.store.reading import read_document
from rmpkit.store.refusals import MAX_DEPTH, MAX_NODES, MAX_TEXT
from rmpkit.store.text import MAX_BYTES


def read(raw, file="x.yml"):
    return read_document(raw, file=file, plan="harbour")


CASES = {
    "too-big": (b"# " + b"x" * MAX_BYTES, "file-unreadable"),
    "too-deep": (b"[" * 100_000, "syntax-broken"),
    "too-deep-below-a-key": (b"a: " + b"[" * 100_000, "limit-exceeded"),
    "one-level-too-deep": (b"a: " + b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, "limit-exceeded"),
    "too-many": (b"a: [" + b"1," * MAX_NODES + b"]", "limit-exceeded"),
    "too-long": (b"a: " + b"x" * (MAX_TEXT + 1), "limit-exceeded"),
    "aliases": (b"a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "yaml-feature-refused"),
    "pdf": (b"%PDF-1.7\n", "file-unreadable"),
    "word": (b"PK\x03\x04", "file-unreadable"),
    "utf16-without-a-mark": ("title: Late".encode("utf-16-le"), "file-unreadable"),
    "raw-surrogate": (b"a: \xed\xa0\x80\n", "character-refused"),
    "private-use": ("a: \ue000\n".encode(), "character-refused"),
    "noncharacter": ("a: \U0001ffff\n".encode(), "character-refused"),
    "next-line": ("a: x\u0085y\n".encode(), "character-refused"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_beyond_the_limits_is_told(name):
    raw, kind = CASES[name]
    _, found = read(raw)
    assert found[0].kind.name == kind


def test_what_is_within_the_limits_is_read():
    depth = MAX_DEPTH - 1
    raw = b"a: " + b"[" * depth + b"]" * depth + b"\nb: " + b"x" * MAX_TEXT
    assert read(raw)[1] == ()
