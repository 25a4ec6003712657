"""Two people give the same id on two branches; git merges both, and what is found names the two commits."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmpkit.store import authorship
from tests.repositories.repository import CLEAN, command, git, handed, needs_git

pytestmark = needs_git
PLAN = "rmp-data/relationships/northgate"
OURS = '  R-N15:\n    title: "Dredging licence comes late"\n    owner: estuary.manager\n'
THEIRS = '  R-N15:\n    title: "Outage runs over"\n    owner: northgate.manager\n'


def committed_by(folder: Path, author: str, day: str, message: str) -> str:
    git(folder, "add", "--all")
    words = [f"--date={day}T12:00:00+0000", f"--author={author} <x@estuary.example>", "--message", message]
    git(folder, "commit", "--quiet", *words)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    root = tmp_path / "plans"
    shutil.copytree(CLEAN, root / "rmp-data")
    git(root, "init", "--quiet")
    committed_by(root, "Fiona", "2026-01-10", "Plans")
    return root


def edited(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def merged(root: Path) -> tuple[str, str]:
    """R-N15 in two places of one file, from two branches."""
    joint = root / PLAN / "joint.yml"
    git(root, "checkout", "--quiet", "-b", "one")
    edited(joint, "risks:\n", f"risks:\n{OURS}")
    one = committed_by(root, "Maja \x1b[31mLindqvist", "2026-11-02", "A risk")
    git(root, "checkout", "--quiet", "-b", "two", "main")
    edited(joint, "issues:\n", f"{THEIRS}issues:\n")
    two = committed_by(root, "João Silva", "2026-11-03", "Another risk")
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--no-edit", "one")
    git(root, "merge", "--quiet", "--no-ff", "--no-edit", "two")
    edited(joint, "Berths that are ready", "Quays that are ready")
    committed_by(root, "Fiona", "2026-11-04", "Purpose")
    return one, two


def said_of(root: Path, *words: str) -> str:
    done = command("check", str(root / "rmp-data"), "--format", "concise", *words)
    (line,) = [line for line in done.stdout.splitlines() if " RMP006 " in line]
    return line


def test_both_commits_of_one_file_are_named(plans):
    one, two = merged(plans)
    line = said_of(plans)
    assert f"The one here was written in {two[:10]} on 2026-11-03 by João Silva" in line
    assert f"the other was written in {one[:10]} on 2026-11-02 by Maja \\x1b[31mLindqvist." in line
    assert "shallow" not in line


def test_both_commits_of_two_files_are_named(plans):
    (plans / PLAN / "joint").mkdir()
    (plans / PLAN / "joint.yml").rename(plans / PLAN / "joint/a.yml")
    (plans / PLAN / "joint/more.yml").write_text(f"risks:\n{THEIRS}", "utf-8")
    two = committed_by(plans, "João Silva", "2026-11-03", "Another risk")
    edited(plans / PLAN / "joint/a.yml", "risks:\n", f"risks:\n{OURS}")
    one = committed_by(plans, "Maja Lindqvist", "2026-11-05", "A risk")
    line = said_of(plans)
    assert "joint/more.yml" in line
    assert f"here was written in {two[:10]} on 2026-11-03 by João Silva, the other was written in {one[:10]}" in line


def test_what_is_not_committed_yet_says_so(plans):
    edited(plans / PLAN / "joint.yml", "risks:\n", f"risks:\n{OURS}")
    one = committed_by(plans, "Maja Lindqvist", "2026-11-05", "A risk")
    edited(plans / PLAN / "internal.yml", "risks:\n", f"risks:\n{THEIRS}")
    line = said_of(plans)
    assert "The one here is not committed yet, the other was written in " + one[:10] in line


def test_a_past_revision_is_looked_back_from(plans, monkeypatch):
    one, two = merged(plans)
    edited(plans / PLAN / "joint.yml", OURS, "")
    committed_by(plans, "Fiona", "2026-11-06", "Mended")
    monkeypatch.chdir(plans)
    done = command("check", "--at", "HEAD~1", "--format", "concise", "--fail-on", "never")
    assert one[:10] in done.stdout
    assert f"written in {two[:10]}" in done.stdout


def test_a_shallow_clone_says_that_it_may_be_older(plans, tmp_path):
    merged(plans)
    git(tmp_path, "clone", "--quiet", "--depth", "1", plans.as_uri(), "shallow")
    line = said_of(tmp_path / "shallow")
    assert 'This is a shallow clone, so either may be older: run "git fetch --unshallow".' in line


def test_without_a_repository_it_is_found_as_ever(plans):
    merged(plans)
    shutil.rmtree(plans / ".git")
    assert "written in" not in said_of(plans)


def test_what_is_older_than_the_walk_is_not_told(plans, monkeypatch):
    one, _ = merged(plans)
    monkeypatch.setattr(authorship, "MOST_COMMITS", 1)
    line = said_of(plans)
    assert one[:10] not in line


def test_no_other_audience_and_no_handed_copy_reads_an_author(plans, tmp_path):
    _, two = merged(plans)
    copy = tmp_path / "copy"
    edited(plans / PLAN / "joint.yml", THEIRS, "")
    handed("northgate", copy, plans / "rmp-data")
    joint = next(file for file in copy.rglob("*.yml") if "R-N15:" in file.read_text("utf-8"))
    edited(joint, "risks:\n", f"risks:\n{OURS}")
    done = command("check", str(copy / "rmp-data"), "--format", "concise", "--fail-on", "never")
    assert " RMP006 " in done.stdout
    assert "written in" not in done.stdout
    assert two[:10] not in done.stdout


def test_nothing_is_asked_of_git_where_no_id_is_given_twice(plans, monkeypatch):
    monkeypatch.setattr("rmpkit.operations.collisions.written_by", None)
    assert command("check", str(plans / "rmp-data"), "--as-of", "2026-03-01").exit_code == 0


_LINES = st.lists(st.sampled_from([b"a", b"b", b"c"]), max_size=8)


@given(_LINES, _LINES)
def test_a_line_is_carried_to_the_same_words_and_no_two_to_one_place(now, before):
    found = [(line, authorship._carried(now, before, line)) for line in range(len(now))]  # noqa: SLF001 - a property of it
    carried = [(line, at) for line, at in found if at is not None]
    assert all(now[line] == before[at] for line, at in carried)
    assert [at for _, at in carried] == sorted({at for _, at in carried})
    assert now != before or len(carried) == len(now)
