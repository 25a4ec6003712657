"""A repository of another account is opened where the user says that it is safe, and nothing else of theirs counts."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.faces.mkdocs.reading import with_its_past
from rmpkit.operations.check import load, look
from rmpkit.operations.history import Memory
from rmpkit.store import git as store
from rmpkit.store.chronicle import walk
from rmpkit.store.git import GitFailedError, said
from rmpkit.store.trust import Trust, settings
from tests.repositories.repository import CLEAN, begun, command, git, needs_git

pytestmark = [needs_git, pytest.mark.skipif(os.name != "posix", reason="the git of these tests is a shell script")]


@pytest.fixture
def theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository that git takes for somebody else's, whoever runs the tests; and a user who has said nothing yet."""
    shutil.copytree(CLEAN, tmp_path / "theirs/rmp-data")
    folder = begun(tmp_path / "theirs")
    script = tmp_path / "bin/git"
    script.parent.mkdir()
    real = shutil.which("git")
    script.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{tmp_path}/asked"\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "{real}" "$@"\n',
        "utf-8",
    )
    script.chmod(0o755)
    (tmp_path / "home").mkdir()
    for name in ("GIT_CONFIG_GLOBAL", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("PATH", f"{script.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(store, "TRUST", Trust())
    return folder


def says(tmp_path: Path, text: str) -> None:
    (tmp_path / "home/.gitconfig").write_text(text, "utf-8")


def compared(folder: Path):
    return command("compare", "HEAD", "--data", str(folder / "rmp-data"))


def test_what_nobody_called_safe_is_refused_with_the_command_that_does(theirs):
    done = compared(theirs)
    assert done.exit_code == 2
    assert "belongs to another account, and git does not open it." in done.stderr
    assert f'run "git config --global --add safe.directory {theirs}"' in done.stderr


@pytest.mark.parametrize("named", ["{theirs}", "*"])
def test_what_the_user_called_safe_is_opened_and_git_is_asked_once(theirs, tmp_path, named):
    says(tmp_path, f"[safe]\n\tdirectory = /elsewhere\n\tdirectory = {named.format(theirs=theirs)}\n")
    assert compared(theirs).exit_code == 0
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert sum(line.startswith("config ") for line in asked) == 1


def test_the_home_of_the_user_is_meant_and_not_the_one_that_our_git_is_given(theirs, monkeypatch):
    monkeypatch.setenv("HOME", str(theirs.parent))
    (theirs.parent / ".gitconfig").write_text("[safe]\n\tdirectory = ~/theirs\n", "utf-8")
    assert compared(theirs).exit_code == 0


def test_nothing_is_asked_where_git_does_not_refuse(theirs, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", os.environ["PATH"].partition(":")[2])
    compared(theirs)
    assert not store.TRUST.asked


def test_a_repository_does_not_call_itself_safe(theirs):
    git(theirs, "config", "--file", ".git/config", "safe.directory", str(theirs))
    assert compared(theirs).exit_code == 2


def test_nothing_else_of_the_users_settings_counts(theirs, tmp_path):
    canary = tmp_path / "canary"
    hook = tmp_path / "hook"
    hook.write_text(f"#!/bin/sh\ntouch '{canary}'\n", "utf-8")
    hook.chmod(0o755)
    says(
        tmp_path,
        f"[safe]\n\tdirectory = {theirs}\n[core]\n\tfsmonitor = {hook}\n\tpager = {hook}\n\thooksPath = {tmp_path}\n"
        f"[alias]\n\tconfig = !{hook}\n[user]\n\tname = Somebody\n",
    )
    assert compared(theirs).exit_code == 0
    with pytest.raises(GitFailedError):
        said(theirs, "config", "--get", "user.name")
    assert not canary.exists()


def test_names_of_folders_are_handed_on_as_they_are(tmp_path):
    names = ("/a b", '/a"b', "/a\\b", "/a\nb", "/a;#b", " /a", "", "/z\udcffrich")
    file = tmp_path / "safe"
    file.write_bytes(settings(names))
    told = said(tmp_path, "config", "--file", str(file), "-z", "--get-all", "safe.directory")
    found = Trust()
    found.take(told)
    assert found.directories == names


def test_the_pages_say_that_the_history_is_closed_to_this_account(theirs, tmp_path):
    closed = walk(theirs / "rmp-data")
    assert closed.steps == ()
    assert closed.lacking.startswith("The repository around ")
    assert "safe.directory" in closed.lacking
    assert closed.lacking.endswith("Until then the pages cannot say what changed, or when things were written down.")


def test_a_build_says_so_once_and_does_not_fail_of_it(theirs, caplog):
    data = theirs / "rmp-data"
    checked = look(load(data), Audience.INTERNAL, today=date(2026, 11, 20))
    with caplog.at_level("INFO"):
        with_its_past(checked, data, Memory(), changes=True)
    (line,) = (each for each in caplog.records if "another account" in each.getMessage())
    assert line.levelname == "INFO"


def test_outside_of_a_repository_the_pages_say_nothing_of_it(theirs, tmp_path):
    shutil.copytree(CLEAN, tmp_path / "apart")
    assert walk(tmp_path / "apart").lacking == ""
