"""The plans are read from the folder as it stands, whatever git makes of it; and nothing a repository says is run."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.reliability.machine import DATA, DAY, publish, rmp, tree

pytestmark = [
    pytest.mark.site,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]
QUIET = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "N", "GIT_AUTHOR_EMAIL": "n@estuary.example",
    "GIT_COMMITTER_NAME": "N", "GIT_COMMITTER_EMAIL": "n@estuary.example",
}  # fmt: skip


def git(where: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=where, env={**os.environ, **QUIET}, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of two commits that holds the plans."""
    here = tmp_path / "repository"
    shutil.copytree(DATA, here / "rmp-data")
    git(here, "init", "--quiet", "--initial-branch=main")
    git(here, "add", ".")
    git(here, "commit", "--quiet", "--message=First")
    git(here, "commit", "--quiet", "--allow-empty", "--message=Second")
    return here


def no_repository(repository: Path) -> Path:
    shutil.rmtree(repository / ".git")
    return repository


def shallow(repository: Path) -> Path:
    clone = repository.with_name("shallow")
    git(repository.parent, "clone", "--quiet", "--depth=1", f"file://{repository}", str(clone))
    assert (clone / ".git/shallow").exists()
    return clone


def worktree(repository: Path) -> Path:
    linked = repository.with_name("linked")
    git(repository, "worktree", "add", "--quiet", "--detach", str(linked))
    assert (linked / ".git").is_file()
    return linked


def detached(repository: Path) -> Path:
    git(repository, "checkout", "--quiet", "--detach", "HEAD~1")
    return repository


def unborn(repository: Path) -> Path:
    git(repository, "checkout", "--quiet", "--orphan", "empty")
    return repository


def dangling(repository: Path) -> Path:
    """A linked worktree whose repository has gone."""
    linked = worktree(repository)
    shutil.rmtree(repository)
    return linked


def damaged(repository: Path) -> Path:
    (repository / ".git/HEAD").write_bytes(b"\xff\x00")
    (repository / ".git/config").write_bytes(b"[\xff")
    return repository


def submodule(repository: Path) -> Path:
    """A repository in which the plans are a repository of their own."""
    outer = repository.with_name("outer")
    outer.mkdir()
    git(outer, "init", "--quiet")
    git(repository, "mv", "rmp-data/organisation.yml", "rmp-data/relationships", ".")
    git(repository, "commit", "--quiet", "--message=Plans alone")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository), "rmp-data")
    return outer


STATES = (no_repository, shallow, worktree, detached, unborn, dangling, damaged, submodule)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_plans_are_checked_in_any_state_of_a_repository(repository, state):
    here = state(repository)
    before = tree(here)
    done = rmp("check", "--as-of", DAY, cwd=here)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr == "0 errors, 0 warnings, 0 notes in 1 plan, by ISO 44001:2017 as of 2026-03-01.\n"
    assert tree(here) == before


@pytest.mark.xdist_group("the copy of repositories")  # it is made once
@pytest.mark.parametrize("state", [no_repository, damaged], ids=lambda state: state.__name__)
def test_a_copy_is_the_same_in_any_state_of_a_repository(repository, state, the_copy, tmp_path):
    here = state(repository)
    done = publish(tmp_path / "site", here / "rmp-data", cwd=here)
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "site") == the_copy


@pytest.fixture(scope="module")
def the_copy(tmp_path_factory):
    """The copy as it is made from the folder of the tests."""
    folder = tmp_path_factory.mktemp("copy") / "site"
    done = publish(folder, DATA)
    assert done.returncode == 0, done.stderr
    return tree(folder)


def test_nothing_that_a_repository_has_run_is_run(repository, tmp_path):
    canary = tmp_path / "canary"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\necho ran >> {canary}\n")
    script.chmod(0o755)
    config = f"""
[core]
	fsmonitor = {script}
	hooksPath = {tmp_path}/hooks
	pager = {script}
	editor = {script}
	sshCommand = {script}
	attributesFile = {tmp_path}/attributes
[diff]
	external = {script}
[diff "evil"]
	textconv = {script}
	command = {script}
[filter "evil"]
	clean = {script}
	smudge = {script}
	process = {script}
[alias]
	status = !{script}
[credential]
	helper = !{script}
[include]
	path = {tmp_path}/more
"""
    with (repository / ".git/config").open("a") as file:
        file.write(config)
    (tmp_path / "hooks").mkdir()
    for hook in ("post-checkout", "pre-commit", "post-index-change", "fsmonitor-watchman"):
        shutil.copy(script, tmp_path / "hooks" / hook)
    (tmp_path / "attributes").write_text("* diff=evil filter=evil\n")
    (repository / ".gitattributes").write_text("* diff=evil filter=evil\n")
    plan = repository / "rmp-data/organisation.yml"
    plan.write_text(plan.read_text("utf-8") + "# edited\n", "utf-8")

    assert rmp("check", "--as-of", DAY, cwd=repository).returncode == 0
    assert publish(tmp_path / "site", repository / "rmp-data", cwd=repository).returncode == 0
    assert rmp("pages", tmp_path / "pages", "--as-of", DAY, cwd=repository).returncode == 0
    assert not canary.exists()

    subprocess.run(["git", "diff"], cwd=repository, capture_output=True, check=False)
    assert canary.exists(), "the trap is to work, or this test shows nothing"
