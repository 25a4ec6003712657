"""`rmp import` and `rmp round` on a full disk, in a folder that may not be written, stopped, or overtaken."""

import shutil
import signal
import sys
from pathlib import Path

import pytest

from tests.faces.terminal import at_terminal
from tests.reliability.machine import ROOT, plain, rmp, tree

HARBOUR = Path("relationships/harbour-alliance")
READINGS, ACTIONS = ["99.1", "", "8", "", "", ""], ["", "yes", *[""] * 13]
MEETING, WARNINGS = ["1", "2026-12-03", "all", "", "", ""], [""]
TYPED = "\n".join([*READINGS, *ACTIONS, *MEETING, *WARNINGS, "y"]) + "\n"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "rmp-data", tmp_path / "plans"))


@pytest.fixture
def a_register(tmp_path: Path) -> Path:
    """One record that is there in each of two files, and one that is new."""
    file = tmp_path / "actions.csv"
    file.write_text(
        "Id,Title,Due\nA-38,Bring in a third one,\nIA-12,Handover note,\nA-90,Look again,2027-01-31\n", "utf-8"
    )
    return file


def importing(plans: Path, register: Path) -> tuple[object, ...]:
    return ("import", "actions", register, "--into", "harbour-alliance", "--part", "joint", "--write", "--data", plans)


def a_round(plans: Path) -> tuple[object, ...]:
    return ("round", "harbour-alliance", "--on", "2026-12-04", "--data", plans)


def test_what_the_others_try_to_prevent_is_done_where_nothing_is_in_the_way(plans, a_register):
    before = tree(plans)
    assert rmp(*importing(plans, a_register)).returncode == 0
    assert len([name for name, raw in tree(plans).items() if raw != before[name]]) == 2
    done = at_terminal(*a_round(plans), types=TYPED)
    assert done.code == 0, done.seen
    assert "Written: " in done.seen


FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))"
"""The first file fits in the middle one, and the second does not."""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits there")
@pytest.mark.parametrize("most", [0, 60, 9_000, 12_000])
def test_a_full_disk_leaves_every_record_as_it_was(plans, a_register, most):
    before = tree(plans)
    sizes = [(plans / HARBOUR / name).stat().st_size for name in ("joint/risks.yml", "internal.yml")]
    assert most < max(sizes), "the limit is to be in the way"
    done = rmp(*importing(plans, a_register), before=FULL.format(most=most))
    assert done.returncode == 2, done.stderr
    assert plain(done.stderr)
    assert tree(plans) == before
    told = at_terminal(*a_round(plans), types=TYPED, before=FULL.format(most=min(most, 5_000)))
    assert told.code == 2, told.seen
    assert tree(plans) == before


def test_a_folder_that_may_not_be_written_leaves_every_record_as_it_was(plans, a_register, shut, as_anybody):
    before = tree(plans)
    shut(plans / HARBOUR)  # the second file; the first one stands in a folder of its own
    done = rmp(*importing(plans, a_register), under=as_anybody)
    assert done.returncode == 2, done.stderr
    assert "this account may not write there. Every file stands as it was." in done.stderr
    assert tree(plans) == before


STOPPED = """
import os, signal
fsync = os.fsync
def slow(number):
    os.kill(os.getpid(), signal.{name})
    fsync(number)
os.fsync = slow
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are other ones there")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_an_interrupt_leaves_all_of_it_or_nothing(plans, a_register, name):
    whole = Path(shutil.copytree(plans, plans.with_name("whole")))
    rmp(*importing(whole, a_register))
    before = tree(plans)
    done = rmp(*importing(plans, a_register), before=STOPPED.format(name=name))
    assert done.returncode == 128 + getattr(signal, name)
    assert tree(plans) in (before, tree(whole))


OVERTAKEN = """
import rmpkit.operations.redraft as module
save = module.save
def late(path, *words, **more):
    if path.name == "{file}":
        with path.open("a") as file:
            file.write("# Mine.\\n")
    save(path, *words, **more)
module.save = late
"""


@pytest.mark.parametrize("file", ["risks.yml", "internal.yml"])
def test_a_file_that_was_changed_since_it_was_read_keeps_what_was_written_meanwhile(plans, a_register, file):
    place = "joint/risks.yml" if file == "risks.yml" else file
    expected = {**tree(plans)}
    expected[str(HARBOUR / place)] = (plans / HARBOUR / place).read_bytes() + b"# Mine.\n"
    done = rmp(*importing(plans, a_register), before=OVERTAKEN.format(file=file))
    assert done.returncode == 2
    assert "was changed since it was read. Look at it, and run the command again." in done.stderr
    assert tree(plans) == expected


def test_a_round_that_was_overtaken_writes_nothing(plans):
    expected = {**tree(plans)}
    place = str(HARBOUR / "joint/meetings.yml")
    expected[place] = (plans / place).read_bytes() + b"# Mine.\n"
    done = at_terminal(*a_round(plans), types=TYPED, before=OVERTAKEN.format(file="meetings.yml"))
    assert done.code == 2, done.seen
    assert "was changed since it was read" in done.seen
    assert tree(plans) == expected
