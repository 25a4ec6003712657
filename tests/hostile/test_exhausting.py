"""What is made to exhaust a reader is told at once, in few words."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.exhausting import FILES

pytestmark = pytest.mark.xdist_group("exhausting")  # all of it is told once

ROOT = Path(__file__).parents[2]
PATIENCE = 400
"""Seconds for all of them together on a busy machine, where 40 will do on one at rest."""

ROOM = 1_500_000_000
"""Bytes of memory that all of it has to do with."""

EXPECTED = {
    "brackets": "syntax-broken",
    "brackets-below-a-key": "limit-exceeded",
    "maps-in-braces": "limit-exceeded",
    "maps-in-maps": "limit-exceeded",
    "aliases": "yaml-feature-refused",
    "alias-of-itself": "yaml-feature-refused",
    "merge": "yaml-feature-refused",
    "merge-of-nothing": "yaml-feature-refused",
    "python-object": "yaml-feature-refused",
    "tags": "yaml-feature-refused",
    "version": "yaml-feature-refused",
    "documents": "yaml-feature-refused",
    "keys": "limit-exceeded",
    "keys-in-braces": "limit-exceeded",
    "items": "limit-exceeded",
    "text": "limit-exceeded",
    "text-in-quotes": "limit-exceeded",
    "block-text": "limit-exceeded",
    "key-in-quotes": "limit-exceeded",
    "bytes": "file-unreadable",
    "ones": "file-unreadable",
    "latin-at-the-end": "file-unreadable",
    "zeros": "file-unreadable",
}
LIMITED = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({ROOM}, {ROOM}))\n"


@pytest.fixture(scope="module")
def told() -> dict[str, tuple[int, str]]:
    """How many findings each has, and the kind of the first."""
    program = f"{LIMITED}from tests.hostile.exhausting import main\nmain()"
    try:
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as late:
        said = (late.stdout or b"").decode()
        pytest.fail(f"not done in {PATIENCE} seconds; the last that was tried is: {said.splitlines()[-1:]}")
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-1000:]
    rows = [line.split() for line in done.stdout.splitlines() if not line.startswith(("prose", "address"))]
    assert done.stdout.splitlines()[-1].startswith("address")
    return {name: (int(count), kind) for name, count, kind, _ in rows}


def test_every_file_is_told_and_none_in_many_words(told):
    assert set(told) == set(FILES)
    assert {name: found for name, found in told.items() if not 1 <= found[0] <= 12} == {}


def test_what_has_a_limit_is_told_by_the_limit_and_once(told):
    assert {name: told[name][1] for name in EXPECTED} == EXPECTED
    several = {"aliases", "merge", "tags"}  # each line is a slip of its own
    assert {name: told[name][0] for name in EXPECTED if name not in several and told[name][0] > 1} == {}
