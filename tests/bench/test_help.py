"""What `rmp --help` costs above Python itself, in seconds of CPU, measured in the same run."""

import resource
import subprocess
import sys

import pytest

MOST = 0.15
"""Seconds above `python -c pass`: whoever asks for help should not wait for engines and models."""

HELP = (sys.executable, "-c", "from rmpkit.faces.cli import main; main()", "--help")
BARE = (sys.executable, "-c", "pass")

pytestmark = pytest.mark.bench


def cpu(command: tuple[str, ...]) -> float:
    """Seconds of CPU that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def least(command: tuple[str, ...], rounds: int = 10) -> float:
    return min(cpu(command) for _ in range(rounds))


def test_help_costs_little_above_python_itself():
    assert least(HELP) - least(BARE) <= MOST


def test_help(request: pytest.FixtureRequest):
    pytest.importorskip("pytest_benchmark")
    benchmark = request.getfixturevalue("benchmark")
    benchmark.extra_info["python alone, CPU seconds"] = least(BARE)
    benchmark.extra_info["with --help, CPU seconds"] = least(HELP)
    benchmark.pedantic(cpu, args=(HELP,), rounds=10)
