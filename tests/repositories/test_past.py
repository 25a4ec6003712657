"""What was recorded at a revision, and when things were written down: asked of real repositories."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.operations.check import load, look
from rmpkit.operations.history import Memory, with_past
from rmpkit.operations.pages import pages
from rmpkit.store.folder import scan
from rmpkit.store.past import PastUnreadableError, past_folder, scan_past
from rmpkit.store.recorded import recorded
from tests.repositories.repository import CLEAN, begun, command, committed_on, git, needs_git, write

pytestmark = needs_git
PLAN = "rmp-data/relationships/northgate"
ISSUES = "issues:\n  I-3: {title: A, raised: 2026-05-03, state: resolved, outcome: B}\n  I-4: {title: C, raised: 2026-10-28}\n"


@pytest.fixture
def the_plans(tmp_path: Path) -> Path:
    """A repository of three commits: plans in January, an evidence file and issues in October, purpose in November."""
    root = tmp_path / "plans"
    shutil.copytree(CLEAN, root / "rmp-data")
    git(root, "init", "--quiet")
    committed_on(root, "2026-01-10", "Plans")
    joint = root / PLAN / "joint.yml"
    text = joint.read_text("utf-8")
    start = text.index("issues:")
    end = text.index("early-warnings:")
    joint.write_text(text[:start] + ISSUES + text[end:], encoding="utf-8")
    write(root, f"{PLAN}/evidence/minutes.md", "Held.\n")
    committed_on(root, "2026-10-30", "Issues")
    git(root, "tag", "visit-1")
    joint.write_text(
        joint.read_text("utf-8").replace("Berths that are ready", "Quays that are ready"), encoding="utf-8"
    )
    committed_on(root, "2026-11-10", "Purpose")
    return root


def test_a_revision_is_read_as_it_lay_there(the_plans):
    git(the_plans, "checkout", "--quiet", "visit-1")
    then = scan(the_plans / "rmp-data")
    git(the_plans, "checkout", "--quiet", "main")
    with past_folder(the_plans / "rmp-data", "visit-1") as past:
        found = scan_past(past)
        assert (found.sources, found.plans, found.evidence) == (then.sources, then.plans, then.evidence)
        assert past.day == date(2026, 10, 30)
        laid = past.root
    assert not laid.exists()


def test_the_command_judges_as_on_the_day_of_the_commit_and_names_files_as_git_does(the_plans, monkeypatch):
    monkeypatch.chdir(the_plans)
    done = command("check", "--at", "visit-1", "--fail-on", "never", "--format", "concise")
    short = git(the_plans, "rev-parse", "visit-1")[:10]
    assert f"as of 2026-10-30, as written at {short}." in done.output
    assert all(line.startswith(f"{short}:rmp-data/") for line in done.stdout.splitlines())
    assert "as of 2026-12-01, as written" in command("check", "--at", "visit-1", "--as-of", "2026-12-01").output


def test_pages_say_the_revision_and_bring_the_evidence_of_then(the_plans, monkeypatch, tmp_path):
    monkeypatch.chdir(the_plans)
    done = command("pages", str(tmp_path / "out"), "--at", "visit-1")
    assert done.exit_code == 0, done.output
    page = (tmp_path / "out/relationships/northgate/index.md").read_text("utf-8")
    assert git(the_plans, "rev-parse", "visit-1")[:10] in page
    assert "Berths that are ready" in page


@pytest.mark.parametrize(
    ("revision", "says"),
    [
        ("visit-2", 'Write "visit-1"'),
        ("0000", "Name a commit, a tag or a branch"),
        ("--all", 'begins with "-"'),
        ("^HEAD", 'begins with "\\^", so it names no revision. Name a commit'),
        ("visit-1:rmp-data", "is no commit"),
    ],
)
def test_a_revision_that_is_not_there_is_said(the_plans, revision, says):
    with pytest.raises(PastUnreadableError, match=says), past_folder(the_plans / "rmp-data", revision):
        pass


def test_a_tag_on_what_is_no_commit_is_not_offered_in_its_own_place(the_plans):
    git(the_plans, "tag", "t1", "HEAD:rmp-data")
    says = '^"t1" is no commit: it names a folder or a file in git. Name a commit or a branch.$'
    with pytest.raises(PastUnreadableError, match=says), past_folder(the_plans / "rmp-data", "t1"):
        pass


@pytest.mark.parametrize("seconds", ["999999999999999", "9999999999"])
def test_a_commit_without_a_day_that_can_be_asks_for_one_only_where_none_is_named(the_plans, monkeypatch, seconds):
    joint = the_plans / PLAN / "joint.yml"
    joint.write_text(
        joint.read_text("utf-8").replace("  I-4:", "  I-5: {title: D, raised: 2026-10-28}\n  I-4:"), "utf-8"
    )
    committed_on(the_plans, "2026-11-12")
    whole = subprocess.run(
        ["git", "cat-file", "commit", "HEAD"], cwd=the_plans, check=True, capture_output=True, text=True
    ).stdout
    stamp = str(whole.partition("committer ")[2].partition("\n")[0].split()[-2])
    odd = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        cwd=the_plans,
        check=True,
        capture_output=True,
        text=True,
        input=whole.replace(stamp, seconds),
    ).stdout.strip()
    git(the_plans, "reset", "--quiet", "--hard", odd)
    monkeypatch.chdir(the_plans)
    assert "Name the day with --as-of" in command("check", "--at", "HEAD").output
    assert "as of 2026-12-01" in command("check", "--at", "HEAD", "--as-of", "2026-12-01", "--fail-on", "never").output
    days = recorded(the_plans / "rmp-data").days
    assert ("northgate", ("issues", "I-5")) not in days
    assert days["northgate", ("issues", "I-4")] == date(2026, 10, 30)


def test_a_folder_that_was_not_there_yet_is_said(the_plans):
    with (
        pytest.raises(PastUnreadableError, match="no folder rmp-data/other at visit-1"),
        past_folder(the_plans / "rmp-data/other", "visit-1"),
    ):
        pass


def test_outside_a_repository_nothing_is_known(tmp_path):
    with pytest.raises(PastUnreadableError, match="not in a git repository"), past_folder(tmp_path, "HEAD"):
        pass
    assert recorded(tmp_path).days == {}


def test_without_git_it_says_so(the_plans, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with (
        pytest.raises(PastUnreadableError, match="no git on this machine"),
        past_folder(the_plans / "rmp-data", "HEAD"),
    ):
        pass
    assert recorded(the_plans / "rmp-data").days == {}


def test_a_shallow_clone_says_what_to_run(the_plans, tmp_path):
    git(tmp_path, "clone", "--quiet", "--depth", "1", the_plans.as_uri(), "shallow")
    data = tmp_path / "shallow/rmp-data"
    with pytest.raises(PastUnreadableError, match="git fetch --unshallow"), past_folder(data, "0123456789abcdef"):
        pass
    assert "git fetch --unshallow" in recorded(data).lacking


def test_links_lead_nowhere_and_repositories_inside_are_said(the_plans, tmp_path):
    (the_plans / PLAN / "evidence/link.md").symlink_to("/etc/hostname")
    write(the_plans, f"{PLAN}/evidence/big.pdf", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")
    write(tmp_path / "inner", "ours.yml", "risks: {}\n")
    inner = begun(tmp_path / "inner")
    git(the_plans, "submodule", "--quiet", "add", str(inner), f"{PLAN}/internal")
    (the_plans / PLAN / "internal.yml").unlink()
    committed_on(the_plans, "2026-11-11")
    with past_folder(the_plans / "rmp-data", "HEAD") as past:
        said = {finding.message for finding in scan_past(past).findings}
        link = past.root / "relationships/northgate/evidence/link.md"
        assert link.is_symlink()
        assert not link.exists()
    assert "The internal part was a repository of its own, and is not read as it stood then." in said
    assert any("large file storage" in message for message in said)


def test_the_folder_people_work_in_stays_as_it_is(the_plans):
    before = git(the_plans, "status", "--porcelain", "--branch"), git(the_plans, "rev-parse", "HEAD")
    with past_folder(the_plans / "rmp-data", "visit-1"):
        pass
    assert (git(the_plans, "status", "--porcelain", "--branch"), git(the_plans, "rev-parse", "HEAD")) == before


def shown(root: Path, audience: Audience) -> str:
    data = root / "rmp-data"
    found = look(load(data), audience, today=date(2026, 11, 20))
    found = with_past(found, Memory().of(found, data, changes=True))
    return "".join(page.body for page in pages(found.judged, library=found.library))


def test_what_was_written_down_long_after_its_day_says_so_to_those_who_keep_the_plan(the_plans):
    found = shown(the_plans, Audience.INTERNAL)
    assert found.count("Written down on 30 October 2026.") == 2  # I-3, at its row and where an assessor asks; not I-4
    assert "Written down" not in shown(the_plans, Audience.joint("northgate"))


def test_what_came_with_the_plan_says_nothing(the_plans):
    days = recorded(the_plans / "rmp-data").days
    assert ("northgate", ("risks", "R-N1")) not in days
    assert days["northgate", ("issues", "I-4")] == date(2026, 10, 30)
