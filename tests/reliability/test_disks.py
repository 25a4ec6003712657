"""A disk that is full, can only be read, or is not this account's to write to."""

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.reliability.machine import DAY, pages, plain, publish, rmp, tree

pytestmark = pytest.mark.site
ROOM = "there is no room left on the disk. What was there stands. Free some room, then run it again."
STAMP = "the joint:northgate copy"


def fill(disk: Path) -> None:
    """Leave no room at all."""
    with (disk / "ballast").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * 4096)
    assert shutil.disk_usage(disk).free == 0


@pytest.mark.parametrize("room", ["none", "some"])
def test_pages_on_a_full_disk_leave_what_was_there(small_disk, old_copy, data, room):
    disk = small_disk("200k")
    target = old_copy(folder=disk / "site")
    if room == "none":
        fill(disk)
    before = tree(disk)
    done = pages(target, data)
    assert done.returncode == 2
    assert ROOM in done.stderr
    assert plain(done.stderr)
    assert tree(disk) == before


@pytest.mark.parametrize("size", ["16k", "400k", "2500k"], ids=["at its start", "among the pages", "near its end"])
def test_a_copy_on_a_full_disk_leaves_what_was_there(small_disk, old_copy, data, size, tmp_path):
    disk = small_disk(size)
    target = old_copy(".rmp-copy", STAMP, disk / "site")
    before = tree(disk)
    (tmp_path / "tmp").mkdir()
    done = publish(target, data, env={"TMPDIR": str(tmp_path / "tmp")})
    assert done.returncode == 2
    assert done.stderr == f"Error: {target} cannot be written: {ROOM}\n"
    assert tree(disk) == before
    assert tree(tmp_path / "tmp") == {}


def test_a_full_disk_for_temporary_files_is_done_without_where_there_is_another(small_disk, data, tmp_path):
    disk = small_disk("64k")
    fill(disk)
    done = publish(tmp_path / "site", data, env={"TMPDIR": str(disk)})
    assert done.returncode == 0, done.stderr
    assert [path.name for path in disk.iterdir()] == ["ballast"]


NO_TEMPORARY = """
import tempfile
tempfile._candidate_tempdir_list = lambda: [{folder!r}]
"""


def test_without_any_folder_for_temporary_files_a_copy_says_so(small_disk, old_copy, data):
    disk = small_disk("64k")
    fill(disk)
    target = old_copy(".rmp-copy", STAMP)
    before = tree(target.parent)
    done = publish(target, data, before=NO_TEMPORARY.format(folder=str(disk)))
    assert done.returncode == 2
    assert f"no usable temporary directory found in ['{disk}']. What was there stands." in done.stderr
    assert plain(done.stderr)
    assert tree(target.parent) == before


BROKEN = "import rmpkit.faces.cli.checking as c\ndef broken(*a, **k): raise RuntimeError('the walk-away point')\nc.read = broken"
LONG = "import rmpkit.faces.cli.checking as c\ndef broken(*a, **k): raise RuntimeError('x' * 100_000)\nc.read = broken"


def test_a_fault_that_cannot_be_kept_is_told_in_one_line_without_what_was_read(small_disk, data):
    disk = small_disk("64k")
    fill(disk)
    done = rmp("check", data, before=NO_TEMPORARY.format(folder=str(disk)) + BROKEN)
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert line.startswith('This is a fault in rmp, not in the plans. Send "RuntimeError at checking.py line ')
    assert "walk-away" not in line
    assert [path.name for path in disk.iterdir()] == ["ballast"]


def test_a_report_of_a_fault_for_which_there_is_no_room_is_not_left_half(small_disk, data):
    disk = small_disk("64k")
    done = rmp("check", data, before=LONG, env={"TMPDIR": str(disk)})
    assert done.returncode == 3
    assert "as no report could be kept" in done.stderr
    assert tree(disk) == {}


def test_a_report_of_a_fault_is_for_its_owner_alone(tmp_path, data):
    done = rmp("check", data, before=BROKEN, env={"TMPDIR": str(tmp_path)})
    assert done.returncode == 3
    (kept,) = tmp_path.glob("rmp-fault-*.txt")
    assert kept.stat().st_mode & 0o077 == 0
    assert "walk-away" in kept.read_text("utf-8")


ENGINE = """
import rmpkit.faces.mkdocs.building as building
from mkdocs.exceptions import Abort, BuildError, PluginError
def broken(config): raise {error}
building.build = broken
"""


@pytest.mark.parametrize(
    "error", ["Abort('the walk-away point')", "BuildError('walk-away')", "PluginError('walk-away')"]
)
def test_an_engine_that_gives_up_is_told_without_its_words(old_copy, data, error):
    target = old_copy(".rmp-copy", STAMP)
    before = tree(target.parent)
    done = publish(target, data, before=ENGINE.format(error=error))
    assert done.returncode == 1
    assert done.stderr == "The joint:northgate copy was not made: the site engine warned 1 times.\n"
    assert tree(target.parent) == before


def test_a_disk_that_can_only_be_read_is_told(small_disk, old_copy, data):
    disk = small_disk("2m")
    target = old_copy(folder=disk / "site")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    for folder in (target, disk / "new", disk / "deep/er"):
        done = pages(folder, data)
        assert done.returncode == 2
        assert (
            done.stderr
            == f"Error: {folder} cannot be written: the disk can only be read. What was there stands. Name a folder elsewhere.\n"
        )
    assert sorted(tree(disk)) == ["site", "site/.rmp-pages", "site/old.md"]


def test_plans_on_a_disk_that_can_only_be_read_are_checked_and_published(small_disk, data, tmp_path):
    disk = small_disk("2m")
    shutil.copytree(data, disk / "data")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert rmp("check", disk / "data", "--as-of", DAY).returncode == 0
    assert publish(tmp_path / "site", disk / "data").returncode == 0


def test_the_rights_that_tests_take_away_are_gone(as_anybody, shut, tmp_path):
    shut(tmp_path)
    writes = [sys.executable, "-c", f"open({str(tmp_path / 'file')!r}, 'w')"]
    assert subprocess.run([*as_anybody, *writes], capture_output=True, check=False).returncode != 0


def test_a_folder_of_somebody_else_is_told(as_anybody, shut, old_copy, data):
    target = old_copy()
    before = tree(target.parent)
    shut(target.parent)
    done = pages(target, data, under=as_anybody)
    assert done.returncode == 2
    assert "this account may not write there. What was there stands. Ask its owner for access." in done.stderr
    assert tree(target.parent) == before


def test_an_old_copy_that_may_not_be_looked_at_is_told(as_anybody, shut, old_copy, data):
    target = old_copy()
    shut(target, 0o000)
    done = pages(target, data, under=as_anybody)
    assert done.returncode == 2
    assert plain(done.stderr)
    target.chmod(0o755)
    assert sorted(tree(target.parent)) == ["site", "site/.rmp-pages", "site/old.md"]


def test_plans_that_may_only_be_read_are_checked_from_a_folder_that_may_only_be_read(as_anybody, shut, data):
    before = {path: path.stat().st_mtime_ns for path in (data, *data.rglob("*"))}
    for folder in [path for path in (data.parent, data, *data.rglob("*")) if path.is_dir()]:
        shut(folder)
    done = rmp("check", "data", "--as-of", DAY, cwd=data.parent, under=as_anybody, env={"HOME": str(data)})
    assert done.returncode == 0, done.stderr
    assert {path: path.stat().st_mtime_ns for path in (data, *data.rglob("*"))} == before


def test_a_plan_that_may_not_be_opened_does_not_hide_the_others(as_anybody, shut, data):
    closed = data / "relationships/closed"
    shutil.copytree(data / "relationships/northgate", closed)
    shut(closed, 0o000)
    (data / "relationships/northgate/joint.yml").chmod(0o000)
    done = rmp("check", data, "--as-of", DAY, "--format", "concise", under=as_anybody)
    assert done.returncode == 1
    told = [line for line in done.stdout.splitlines() if " RMP001 " in line]
    assert [line.removeprefix(f"{data}/") for line in told] == [
        "relationships/closed:1:1 RMP001 The folder cannot be opened: permission denied. Check that it may be read, with everything in it.",
        "relationships/northgate/joint.yml:1:1 RMP001 The file cannot be opened: permission denied. Check that it is an ordinary file, not a link, and that it may be read.",
    ]
    assert "2 plans" in done.stderr
