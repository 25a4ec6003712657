"""The same plans give the same copy: wherever, for whomever and in whatever order a disk lists them."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.reliability.machine import DATA, ROOT, publish, rmp, tree

pytestmark = pytest.mark.site
EPOCH = "1772323200"
"""2026-03-01 in UTC, and the day before in Pago Pago."""

SHUFFLED = """
import os, random
scandir, listdir = os.scandir, os.listdir
class Shuffled:
    def __init__(self, *where):
        with scandir(*where) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        random.Random(7).shuffle(found)
        self.entries = iter(found)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def __iter__(self): return self
    def __next__(self): return next(self.entries)
    def close(self): pass
os.scandir = Shuffled
os.listdir = lambda *where: list(reversed(listdir(*where)))
"""


def copy(tmp_path: Path, name: str, *audience: str, before: str = "", **env: str) -> dict[str, bytes | str]:
    """A copy made in surroundings of its own, from plans that are kept elsewhere."""
    data = tmp_path / name / "plans" / ("x" * len(name))
    shutil.copytree(DATA, data)
    for file in sorted(data.rglob("*"), reverse=name == "second"):
        file.touch()
    target = tmp_path / name / "published"
    (tmp_path / name / "tmp").mkdir()
    done = rmp(
        "publish", *audience, "--to", target, "--data", data,
        before=before, cwd=tmp_path / name, env={"SOURCE_DATE_EPOCH": EPOCH, "TMPDIR": str(tmp_path / name / "tmp"), **env},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "as of 2026-03-01" in done.stderr
    found = tree(target)
    assert len(found) > 100
    return found


def differing(one: dict[str, bytes | str], other: dict[str, bytes | str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


JOINT = ("--audience", "joint:northgate")


def test_copies_made_in_different_surroundings_are_the_same_bytes(tmp_path):
    first = copy(
        tmp_path,
        "first",
        *JOINT,
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="1",
        LC_ALL="C",
        USER="okafor",
        HOME="/nowhere",
    )
    second = copy(
        tmp_path, "second", *JOINT, before=SHUFFLED,
        TZ="Pacific/Pago_Pago", PYTHONHASHSEED="2", LC_ALL="C.UTF-8", USER="brandt", PYTHONOPTIMIZE="1", COLUMNS="40",
    )  # fmt: skip
    assert differing(first, second) == []
    machine = [str(tmp_path).encode(), str(ROOT).encode(), sys.prefix.encode()]
    assert [
        name for name, held in first.items() if isinstance(held, bytes) and any(path in held for path in machine)
    ] == []


def test_the_order_of_a_disk_is_shuffled_indeed(tmp_path):
    for number in range(9):
        (tmp_path / str(number)).touch()
    done = rmp(
        "--version",
        before=f"{SHUFFLED}\nprint([e.name for e in os.scandir({str(tmp_path)!r})] == sorted(map(str, range(9))))",
    )
    assert done.stdout.startswith("False\n")


def test_a_copy_made_with_all_is_the_copy_made_by_itself(tmp_path):
    every = copy(tmp_path, "every", "--all")
    folders = sorted(path.name for path in (tmp_path / "every/published").iterdir())
    assert folders == ["internal", "joint-northgate", "public", "restricted"]
    alone = copy(tmp_path, "alone", *JOINT)
    start = "joint-northgate/"
    assert differing(alone, {name.removeprefix(start): every[name] for name in every if name.startswith(start)}) == []


def test_a_copy_made_anew_keeps_nothing_of_the_old_one(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    assert publish(tmp_path / "site", data).returncode == 0
    first = tree(tmp_path / "site")
    joint = data / "relationships/northgate/joint.yml"
    text = joint.read_text("utf-8")
    joint.write_text(text.replace("R-N1:", "R-N7:"), "utf-8")
    assert publish(tmp_path / "site", data).returncode == 0
    assert publish(tmp_path / "other", data).returncode == 0
    assert tree(tmp_path / "site") != first
    assert differing(tree(tmp_path / "site"), tree(tmp_path / "other")) == []
