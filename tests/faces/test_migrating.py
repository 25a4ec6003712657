"""`rmp migrate`: shown first, written when told to, and refused where it would not say the same."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rmpkit.faces.cli.command import rmp
from rmpkit.operations import migrate as operation
from rmpkit.operations.check import load
from rmpkit.store import upgrades
from rmpkit.store.endings import BOM
from tests.reliability.machine import tree
from tests.store.older import AFTER, BEFORE, step

JOINT = "relationships/lark/joint.yml"


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Plans in the older format."""
    for name, text in BEFORE.items():
        file = tmp_path / "plans" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    monkeypatch.setattr(upgrades, "FORMAT", 2)
    monkeypatch.setattr(upgrades, "UPGRADES", {1: step})
    return tmp_path / "plans"


def run(*words: object) -> Result:
    return CliRunner().invoke(rmp, [*map(str, words)], prog_name="rmp")


def test_it_is_shown_first_and_nothing_is_written(plans):
    before = tree(plans)
    done = run("migrate", "--data", plans)
    assert done.exit_code == 0
    assert done.stdout.count("--- a/") == 2
    assert f"--- a/{JOINT}\n" in done.stdout
    assert {"-    who:   lark.manager   # him", "+    owner: lark.manager   # him"} <= set(done.stdout.splitlines())
    assert done.stderr == "2 files would be rewritten from format 1 to format 2: rmp migrate --write\n"
    assert tree(plans) == before


def test_it_is_written_with_comments_quotes_and_order_and_only_where_it_changes(plans):
    records = load(plans).portfolio
    expected = {**tree(plans), JOINT: AFTER.encode()}
    expected["organisation.yml"] = BEFORE["organisation.yml"].replace("format: 1", "format: 2").encode()
    done = run("migrate", "--data", plans, "--write")
    assert (done.exit_code, done.stderr) == (0, "2 files rewritten from format 1 to format 2.\n")
    assert tree(plans) == expected
    again = load(plans).portfolio
    assert (again.organisation, again.plans) == (records.organisation, records.plans)


def test_line_ends_and_byte_order_mark_stay(plans):
    file = plans / JOINT
    file.write_bytes(BOM + BEFORE[JOINT].replace("\n", "\r\n").encode())
    assert run("migrate", "--data", plans, "--write").exit_code == 0
    assert file.read_bytes() == BOM + AFTER.replace("\n", "\r\n").encode()


def test_in_the_newest_format_it_says_so_and_touches_nothing(plans):
    assert run("migrate", "--data", plans, "--write").exit_code == 0
    before = tree(plans)
    done = run("migrate", "--data", plans, "--write")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"The plans in {plans} are written in format 2, the newest: nothing is to do.\n"
    assert tree(plans) == before


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        (JOINT, "perils:\n  R-1: {who: a: b}\n", "joint.yml:2:"),
        (JOINT, "perils: {}\nperils: {}\n", "joint.yml:2:1 RMP006"),
        (JOINT, "risks: &a {}\n", "joint.yml:1:8 RMP014"),
        ("organisation.yml", "format: 3\nid: hollin\nname: H\n", "organisation.yml:1:9 RMP010"),
        ("organisation.yml", "[", "organisation.yml:1:"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_finding(plans, file, text, says):
    (plans / file).write_text(text, "utf-8")
    before = tree(plans)
    done = run("migrate", "--data", plans, "--write")
    assert done.exit_code == 2
    assert says in done.stderr
    assert "Not everything can be read, so nothing is rewritten. Mend that first." in done.stderr
    assert tree(plans) == before


def test_a_rewriting_that_would_say_something_else_is_refused(plans, monkeypatch):
    before = tree(plans)
    monkeypatch.setattr(operation, "rewritten", lambda text, _: text.replace("perils", "risks"))
    done = run("migrate", "--data", plans, "--write")
    assert done.exit_code == 2
    assert "cannot be rewritten so that it says the same. Rewrite it by hand." in done.stderr
    assert tree(plans) == before


def test_a_comment_that_has_no_place_any_more_is_said(plans, monkeypatch):
    monkeypatch.setattr(operation, "comments_lost", lambda *_: ("# mine",))
    assert "this comment has no place any more: # mine" in run("migrate", "--data", plans).stderr


def test_what_a_pipeline_would_take_for_an_order_is_not_printed(plans):
    file = plans / JOINT
    file.write_text(file.read_text("utf-8").replace("# What may go wrong.", "# x\n::error::y: z"), "utf-8")
    assert "::error" not in run("migrate", "--data", plans).stdout


@pytest.mark.parametrize(
    "words", [("new", "risk", "lark", "--title", "A", "--data"), ("fix",), ("record-approval", "lark", "--data")]
)
def test_nothing_else_writes_into_plans_of_an_older_format(plans, words):
    before = tree(plans)
    done = run(*words, plans)
    assert done.exit_code == 2
    assert f"The plans in {plans} are written in format 1. Run rmp migrate first." in done.stderr
    assert tree(plans) == before


def test_a_run_that_was_cut_off_can_be_repeated(plans):
    (plans / JOINT).write_text(AFTER, "utf-8")  # and organisation.yml, which is written last, is not yet
    assert run("migrate", "--data", plans, "--write").exit_code == 0
    assert (plans / JOINT).read_text("utf-8") == AFTER
    assert "format: 2" in (plans / "organisation.yml").read_text("utf-8")


@pytest.mark.parametrize("said", ["0", "x", "''", "-1", "1_0", "99999999999999999999", "[1]"])
def test_a_format_that_there_is_not_is_said_as_check_says_it(plans, said):
    file = plans / "organisation.yml"
    file.write_text(BEFORE["organisation.yml"].replace("format: 1", f"format: {said}"), "utf-8")
    done = run("migrate", "--data", plans)
    assert done.exit_code == 2
    assert done.stdout == ""
    (line,) = (each for each in done.stderr.splitlines() if "RMP004" in each)
    assert line.strip() in run("check", plans, "--format", "concise").output
    assert "so nothing is rewritten" in done.stderr


def test_a_format_with_a_needless_nought_is_not_called_the_newest(plans, monkeypatch):
    monkeypatch.setattr(upgrades, "FORMAT", 1)
    file = plans / "organisation.yml"
    file.write_text(BEFORE["organisation.yml"].replace("format: 1", "format: 01"), "utf-8")
    done = run("migrate", "--data", plans)
    assert done.exit_code == 2
    assert 'RMP004 "01" is not written as numbers are written here. Write 1.' in done.stderr
