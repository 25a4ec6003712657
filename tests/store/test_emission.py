"""What is written is read back as it was, and nothing is found in it."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rmpkit.store.document import Data
from rmpkit.store.emission import WIDTH, Word, emit
from rmpkit.store.events import QUICK, load
from rmpkit.store.reading import read_document
from tests.store.drafts import PIECES, data, keys

MEANT = (
    "8.10",
    "no",
    "Yes",
    "on",
    "12:30",
    "2026-02-30",
    "0o17",
    "1e5",
    "0x1F",
    "null",
    "~",
    "",
    "=",
    "<<",
    "NULL",
    "issue #12 is open",
    "#12",
    "a: b",
    "a:",
    "- a",
    "-",
    "? a",
    ": a",
    "@home",
    "`tick`",
    "%5",
    "!important",
    "*bold*",
    "&c",
    "[x]",
    "{x}",
    "{{ x }}",
    "]",
    "|",
    ">2",
    "| a",
    "'",
    '"',
    "it's",
    'he said "no"',
    '"quoted"',
    "'quoted'",
    "\u201cquoted\u201d",
    "\u2018so\u2019",
    " before",
    "after ",
    "  ",
    "\ttab",
    "tab\there.md",
    "a\tb",
    "C:\\new\\table.md",
    "\\x41",
    "---",
    "--- a",
    "...",
    "...a",
    "a\nb",
    "a\n\n b\n",
    "\n",
    "a \nb",
    " a\nb",
    "a\n\tb",
    "\tx\n- y\n",
    "a\u00a0b",
    "\u3000a",
    "😀: #1",
    "é",
    "x" * 2000,
    "word " * 60,
    f"{'word ' * 40}#5 {'it: ' * 30}end",
)  # fmt: skip - texts, not lines of code


def back(text: str):
    document, found = read_document(text.encode(), file="x.yml", plan="harbour")
    assert [finding.message for finding in found] == [], text
    return document.data


@pytest.mark.parametrize("text", MEANT)
def test_a_text_is_read_back_wherever_it_stands(text):
    tree = {"alone": text, "list": (text, "b", text), "inside": {"list": ({"a": text, "b": None},)}}
    assert back(emit(tree)) == tree


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(keys, data, min_size=1, max_size=4))
def test_whatever_a_file_can_hold_is_read_back(tree):
    assert back(emit(tree)) == tree


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(keys, data, min_size=1, max_size=4))
@pytest.mark.skipif(not QUICK, reason="without libyaml there is one parser only")
def test_without_libyaml_the_same_is_read(tree):
    assert load(emit(tree), parser=yaml.SafeLoader).data == tree


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(("a", "b")), st.lists(st.sampled_from(PIECES), max_size=9).map("".join)))
def test_other_readers_of_yaml_take_every_text_for_a_text(tree):
    read = yaml.safe_load(emit({"a": "", **tree}))
    assert read == {"a": "", **tree}


def test_a_file_looks_as_a_person_would_write_it():
    paragraph = "We own quays, track and land, and almost everything that moves over them is moved by somebody else."
    tree: dict[str, Data] = {
        "title": "Harbour alliance",
        "started": Word("2024-04-01"),
        "minor": Word("no"),
        "issue": "8.10",
        "partner": "no",
        "why": f"{paragraph} {paragraph}",
        "note": "Two things:\n\n- quays\n- track",
        "answers": ("wt.exit", "wt.issues"),
        "sites": ("Saltmere harbour office, Customs Parade",),
        "read-again": {"Processes, see G-4": None},
        "charter": {},
    }
    assert (
        emit(tree)
        == f"""\
title: Harbour alliance
started: 2024-04-01
minor: no
issue: "8.10"
partner: "no"
why: >-
  {paragraph}
  {paragraph}
note: |-
  Two things:

  - quays
  - track
answers: [wt.exit, wt.issues]
sites:
  - Saltmere harbour office, Customs Parade
read-again:
  Processes, see G-4:
charter: {{}}
"""
    )


def test_a_long_list_of_names_has_a_line_for_each():
    names = tuple(f"harbour.post-{number}" for number in range(9))
    assert emit({"present": names}).splitlines() == ["present:", *(f"  - {name}" for name in names)]


def test_only_a_paragraph_goes_on_below():
    text = emit({"bare": "word  " * 40 + "end", "quoted": "word  " * 40 + "it: #5", "folded": "it: #5 " * 40 + "end"})
    bare, quoted, header, *below = text.splitlines()
    assert min(len(bare), len(quoted)) > WIDTH
    assert header == "folded: >-"
    assert all(len(line) <= WIDTH + len("it: #5") for line in below)
