"""What telling the history costs, as a ratio to the walk of the plumbing alone, measured in the same run."""

import re
import shutil
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from rmpkit.operations.check import check
from rmpkit.operations.history import Memory
from rmpkit.store.chronicle import read, walk
from tests.repositories.repository import EXAMPLE, committed_on, git, needs_git

pytestmark = [pytest.mark.bench, needs_git]
DAY = date(2026, 11, 20)
PLAN = "rmp-data/relationships/harbour-alliance"


def repository(root: Path, commits: int) -> Path:
    """The example with a history: each commit moves one day of the largest plan."""
    shutil.copytree(EXAMPLE, root / "rmp-data")
    git(root, "init", "--quiet")
    begun = DAY - timedelta(days=commits)
    committed_on(root, begun.isoformat())
    file = next(file for file in sorted((root / PLAN).rglob("*.yml")) if "\nactions:" in file.read_text("utf-8"))
    for number in range(1, commits):
        text = file.read_text("utf-8")
        due = (date(2027, 1, 1) + timedelta(days=number)).isoformat()
        file.write_text(re.sub(r"due: \d{4}-\d\d-\d\d", f"due: {due}", text, count=1), "utf-8")
        committed_on(root, (begun + timedelta(days=number)).isoformat())
    return root / "rmp-data"


def seconds(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


@pytest.mark.parametrize("commits", [30, 300])
def test_what_was_told_before_costs_at_most_twenty_five_walks_and_a_commit_less_than_a_reading(
    commits, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    data = repository(tmp_path / "plans", commits)
    reading = seconds(lambda: check(data, today=DAY))
    checked = check(data, today=DAY)

    def tell() -> None:
        Memory().of(checked, data, changes=True)

    plumbing = min(seconds(lambda: list(read(walk(data)))) for _ in range(3))
    first, again = seconds(tell), min(seconds(tell) for _ in range(3))
    with capsys.disabled():
        sys.stdout.write(
            f"\n{commits} commits: plumbing {plumbing:.2f} s, told {first:.2f} s ({first / plumbing:.0f} walks), "
            f"again {again:.2f} s ({again / plumbing:.1f} walks), a reading of all plans {reading:.2f} s\n"
        )
    assert again < 25 * plumbing
    assert first < commits * reading
