"""`rmp round`: what is asked, what is written, and the sheet to print."""

import difflib
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rmpkit.faces.cli.command import rmp
from rmpkit.operations.check import check, load
from rmpkit.operations.importing import plan_of
from rmpkit.operations.round import Answers, written
from rmpkit.render.form import round_form
from rmpkit.views.round import Round, month_before, round_of
from tests.faces.crowded import crowded
from tests.faces.terminal import at_terminal

ROOT = Path(__file__).parents[2]
HARBOUR = Path("relationships/harbour-alliance")
DAY = "2026-12-04"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "rmp-data", tmp_path / "data"))


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def judged(day: str, root: Path = ROOT / "rmp-data"):
    return check(root, today=date.fromisoformat(day)).judged


def asked(day: str) -> Round:
    found = judged(day)
    return round_of(found, "harbour-alliance", month_before(found.today))


def said(data: Path, *arguments: str) -> Result:
    words = ["round", *arguments, "--data", str(data)]
    return CliRunner().invoke(rmp, words, prog_name="rmp")


def test_a_round_asks_for_readings_that_are_missing_and_for_no_others():
    assert [each.id for each in asked("2026-11-20").readings] == []
    assert [each.id for each in asked("2026-12-04").readings] == [
        "channel-depth",
        "closure-overruns",
        "train-turnround",
        "lost-shifts",
    ]
    assert {"berth-milestones", "channel-depth"} <= {each.id for each in asked("2026-12-31").readings}


@pytest.mark.parametrize(
    ("day", "month"),
    [("2026-12-04", "2026-11"), ("2026-11-30", "2026-11"), ("2027-01-01", "2026-12"), ("2028-02-29", "2028-02")],
)
def test_readings_are_of_the_last_month_that_is_over(day, month):
    assert str(month_before(date.fromisoformat(day))) == month


def test_a_round_asks_for_actions_due_by_the_end_of_the_month_the_oldest_first():
    actions = asked("2026-11-20").actions
    assert [(each.id, each.overdue) for each in actions] == [
        ("A-38", True),
        ("A-41", True),
        ("A-47", False),
        ("IA-12", False),
        ("R-E9", False),
        ("IR-4", False),
    ]


def test_forums_that_are_to_meet_come_first():
    assert [each.id for each in asked("2026-12-04").forums] == ["management-team", "board", "closures"]


def test_what_is_said_is_written_once_it_is_agreed_to(data):
    before = tree(data)
    typed = [
        "99,1", "99.1", "Rain: much", "8", "", "", "",  # readings; the first is no number
        "", "2027-01-01", "yes", *[""] * 13,  # actions; a day to come is none on which something was done
        "1", "2026-12-03", "1 2 9", "1 2", "risks, action", "risks, actions", "R-N13 up # to 4", "We go on", "And on", "",
        "The dredger is old", "Ask the yard", "perhaps", "yes", "Two planners leave", "Ask them", "", "", "y",
    ]  # fmt: skip
    done = at_terminal("round", "harbour-alliance", "--on", DAY, "--data", data, types="\n".join(typed) + "\n")
    assert done.code == 0, done.seen
    assert "Write 99.1." in done.seen or "is not written as numbers are" in done.seen
    assert "2027-01-01 is still to come." in done.seen
    assert '"9" is none of these. Write numbers from 1 to 5, or all.' in done.seen
    assert 'Write "actions".' in done.seen
    after = tree(data)
    changed = {name for name in after if after[name] != before.get(name)}
    assert '"perhaps" is neither yes nor no.' in done.seen
    assert "joint/meetings.yml (every party of the plan reads it)" in " ".join(done.seen.split())
    assert "internal.yml (our people read it)" in " ".join(done.seen.split())
    assert {Path(name).name for name in changed} == {
        *("objectives.yml", "risks.yml", "meetings.yml", "differences.yml", "internal.yml")
    }
    new = {name: _new_lines(before[name], after[name]) for name in changed}
    assert new[str(HARBOUR / "joint/meetings.yml")] == [
        "  M-33:",
        "    forum: management-team",
        "    on: 2026-12-03",
        "    present: [northgate.manager, estuary.manager]",
        "    reviewed: [risks, actions]",
        "    changed: 'R-N13 up # to 4'",
        "    decisions:",
        "      D-30: We go on",
        "      D-31: And on",
    ]
    assert new[str(HARBOUR / "joint/objectives.yml")] == [
        "      2026-11:",
        "        value: 99.1",
        "        note: 'Rain: much'",
        "      2026-11: 8",
    ]
    assert new[str(HARBOUR / "joint/risks.yml")] == ["    state: done", f"    done: {DAY}"]
    assert new[str(HARBOUR / "joint/differences.yml")] == [
        "  W-E1:",
        "    text: The dredger is old",
        "    action: Ask the yard",
        f"    raised: {DAY}",
    ]
    kept = new[str(HARBOUR / "internal.yml")]
    assert "    text: Two planners leave" in kept
    assert next(line for line in kept if line.startswith("  ")).startswith("  IW-")
    again = round_of(judged(DAY, data), "harbour-alliance", month_before(judged(DAY, data).today))
    assert [each.id for each in again.readings] == ["train-turnround", "lost-shifts"]
    assert "A-41" not in {each.id for each in again.actions}


def _new_lines(before: bytes, after: bytes) -> list[str]:
    lines = difflib.ndiff(before.decode().split("\n"), after.decode().split("\n"))
    return [line[2:] for line in lines if line.startswith("+ ")]


@pytest.mark.parametrize("last", ["n", "\nn"])
def test_what_is_not_agreed_to_is_not_written(data, last):
    before = tree(data)
    typed = ["99.1", *[""] * 22, last]
    done = at_terminal("round", "harbour-alliance", "--on", DAY, "--data", data, types="\n".join(typed) + "\n")
    assert done.code == 0, done.seen
    assert "+ " in done.seen
    assert "Nothing is written." in done.seen
    assert tree(data) == before


def test_a_round_in_which_nothing_is_said_writes_nothing(data):
    before = tree(data)
    done = at_terminal("round", "harbour-alliance", "--on", DAY, "--data", data, types="\n" * 26)
    assert done.code == 0, done.seen
    assert "Nothing was said, and nothing is written." in done.seen
    assert tree(data) == before


def test_a_round_that_is_broken_off_writes_nothing(data):
    before = tree(data)
    done = at_terminal(
        "round", "harbour-alliance", "--on", DAY, "--data", data, types="99.1\n\n", presses="Reading for"
    )
    assert done.code == 130, done.seen
    assert "nothing is left half done" in done.seen
    ended = at_terminal("round", "harbour-alliance", "--on", DAY, "--data", data, types="99.1\n\n\x04")
    assert ended.code == 2, ended.seen
    assert "Stopped before the end; nothing is written." in ended.seen
    assert tree(data) == before


def test_without_a_terminal_the_form_is_named(data):
    done = said(data, "harbour-alliance", "--on", DAY)
    assert done.exit_code == 2
    assert "Write --form FILE.html for a page to print." in done.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ("harbour-aliance", "--form", "x.html"),
            'There is no relationship "harbour-aliance". Write "harbour-alliance".',
        ),
        (("harbour-alliance", "--form", "x.pdf"), "x.pdf is no name of a page."),
        (("harbour-alliance", "--form", "x.html", "--month", "november"), '"november" is not a month.'),
    ],
)
def test_wrong_usage_is_told_in_one_sentence(data, tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    done = said(data, *words)
    assert done.exit_code == 2
    assert says in done.output


def test_the_form_is_complete_in_one_file_and_is_not_written_over(data, tmp_path):
    form = tmp_path / "round.html"
    assert said(data, "harbour-alliance", "--on", DAY, "--form", str(form)).exit_code == 0
    page = form.read_text("utf-8")
    assert "Monthly round: Harbour Alliance" in page
    assert "How late do night closures end, on average?" in page
    assert "A-38 Bring in a second change coordinator" in page
    assert not re.search(r"https?:|src=|<script|url\(", page)
    again = said(data, "harbour-alliance", "--on", DAY, "--form", str(form))
    assert again.exit_code == 2
    assert "is there already" in again.output
    assert form.read_text("utf-8") == page


def test_words_of_an_author_are_words_on_the_form():
    page = round_form(crowded(2, 2))
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page


def test_what_is_done_about_a_risk_is_asked_for_and_the_risk_is_watched_from_then_on(data):
    assert "R-N13" in {each.id for each in asked("2026-12-04").actions if each.register == "risks"}
    found = load(data)
    plan = plan_of(found, "harbour-alliance")
    said = Answers(month_before(date(2026, 12, 4)), {}, {"R-N13": (date(2026, 12, 3), "Granted")}, None, ())
    redraft = written(found, plan, said, today=date(2026, 12, 4))
    (text,) = redraft.texts.values()
    risk = text[text.index("  R-N13:") :].partition("\n  R-")[0]
    assert "    state: watching\n" in risk
    assert "note: 'Action done on 2026-12-03: Granted'" in risk


def test_who_was_there_is_asked_of_a_meeting_outside_any_forum_and_enter_throws_nothing_away(data):
    before = tree(data)
    typed = [*[""] * 19, "4", "2026-12-03", "1 2", "", "Talked it over", "", "", "", "y"]
    done = at_terminal("round", "harbour-alliance", "--on", DAY, "--data", data, types="\n".join(typed) + "\n")
    assert done.code == 0, done.seen
    after = tree(data)
    (changed,) = [name for name in after if after[name] != before.get(name)]
    lines = _new_lines(before[changed], after[changed])
    first, second = asked(DAY).posts[:2]
    assert [line.strip() for line in lines if "present" in line] == [f"present: [{first.id}, {second.id}]"]
