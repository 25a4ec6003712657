"""A folder that is made anew is there as it was or as it is to be, whatever ends the run."""

import os
import signal
import stat

import pytest

from tests.reliability.machine import DAY, pages, plain, publish, tree

pytestmark = pytest.mark.site

HALF = """
import os, signal, sys, time
from pathlib import Path
import rmpkit.operations.writing as writing
fill = writing._fill
def half(folder, checked, data):
    (folder / "half.md").write_text("half")
    print("half", flush=True)
    {then}
    return fill(folder, checked, data)
writing._fill = half
"""
"""Has the run say when the new folder holds something, and then do something else."""

WAIT = HALF.format(then="time.sleep(100)")
ENGINE = """
import time
import mkdocs.utils as utils
write, written = utils.write_file, []
def slowly(content, path):
    write(content, path)
    written.append(path)
    if len(written) == 20:
        print("half", flush=True)
        {then}
utils.write_file = slowly
"""
"""Has the engine itself say when it has written some pages, and then do something else."""

BETWEEN = """
import os, signal
from pathlib import Path
rename = Path.rename
def renamed(self, to):
    {instead}
    return rename(self, to)
Path.rename = renamed
"""
"""Has something happen at a rename: the old folder moves aside, then the new one into its place."""


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=str
)
def test_a_run_that_is_stopped_leaves_what_was_there_and_nothing_else(started, old_copy, data, number, code):
    target = old_copy()
    before = tree(target.parent)
    run = started("pages", target, "--data", data, "--as-of", DAY, before=WAIT)
    run.says("half")
    run.send(number)
    assert run.end() == (code, "", "Stopped before the end; nothing is left half done.\n")
    assert tree(target.parent) == before


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=str)
def test_a_copy_whose_engine_is_stopped_leaves_what_was_there_and_nothing_else(started, old_copy, data, number, code):
    target = old_copy(".rmp-copy", "the joint:northgate copy")
    before = tree(target.parent)
    (data.parent / "tmp").mkdir()
    run = started(
        *("publish", "--audience", "joint:northgate", "--to", target, "--data", data, "--as-of", DAY),
        before=ENGINE.format(then="time.sleep(100)"),
        env={"TMPDIR": str(data.parent / "tmp")},
    )
    run.says("half")
    run.send(number)
    assert run.end() == (code, "", "Stopped before the end; nothing is left half done.\n")
    assert tree(target.parent) == before
    assert tree(data.parent / "tmp") == {}


@pytest.mark.parametrize(
    ("then", "code", "says"),
    [
        ("raise OSError(28, 'No space left on device', str(path))", 2, "there is no room left on the disk. What was"),
        ("raise KeyError('the walk-away point')", 3, "This is a fault in rmp, not in the plans. Send "),
    ],
    ids=["no room", "a fault"],
)
def test_an_engine_that_fails_leaves_what_was_there(old_copy, data, then, code, says):
    target = old_copy(".rmp-copy", "the joint:northgate copy")
    before = tree(target.parent)
    done = publish(target, data, before=ENGINE.format(then=then), env={"TMPDIR": str(data.parent)})
    assert done.returncode == code
    assert says in done.stderr
    assert "walk-away" not in done.stderr
    assert plain(done.stderr)
    assert tree(target.parent) == before


def test_pressing_twice_does_not_keep_it_from_tidying_up(started, old_copy, data):
    target = old_copy()
    before = tree(target.parent)
    many = "[(folder / f'{i}.md').write_text('x') for i in range(3000)]; time.sleep(100)"
    run = started("pages", target, "--data", data, "--as-of", DAY, before=HALF.format(then=many))
    run.says("half")
    run.send(signal.SIGINT, signal.SIGINT, signal.SIGTERM)
    code, out, err = run.end()
    assert code in {130, 143}
    assert (out, err) == ("", "Stopped before the end; nothing is left half done.\n")
    assert tree(target.parent) == before


def test_a_first_run_that_is_stopped_leaves_not_even_the_folders_around_it(started, tmp_path, data):
    run = started("pages", tmp_path / "a/b/site", "--data", data, "--as-of", DAY, before=WAIT)
    run.says("half")
    run.send(signal.SIGTERM)
    assert run.end()[0] == 143
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("then", "code", "says"),
    [
        ("raise RuntimeError('boom')", 3, "This is a fault in rmp, not in the plans. Send "),
        ("raise MemoryError", 3, "rmp has no memory left. Close other programs, and run it again. Send "),
        ("(lambda f: f(f))(lambda f: f(f))", 3, "This is a fault in rmp, not in the plans. Send "),
        (
            "raise OSError(28, 'No space left on device')",
            2,
            "there is no room left on the disk. What was there stands.",
        ),
    ],
    ids=["a fault", "no memory", "no end", "no room"],
)
def test_an_error_in_the_middle_leaves_what_was_there(old_copy, data, then, code, says):
    target = old_copy()
    before = tree(target.parent)
    done = pages(target, data, before=HALF.format(then=then), env={"TMPDIR": str(data.parent)})
    assert done.returncode == code
    assert says in done.stderr
    assert plain(done.stderr)
    assert tree(target.parent) == before


def test_what_a_killed_run_left_is_gone_after_the_next_one(started, old_copy, data):
    target = old_copy()
    run = started("pages", target, "--data", data, "--as-of", DAY, before=WAIT)
    run.says("half")
    run.send(signal.SIGKILL)
    run.end()
    left = sorted(path.name for path in target.parent.iterdir())
    assert len(left) == 3, "the killed run is to leave its lock and its folder, or this test shows nothing"
    assert (target / "old.md").exists()
    done = pages(target, data)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in target.parent.iterdir()] == ["site"]
    assert not (target / "half.md").exists()


@pytest.mark.parametrize("next_run", ["works", "fails"])
def test_the_old_folder_comes_back_after_a_run_that_died_between_its_two_renames(old_copy, data, next_run):
    target = old_copy()
    before = tree(target)
    dies = "if self.name.startswith('.') and to.name == 'site': os.kill(os.getpid(), signal.SIGKILL)"
    assert pages(target, data, before=BETWEEN.format(instead=dies)).returncode == -signal.SIGKILL
    assert not target.exists()
    assert any(path.name.endswith(".old") for path in target.parent.iterdir())
    if next_run == "works":
        assert pages(target, data).returncode == 0
        assert (target / "index.md").exists()
    else:
        assert pages(target, data, before=HALF.format(then="raise OSError(5, 'Input/output error')")).returncode == 2
        assert tree(target) == before
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_a_signal_between_the_two_renames_waits_until_both_are_done(old_copy, data):
    target = old_copy()
    stops = "os.kill(os.getpid(), signal.SIGTERM)"
    done = pages(target, data, before=BETWEEN.format(instead=stops))
    assert done.returncode == 143
    assert (target / "index.md").exists()
    assert not (target / "old.md").exists()
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_the_old_folder_stands_when_the_new_one_cannot_take_its_place(old_copy, data):
    target = old_copy()
    before = tree(target.parent)
    fails = "\n    if to.name == 'site' and not self.name.endswith('.old'): raise OSError(13, 'Permission denied')"
    done = pages(target, data, before=BETWEEN.format(instead=fails))
    assert done.returncode == 2
    assert "this account may not write there. What was there stands." in done.stderr
    assert tree(target.parent) == before


def test_a_file_put_there_meanwhile_is_kept(old_copy, data):
    target = old_copy()
    then = f"Path({str(target / 'mine.md')!r}).write_text('mine')"
    done = pages(target, data, before=HALF.format(then=then))
    assert done.returncode == 2
    assert "holds mine.md, which rmp pages did not write and would remove" in done.stderr
    assert (target / "mine.md").read_text("utf-8") == "mine"
    assert (target / "old.md").exists()


def test_the_folder_keeps_its_access_rights(old_copy, data):
    target = old_copy()
    target.chmod(0o2750)
    assert pages(target, data).returncode == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o2750


def test_a_new_folder_gets_the_rights_that_new_folders_get_here(tmp_path, data):
    mask = os.umask(0o027)
    try:
        assert pages(tmp_path / "site", data).returncode == 0
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o750


def test_only_what_a_run_left_is_tidied_away(old_copy, data):
    target = old_copy()
    mine = (
        ".site-notes",
        ".site.rmp-notes",
        ".site2.rmp-01234567",
        ".site.rmp-0123456",
        ".site.old",
        "site.rmp-01234567",
    )
    for name in mine:
        (target.parent / name).mkdir()
    (target.parent / ".site.rmp-89abcdef").mkdir()
    (target.parent / ".site.rmp-89abcdee").symlink_to(target.parent / ".site-notes")
    assert pages(target, data).returncode == 0
    assert sorted(path.name for path in target.parent.iterdir()) == sorted((*mine, "site"))


@pytest.mark.parametrize(
    ("name", "spoil", "says"),
    [
        (".", lambda _: None, "holds the folder where rmp pages was started"),
        ("..", lambda _: None, "holds the folder where rmp pages was started"),
        ("../here", lambda _: None, "holds the folder where rmp pages was started"),
        ("link", lambda here: (here / "link").symlink_to(here.parent), "is a link"),
        ("file", lambda here: (here / "file").write_text("x"), "is not a folder"),
        ("file/site", lambda here: (here / "file").write_text("x"), "a part of its path is a file"),
        ("x" * 300, lambda _: None, "a name in its path is too long"),
    ],
    ids=["here", "above", "here by another name", "a link", "a file", "below a file", "a long name"],
)
def test_a_folder_that_cannot_be_made_anew_is_refused(tmp_path, data, name, spoil, says):
    here = tmp_path / "around/here"
    here.mkdir(parents=True)
    spoil(here)
    before = tree(tmp_path)
    done = pages(name, data, cwd=here)
    assert done.returncode == 2
    assert says in done.stderr
    assert plain(done.stderr.replace("Error: ", ""))
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("marker", "says"), [(b"\xff\xfe\x1b[31m\nold.md\n", "\\x1b[31m"), (b"", "something else")], ids=["bytes", "empty"]
)
def test_a_marker_that_is_damaged_is_no_marker(old_copy, data, marker, says):
    target = old_copy()
    (target / ".rmp-pages").write_bytes(marker)
    done = pages(target, data)
    assert done.returncode == 2
    assert says in done.stderr
    assert "\x1b" not in done.stderr
    assert (target / "old.md").exists()


def test_a_marker_that_is_a_link_is_not_read(old_copy, data, tmp_path):
    target = old_copy()
    (target / ".rmp-pages").rename(tmp_path / "elsewhere")
    (target / ".rmp-pages").symlink_to(tmp_path / "elsewhere")
    done = pages(target, data)
    assert done.returncode == 2
    assert "holds files that rmp pages did not write" in done.stderr


def test_a_disk_of_its_own_is_not_replaced(small_disk, old_copy, data):
    disk = small_disk("2m")
    (disk / "old.md").write_text("old")
    (disk / ".rmp-pages").write_text("pages\nold.md\n")
    done = pages(disk, data)
    assert done.returncode == 2
    assert "it is a disk of its own, or in use, and cannot be replaced. What was there stands." in done.stderr
    assert (disk / "old.md").read_text() == "old"
    assert [path.name for path in disk.parent.iterdir() if "rmp" in path.name] == []
