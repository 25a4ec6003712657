"""The bad inputs of syntax and encoding: each is one finding, in the right place, in plain words."""

from pathlib import Path

import pytest

from rmpkit.model.finding import Severity
from rmpkit.store.reading import read_document

FOLDER = Path(__file__).parent.parent / "bad-inputs"
TABLE = [line.split("\t") for line in (FOLDER / "index.tsv").read_text(encoding="utf-8").splitlines()[1:]]
INDEX = [row for row in TABLE if row[1] in ("syntax", "encoding")]
"""Those that any reader of YAML meets; what needs the real schema is tried in `test_bad_schema.py`."""

CONTROL = Path(__file__).parent.parent / "rules/clean"
"""Stands for `_control/good.yaml` on the real schema: every edit starts from it."""


EXPECTED = {  # line, column, and what the message or its mending has to say
    "tab-indent.yaml": (23, 1, "tab", "2 spaces"),
    "colon-in-title.yaml": (24, 16, "colon", 'title: "Risk: key person leaves"'),
    "at-sign.yaml": (27, 12, '"@"', 'owner: "@akhan"'),
    "percent.yaml": (21, 13, '"%"', 'target: "%50"'),
    "star-bold.yaml": (24, 12, 'starts with "*"', "double quotes"),
    "apostrophe-in-single-quotes.yaml": (24, 17, "apostrophe", '"Acme\'s key person leaves"'),
    "no-space-after-colon.yaml": (3, 6, "space", 'after "title:"'),
    "no-space-after-dash.yaml": (23, 3, "dash", "space after the dash"),
    "bad-indent-list.yaml": (24, 4, '"title" starts at column 4', "column 5"),
    "unclosed-quote.yaml": (24, 12, "never closed", "Close it"),
    "unclosed-bracket.yaml": (36, 15, 'bracket "["', "]"),
    "merge-conflict.yaml": (6, 1, "lines 6, 8 and 10", "unfinished merge"),
    "nbsp-indent.yaml": (24, 1, "U+00A0", "ordinary spaces"),
    "fullwidth-colon.yaml": (3, 6, "U+FF1A", "title: "),
    "smart-quotes.yaml": (24, 12, "curly", 'title: "Key person leaves"'),
    "two-documents.yaml": (37, 1, '"---"', "of its own"),
    "front-matter.yaml": (38, 1, '"---"', "of its own"),
    "empty.yaml": (1, 1, "empty", "title:"),
    "only-comments.yaml": (1, 1, "comments", "title:"),
    "root-is-list.yaml": (1, 1, "list", "key"),
    "root-is-text.yaml": (1, 1, "one text", "key"),
    "duplicate-key-top.yaml": (7, 1, '"health"', "line 6 and on line 7"),
    "duplicate-key-far.yaml": (37, 1, '"ser"', "line 5 and on line 37"),
    "duplicate-key-quoted.yaml": (7, 1, '"health"', "line 6 and on line 7"),
    "hash-cuts-text.yaml": (24, 26, '"#12 is open"', 'title: "Partner issue #12 is open"'),
    "windows-path-escapes.yaml": (32, 11, "path", "with /"),
    "bad-escape.yaml": (24, 17, r'"\p"', "single quotes"),
    "block-text-outdent.yaml": (25, 4, "too far to the left", "6 spaces"),
    "stray-text-line.yaml": (23, 1, '"please review this list"', "Remove the line"),
    "yaml-in-json-file.json": (1, 50, "comma", "Remove the comma"),
    "utf16.yaml": (1, 1, "UTF-16", "UTF-8"),
    "latin1.yaml": (10, 13, "0xEB", "UTF-8"),
    "bom-in-middle.yaml": (3, 1, "U+FEFF", "invisible"),
    "nul.yaml": (24, 15, r"\x00", "column 15"),
    "raw-escape.yaml": (24, 12, r"\x1b", "control"),
    "escaped-escape.yaml": (24, 13, r"\x1b", r"\e"),
    "c1-control.yaml": (24, 17, r"\x9b", "control"),
    "bidi-override.yaml": (24, 21, "U+202E", "order"),
    "zero-width-in-id.yaml": (23, 11, "U+200B", "invisible"),
    "lone-surrogate.yaml": (24, 17, r"\ud800", "half a character"),
    "line-separator.yaml": (24, 15, "U+2028", "line end"),
    "png-as-yaml.yaml": (1, 1, "picture", "not text"),
    "gzip-as-yaml.yaml": (1, 1, "gzip", "not text"),
}
FOR_THE_SCHEMA = {"list-becomes-text.yaml", "homoglyph-id.yaml", "nfc-nfd-ids.yaml"}


def read(raw, file="x.yml"):
    return read_document(raw, file=file, plan="harbour")


@pytest.mark.parametrize(("name", "verdict"), [(row[0], row[2]) for row in INDEX])
def test_each_bad_input_is_told_once_in_the_right_place(name, verdict):
    case = Path(name).name
    _, found = read((FOLDER / name).read_bytes(), case)
    if case in FOR_THE_SCHEMA or (verdict.startswith("accept") and case not in EXPECTED):
        assert found == ()
        return
    (finding,) = found
    line, column, *words = EXPECTED[case]
    assert (finding.place.line, finding.place.column) == (line, column)
    assert (finding.kind.severity is Severity.ERROR) == (verdict != "warn")
    for word in words:
        assert word in f"{finding.message} {finding.mend}"


@pytest.mark.parametrize("name", [row[0] for row in INDEX])
def test_no_message_speaks_the_parsers_language_or_blames(name, speaks_plainly):
    _, found = read((FOLDER / name).read_bytes(), name)
    for finding in found:
        assert speaks_plainly(finding)


def test_every_row_of_the_index_has_a_file_and_every_file_a_row():
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*")}
    assert files == {row[0] for row in INDEX}
    assert {row[1] for row in TABLE} == {"control", "syntax", "encoding", "types", "schema", "references"}


def test_the_control_is_clean():
    for file in sorted(CONTROL.rglob("*.yml")):
        assert read(file.read_bytes(), file.name)[1] == ()


@pytest.mark.parametrize("name", ["bom", "crlf", "mixed-newlines"])
def test_marks_of_byte_order_and_line_ends_change_no_column_and_no_text(name):
    document, _ = read((FOLDER / f"encoding/{name}.yaml").read_bytes())
    assert document.marks["format",].key == (1, 1)
    assert document.marks["risks", 0, "title"].value == (24, 12)
    assert document.data["title"] == "Acme and Borealis"


def test_old_mac_line_ends_give_the_same_lines():
    document, _ = read((FOLDER / "syntax/cr-only.yaml").read_bytes())
    assert document.marks["risks", 0, "title"].value == (24, 12)
