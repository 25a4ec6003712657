"""git is run with our own words and nobody's settings."""

import os
from datetime import date
from pathlib import Path

import pytest

from rmpkit.store.git import Commit, GitFailedError, NoGitError, begin_repository
from tests.repositories.repository import everything_in, git, needs_git

COMMIT = Commit("Estuary Gateway", "plans@estuary.example", date(2026, 11, 20), "The plans")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "new").mkdir()
    return tmp_path / "new"


def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's settings, a template and an environment that would each run a program or lead elsewhere."""
    canary = tmp_path / "canary"
    hooks = tmp_path / "template/hooks"
    hooks.mkdir(parents=True)
    for name in ("reference-transaction", "post-commit", "pre-commit", "post-index-change"):
        hook = hooks / name
        hook.write_text(f"#!/bin/sh\necho {name} >> '{canary}'\n", encoding="utf-8")
        hook.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    settings = f"[init]\ntemplateDir = {hooks.parent}\n[core]\nhooksPath = {hooks}\nfsmonitor = {hooks}/pre-commit\n"
    (home / ".gitconfig").write_text(settings, encoding="utf-8")
    for name, value in {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "GIT_TEMPLATE_DIR": str(hooks.parent),
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.hooksPath",
        "GIT_CONFIG_VALUE_0": str(hooks),
        "GIT_AUTHOR_NAME": "Somebody Else",
        "GIT_COMMITTER_DATE": "2001-01-01T00:00:00Z",
    }.items():
        monkeypatch.setenv(name, value)
    return canary


@needs_git
@pytest.mark.skipif(os.name != "posix", reason="the hooks of this test are shell scripts")
def test_no_hook_runs_and_no_setting_of_the_user_counts(folder, tmp_path, monkeypatch):
    canary = hostile(tmp_path, monkeypatch)
    begin_repository(folder, {"a.yml": b"title: A\n"}, COMMIT)
    assert not canary.exists()
    assert git(folder, "log", "--format=%an %cI") == "Estuary Gateway 2026-11-20T12:00:00+00:00"


@needs_git
def test_a_repository_around_it_is_left_alone(folder, tmp_path, monkeypatch):
    git(tmp_path, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / ".git/index"))
    begin_repository(folder, {"a.yml": b"title: A\n"}, COMMIT)
    assert git(folder, "rev-list", "--count", "HEAD") == "1"
    assert not list((tmp_path / ".git/objects").glob("??"))
    assert not (tmp_path / ".git/index").exists()


@needs_git
def test_names_and_bytes_are_kept_whatever_they_are(folder):
    files = {
        'evidence/a "quoted" name.csv': b"\x00\xff\r\nM 100644 inline x\n",
        "evidence/back\\slash.txt": b"",
        "evidence/Zürich 😀.md": b"deleteall\n",
        "a.yml": b"title: A\n",
    }
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    begin_repository(folder, files, COMMIT)
    assert git(folder, "status", "--porcelain") == ""
    assert set(git(folder, "ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")) - {""} == set(files)
    assert all(content in everything_in(folder) for content in files.values())


@needs_git
def test_what_lies_in_the_folder_beside_the_files_is_not_committed(folder):
    (folder / "secret.txt").write_text("heron-at-the-lock-gate", encoding="utf-8")
    begin_repository(folder, {"a.yml": b"title: A\n"}, COMMIT)
    assert b"heron" not in everything_in(folder)


@needs_git
def test_a_name_cannot_end_the_line_it_stands_in(folder):
    sly = Commit("Estuary <x@evil.example> 1 +0000\ndeleteall", "a b>\n", date(1950, 1, 1), "The plans\ndeleteall")
    begin_repository(folder, {"a.yml": b"title: A\n"}, sly)
    assert git(folder, "log", "--format=%an|%ae|%at") == "Estuary x@evil.example 1 +0000 deleteall|a b|0"
    assert git(folder, "fsck", "--strict") == ""


def test_without_git_it_is_said(folder, monkeypatch):
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(NoGitError):
        begin_repository(folder, {}, COMMIT)
    assert not list(folder.iterdir())


@needs_git
def test_a_failure_is_told_in_the_words_of_git(folder):
    (folder / ".git").write_text("not a repository", encoding="utf-8")
    with pytest.raises(GitFailedError, match="git init: "):
        begin_repository(folder, {}, COMMIT)
