"""`rmp import`: what is shown, what is asked, what is written, and that a second import changes nothing."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from rmpkit.faces.cli.command import rmp
from tests.faces.terminal import at_terminal

CLEAN = Path(__file__).parents[1] / "rules/clean"
PLAN = Path("relationships/northgate")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(CLEAN, tmp_path / "data"))
    joint = root / PLAN / "joint.yml"
    old = "\nissues:\n"
    new = "\nissues:\n  I-5:  # kept\n    title: 'Keys'\n    raised: 2026-02-01\n    outcome: >-\n      Both gates\n      have one\n"
    text = joint.read_text("utf-8")
    joint.write_text(text.replace(old, new) if old in text else f"{text}{new.removeprefix(chr(10))}", "utf-8")
    return root


@pytest.fixture
def a_table(tmp_path: Path):
    def make(*lines: str) -> Path:
        file = tmp_path / "table.csv"
        file.write_text("\n".join(lines) + "\n", "utf-8")
        return file

    return make


def imported(data: Path, *arguments: object, into: str = "northgate") -> Result:
    words = [*map(str, arguments), "--into", into, "--data", str(data), "--as-of", "2026-03-01"]
    return CliRunner().invoke(rmp, ["import", *words], prog_name="rmp")


def test_nothing_is_written_without_being_told_to(data, a_table):
    before = (data / PLAN / "joint.yml").read_bytes()
    done = imported(data, "issues", a_table("Id,Title", "I-5,Keys of both gates", "I-6,Noise at night"))
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "new      I-6  row 3: Noise at night",
        "updated  I-5  row 2: Keys of both gates",
        "              title: Keys -> Keys of both gates",
        "1 new, 1 updated, 0 the same. Nothing is written yet: add --write, and --part with joint or internal.",
    ]
    assert (data / PLAN / "joint.yml").read_bytes() == before


def test_what_is_written_are_new_lines_and_changed_values_and_a_second_import_changes_nothing(data, a_table):
    joint = data / PLAN / "joint.yml"
    joint.write_bytes(joint.read_bytes().replace(b"\n", b"\r\n"))
    before = joint.read_bytes()
    file = a_table("Id,Title,State,Settled", "I-5,Don't lose it,agreed,2026-02-20", 'I-6,"Noise: at night",open,')
    done = imported(data, "issues", file, "--write", "--part", "joint")
    assert done.exit_code == 0, done.output
    after = joint.read_bytes()
    lines = before.replace(b"title: 'Keys'", b"title: 'Don''t lose it'").split(b"\r\n")
    last = lines.index(b"      have one")
    lines[last + 1 : last + 1] = [b"    state: agreed", b"    settled: 2026-02-20"]
    end = lines.index(b"early-warnings:")
    lines[end:end] = [b"  I-6:", b"    title: 'Noise: at night'", b"    state: open"]
    assert after == b"\r\n".join(lines)
    again = imported(data, "issues", file, "--write", "--part", "joint")
    assert again.output.splitlines() == [
        "same     2 records",
        "0 new, 0 updated, 2 the same. There is nothing to write.",
    ]
    assert joint.read_bytes() == after


def test_what_cannot_be_read_is_told_by_row_and_column_and_the_rest_is_written(data, a_table):
    file = a_table(
        "Ref,Title,Risk owner,Due,Likelihood,State",
        "R-7,Fog,Ingrid Halvorsen,01/02/2027,Likely,open",
        "R-8,Ice,Ingrid,2026-02-30,9,opn",
        "R-7,Again,,,,",
        ",Nameless,,,,",
        "IR-1,,estuary.manger,,,",
        "R-10,,,,,",
        "IA-1,An action,,,,",
        "ten,Storm,,,,",
        "R-11,Bell\u202e,,,,",
    )
    options = ("--column", "Ref=id", "--column", "Risk owner=owner", "--word", "likelihood:likely=4")
    done = imported(data, "risks", file, *options, "--part", "joint", "--write")
    assert done.exit_code == 1
    assert [line for line in done.output.splitlines() if line.startswith("  row")] == [
        '  row 2, column D (Due): "01/02/2027" can be read as two days. Give --dates day-first or --dates month-first.',
        '  row 3, column C (Risk owner): "Ingrid" is neither a post nor somebody who holds one. Write estuary.chief-executive, estuary.records, estuary.ser, estuary.manager, northgate.ser or northgate.manager.',
        "  row 3, column D (Due): February 2026 has 28 days, so there is no 30 February. Write a day that exists.",
        '  row 3, column E (Likelihood): "9" is not on the scale from 1 to 5. Write 1, 2, 3, 4 or 5; scales in organisation.yml says what each means. Or say what it stands for: --word "likelihood:9=..."',
        '  row 3, column F (State): "opn" is not one of the words for this. Write "open". Others: treating, watching, closed, occurred. Or say what it stands for: --word "state:opn=..."',
        "  row 4, column A (Ref): R-7 stands in row 2 already. Give one of the two another id.",
        "  row 5, column A (Ref): The row has no id. Write one, such as R-3, and keep it.",
        '  row 6, column C (Risk owner): "estuary.manger" is not a post of this plan. Write "estuary.manager".',
        "  row 7, column B (Title): R-10 is new, and has no title. Write what it is, in one line.",
        "  row 8, column A (Ref): IA-1 is one of actions in the plan. Give the row another id.",
        '  row 9, column A (Ref): "ten" is not an id: those are capitals, a hyphen and a number. Write an id such as R-3, or R-N3 when party N raised it.',
        "  row 10, column B (Title): The cell holds the character U+202E, which changes the order in which a text is seen. Remove the character.",
    ]
    done = imported(data, "risks", file, *options, "--dates", "day-first", "--part", "joint", "--write")
    assert done.exit_code == 1, done.output
    assert "new      R-7  row 2: Fog" in done.output
    assert "due: 2027-02-01" in (data / PLAN / "joint.yml").read_text("utf-8")
    assert "R-8" not in (data / PLAN / "joint.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("order", "written", "day"),
    [
        ("day-first", "05/03/2027", "2027-03-05"),
        ("month-first", "05/03/2027", "2027-05-03"),
        ("day-first", "5 March 2027", "2027-03-05"),
        ("month-first", "2027-03-05", "2027-03-05"),
    ],
)
def test_days_are_read_in_the_order_that_was_given(data, a_table, order, written, day):
    done = imported(data, "actions", a_table("Id,Due", f"IA-1,{written}"), "--dates", order)
    assert f"due: 2026-09-30 -> {day}" in done.output


@pytest.mark.parametrize(
    ("order", "written"), [("month-first", "25/12/2026"), ("iso", "05/03/2027"), ("day-first", "5/3/27")]
)
def test_a_day_that_is_none_in_that_order_is_not_turned_round(data, a_table, order, written):
    done = imported(data, "actions", a_table("Id,Due", f"IA-1,{written}"), "--dates", order)
    assert done.exit_code == 1
    assert "row 2, column B (Due)" in done.output


def test_a_head_that_is_no_key_is_told_with_the_nearest_and_never_taken_for_it(data, a_table):
    done = imported(data, "actions", a_table("Id,Due date,Colour", "IA-1,2026-12-01,red"))
    assert done.exit_code == 1
    assert 'The nearest is due: give --column "Due date=due", or "Due date=-" to leave it out.' in done.output
    assert 'row 1, column C (Colour): "Colour" is not a key of an action. Give --column "Colour=KEY"' in done.output
    assert "same     1 record" in done.output


def test_a_table_without_ids_is_not_read(data, a_table):
    done = imported(data, "actions", a_table("Title", "Something"), "--write")
    assert done.exit_code == 1
    assert "No column holds the id of the record." in done.output


def test_an_owner_is_named_by_the_person_who_holds_one_post_and_by_no_other(data, a_table):
    plan = data / PLAN / "plan.yml"
    text = plan.read_text("utf-8")
    assert "halvorsen" in text
    done = imported(data, "actions", a_table("Id,Owner", "IA-1,Ingrid Halvorsen"))
    held = [line.split(":")[0].strip() for line in text.splitlines() if line.strip().startswith("northgate.")]
    assert "owner: estuary.manager -> northgate." in done.output or "holds" in done.output, held


def test_numbers_become_ids_where_a_prefix_is_given(data, a_table):
    file = a_table("Id,Title", "17,Fog")
    assert "Give --id-prefix R- to make ids of bare numbers." in imported(data, "risks", file).output
    assert "new      R-17  row 2: Fog" in imported(data, "risks", file, "--id-prefix", "R-").output


def test_a_number_never_takes_over_a_record_that_speaks_of_something_else(data, a_table):
    there = ("--id-prefix", "R-N")
    done = imported(data, "risks", a_table("Id,Title", "1,Second boat not available in winter"), *there)
    assert done.exit_code == 1
    assert 'R-N1 is something else in the plan: "Dredging licence comes late".' in done.output
    assert "Give --id-prefix R-X, which no record has; or write R-N1 in the table" in done.output
    assert "updated" not in done.output.partition("cannot be read")[0]
    assert (
        "updated  R-N1"
        in imported(data, "risks", a_table("Id,Title", "1,The dredging licence comes late"), *there).output
    )
    assert "updated  R-N1" in imported(data, "risks", a_table("Id,Title", "R-N1,Second boat missing"), *there).output


def test_a_title_above_the_heads_is_passed_over_and_a_stray_note_keeps_no_row_out(data, a_table):
    file = a_table("Northgate: risk register", "", "Id,Title", "R-7,Fog,see mail")
    titled = imported(data, "risks", file)
    assert (titled.exit_code, "Name the row with the heads: --head-row 3." in titled.output) == (2, True)
    done = imported(data, "risks", file, "--head-row", "3")
    assert done.exit_code == 0, done.output
    assert "new      R-7  row 4: Fog" in done.output
    assert "Left out, because no head stands above: column C." in done.output


def test_what_was_given_is_kept_in_a_file_that_serves_the_next_import(data, a_table, tmp_path):
    table, kept = a_table("Ref,What,RAG", "IA-1,Look for one,red"), tmp_path / "map.yml"
    given = ("--column", "Ref=id", "--column", "What=title", "--column", "RAG=-", "--dates", "iso")
    assert imported(data, "actions", table, *given, "--save-map", kept).exit_code == 0
    assert kept.read_text("utf-8") == "columns:\n  Ref: id\n  What: title\n  RAG: '-'\ndates: iso\n"
    assert "updated  IA-1" in imported(data, "actions", table, "--map", kept).output
    assert (
        imported(data, "actions", table, "--map", kept, "--word", "state:begun=open", "--save-map", kept).exit_code == 0
    )
    assert "begun: open" in kept.read_text("utf-8")
    again = imported(data, "actions", table, *given, "--save-map", kept)
    assert again.exit_code == 2
    assert "is there already. Choose another name, or edit it." in again.output


def test_a_workbook_is_read_as_a_table_is(data, tmp_path):
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Id", "Title", "Note"])
    book.active.append(["R-7", "Fog", "=HYPERLINK"])
    book.save(tmp_path / "risks.xlsx")
    done = imported(data, "risks", tmp_path / "risks.xlsx", "--part", "internal", "--write")
    assert done.exit_code == 1
    assert "row 2, column C (Note): The cell holds a formula whose value was never worked out." in done.output


def test_what_a_workbook_hides_is_read_and_said(data, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cells in (["Id", "Title", "Note"], ["R-7", "Fog", "Thick"], ["R-8", "Ice", ""], ["R-9", "Wind", ""]):
        sheet.append(cells)
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.save(tmp_path / "risks.xlsx")
    done = imported(data, "risks", tmp_path / "risks.xlsx")
    assert done.exit_code == 0
    assert "3 new" in done.output
    assert "Read as well, though the workbook hides it: column C, row 3, row 4." in done.output


def test_a_list_is_changed_and_a_row_whose_record_cannot_be_changed_keeps_no_other_from_it(data, a_table):
    file = data / PLAN / "joint.yml"
    more = "  R-90:\n    title: One\n    depends-on: [R-1]  # so far\n  R-91:\n    title: Two\n    depends-on:\n      - R-1\n"
    text = file.read_text("utf-8")
    assert "\nrisks:\n" in text
    file.write_text(text.replace("\nrisks:\n", f"\nrisks:\n{more}"), "utf-8")
    table = a_table("id,title,depends-on", "R-90,One,R-1 R-91", "R-91,Two,R-90", "R-92,Three,")
    done = imported(data, "risks", table, "--write", "--part", "joint")
    assert done.exit_code == 1, done.output
    assert "row 3: R-91 cannot be changed." in done.output
    assert "1 new, 1 updated, 0 the same, 1 row not read." in done.output
    assert "    depends-on: [R-1, R-91]  # so far\n" in file.read_text("utf-8")
    assert "    depends-on:\n      - R-1\n" in file.read_text("utf-8")


def test_the_id_of_a_record_that_cannot_be_read_is_taken_in_any_register(data, a_table):
    file = data / PLAN / "joint.yml"
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n  I-77: {{severity: nobody}}\n", "utf-8")
    done = imported(data, "risks", a_table("id,title", "I-77,One", "R-90,Two"))
    assert done.exit_code == 1
    assert "row 2, column A (id): I-77 is in the plan, and cannot be read there." in done.output
    assert "1 new" in done.output


def test_a_part_that_was_not_fetched_is_not_begun_anew(data, a_table):
    (data / PLAN / "joint.yml").unlink()
    (data / PLAN / "joint").mkdir()
    done = imported(data, "risks", a_table("id,title", "R-90,One"), "--write", "--part", "joint")
    assert done.exit_code == 2
    assert "The part joint is kept in a repository of its own. Fetch it first." in done.output
    assert list((data / PLAN / "joint").iterdir()) == []


def test_of_two_columns_for_one_key_the_one_to_leave_out_is_named(data, a_table):
    done = imported(data, "risks", a_table("id,title,Title", "R-90,One,Two"))
    assert 'row 1, column C (Title): Two columns hold title. Leave one out: --column "Title=-".' in done.output
    done = imported(data, "risks", a_table("id,title,title", "R-90,One,Two"))
    assert "Two columns hold title. Give one of them another head, in the table." in done.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--into", "northgte"), 'There is no relationship "northgte". Write "northgate".'),
        (("--column", "Nope=id"), 'The table has no column "Nope". Its heads are Id, Title.'),
        (("--column", "Id=ident"), '"ident" is not a key of risks.'),
        (("--column", "Id"), 'says nothing. Write a head and a key: "Risk owner=owner".'),
        (("--word", "likelihood=4"), "says nothing. Write a key, a word and a value"),
        (("--id-prefix", "9"), '"9" is not the beginning of an id.'),
        (("--sheet", "A"), "has no sheets. Leave --sheet out."),
        (("--map", "nowhere.yml"), "nowhere.yml cannot be read"),
        (("--write",), "There are new records, and the plan has several parts."),
    ],
)
def test_wrong_usage_is_told_in_one_sentence(data, a_table, words, says):
    done = CliRunner().invoke(
        rmp,
        ["import", "risks", str(a_table("Id,Title", "R-7,Fog")), "--into", "northgate", "--data", str(data), *words],
        prog_name="rmp",
    )
    assert done.exit_code == 2
    assert says in done.output


def test_a_plan_in_one_file_takes_new_records_there(data, a_table):
    small = data / "relationships/small.yml"
    small.write_text("title: Small\ntype: supplier\nstate: active\nparties:\n  estuary: {name: Estuary}\n", "utf-8")
    before = small.read_text("utf-8")
    done = imported(data, "risks", a_table("Id,Title", "R-1,=cmd|'/c calc'!A0"), "--write", into="small")
    assert done.exit_code == 0, done.output
    assert small.read_text("utf-8") == f"{before}risks:\n  R-1:\n    title: =cmd|'/c calc'!A0\n"


def test_words_of_the_table_cannot_steer_a_terminal(data, a_table):
    done = imported(data, "risks", a_table("Id,\x1b[31mTitle", "R-1,\x1b]0;x\x07"))
    assert "\x1b" not in done.output


def test_what_is_not_said_is_asked_at_a_terminal(data, a_table):
    file = a_table("Ref,Title,Due,State", "IA-1,Look,01/02/2027,begun", "IA-2,See,,begun")
    done = at_terminal(
        "import", "actions", file, "--into", "northgate", "--data", data, "--as-of", "2026-03-01",
        types="identity\nid\nday-first\nin progress\n",
    )  # fmt: skip
    assert done.code == 0, done.seen
    assert '"identity" is none of these.' in done.seen
    assert "due: 2026-09-30 -> 2027-02-01" in done.seen
    assert "state: open -> in progress" in done.seen
    assert "new      IA-2" in done.seen


def test_enter_takes_the_key_that_is_proposed_and_the_keys_are_listed_once(data, a_table):
    file = a_table("Reference,Description,Status,RAG", "IA-7,Look,Open,red")
    done = at_terminal("import", "actions", file, "--into", "northgate", "--data", data, types="\n\n\n-\n")
    assert done.code == 0, done.seen
    assert "(Enter takes title, - leaves it out)" in done.seen
    assert done.seen.count("comes-from") == 1
    assert "new      IA-7  row 2: Look" in done.seen


def test_what_is_passed_over_stays_unread(data, a_table):
    file = a_table("Id,State", "IA-1,begun")
    done = at_terminal("import", "actions", file, "--into", "northgate", "--data", data, types="\n")
    assert done.code == 1, done.seen
    assert "row 2, column B (State)" in done.seen
