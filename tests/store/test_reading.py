"""Whatever the bytes are, reading them gives a document and findings."""

import re

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rmpkit.model.finding import Place
from rmpkit.model.showing import UNSHOWABLE
from rmpkit.store.events import load
from rmpkit.store.reading import read_document
from rmpkit.store.text import decode

PLAN = """\
format: 1
title: "Harbour alliance: the joint plan"
risks:
  R-N13:                                    # raised by Northgate
    title: Dredging licence comes late
    owner: northgate.environment
    due: 2026-12-15   # after the board
  R-N14:
    title: 'The partner''s outage runs over'
    note: |
      First line: with colon
      second line
    links: [SP-1, SP-2]
health-checks:
  H-5:
    harbour:   {asked: 14, answered: 11, trust: 4.1}
    we-agreed: "Fairness gap is real. Harbour
      answers changes too late."
"""
UNSAFE = re.compile(f"[\n\t{UNSHOWABLE}]")
quick = settings(max_examples=100, deadline=None, derandomize=True)
pieces = st.sampled_from(
    ["\t", '"', "'", ": ", "- ", "#", "[", "}", "\n", "  ", "|", "@", "*a", "&a", "\u200b", "\r", "<<: ", "---\n", "é"]
)


def read(raw):
    return read_document(raw, file="x.yml", plan=None)


def check(raw):
    document, found = read(raw)
    text = decode(raw)
    lines = text.split("\n") if isinstance(text, str) else None
    for finding in found:
        assert finding.place.line >= 1
        assert finding.place.column >= 1
        assert not UNSAFE.search(finding.message + finding.mend)
        if lines is not None:
            assert finding.place.line <= len(lines)
            assert finding.place.column <= len(lines[finding.place.line - 1]) + 1
    assert found or document.data is not None
    assert not document.lost or document.data is not None
    return document, found


@quick
@given(st.binary(max_size=300))
def test_no_bytes_make_reading_raise(raw):
    check(raw)


@quick
@given(st.text(max_size=200))
def test_no_text_makes_reading_raise(text):
    check(text.encode("utf-8", "surrogatepass"))


@quick
@given(st.lists(st.one_of(pieces, st.sampled_from(["a: ", "b", "c:", "\n  ", "\n    "])), max_size=30))
def test_no_punctuation_makes_reading_raise(parts):
    check("".join(parts).encode())


@settings(quick, max_examples=300)
@given(st.integers(0, len(PLAN)), st.integers(0, 12), st.one_of(st.just(""), pieces))
def test_no_edit_of_a_plan_makes_reading_raise_and_few_are_told_twice(at, cut, put):
    _, found = check((PLAN[:at] + put + PLAN[at + cut :]).encode())
    assert len([finding for finding in found if finding.kind.severity == "error"]) <= 4


@quick
@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20))
def test_a_text_in_quotes_comes_back_as_it_was(word):
    raw = f"a: '{word.replace(chr(39), chr(39) * 2)}'\n".encode()
    document, found = read(raw)
    assert (document.data, found) == ({"a": word}, ())


words = st.sampled_from(["late", "8.10", "no", "12:30", "Weekly call", "Zoë 😀", "it's", "a#b", "2026-09-01"])
keys = st.sampled_from(["title", "owner", "due", "risks", "R-1", "R-2", "health-checks", "2026-09", "a.b", "yes"])


def grow(inner):
    return st.one_of(st.lists(inner, min_size=1, max_size=3), st.dictionaries(keys, inner, min_size=1, max_size=3))


plans = st.dictionaries(keys, st.recursive(words, grow, max_leaves=8), min_size=1, max_size=4)


@quick
@given(plans, st.booleans())
def test_every_text_stands_where_its_mark_says(plan, flow):
    text = yaml.safe_dump(plan, default_flow_style=flow, width=10_000, allow_unicode=True)
    document, found = read(text.encode())
    lines = text.split("\n")
    assert found == ()
    for path, mark in document.marks.items():
        value = document.data
        for step in path:
            value = value[step]
        if isinstance(value, str):
            line, column = mark.value
            assert lines[line - 1][column - 1 :].removeprefix("'").startswith(value)
        if mark.key is not None:
            line, column = mark.key
            assert lines[line - 1][column - 1 :].removeprefix("'").startswith(path[-1])


def test_the_python_parser_reads_the_same():
    fast, slow = load(PLAN), load(PLAN, parser=yaml.SafeLoader)
    assert (fast.data, fast.marks) == (slow.data, slow.marks)


def test_the_python_parser_never_raises_either():
    stop = load('a: "\\U00110000"', parser=yaml.SafeLoader).stop
    assert stop is not None
    assert stop.kind.name == "syntax-broken"


def test_what_is_said_of_a_text_that_is_a_whole_record_stands_at_the_text():
    text = b"measures:\n  on-time:\n    readings:\n      2026-10: 91,5\n"
    document, _ = read_document(text, file="joint.yml", plan="harbour")
    month = ("measures", "on-time", "readings", "2026-10")
    assert document.value_place((*month, "value")) == Place("joint.yml", 4, 16)
    assert document.key_place((*month, "value")) == Place("joint.yml", 4, 7)
    assert document.value_place(("measures", "on-time", "target")) == Place("joint.yml", 2, 3)
