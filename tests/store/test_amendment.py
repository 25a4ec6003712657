"""Keys of a record get other values in the text of its file, and nothing else in it moves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmpkit.store.amendment import OneLine, Values, amended
from rmpkit.store.emission import Word, emit
from rmpkit.store.events import load
from rmpkit.store.extents import extents_of
from rmpkit.store.insertion import NotInsertedError, insert_below, record_lines

FILE = """\
# Kept.
risks:
  R-1:
    title: The "old" chiller   # said aloud
    note: >- # why
      It has stood
      for years.

    # above the day
    due: 2026-01-01
    cause: 'it''s old'
    effect:
  R-2: {title: "x, y", owner: lark.ser}  # short
"""
R1, R2 = ("risks", "R-1"), ("risks", "R-2")


def only(changes, text=FILE):
    """The lines that go and the lines that come."""
    old, new = text.split("\n"), amended(text, changes).split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("changes", "goes", "comes"),
    [
        ({R1: {"due": Word("2026-02-03")}}, ["    due: 2026-01-01"], ["    due: 2026-02-03"]),
        (
            {R1: {"title": "A: new # one"}},
            ['    title: The "old" chiller   # said aloud'],
            ["    title: 'A: new # one'   # said aloud"],
        ),
        ({R1: {"cause": "don't"}}, ["    cause: 'it''s old'"], ["    cause: 'don''t'"]),
        ({R1: {"effect": "Warm milk"}}, ["    effect:"], ["    effect: Warm milk"]),
        ({R1: {"owner": "lark.ser"}}, [], ["    owner: lark.ser"]),
        (
            {R1: {"note": "Gone"}},
            ["    note: >- # why", "      It has stood", "      for years."],
            ["    note: Gone # why"],
        ),
        (
            {R1: {"cause": "one\ntwo"}},
            ["    cause: 'it''s old'"],
            ["    cause: |-", "      one", "      two"],
        ),
        (
            {R1: {"title": "one\ntwo"}},
            ['    title: The "old" chiller   # said aloud'],
            ['    title: "one\\x0Atwo"   # said aloud'],
        ),
        (
            {R2: {"owner": "lark.manager", "due": Word("2026-02-03"), "note": "a, b"}},
            ['  R-2: {title: "x, y", owner: lark.ser}  # short'],
            ['  R-2: {title: "x, y", owner: lark.manager, due: 2026-02-03, note: "a, b"}  # short'],
        ),
    ],
    ids=["bare", "with a comment", "in quotes", "empty", "missing", "block", "to a block", "no block", "in braces"],
)
def test_only_what_is_meant_is_other(changes, goes, comes):
    assert only(changes) == (goes, comes)


def test_several_records_change_at_once():
    goes, comes = only({R1: {"effect": "yes", "owner": "a.b"}, R2: {"title": "z"}})
    assert goes == ["    effect:", '  R-2: {title: "x, y", owner: lark.ser}  # short']
    assert comes == ['    effect: "yes"', "    owner: a.b", '  R-2: {title: "z", owner: lark.ser}  # short']


def test_a_map_that_is_not_there_is_made():
    text = "measures:\n  waits:\n    question: How long?\nforums:\n  board:\n    title: Board\n"
    added = amended(text, {("measures", "waits", "readings"): {Word("2026-10"): {"value": Word("3"), "note": "a: b"}}})
    assert added == text.replace(
        "How long?\n", "How long?\n    readings:\n      2026-10:\n        value: 3\n        note: 'a: b'\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[R-2]   # why", '[R-2, "R-3 a, b"]   # why'),
        ("[R-2,\n      R-4]", '[R-2, "R-3 a, b"]'),
        ("[]", '[R-2, "R-3 a, b"]'),
        ("  # none yet", '[R-2, "R-3 a, b"]   # none yet'),
    ],
)
def test_a_list_in_brackets_is_written_anew(before, after):
    text = f"risks:\n  R-1:\n    depends-on: {before}\n    due: 2026-01-01\n"
    changed = amended(text, {R1: {"depends-on": ("R-2", "R-3 a, b")}})
    assert changed == text.replace(before, after)


@pytest.mark.parametrize("before", ["\n      - R-2", "[R-2,  # the yard\n      R-4]", "R-2"])
def test_a_list_that_is_written_line_by_line_or_has_remarks_inside_is_left(before):
    with pytest.raises(NotInsertedError, match="written line by line, or has remarks inside"):
        amended(f"risks:\n  R-1:\n    depends-on: {before}\n", {R1: {"depends-on": ("R-3",)}})


def test_a_list_is_not_written_over():
    with pytest.raises(NotInsertedError, match="More than one value stands there"):
        amended("risks:\n  R-1:\n    depends-on: [R-2]\n", {R1: {"depends-on": "R-3"}})


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"]), min_size=1, max_size=30
)
VALUES = st.lists(TEXTS.map(str.strip).filter(bool), min_size=1, max_size=3).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(
    records=st.dictionaries(
        st.sampled_from(["R-1", "R-2", "R-3"]), st.dictionaries(st.sampled_from("abc"), VALUES, min_size=1), min_size=1
    ),
    braces=st.booleans(),
    data=st.data(),
)
def test_whatever_is_written_is_read_again(records, braces, data):
    text = emit({"risks": records})
    if braces:
        inside = ", ".join(f"{key}: {{title: x}}" for key in records)
        text, records = f"risks: {{{inside}}}\n", {key: {"title": "x"} for key in records}
    name = data.draw(st.sampled_from(sorted(records)))
    values = data.draw(st.dictionaries(st.sampled_from("abcd"), VALUES, min_size=1))
    try:
        after = amended(text, {("risks", name): values})
    except NotInsertedError:
        assert load(text).troubles  # what is there draws a remark already
        return
    assert load(after).data == {"risks": {**records, name: {**records[name], **values}}}


def test_extents_are_what_is_written():
    found = extents_of(FILE)
    shown = {path[2]: FILE[found[path].start : found[path].end] for path in found if path[:2] == R1 and len(path) == 3}
    assert shown["title"] == 'The "old" chiller'
    assert shown["cause"] == "'it''s old'"
    assert shown["due"] == "2026-01-01"
    assert FILE[found[R2].start : found[R2].end] == '{title: "x, y", owner: lark.ser'


def behind(shape, style, gap, column):
    """A file of one shape: the last record, then perhaps a comment, then perhaps the next section."""
    last = {
        "block": "      north:\n        by: a.b\n",
        "block that ends in a text": "      north:\n        by: a.b\n        note: |\n          one\n\n          # two\n",
        "block that ends in a list": "      north:\n        by: a.b\n        see:\n          - S-1\n",
        "block that ends in an empty key": "      north:\n        by:\n",
        "flow": "      north: {by: a.b}  # signed\n",
        "flow over two lines": "      north: {by: a.b,\n        see: [S-1]\n      }\n",
    }[style]
    comment = f"{' ' * column}# About it.\n" if column is not None else ""
    after = {
        "last": "",
        "next record": "  v2:\n    what: More\n",
        "next section": "acknowledgements:\n  AK-1: {by: c.d}\n",
    }
    return f"versions:\n  v1:\n    what: All\n    approved:\n{last}", f"{gap}{comment}{after[shape]}"


STYLES = (
    "block", "block that ends in a text", "block that ends in a list", "block that ends in an empty key",
    "flow", "flow over two lines",
)  # fmt: skip


@pytest.mark.parametrize("column", [None, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
@pytest.mark.parametrize("gap", ["", "\n", "\n\n"], ids=["", "a blank line", "two blank lines"])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shape", ["last", "next record", "next section"])
@pytest.mark.parametrize("put", ["amended", "inserted"])
def test_one_more_goes_right_behind_the_last_before_what_belongs_to_the_next(put, shape, style, gap, column):
    before, rest = behind(shape, style, gap, column)
    path, record = ("versions", "v1", "approved"), {"delta": {"by": "e.f"}}
    if put == "amended":
        new = amended(before + rest, {path: record})
    else:
        new = insert_below(before + rest, path, record_lines(record))
    added = "      delta:\n        by: e.f\n"
    if column is not None and column >= 6:  # it is about the one above
        above, line, below = rest.partition("# About it.\n")
        assert new == f"{before}{above}{line}{added}{below}"
    else:
        assert new == f"{before}{added}{rest}"


def test_a_record_that_is_to_stand_on_one_line_does_where_it_fits_and_the_others_do():
    path = ("versions", "v1", "approved")
    record: Values = {Word("delta"): OneLine({"by": Word("e.f"), "terms": Word("1:ab")})}
    line = "      delta: {by: e.f, terms: 1:ab}\n"
    lines = "      delta:\n        by: e.f\n        terms: 1:ab\n"
    for text, expected in (
        ("versions:\n  v1:\n    what: All\n", f"    approved:\n{line}"),
        ("versions:\n  v1:\n    approved:\n", line),
        ("versions:\n  v1:\n    approved:\n      north: {by: a.b}\n", line),
        ("versions:\n  v1:\n    approved:\n      north:\n        by: a.b\n", lines),
    ):
        assert amended(text, {path: record}) == text + expected
    long: Values = {Word("delta"): OneLine({"by": Word("e.f"), "note": "word " * 30 + "end"})}
    text = "versions:\n  v1:\n    approved:\n      north: {by: a.b}\n"
    assert amended(text, {path: long}).count("\n") > text.count("\n") + 1
