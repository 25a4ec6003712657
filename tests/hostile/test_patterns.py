"""No regular expression can be kept busy by what an author writes."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.hostile.patterns", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_regular_expression_is_done_with_long_texts_made_for_it():
    done = run()
    said = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, ""), f"the last that was tried is {said[-1:]}"
    assert int(said[-1]) == len(said) - 1 > 60


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(?:a|a)*b", r".*\\.*\.\w{2,5}\"", r"(\w+\s?)*:", r".*x.*y"])
def test_one_that_can_be_kept_busy_would_be_seen(pattern):
    done = run(pattern)
    assert (done.returncode, done.stderr) == (1, "kept busy\n")
