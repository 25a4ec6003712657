"""A history that begins in an older format: read, compared and dated as if it had always been written in the newest."""

from datetime import date
from pathlib import Path

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.operations.check import load, look
from rmpkit.operations.compare import compare_revisions
from rmpkit.operations.history import Memory
from rmpkit.store import upgrades
from rmpkit.store.recorded import recorded
from tests.repositories.repository import command, committed_on, git, needs_git, write
from tests.store.older import BEFORE, step

pytestmark = needs_git
JOINT = "rmp-data/relationships/lark/joint.yml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Plans in January, a risk in March, the newest format in October, another risk in November."""
    monkeypatch.setattr(upgrades, "FORMAT", 2)
    monkeypatch.setattr(upgrades, "UPGRADES", {1: step})
    root = tmp_path / "plans"
    for name, text in BEFORE.items():
        write(root, f"rmp-data/{name}", text)
    git(root, "init", "--quiet")
    committed_on(root, "2026-01-10")
    joint = root / JOINT
    joint.write_text(
        joint.read_text("utf-8").replace("perils:\n", "perils:\n  R-L3: {title: Ice, who: lark.manager}\n"), "utf-8"
    )
    committed_on(root, "2026-03-01")
    assert command("migrate", "--write", "--data", str(root / "rmp-data")).exit_code == 0
    committed_on(root, "2026-10-01")
    joint.write_text(joint.read_text("utf-8").replace("risks:\n", "risks:\n  R-L4: {title: Fog}\n"), "utf-8")
    committed_on(root, "2026-11-01")
    return root


def changed(root: Path, base: str, head: str) -> list[tuple]:
    found = compare_revisions(root / "rmp-data", base, head, audience=Audience.INTERNAL, today=date(2026, 11, 20))
    return [each.difference.path for each in found.comparison.changes]


def test_rewriting_is_no_change_and_what_came_before_and_after_is(root):
    assert changed(root, "HEAD~2", "HEAD~1") == []
    assert changed(root, "HEAD~3", "HEAD~2") == [("risks", "R-L3")]
    assert sorted(changed(root, "HEAD~3", "HEAD")) == [("risks", "R-L3"), ("risks", "R-L4")]


def test_records_are_dated_by_the_names_of_now(root):
    days = recorded(root / "rmp-data").days
    assert {path: day for (_, path), day in days.items() if path[0] == "risks" and len(path) == 2} == {
        ("risks", "R-L3"): date(2026, 3, 1),
        ("risks", "R-L4"): date(2026, 11, 1),
    }


def test_an_older_revision_is_checked(root, monkeypatch):
    monkeypatch.chdir(root)
    done = command("check", "--at", "HEAD~2", "--fail-on", "never", "--format", "concise")
    assert done.exit_code == 0
    assert "organisation.yml:2:9 RMP040" in done.output
    assert "RMP003" not in done.output
    assert "RMP040" not in command("check", "--fail-on", "never", "--format", "concise").output


@pytest.fixture
def newer(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Plans that were migrated and committed; the version of rmp knows the older format alone."""
    monkeypatch.setattr(upgrades, "FORMAT", 1)
    monkeypatch.setattr(upgrades, "UPGRADES", {})
    monkeypatch.chdir(root)
    return root


NEWER = "written in format 2; this version of rmp reads up to 1. Update rmpkit, then run the command again.\n"


@pytest.mark.parametrize("words", [("compare", "HEAD~3"), ("check", "--since", "HEAD~3")])
def test_plans_in_a_newer_format_are_not_told_as_gone(newer, words):
    done = command(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"Error: The plans are {NEWER}"


@pytest.mark.parametrize("words", [("compare", "HEAD"), ("check", "--since", "HEAD")])
def test_nor_as_new_where_only_the_earlier_side_is_newer(newer, words):
    short = git(newer, "rev-parse", "HEAD")[:10]
    for name, text in BEFORE.items():
        write(newer, f"rmp-data/{name}", text)
    done = command(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"Error: At {short} the plans were {NEWER}"


def test_the_history_tells_of_no_newer_format_and_goes_on_from_before_once_it_is_gone(newer):
    for name, text in BEFORE.items():
        write(newer, f"rmp-data/{name}", text)
    joint = newer / JOINT
    joint.write_text(joint.read_text("utf-8").replace("perils:\n", "risks:\n  R-L9: {title: Rain}\nperils:\n"), "utf-8")
    committed_on(newer, "2026-11-10")
    data = newer / "rmp-data"
    found = Memory().of(look(load(data), Audience.INTERNAL, today=date(2026, 11, 20)), data, changes=True)
    told = [each for committed in found.history.plans["lark"] for each in committed.changes]
    assert [each.path for each in told] == [(), ("risks", "R-L9")]
    assert not any("gone" in each.sentence for each in told)
