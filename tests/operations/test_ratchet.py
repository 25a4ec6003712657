"""Only what is new is told: a team may start with gaps, and adds none."""

import json
import shutil
from pathlib import Path

import pytest

from tests.repositories.repository import CLEAN, command, committed, git, needs_git, write

pytestmark = needs_git
PLAN = "rmp-data/relationships/northgate"
GAP = "risks:\n  IR-{}: {{title: The yard may close, owner: estuary.nobody{}}}\n"


@pytest.fixture
def the_plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Plans in which one risk names a post that is not there."""
    root = tmp_path / "plans"
    shutil.copytree(CLEAN, root / "rmp-data")
    write(root, f"{PLAN}/internal/first.yml", GAP.format(91, ""))
    (root / PLAN / "internal.yml").rename(root / PLAN / "internal/ours.yml")
    git(root, "init", "--quiet")
    committed(root, "Begin")
    git(root, "tag", "base")
    monkeypatch.chdir(root)
    return root


def check(*words: str):
    return command("check", "--as-of", "2026-03-01", *words)


def test_what_was_there_before_stops_nobody(the_plans):
    assert check().exit_code == 1
    done = check("--since", "base")
    assert done.exit_code == 0
    assert "estuary.nobody" not in done.stdout
    assert "stood there before left out)" in done.stderr


def test_what_is_new_stops_and_is_told_alone(the_plans):
    write(the_plans, f"{PLAN}/internal/second.yml", GAP.format(92, "-else"))
    done = check("--since", "base", "--format", "concise")
    assert done.exit_code == 1
    assert "estuary.nobody-else" in done.stdout
    assert "IR-91" not in done.stdout
    assert check("--since", "base", "--fail-on", "never").exit_code == 0


def test_moved_lines_and_other_files_make_nothing_new(the_plans):
    (the_plans / PLAN / "internal/first.yml").rename(the_plans / PLAN / "internal/elsewhere.yml")
    assert check("--since", "base").exit_code == 0


def test_a_plan_under_another_name_keeps_what_was_known_of_it(the_plans):
    (the_plans / PLAN).rename(the_plans / "rmp-data/relationships/northgate-marine")
    done = check("--since", "base", "--format", "concise")
    assert "estuary.nobody" not in done.stdout


def test_the_passing_of_time_makes_nothing_new(the_plans):
    assert command("check", "--as-of", "2031-03-01", "--since", "base").exit_code == 0


def test_other_programs_are_told_since_when(the_plans):
    write(the_plans, f"{PLAN}/internal/second.yml", GAP.format(92, "-else"))
    found = json.loads(check("--since", "base", "--format", "json").stdout)
    assert found["since"]["revision"] == git(the_plans, "rev-parse", "base")[:10]
    assert found["since"]["known"] > 0
    results = json.loads(check("--since", "base", "--format", "sarif").stdout)["runs"][0]["results"]
    assert {result["baselineState"] for result in results} == {"new"}
    assert "estuary.nobody-else" in check("--since", "base", "--format", "gitlab").stdout
    assert "baselineState" not in check("--format", "sarif").stdout


def test_a_past_revision_is_compared_with_one_before_it(the_plans):
    write(the_plans, f"{PLAN}/internal/second.yml", GAP.format(92, "-else"))
    committed(the_plans, "Second")
    git(the_plans, "tag", "second")
    (the_plans / PLAN / "internal/second.yml").unlink()
    committed(the_plans, "Mended")
    assert check("--since", "base", "--at", "second").exit_code == 1
    assert check("--since", "base").exit_code == 0


def test_what_others_mended_meanwhile_is_not_new_here(the_plans):
    git(the_plans, "checkout", "--quiet", "-b", "work")
    write(the_plans, "README.md", "Beside\n")
    committed(the_plans, "Beside")
    git(the_plans, "checkout", "--quiet", "main")
    (the_plans / PLAN / "internal/first.yml").unlink()
    committed(the_plans, "Mended")
    git(the_plans, "checkout", "--quiet", "work")
    assert check("--since", "main").exit_code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--since", "nowhere"), 'There is no revision "nowhere"'),
        (("--since", "--evil"), 'begins with "-"'),
        (("--since", "base", "--gaps"), "leave --gaps and --without out"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(the_plans, words, says):
    done = check(*words)
    assert done.exit_code == 2
    assert says in done.stderr


def test_a_shallow_clone_says_how_to_fetch_the_rest(the_plans, tmp_path, monkeypatch):
    write(the_plans, "README.md", "More\n")
    committed(the_plans, "More")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{the_plans}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    done = check("--since", "HEAD~1")
    assert done.exit_code == 2
    assert "git fetch --unshallow" in done.stderr
