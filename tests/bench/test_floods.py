"""What a check of a file full of slips costs, as a ratio to reading it, measured in the same run."""

import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from rmpkit.operations.check import check
from rmpkit.operations.fix import with_offers
from rmpkit.store.reading import read_document

CLEAN = Path(__file__).parents[1] / "rules/clean"
RAW = "".join(f"k{number}: v\n" for number in range(10_000)).encode()

pytestmark = pytest.mark.bench


def fastest(function, rounds=5):
    times = []
    for _ in range(rounds):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return min(times)


def test_a_check_of_ten_thousand_unknown_keys_costs_a_few_times_their_reading(tmp_path):
    root = tmp_path / "data"
    shutil.copytree(CLEAN, root)
    (root / "relationships/northgate/joint.yml").write_bytes(RAW)
    reading = fastest(lambda: read_document(RAW, file="joint.yml", plan="northgate"))
    usual = fastest(lambda: check(CLEAN, today=date(2026, 11, 20)))
    checking = fastest(lambda: with_offers(check(root, today=date(2026, 11, 20))))
    assert (checking - usual) / reading < 15
