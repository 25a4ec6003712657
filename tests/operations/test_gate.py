"""Who has to see a change before it counts: cases that can be read without knowing git."""

import os
import shutil
import subprocess
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from rmpkit.disclosure.audience import Audience
from rmpkit.operations.compare import compare_revisions
from rmpkit.operations.gate import gate
from rmpkit.report.gate import data as as_data
from rmpkit.report.gate import text
from tests.repositories.repository import CLEAN, command, git, needs_git
from tests.rules.overlay import folder_with

pytestmark = needs_git
CASES = yaml.load((Path(__file__).parent / "gate.yml").read_text("utf-8"), yaml.BaseLoader)
DAY = date(2026, 3, 1)
STAMP = "2026-03-01T12:00:00+0000"


def commit(root: Path, author: str, message: str, stamp: str = STAMP) -> None:
    git(root, "add", "--all")
    stamps = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    who = ["-c", f"user.name={author}", "-c", "user.email=a@estuary.example", "-c", f"core.hooksPath={os.devnull}"]
    words = ["git", *who, "commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "--file=-"]
    subprocess.run(words, cwd=root, check=True, env={**os.environ, **stamps}, input=message.encode())


@pytest.fixture
def the_plans(tmp_path: Path) -> Path:
    root = tmp_path / "plans"
    shutil.copytree(CLEAN, root / "rmp-data")
    git(root, "init", "--quiet")
    commit(root, "Fiona McKellar", "Begin")
    git(root, "tag", "base")
    return root


def lay(root: Path, piece: dict[str, Any], over: dict[str, Any], *, organisation: bool = False) -> None:
    """Write the clean plan with everything over it that was laid so far."""
    for key, value in piece.items():
        over[key] = {**over[key], **value} if isinstance(over.get(key), dict) else value
    for source in folder_with(yaml.safe_dump(over), organisation=organisation).sources:
        (root / "rmp-data" / source.file).write_bytes(source.raw)


def compared(root: Path, head: str | None = None):
    return compare_revisions(root / "rmp-data", "base", head, audience=Audience.INTERNAL, today=DAY)


def gate_of(root: Path, head: str | None = None):
    return gate(root / "rmp-data", compared(root, head))


def filled(value: Any, signs: str) -> Any:
    """A step with the signs of everything that waits in place of {all}."""
    if isinstance(value, dict):
        return {key: filled(item, signs) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, signs) for item in value]
    return value.replace("{all}", signs)


MUTED = {"muted-rules": {"review-overdue": {"why": "Busy", "by": "estuary.manager", "until": "2026-05-01"}}}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["it"]) for case in CASES])
def test_the_gate(case, the_plans):
    over: dict[str, Any] = {}
    lay(the_plans, {}, over)
    commit(the_plans, "Fiona McKellar", "The same in one hand")
    git(the_plans, "tag", "--force", "base")
    for step in case["steps"]:
        signs = ", ".join(w.change.fingerprint for w in gate_of(the_plans).waiting) if "{all}" in str(step) else ""
        told = filled(step, signs)
        lay(the_plans, told.get("plan", {}), over)
        if "organisation" in told:
            lay(the_plans, told["organisation"], {}, organisation=True)
        if "by" in told:
            commit(the_plans, told["by"], f"Work\n\n{told.get('under', 'On the plan.')}\n")
    found = gate_of(the_plans)
    said = text(found)
    if "waits" in case:
        assert len(found.waiting) == int(case["waits"]), said
    if "seen" in case:
        assert len(found.seen) == int(case["seen"]), said
        assert "waits" in case or not found.waiting, said
    assert case.get("says", "") in said
    assert not case.get("line") or any(line.startswith(case["line"]) for line in found.lines)
    waiting: Any = as_data(found)["waiting"]
    assert len(waiting) == len(found.waiting)


def changed(root: Path, piece: dict[str, Any], by: str = "Maja Lindqvist", under: str = "On the plan.") -> None:
    lay(root, piece, {})
    commit(root, by, f"Work\n\n{under}\n")


def test_the_command_stops_at_what_waits_and_says_the_line(the_plans, monkeypatch):
    monkeypatch.chdir(the_plans)
    changed(the_plans, MUTED)
    words = ("compare", "base", "HEAD", "--as-of", "2026-03-01")
    done = command(*words, "--fail-on", "unacknowledged")
    assert done.exit_code == 1
    (line,) = (each.strip() for each in done.stderr.splitlines() if each.strip().startswith("Plan-acknowledged-by:"))
    commit(the_plans, "Tom Brandt", f"Seen\n\n{line}\n")
    done = command(*words, "--fail-on", "unacknowledged")
    assert done.exit_code == 0
    assert "Acknowledged by Ngozi Okafor (estuary.ser), commit " in done.stderr
    assert command(*words).exit_code == 0


def changed_when_the_post_passes_on(root: Path, last: str, first: str, said_by: str, stamp: str) -> dict[str, Any]:
    """A mute that somebody acknowledges in a commit of a day, in a post that Ngozi Okafor hands to Maja Lindqvist."""
    holders = {"okafor": {"from": "2024-04-01", "to": last}, "lindqvist": {"from": first}}
    over: dict[str, Any] = {}
    lay(root, {"roles": {"estuary.ser": holders}}, over)
    commit(root, "Ingrid Halvorsen", "Who comes")
    git(root, "tag", "--force", "base")
    lay(root, MUTED, over)
    commit(root, "Ingrid Halvorsen", "Work")
    commit(root, "Tom Brandt", f"Seen\n\nPlan-acknowledged-by: {said_by} (estuary.ser)\n", stamp=stamp)
    return over


def test_a_commit_dated_ahead_gives_nobody_a_voice_before_their_day(the_plans):
    ahead = "2026-04-02T12:00:00+0000"
    changed_when_the_post_passes_on(the_plans, "2026-03-31", "2026-04-01", "Maja Lindqvist", ahead)
    found = gate_of(the_plans)
    assert len(found.waiting) == 1
    assert "Maja Lindqvist did not hold estuary.ser on" in text(found)


def test_a_commit_dated_back_gives_nobody_a_voice_that_is_over(the_plans):
    back = "2026-02-10T12:00:00+0000"
    over = changed_when_the_post_passes_on(the_plans, "2026-02-15", "2026-02-16", "Ngozi Okafor", back)
    assert len(gate_of(the_plans).waiting) == 1
    (sign,) = (each.change.fingerprint for each in gate_of(the_plans).waiting)
    entry = {"AK-1": {"changes": [sign], "by": "estuary.ser", "on": "2026-02-10"}}
    lay(the_plans, {"acknowledgements": entry}, over)
    commit(the_plans, "Tom Brandt", "An entry")
    assert "did not any more when this was changed" in text(gate_of(the_plans))


def test_an_entry_that_somebody_else_wrote_says_who(the_plans):
    over: dict[str, Any] = {}
    lay(the_plans, MUTED, over)
    commit(the_plans, "Maja Lindqvist", "Work")
    (sign,) = (each.change.fingerprint for each in gate_of(the_plans).waiting)
    entry = {"AK-1": {"changes": [sign], "by": "estuary.ser", "on": "2026-03-01"}}
    lay(the_plans, {"acknowledgements": entry}, over)
    commit(the_plans, "Maja Lindqvist", "Said at the board")
    (seen,) = gate_of(the_plans).seen
    assert (seen.by.name, seen.where) == ("Ngozi Okafor", "AK-1 written by Maja Lindqvist")


RENAMINGS = {
    "the plan for a while": ("rmp-data/relationships/northgate", "rmp-data/relationships/meanwhile", True),
    "all plans for a while": ("rmp-data", "elsewhere", True),
    "all plans for good": ("rmp-data", "elsewhere", False),
}


@pytest.mark.parametrize("case", RENAMINGS)
def test_whoever_wrote_it_under_another_name_wrote_it(the_plans, case):
    before, meanwhile, back = RENAMINGS[case]
    lay(the_plans, MUTED, {})
    wanted = {
        file.relative_to(the_plans / "rmp-data"): file.read_bytes()
        for file in (the_plans / "rmp-data").rglob("*")
        if file.is_file()
    }
    git(the_plans, "checkout", "--quiet", ".")
    if case != "all plans for good":
        git(the_plans, "mv", before, meanwhile)
        commit(the_plans, "Maja Lindqvist", "Another name")
    for file, raw in wanted.items():
        written = str(Path("rmp-data") / file)
        if case != "all plans for good":
            written = written.replace(before, meanwhile, 1)
        (the_plans / written).write_bytes(raw)
    commit(the_plans, "Ngozi Okafor", "A mute")
    git(the_plans, "mv", *((meanwhile, before) if back else (before, meanwhile)))
    commit(the_plans, "Maja Lindqvist", "The name")
    commit(the_plans, "Tom Brandt", "Seen\n\nPlan-acknowledged-by: Ngozi Okafor (estuary.ser)\n")

    data = the_plans / ("rmp-data" if back else "elsewhere")
    found = gate(data, compare_revisions(data, "base", None, audience=Audience.INTERNAL, today=DAY))

    assert [each.change.ranked_by for each in found.waiting] == ["muted"], text(found)
    assert "Ngozi Okafor wrote some of what changed" in text(found)


def test_a_page_about_relationships_is_no_plan(the_plans):
    lay(the_plans, MUTED, {})
    commit(the_plans, "Maja Lindqvist", "A mute")
    commit(the_plans, "Tom Brandt", "Seen\n\nPlan-acknowledged-by: Ngozi Okafor (estuary.ser)\n")
    for name in ("docs/relationships/how.md", "other/relationships/northgate/plan.yml"):
        page = the_plans / name
        page.parent.mkdir(parents=True)
        page.write_text("title: How we work\n")
        commit(the_plans, "Ngozi Okafor", "A page")
    assert not gate_of(the_plans).waiting


def test_a_graft_hides_nobody_who_wrote(the_plans):
    lay(the_plans, MUTED, {})
    commit(the_plans, "Ngozi Okafor", "A mute")
    commit(the_plans, "Tom Brandt", "Seen\n\nPlan-acknowledged-by: Ngozi Okafor (estuary.ser)\n")
    line = f"{git(the_plans, 'rev-parse', 'HEAD')} {git(the_plans, 'rev-parse', 'base')}\n"
    (the_plans / ".git/info").mkdir(exist_ok=True)
    (the_plans / ".git/info/grafts").write_text(line)
    assert git(the_plans, "rev-list", "--count", "base..HEAD") == "1"
    assert "Ngozi Okafor wrote some of what changed" in text(gate_of(the_plans))


def test_a_name_that_a_branch_and_a_tag_have_is_not_guessed(the_plans, monkeypatch):
    monkeypatch.chdir(the_plans)
    git(the_plans, "branch", "trunk", "base")
    lay(the_plans, MUTED, {})
    commit(the_plans, "Maja Lindqvist", "Work")
    git(the_plans, "tag", "trunk", "HEAD")
    words = ("--as-of", "2026-03-01", "--fail-on", "unacknowledged")
    done = command("compare", "trunk", *words)
    assert done.exit_code == 2
    assert '"trunk" is the name of two revisions: refs/heads/trunk and refs/tags/trunk.' in done.stderr
    assert command("compare", "refs/heads/trunk", *words).exit_code == 1
    git(the_plans, "tag", "--force", "trunk", "base")
    assert command("compare", "trunk", *words).exit_code == 1


def test_accents_that_another_system_wrote_are_the_same_name(the_plans):
    name = "Anaïs Okafor"
    over: dict[str, Any] = {}
    lay(the_plans, {"people": {"okafor": {"name": name}}}, over, organisation=True)
    commit(the_plans, "Fiona McKellar", "A name")
    git(the_plans, "tag", "--force", "base")
    lay(the_plans, MUTED, {})
    commit(the_plans, unicodedata.normalize("NFD", name), "Work")
    commit(the_plans, "Tom Brandt", f"Seen\n\nPlan-acknowledged-by: {name} (estuary.ser)\n")
    assert f"{name} wrote some of what changed" in text(gate_of(the_plans))


def test_who_wrote_the_commit_is_told_where_that_is_somebody_else(the_plans):
    changed(the_plans, MUTED)
    commit(the_plans, "Maja Lindqvist", "Seen\n\nPlan-acknowledged-by: Ngozi Okafor (estuary.ser)\n")
    (seen,) = gate_of(the_plans).seen
    assert seen.where.endswith(" written by Maja Lindqvist")


def test_a_line_right_below_the_title_is_told_until_it_is_said_as_it_has_to_be(the_plans):
    changed(the_plans, MUTED)
    line = "Plan-acknowledged-by: Ngozi Okafor (estuary.ser)"
    commit(the_plans, "Tom Brandt", f"Seen\n{line}\n")
    (found,) = gate_of(the_plans).unheard
    assert "does not stand at the end of the message" in found.why
    commit(the_plans, "Tom Brandt", f"Seen\n\n{line}\n")
    assert (gate_of(the_plans).waiting, gate_of(the_plans).unheard) == ((), ())


def test_new_findings_stop_and_known_ones_do_not(the_plans, monkeypatch):
    monkeypatch.chdir(the_plans)
    changed(the_plans, {"purpose": "Another purpose."})
    words = ("compare", "base", "HEAD", "--as-of", "2026-03-01", "--fail-on", "new-findings")
    before = command(*words)
    changed(the_plans, {"risks": {"R-N99": {"title": "The quay sinks", "owner": "northgate.nobody"}}})
    done = command(*words)
    assert (done.exit_code, "northgate.nobody" in done.stderr) == (1, True)
    assert before.exit_code in (0, 1)
    assert "northgate.nobody" not in before.stderr


def test_readers_of_a_copy_are_not_asked_for_acknowledgements(the_plans, monkeypatch):
    monkeypatch.chdir(the_plans)
    done = command("compare", "base", "--audience", "joint:northgate", "--fail-on", "unacknowledged")
    assert done.exit_code == 2
    assert "--fail-on is for those who keep the plans" in done.stderr


def test_what_is_not_committed_is_behind_every_general_acknowledgement(the_plans):
    changed(the_plans, MUTED)
    commit(the_plans, "Tom Brandt", "Seen\n\nPlan-acknowledged-by: Ngozi Okafor (estuary.ser)\n")
    assert not gate_of(the_plans).waiting
    joint = the_plans / "rmp-data/relationships/northgate/joint.yml"
    joint.write_text(joint.read_text("utf-8") + "# more\n", encoding="utf-8")
    assert [each.why for each in gate_of(the_plans).unheard] == [
        "northgate was changed again after it. Say it once more behind the last change, or name the changes."
    ]
    assert not gate_of(the_plans, "HEAD").waiting


def test_a_merge_of_the_branch_brings_no_change_of_its_own(the_plans):
    git(the_plans, "branch", "-f", "work")
    changed(the_plans, MUTED)
    git(the_plans, "checkout", "--quiet", "work")
    commit(the_plans, "Ngozi Okafor", "Beside\n\nPlan-acknowledged-by: Ngozi Okafor (estuary.ser)\n")
    git(the_plans, "merge", "--quiet", "--no-ff", "--message", "Together", "main")
    found = gate_of(the_plans, "work")
    assert (len(found.waiting), len(found.seen)) == (1, 0)  # it was said before the change was there


def test_names_from_outside_do_nothing_to_a_terminal(the_plans):
    evil = "Plan-acknowledged-by: \x1b[2J\u202e::error:: (estuary.ser)"
    changed(the_plans, MUTED, by="\x1b]0;evil\x07", under=evil)
    said = text(gate_of(the_plans))
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert all(not line.lstrip().startswith("::") for line in said.splitlines())
