"""A single file is saved whole or not at all, and never over what somebody else wrote meanwhile."""

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmpkit.store.endings import BOM, as_written
from rmpkit.store.saving import ChangedSinceError, SavingRefusedError, save
from rmpkit.store.text import decode
from tests.reliability.machine import tree

CALLS = ("open", "write", "fsync", "close", "chmod", "chown", "replace", "link", "unlink", "lstat", "access")
"""What saving asks the system for."""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "joint.yml"
    file.write_bytes(b"old: 1\n")
    return file


def test_a_file_holds_what_was_saved_and_nothing_else_is_left(plan):
    save(plan, b"new: 1\n", read=b"old: 1\n")
    assert tree(plan.parent) == {"joint.yml": b"new: 1\n"}


def test_a_new_file_is_made_with_the_rights_that_new_files_get_here(tmp_path):
    mask = os.umask(0o027)
    try:
        save(tmp_path / "new.yml", "new: ø\n", read=None)
    finally:
        os.umask(mask)
    assert tree(tmp_path) == {"new.yml": "new: ø\n".encode()}
    assert stat.S_IMODE((tmp_path / "new.yml").stat().st_mode) == 0o640
    assert (tmp_path / "new.yml").stat().st_nlink == 1


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_file_keeps_its_access_rights(plan, mode):
    plan.chmod(mode)
    save(plan, b"new: 1\n", read=b"old: 1\n")
    assert stat.S_IMODE(plan.stat().st_mode) == mode


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only an administrator can give a file away")
def test_a_file_that_an_administrator_saves_stays_its_owners(plan):
    os.chown(plan, 1234, 1235)
    save(plan, b"new: 1\n", read=b"old: 1\n")
    assert (plan.stat().st_uid, plan.stat().st_gid) == (1234, 1235)


def edited(plan: Path) -> None:
    plan.write_bytes(b"old: 2\n")


def lengthened(plan: Path) -> None:
    plan.write_bytes(b"old: 1\nmore: 1\n")


def gone(plan: Path) -> None:
    plan.unlink()


def a_link(plan: Path) -> None:
    plan.rename(plan.with_name("elsewhere"))
    plan.symlink_to("elsewhere")


def a_folder(plan: Path) -> None:
    plan.unlink()
    plan.mkdir()


def a_pipe(plan: Path) -> None:
    plan.unlink()
    os.mkfifo(plan)


@pytest.mark.parametrize(
    ("happens", "says"),
    [
        (edited, "was changed since it was read"),
        (lengthened, "was changed since it was read"),
        (gone, "has gone since it was read"),
        (a_link, "is a link, and is not followed"),
        (a_folder, "is not an ordinary file"),
        (a_pipe, "is not an ordinary file"),
    ],
)
def test_what_has_become_of_a_file_since_it_was_read_stands(plan, happens, says):
    happens(plan)
    names = sorted(path.name for path in plan.parent.iterdir())
    held = None if happens in {a_pipe, a_folder, gone} else plan.read_bytes()
    with pytest.raises(SavingRefusedError, match=says):
        save(plan, b"new: 1\n", read=b"old: 1\n")
    assert sorted(path.name for path in plan.parent.iterdir()) == names
    assert held is None or plan.read_bytes() == held


@pytest.mark.parametrize("happens", [edited, lengthened, gone, a_link], ids=lambda it: it.__name__)
def test_what_happens_while_the_new_file_is_written_is_seen_too(plan, monkeypatch, happens):
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: (happens(plan) if plan.exists() else None, fsync(number))[1])
    with pytest.raises(SavingRefusedError):
        save(plan, b"new: 1\n", read=b"old: 1\n")
    assert not [path for path in plan.parent.iterdir() if "rmp" in path.name]


def test_a_file_that_was_not_to_be_there_is_not_written_over(plan):
    with pytest.raises(ChangedSinceError, match="is there already"):
        save(plan, b"new: 1\n", read=None)
    assert tree(plan.parent) == {"joint.yml": b"old: 1\n"}


def test_a_file_that_comes_up_at_the_last_moment_is_not_written_over(tmp_path, monkeypatch):
    file, link = tmp_path / "new.yml", os.link
    monkeypatch.setattr(os, "link", lambda *names: (file.write_bytes(b"mine"), link(*names))[1])
    with pytest.raises(ChangedSinceError, match="is there already"):
        save(file, b"new: 1\n", read=None)
    assert tree(tmp_path) == {"new.yml": b"mine"}


def test_a_disk_that_knows_no_second_names_has_new_files_too(tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    save(tmp_path / "new.yml", b"new: 1\n", read=None)
    assert tree(tmp_path) == {"new.yml": b"new: 1\n"}


def test_a_file_that_another_run_has_is_left_to_it(plan):
    lock = plan.with_name(".joint.yml.rmp-lock")
    lock.write_text("1 elsewhere 0a1b2c3d\n")
    with pytest.raises(SavingRefusedError, match=r"cannot be saved now\. Another run \(process 1\) is at work on it"):
        save(plan, b"new: 1\n", read=b"old: 1\n")
    assert tree(plan.parent) == {"joint.yml": b"old: 1\n", lock.name: b"1 elsewhere 0a1b2c3d\n"}


def test_a_run_that_lost_its_lock_saves_nothing(plan, monkeypatch):
    fsync, lock = os.fsync, plan.with_name(".joint.yml.rmp-lock")
    monkeypatch.setattr(os, "fsync", lambda number: (lock.write_text("1 elsewhere 0a1b2c3d\n"), fsync(number))[1])
    with pytest.raises(SavingRefusedError, match=r"took .* over meanwhile"):
        save(plan, b"new: 1\n", read=b"old: 1\n")
    assert tree(plan.parent) == {"joint.yml": b"old: 1\n", lock.name: b"1 elsewhere 0a1b2c3d\n"}


def test_what_a_killed_run_left_beside_a_file_is_gone_after_the_next_one(plan):
    program = "import os, signal, sys\nfrom pathlib import Path\nfrom rmpkit.store.saving import save\nos.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\nsave(Path(sys.argv[1]), b'half: 1', read=b'old: 1\\n')"
    done = subprocess.run([sys.executable, "-c", program, str(plan)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(list(plan.parent.iterdir())) == 3, "the killed run is to leave its lock and its file"
    assert plan.read_bytes() == b"old: 1\n"
    save(plan, b"new: 1\n", read=b"old: 1\n")
    assert tree(plan.parent) == {"joint.yml": b"new: 1\n"}


def test_a_full_disk_leaves_the_old_file(small_disk):
    disk = small_disk("64k")
    (disk / "joint.yml").write_bytes(b"old: 1\n" * 4000)
    before = tree(disk)
    with pytest.raises(OSError, match="No space left"):
        save(disk / "joint.yml", b"new: 1\n" * 8000, read=b"old: 1\n" * 4000)
    assert tree(disk) == before


def test_a_file_marked_as_not_to_be_changed_is_not_changed(plan, as_anybody):
    plan.chmod(0o444)
    program = "import sys\nfrom pathlib import Path\nfrom rmpkit.store.saving import SavingRefusedError, save\ntry: save(Path(sys.argv[1]), b'new', read=b'old: 1\\n')\nexcept SavingRefusedError as error: print(error)"
    done = subprocess.run(
        [*as_anybody, sys.executable, "-c", program, str(plan)], capture_output=True, text=True, check=True
    )
    assert "is marked as not to be changed. Allow changes to it first." in done.stdout
    assert tree(plan.parent) == {"joint.yml": b"old: 1\n"}


def test_an_editor_that_holds_a_file_on_windows_is_waited_for_a_moment(plan, monkeypatch):
    replace, tried = os.replace, []

    def held(*names: Path) -> None:
        tried.append(names)
        if len(tried) < 3:
            raise PermissionError(errno.EACCES, "The file is in use")
        replace(*names)

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(PermissionError):
        save(plan, b"new: 1\n", read=b"old: 1\n")
    assert len(tried) == 1
    tried.clear()
    monkeypatch.setattr("rmpkit.store.saving.os.name", "nt")
    monkeypatch.setattr("rmpkit.store.saving._PAUSE", 0)
    save(plan, b"new: 1\n", read=b"old: 1\n")
    assert len(tried) == 3
    monkeypatch.undo()
    assert plan.read_bytes() == b"new: 1\n"


@contextmanager
def failing(call: str, at: int) -> Iterator[Callable[[], bool]]:
    """Have one call to the system fail; gives whether it came to that."""
    real: Any = getattr(os, call, None)
    count = 0

    def fails(*arguments: object, **named: object) -> object:
        nonlocal count
        count += 1
        if count == at:
            raise OSError(errno.EIO, "Input/output error")
        return real(*arguments, **named)

    if real is None:
        yield lambda: False
        return
    setattr(os, call, fails)
    try:
        yield lambda: count >= at
    finally:
        setattr(os, call, real)


def short_writes(most: int) -> Callable[[int, memoryview], int]:
    real = os.write
    return lambda descriptor, data: real(descriptor, data[:most])


STEP = st.tuples(
    st.binary(max_size=40),
    st.booleans(),
    st.none() | st.tuples(st.sampled_from(CALLS), st.integers(1, 4)),
)


@settings(max_examples=300, deadline=None)
@given(steps=st.lists(STEP, min_size=1, max_size=6))
def test_whatever_fails_a_file_holds_one_of_the_versions_whole(steps):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "joint.yml"
        file.write_bytes(b"first")
        now = b"first"
        for content, stale, trouble in steps:
            read = now + b"!" if stale else now
            with failing(*(trouble or ("none of them", 0))) as came:
                try:
                    save(file, content, read=read)
                    failed = False
                except (OSError, SavingRefusedError):
                    failed = True
            tidying = came() and trouble[0] in {"unlink", "lstat", "open", "close"}  # what it tidies up with
            held = file.read_bytes()
            assert held == now or (held == content and not stale)
            assert failed or held == content
            assert not (failed and trouble is None and not stale)
            now = held
            if not tidying:
                assert [path.name for path in Path(folder).iterdir()] == ["joint.yml"]
            (file.with_name(".joint.yml.rmp-lock")).unlink(missing_ok=True)  # as it is passed over in the next process
        save(file, b"last", read=now)
        assert tree(Path(folder)) == {"joint.yml": b"last"}


@pytest.mark.parametrize("most", [1, 7])
def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_all_of_them(plan, monkeypatch, most):
    monkeypatch.setattr(os, "write", short_writes(most))
    save(plan, b"new: 1\n" * 30, read=b"old: 1\n")
    assert plan.read_bytes() == b"new: 1\n" * 30


LINES = st.lists(
    st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=6), min_size=1, max_size=8
)
ENDS = st.sampled_from(["\n", "\r\n"])


@st.composite
def files(draw):
    """A file as some editor left it: a mark at its start or none, one way to end lines or several."""
    lines = draw(LINES)
    ends = draw(
        st.lists(ENDS, min_size=len(lines) - 1, max_size=len(lines) - 1)
        | ENDS.map(lambda end: [end] * (len(lines) - 1))
    )
    body = "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
    return (BOM if draw(st.booleans()) else b"") + body.encode()


@given(files())
def test_a_text_that_nobody_edited_is_saved_as_the_same_bytes(raw):
    text = raw.removeprefix(BOM).decode().replace("\r\n", "\n")
    assert as_written(text, raw) == raw


@given(files(), LINES)
def test_a_text_that_was_edited_is_read_again_as_it_was_edited(raw, lines):
    text = "\n".join(lines)
    saved = as_written(text, raw)
    assert saved.removeprefix(BOM).decode().replace("\r\n", "\n") == text
    assert saved.startswith(BOM) == raw.startswith(BOM) or text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (b"a\r\nb\r\n", "a\nx\nb\n", b"a\r\nx\r\nb\r\n"),
        (b"a\rb\r", "a\nx\n", b"a\rx\r"),
        (b"a\nb\r\nc\nd\r\n", "a\nb\nx\nd\n", b"a\nb\r\nx\nd\r\n"),
        (b"a\nb\r\nc\nd\r\n", "a\nb\ny\nz\nc\nd\n", b"a\nb\r\ny\r\nz\r\nc\nd\r\n"),
        (b"a\nb\r\nc\nd\r\n", "b\nd\n", b"b\r\nd\r\n"),
        (b"a\nb\r\nc\nd\r\n", "A\nb\nc\nD\n", b"A\nb\r\nc\nD\r\n"),
        (b"a\r\nb", "a\nb\nc\n", b"a\r\nb\r\nc\r\n"),
        (BOM + b"a\r\n", "", BOM),
        (BOM + b"a\r\n", "a\nb\n", BOM + b"a\r\nb\r\n"),
        (b"", "a\nb\n", b"a\nb\n"),
        (b"no end", "a\nb\n", b"a\nb\n"),
    ],
    ids=[
        "inserted",
        "old Mac",
        "replaced",
        "two inserted",
        "removed",
        "first and last",
        "no last end",
        "emptied",
        "mark",
        "new",
        "one line",
    ],
)
def test_lines_nobody_touched_keep_their_ends_and_new_ones_get_those_around_them(before, text, after):
    assert as_written(text, before) == after


def test_a_text_is_saved_as_the_file_writes_it(plan):
    raw = BOM + b"title: A\r\nstate: active\r\n"
    plan.write_bytes(raw)
    text = decode(raw)
    assert isinstance(text, str)
    save(plan, text.replace("title: A", "title: Ø"), read=raw)
    assert plan.read_bytes() == BOM + "title: Ø\r\nstate: active\r\n".encode()
