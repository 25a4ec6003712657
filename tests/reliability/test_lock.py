"""One run at a time; and a run that died, slept or sits on another machine is told from one at work."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from rmpkit.store import lock as locks
from rmpkit.store.interrupts import undisturbed
from rmpkit.store.lock import STALE, UNSIGNED, BusyError, locked, this_machine
from rmpkit.store.target import Target, TargetBusyError
from tests.reliability.machine import DAY, pages, tree
from tests.reliability.test_swap import HALF

HERE = "{machine}"


def the_lock(path: Path) -> Path:
    return path.with_name(f".{path.name}.rmp-lock")


def gone_process() -> int:
    """The number of a process that was, and is no more."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def put_lock(path: Path, content: str, *, age: float) -> Path:
    lock = the_lock(path)
    lock.write_text(content.replace(HERE, this_machine()), "utf-8")
    os.utime(lock, (time.time() - age,) * 2)
    return lock


@pytest.mark.parametrize(
    ("content", "age"),
    [
        ("{gone} {machine} 0a1b2c3d\n", 0),
        ("{ours} {machine} 0a1b2c3d\n", STALE + 5),
        ("{ours} elsewhere 0a1b2c3d\n", STALE + 5),
        ("", UNSIGNED + 5),
        ("no number\n", UNSIGNED + 5),
        ("\x00\x00\x00", UNSIGNED + 5),
    ],
    ids=["process gone", "number given to another", "other machine long ago", "never signed", "words", "zeros"],
)
def test_a_lock_that_is_left_over_is_passed_over(tmp_path, content, age):
    path = tmp_path / "site"
    put_lock(path, content.replace("{gone}", str(gone_process())).replace("{ours}", str(os.getpid())), age=age)
    with locked(path) as lock:
        assert lock.held
        assert lock.file.read_text("utf-8").startswith(f"{os.getpid()} ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "age"),
    [
        ("{ours} {machine} 0a1b2c3d\n", 0),
        ("{ours} {machine} 0a1b2c3d\n", STALE - 60),
        ("{gone} elsewhere 0a1b2c3d\n", STALE - 60),
        ("99999999999999999999999 {machine} 0a1b2c3d\n", 0),
        ("", 0),
    ],
    ids=["process at work", "at work for long", "other machine", "a number no process has", "just made"],
)
def test_a_lock_of_a_run_at_work_is_respected(tmp_path, content, age):
    path = tmp_path / "site"
    lock = put_lock(path, content.replace("{gone}", str(gone_process())).replace("{ours}", str(os.getpid())), age=age)
    before = lock.read_bytes()
    with pytest.raises(BusyError, match=r"if there is none, remove .*rmp-lock"), locked(path):
        raise AssertionError("two runs at once")
    assert lock.read_bytes() == before


def test_a_lock_stirs_while_its_run_is_at_work(tmp_path, monkeypatch):
    monkeypatch.setattr(locks, "BEAT", 0.02)
    with locked(tmp_path / "site") as lock:
        os.utime(lock.file, (0, 0))
        deadline = time.monotonic() + 20
        while lock.file.stat().st_mtime < 1 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert time.time() - lock.file.stat().st_mtime < STALE
    for thread in threading.enumerate():
        if thread.name == "rmp-lock":
            thread.join(20)
            assert not thread.is_alive()


def test_what_is_no_file_in_the_place_of_a_lock_is_not_followed_and_not_removed(tmp_path):
    (tmp_path / "precious").write_text(f"{gone_process()} {this_machine()} 0\n")
    the_lock(tmp_path / "site").symlink_to(tmp_path / "precious")
    with pytest.raises(BusyError), locked(tmp_path / "site"):
        pass
    assert (tmp_path / "precious").exists()


def test_a_lock_taken_by_another_run_a_moment_ago_is_put_back(tmp_path, monkeypatch):
    lock = put_lock(tmp_path / "site", f"{gone_process()} {{machine}} 0a1b2c3d\n", age=0)
    rename = Path.rename

    def late(path: Path, to: Path) -> Path:
        if path == lock:
            lock.write_text("1 elsewhere 9f8e7d6c\n")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", late)
    with pytest.raises(BusyError), locked(tmp_path / "site"):
        raise AssertionError("two runs at once")
    assert lock.read_text() == "1 elsewhere 9f8e7d6c\n"
    assert [path.name for path in tmp_path.iterdir()] == [lock.name]


RACE = """
import sys, time
from pathlib import Path
from rmpkit.store.lock import BusyError, locked
path, log = Path(sys.argv[1]), Path(sys.argv[2])
sys.stdin.readline()
done = time.monotonic() + 60
while time.monotonic() < done:
    try:
        with locked(path) as lock:
            inside = path.with_name("inside")
            inside.mkdir()          # fails where another run is inside
            time.sleep(0.01)
            inside.rmdir()
            print("in" if lock.held else "lost")
            break
    except BusyError:
        time.sleep(0.005)
"""


def test_of_many_runs_that_find_a_lock_left_over_one_at_a_time_gets_in(tmp_path):
    path = tmp_path / "site"
    put_lock(path, f"{gone_process()} {{machine}} 0a1b2c3d\n", age=0)
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", RACE, str(path), str(tmp_path / "log")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(6)
    ]  # fmt: skip
    time.sleep(1)
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("go\n")
        run.stdin.flush()
    ended = [run.communicate(timeout=120) for run in runs]
    assert [out for out, _ in ended] == ["in\n"] * 6, [err for _, err in ended]
    assert list(tmp_path.iterdir()) == []


def target(folder: Path) -> Target:
    return Target(folder, ".mark", "ours", "rmp try", "build/try")


def test_a_run_that_lost_its_lock_puts_nothing_in_place_and_leaves_the_lock_to_the_other(tmp_path):
    folder = tmp_path / "site"
    (tmp_path / "data").mkdir()
    with target(folder).renewed(tmp_path / "data") as fresh:
        (fresh / "page").write_text("old")

    def lose() -> None:
        with target(folder).renewed(tmp_path / "data") as fresh:
            (fresh / "page").write_text("new")
            the_lock(folder).write_text("1 elsewhere 0a1b2c3d\n")

    with pytest.raises(TargetBusyError, match=r"took .* over meanwhile"):
        lose()
    assert (folder / "page").read_text() == "old"
    assert the_lock(folder).read_text() == "1 elsewhere 0a1b2c3d\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.rmp-lock", "data", "site"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_waits_while_a_step_must_not_be_torn(number):
    heard: list[str] = []
    before = signal.signal(number, lambda *_: heard.append("signal"))
    try:
        with undisturbed():
            os.kill(os.getpid(), number)
            os.kill(os.getpid(), number)
            heard.append("step")
        assert heard == ["step", "signal"]
    finally:
        signal.signal(number, before)


def test_a_signal_that_is_to_be_ignored_stays_ignored_in_such_a_step():
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with undisturbed():
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
            os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.site
def test_of_two_runs_at_once_the_second_is_refused_and_the_first_ends_well(started, old_copy, data, tmp_path):
    folder = old_copy()
    go = tmp_path / "go"
    wait = f"[time.sleep(0.05) for _ in range(2000) if not Path({str(go)!r}).exists()]"
    first = started("pages", folder, "--data", data, "--as-of", DAY, before=HALF.format(then=wait))
    first.says("half")
    before = tree(folder.parent)
    second = pages(folder, data)
    assert second.returncode == 2
    assert f"cannot be made now. Another run (process {first.process.pid}) is at work on it." in second.stderr
    assert tree(folder.parent) == before
    go.touch()
    code, _, err = first.end()
    assert code == 0, err
    assert (folder / "half.md").exists()
    assert [path.name for path in folder.parent.iterdir()] == ["site"]
