"""Files written anew: what nobody changed stays as it was written, to the last space."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rmpkit.store.document import Document
from rmpkit.store.emission import emit
from rmpkit.store.layers import laid_over
from rmpkit.store.reading import read_document
from rmpkit.store.rewriting import comments_lost, rewritten
from rmpkit.store.upgrades import Upgraded

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "rmp-data").rglob("*.yml"), key=str)


def read(text: str) -> Document:
    return read_document(text.encode(), file="x.yml", plan="x")[0]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_file_in_which_nothing_changes_is_the_same(file):
    text = file.read_text("utf-8")
    assert rewritten(text, Upgraded(read(text))) == text


ODD = """\
---
# top
title:   a    # far
kept: x
n: null
t: ~
e:
? odd
: value
day: 2026-11-20
clock: 12:30
number: 010
no: no
list: [a,   b]
map: { a: b }
long: this goes
  on below
tight:
- a
-   b   # two
text: >-
  folded
  text

  # not a comment
"quoted": 'it''s'
# end"""


def test_however_it_is_written():
    assert rewritten(ODD, Upgraded(read(ODD))) == ODD
    assert comments_lost(ODD, ODD) == ()


def changed(text: str, **values: object) -> str:
    document = read(text)
    assert isinstance(document.data, dict)
    data = {key: value for key, value in {**document.data, **values}.items() if value != ()}
    after = rewritten(text, Upgraded(Document(document.file, data)))
    assert read(after).data == data
    return after


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("b", "title: b      # far"),
        ("2026-12-01", "title: 2026-12-01"),
        ("it's: so", "title: 'it''s: so'"),
        ("~", 'title: "~"'),
        ("two\nlines", "title: |"),
        (("a", "b"), "title: [a, b]"),
        ({"a": "b"}, "title:"),
    ],
)
def test_a_new_value_is_written_so_that_it_is_read_back(value, written):
    after = changed(ODD, title=value)
    assert written in after
    assert (
        "n: null\nt: ~\ne:\n? odd\n: value\nday: 2026-11-20\nclock: 12:30\nnumber: 010\nno: no\nlist: [a,   b]\nmap: { a: b }\n"
        in after
    )


def test_a_key_that_goes_leaves_the_comment_of_the_next_one():
    text = "a: 1\nb:\n  c: 2   # of c\n\n# of d\nd: 3\n"
    after = changed(text, b=())
    assert after == "a: 1\n\n# of d\nd: 3\n"
    assert comments_lost(text, after) == ("# of c",)


def test_four_spaces_and_dashes_further_in_stay():
    text = "a:\n    b:\n        - x   # y\n        - z\n    c: 1\nd: 2\n"
    assert changed(text, d="3") == text.replace("d: 2", "d: 3")


_WORDS = st.text("ab:#-'\"[]{}, \n\t|>&*!%@`~0é", max_size=12).map(str.strip)
_VALUES = st.recursive(
    _WORDS | st.none(),
    lambda inner: (
        st.dictionaries(st.sampled_from("abc"), inner, min_size=1, max_size=3)
        | st.lists(inner, min_size=1, max_size=3).map(tuple)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from("kmn"), _VALUES, min_size=1), st.dictionaries(st.sampled_from("kmn"), _VALUES))
@example({"k": None}, {"k": (":0",)})
@example({"k": (None, {"a": "", "b": None}, "")}, {"k": ("", None)})
@example({"k": ("a",), "m": None}, {"k": ("?b",), "m": ("a, b",)})
def test_whatever_changes_is_read_back_as_it_was_meant(before, after):
    text = emit(before)
    document = read(text)
    if after and document.data == before:
        wanted = {**before, **after}
        assert read(rewritten(text, Upgraded(Document("x.yml", wanted)))).data == wanted


_LINES = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=8)


@given(_LINES, _LINES)
def test_one_edit_alone_is_taken_whole(base, edit):
    assert laid_over(base, base, edit) == edit
    assert laid_over(base, edit, base) == edit
    assert laid_over(base, edit, edit) == edit
