"""Findings without number cost little, and are told in few lines: a file full of slips is an attack, or an accident."""

import json
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from rmpkit.faces.cli.command import rmp
from rmpkit.model.finding import Finding, Place
from rmpkit.operations.check import check
from rmpkit.operations.multitude import MANY, gathered
from rmpkit.store.kinds import KEY_UNKNOWN, VALUE_UNFIT
from rmpkit.store.reading import read_document

CLEAN = Path(__file__).parents[1] / "rules/clean"
DAY = date(2026, 11, 20)
RECORD = "  R-N{n}:\n    title: Late {n}\n    ownr{n}: northgate.ser\n"
FLOODS = {
    "keys that nobody knows": "".join(f"k{n}: v\n" for n in range(10_000)),
    "keys that are nearly known": "".join(f"risk{n}: v\n" for n in range(10_000)),
    "records with a misspelt key": "risks:\n" + "".join(RECORD.format(n=n) for n in range(1, 3_001)),
}


def finding(number, kind=KEY_UNKNOWN, file="joint.yml"):
    return Finding(kind, "harbour", (f"k{number}",), "", "", f"k{number}", Place(file, number, 1))


def many(found):
    return gathered(found, lambda each: each.place)


def test_as_many_as_anybody_mends_are_told_one_by_one():
    found = tuple(finding(number) for number in range(MANY + 1))
    assert many(found) == found


def test_of_more_it_is_told_how_many_there_are_with_the_same_kind():
    told = many(finding(number) for number in range(MANY + 7))
    assert len(told) == MANY + 1
    assert told[-1].message == "And 7 more like it in this file."
    assert (told[-1].kind, told[-1].place) == (KEY_UNKNOWN, Place("joint.yml", MANY, 1))
    assert len({each.fingerprint for each in told}) == MANY + 1


def test_each_kind_and_each_file_is_counted_by_itself():
    found = [
        finding(number, kind, file)
        for number in range(MANY)
        for kind in (KEY_UNKNOWN, VALUE_UNFIT)
        for file in ("joint.yml", "internal.yml")
    ]
    assert many(found) == tuple(found)


@pytest.fixture(params=FLOODS)
def flooded(request, tmp_path):
    """A folder in which nothing is wrong but one file, which is full of slips."""
    root = tmp_path / "data"
    shutil.copytree(CLEAN, root)
    file = root / "relationships/northgate/joint.yml"
    file.write_text(FLOODS[request.param], "utf-8")
    return root, file


def work(function):
    """How many calls it takes, of functions in Python and in C: the same on every machine."""
    calls = 0

    def count(_frame, event, _of):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(before)
    return calls


def test_a_whole_check_costs_a_few_times_what_reading_the_file_does(flooded):
    root, file = flooded
    raw = file.read_bytes()
    reading = work(lambda: read_document(raw, file="joint.yml", plan="northgate"))
    asked = ["check", str(root), "--as-of", DAY.isoformat(), "--format", "json"]
    checking = work(lambda: CliRunner().invoke(rmp, asked, prog_name="rmp"))
    usual = work(lambda: check(CLEAN, today=DAY))
    assert checking - usual < 12 * reading


def test_what_is_not_told_one_by_one_still_fails_the_check(flooded):
    root, _ = flooded
    done = CliRunner().invoke(
        rmp, ["check", str(root), "--as-of", DAY.isoformat(), "--format", "json"], prog_name="rmp"
    )
    assert done.exit_code == 1
    told = [each["message"] for each in json.loads(done.output)["findings"] if each["name"] == "key-unknown"]
    assert len(told) == MANY + 1
    assert any("more like it in this file" in each for each in told)
