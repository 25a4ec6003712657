"""One slip, one finding: the cases stand in `slips.yml`."""

from pathlib import Path

import pytest

from rmpkit.store.reading import read_document


def read(raw, file="x.yml"):
    return read_document(raw, file=file, plan="harbour")


CASES_FILE = Path(__file__).with_name("slips.yml")
CASES = read(CASES_FILE.read_bytes())[0].data


@pytest.mark.parametrize("name", CASES)
def test_a_slip_is_told_once_where_it_is_in_plain_words(name, speaks_plainly):
    case = CASES[name]
    document, found = read(case["text"].encode())
    assert len(found) == 1, found
    (finding,) = found
    assert f"{finding.place.line}:{finding.place.column}" == case["at"]
    assert case["says"] in f"{finding.message} {finding.mend}"
    assert finding.kind.name == case.get("finds", "syntax-broken")
    assert speaks_plainly(finding)
    if "lost" in case:
        lost = tuple(case["lost"].split("/"))
        assert (finding.path, document.lost) == (lost, {lost})
    assert set(case.get("keeps", ())) <= set(document.data or ())


@pytest.mark.parametrize(
    "text",
    [
        "due: 2026-12-15   # after the board\n",
        "due: 2026-12-15 #after the board\n",
        "of: harbour                             # we are measured too\n",
        "title: Two words # a comment\n",
        "title: Two words  #12\n",
        "R-1: #raised by Northgate\n  title: C# and a#b\n",
        "title: He said \u201cyes\u201d and \u201cno\u201d\n",
        "title: \u201cYes\u201d and \u201cno\u201d\n",
        'note: "First line\\nand a second"\n',
        "note: |\n  # not a comment\n  key: no key\n",
        "note: >-\n",
        'note: "goes\n  on: below"\n',
        "links: [https://harbour.example/a#b, SP-1,]\n",
        "title: \u0646\u0645\u06cc\u200c\u062f\u0627\u0646\u0645\n",
        "---\ntitle: Late\n...\n",
        "2026: x\ntrue: y\n8.10: z\n",
        'path: "C:/plans/new.pdf"\n',
        "path: C:\\new\\table.pdf\n",
    ],
)
def test_what_is_fine_is_left_alone(text):
    assert read(text.encode())[1] == ()


def test_every_scalar_stays_text_and_nothing_is_nothing():
    text = "a: 8.10\nb: no\nc: 12:30\nd:\ne: ~\nf: null\ng: ''\nh: [1, , 'null']\n2026: 2026-02-30\n"
    document, found = read(text.replace("1, ,", "1,").encode())
    assert found == ()
    assert document.data == {
        "a": "8.10", "b": "no", "c": "12:30", "d": None, "e": None, "f": None, "g": "", "h": ("1", "null"),
        "2026": "2026-02-30",
    }  # fmt: skip


def test_the_first_of_two_values_is_kept():
    document, _ = read(b"a: 1\na: {b: [2]}\nc: 3\n")
    assert document.data == {"a": "1", "c": "3"}
    assert document.marks["a",].key == (1, 1)
    assert ("a", "b") not in document.marks


def test_text_cut_by_a_comma_leaves_no_key_behind():
    document, _ = read(b"a: {title: Late, but fine, owner: x}\n")
    assert document.data == {"a": {"title": "Late", "owner": "x"}}
