"""Tables kept elsewhere: what is read of them, and what is refused before it can do harm."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from rmpkit.store.legend import DateOrder, LegendUnreadableError, legend_text, read_legend
from rmpkit.store.table import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Table, TableRefusedError, column_name
from rmpkit.store.tables import read_table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.fixture
def a_csv(tmp_path: Path):
    def make(raw: bytes | str) -> Path:
        file = tmp_path / "risks.csv"
        file.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        return file

    return make


@pytest.fixture
def a_workbook(tmp_path: Path):
    def make(*rows: list[object], more: dict[str, str] | None = None) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        for title, state in (more or {}).items():
            other = book.create_sheet(title)
            other.append(["Id"])
            other.sheet_state = state
        book.save(tmp_path / "risks.xlsx")
        return tmp_path / "risks.xlsx"

    return make


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_whatever_parts_its_cells(a_csv, sign, start, end):
    lines = [f"Id{sign}Title", "", f'R-1{sign}"Ice, {end}or; ""snow"""', f"{sign}", f"R-2{sign}  Wind "]
    table = read_table(a_csv(start + end.join(lines).encode()))
    assert table.heads == ("Id", "Title")
    assert texts(table) == [["R-1", 'Ice, \nor; "snow"'], ["R-2", "Wind"]]
    assert [row.number for row in table.rows] == [3, 5]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"Id,Title\nR-1,caf\xe9\n", "holds the byte 0xE9 in line 2, as byte 8 of it. Save it as CSV UTF-8"),
        (b"\xff\xfeI\x00d\x00", "holds the byte 0xFF in line 1, as byte 1 of it"),
        (b"Id,Title\nR-1,a\0b\n", "holds the byte 0x00"),
        (b"", "The table is empty"),
        (b"\n,,\n", "The table is empty"),
        (b'Id,Title\nR-1,"open\n', "begins in line 2 cannot be read: a quote is not closed"),
        (b"Id,Title;x\nR-1,2\n", "can be parted by comma and semicolon"),
        (
            b"Id\nR-1,more\n",
            "Row 1, the first that says anything, has one cell, and row 2 has more. Name the row with the heads: --head-row 2.",
        ),
        (b"Id\n" + b"x" * (LONGEST_CELL + 1), "row 2, column A has 32,768 characters"),
        (b"Id\n" + b"x" * (LONGEST_CELL * 5), "a cell has more than 32,767 characters"),
        (b"Id\n" + b"R-1\n" * (MOST_ROWS + 1), "more than 10,000 rows"),
        (b",".join([b"x"] * (MOST_COLUMNS + 1)), "more than 200 columns"),
    ],
)
def test_what_cannot_be_read_as_text_is_refused_with_its_place(a_csv, raw, says):
    with pytest.raises(TableRefusedError) as refused:
        read_table(a_csv(raw))
    assert says in str(refused.value)


def test_cells_of_a_workbook_say_what_an_author_would_have_written(a_workbook):
    file = a_workbook(
        [None, None],
        ["Id", "Due", "Score", "Share", "Open", "When"],
        ["R-1", date(2026, 12, 15), 4.0, 0.5, True, datetime(2026, 12, 15, 9, 30)],  # noqa: DTZ001 - a workbook knows no zones
    )
    table = read_table(file)
    assert table.head_row == 2
    assert texts(table) == [["R-1", "2026-12-15", "4", "0.5", "yes", "2026-12-15 09:30"]]


def test_a_formula_that_was_never_worked_out_is_told(a_workbook):
    table = read_table(a_workbook(["Id", "Title"], ["R-1", "=1+1"]))
    assert table.rows[0].cells[1].trouble == (
        "The cell holds a formula whose value was never worked out.",
        "Open it in the program that made it, and save it as .xlsx again.",
    )


def test_of_several_sheets_one_is_named_and_hidden_ones_do_not_count(a_workbook):
    assert read_table(a_workbook(["Id"], ["R-1"], more={"Lists": "hidden"})).heads == ("Id",)
    file = a_workbook(["Id"], ["R-1"], more={"Actions": "visible"})
    with pytest.raises(TableRefusedError, match=r'has 2 sheets\. Name one with --sheet: "Sheet", "Actions"'):
        read_table(file)
    with pytest.raises(TableRefusedError, match=r'no sheet "Action"\. Write --sheet "Actions"'):
        read_table(file, sheet="Action")
    assert read_table(file, sheet="Sheet").rows[0].cells[0].text == "R-1"


def test_a_cell_in_the_last_row_does_no_harm(a_workbook):
    file = a_workbook(["Id"], ["R-1"])
    book = openpyxl.load_workbook(file)
    assert book.active is not None
    book.active.cell(1_048_576, 1).value = "R-2"
    book.save(file)
    assert [row.number for row in read_table(file).rows] == [2, 1_048_576]


def rewritten(file: Path, change, *, mode: int = zipfile.ZIP_DEFLATED) -> Path:
    """The same workbook with something done to its sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", mode) as new:
        for name in old.namelist():
            raw = old.read(name)
            new.writestr(name, change(raw) if name.endswith("sheet1.xml") else raw)
    file.write_bytes(out.getvalue())
    return file


def entities(raw: bytes) -> bytes:
    return b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + raw.replace(b"R-1", b"&b;")


def outside(raw: bytes) -> bytes:
    return b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + raw.replace(b"R-1", b"&a;")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (entities, "defines XML entities"),
        (outside, "defines XML entities"),
        (lambda raw: raw[: len(raw) // 2], "The workbook cannot be read"),
        (lambda raw: raw + b" " * 99_000_000 + b"x" * 1_100_000, "unpacks to 100,"),
        (lambda raw: raw + b" " * 20_000_000, "unpacks to more than 200 times its size"),
    ],
    ids=["entities", "outside", "cut", "bomb", "ratio"],
)
def test_a_hostile_workbook_is_refused(a_workbook, change, says):
    file = rewritten(a_workbook(["Id"], ["R-1"]), change)
    with pytest.raises(TableRefusedError) as refused:
        read_table(file)
    assert says in str(refused.value)


def test_a_workbook_of_very_many_files_and_one_that_is_locked_are_refused(a_workbook):
    file = a_workbook(["Id"], ["R-1"])
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(1_001):
            archive.writestr(f"x/{number}", "")
    with pytest.raises(TableRefusedError, match="1,000 is the most"):
        read_table(file)
    file = a_workbook(["Id"], ["R-1"])
    raw = bytearray(file.read_bytes())
    at = raw.find(b"PK\x01\x02")
    raw[at + 8] |= 1
    file.write_bytes(raw)
    with pytest.raises(TableRefusedError, match="locked with a password"):
        read_table(file)


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"Id,Title\nR-1,x\n", b"\xd0\xcf\x11\xe0old"])
def test_what_is_no_workbook_is_refused_in_our_words(tmp_path, raw):
    (tmp_path / "a.xlsx").write_bytes(raw)
    with pytest.raises(TableRefusedError, match=r"is no workbook of the kind \.xlsx"):
        read_table(tmp_path / "a.xlsx")


def test_other_endings_are_refused(tmp_path):
    with pytest.raises(TableRefusedError, match=r"neither \.xlsx nor \.csv"):
        read_table(tmp_path / "risks.ods")


@pytest.mark.parametrize(("at", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_workbooks_call_them(at, name):
    assert column_name(at) == name


def test_a_legend_that_was_kept_is_read_again():
    raw = b"columns:\n  Ref: id\n  'Risk: owner': owner\n  RAG: \"-\"\nwords:\n  likelihood:\n    Likely: 4\ndates: day-first\nid-prefix: R-N\n"
    legend = read_legend(raw, "m.yml")
    assert legend.dates is DateOrder.DAY_FIRST
    assert read_legend(legend_text(legend).encode(), "m.yml") == legend


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"colums: {}\n", 'm.yml:1:1 The mapping has an unknown key "colums". Write "columns".'),
        (b"dates: uk\n", 'm.yml:1:8 "uk" is not one of the words for this.'),
        (b"id-prefix: 9\n", 'm.yml:1:12 "9" is not the beginning of an id. Write capitals and a hyphen'),
        (b"columns: &a {}\n", "m.yml:1:10 "),
    ],
)
def test_a_slip_in_a_legend_is_told_with_its_place(raw, says):
    with pytest.raises(LegendUnreadableError) as refused:
        read_legend(raw, "m.yml")
    assert says in str(refused.value)
