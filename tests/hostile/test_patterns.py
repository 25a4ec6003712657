"""No regular expression can be kept busy by what an author writes."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds for all of them, which take eight on a machine at rest; one that backtracks would take hours."""


def run(*arguments: str, patience: int) -> str:
    command = [sys.executable, "-m", "tests.hostile.patterns", *arguments]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=patience, check=False)
    except subprocess.TimeoutExpired as late:
        said = (late.stdout or b"").decode()
        pytest.fail(f"not done in {patience} seconds; the last that was tried is: {said.strip().splitlines()[-1:]}")
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-2000:]
    return done.stdout


def test_every_regular_expression_is_done_with_long_texts_made_for_it():
    said = run(patience=PATIENCE).splitlines()
    assert int(said[-1]) == len(said) - 1 > 60


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(?:a|a)*b", r".*\\.*\.\w{2,5}\"", r"(\w+\s?)*:"])
def test_one_that_can_be_kept_busy_would_be_seen(pattern):
    with pytest.raises(pytest.fail.Exception, match="not done in 5 seconds"):
        run(pattern, patience=5)
