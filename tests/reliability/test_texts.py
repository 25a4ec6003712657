"""Plans as any editor on any machine saves them: the same findings at the same places, and the same pages."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from rmpkit.operations.check import check
from rmpkit.operations.pages import pages
from tests.reliability.machine import ROOT

DAY = date(2026, 11, 20)
BOM = b"\xef\xbb\xbf"


def mixed(raw: bytes) -> bytes:
    ends = (b"\r", b"\r\n", b"\n")  # in this order, so that an empty line does not make one end of two
    lines = raw.split(b"\n")
    return b"".join(line + ends[number % 3] for number, line in enumerate(lines[:-1])) + lines[-1]


WAYS = {
    "BOM": lambda raw: BOM + raw,
    "CRLF": lambda raw: raw.replace(b"\n", b"\r\n"),
    "BOM and CRLF": lambda raw: BOM + raw.replace(b"\n", b"\r\n"),
    "CR": lambda raw: raw.replace(b"\n", b"\r"),
    "mixed": mixed,
    "no end of the last line": lambda raw: raw.rstrip(b"\n"),
}


def seen(data: Path):
    checked = check(data, today=DAY)
    found = [
        (each.finding, each.place.file.removeprefix(f"{data}/"), each.place.line, each.place.column)
        for each in checked.located
    ]
    return found, pages(checked.judged, library=checked.library)


@pytest.fixture(scope="module")
def as_it_is(tmp_path_factory):
    data = tmp_path_factory.mktemp("plans") / "data"
    laid(data)
    return seen(data)


def laid(data: Path) -> None:
    """Two relationships of the example, spoilt."""
    shutil.copytree(ROOT / "rmp-data", data)
    for each in (data / "relationships").iterdir():
        if each.name not in ("harbour-alliance", "keel-and-tarn"):
            shutil.rmtree(each) if each.is_dir() else each.unlink()
    spoil(data)


def spoil(data: Path) -> None:
    """Have something to find, with a place, in the middle of a file and at the start of one."""
    plan = data / "relationships/harbour-alliance/plan.yml"
    plan.write_bytes(b"titel: Harbour\n" + plan.read_bytes())
    joint = min((data / "relationships/harbour-alliance/joint").glob("*.yml"))
    joint.write_bytes(joint.read_bytes() + b"\nrisky: yes\n")


@pytest.mark.parametrize("way", WAYS)
def test_plans_saved_in_any_way_are_the_same_plans(tmp_path, way, as_it_is):
    data = tmp_path / "data"
    laid(data)
    for file in data.rglob("*.yml"):
        file.write_bytes(WAYS[way](file.read_bytes()))
    found, made = seen(data)
    assert found == as_it_is[0]
    assert made == as_it_is[1]
    assert len([each for each in found if each[0].kind.code == "RMP003"]) == 2
