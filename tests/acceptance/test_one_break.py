"""Every single slip is found once, at its line, and hides nothing else."""

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from rmpkit.operations.check import check

DATA = Path(__file__).parents[2] / "rmp-data"
CASES = yaml.load((Path(__file__).parent / "one-break.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
DAY = date(2026, 11, 20)


def found_in(root: Path):
    return {item.finding.fingerprint: item for item in check(root, today=DAY).located}


@pytest.fixture(scope="module")
def whole():
    return found_in(DATA)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "rmp-data"))


def test_there_are_at_least_twenty_cases():
    assert len(CASES) >= 20


@pytest.mark.parametrize("name", CASES)
def test_one_break_adds_one_finding_and_takes_none_away(name, whole, copy):
    case = CASES[name]
    file = copy / case["file"]
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    assert "replace" not in case or case["replace"] in text, "the example has changed: choose another place to break"
    broken = text.replace(case["replace"], case["with"], 1) if "replace" in case else case["with"]
    file.write_text(broken, encoding="utf-8")

    after = found_in(copy)

    added = [item for key, item in after.items() if key not in whole]
    assert [item.finding.kind.code for item in added] == [case["code"]], [item.finding.message for item in added]
    if "alone" in case:
        assert len(after) == 1
    else:
        assert whole.keys() <= after.keys(), [whole[key].finding.message for key in whole.keys() - after.keys()]
    (new,) = added
    assert new.place.file.endswith(case["file"])
    if "line" in case:
        lines = broken.splitlines()
        start = next(i for i, line in enumerate(lines) if case["under"] in line) if "under" in case else 0
        places = [i + 1 for i, line in enumerate(lines) if i >= start and case["line"] in line]
        assert new.place.line == places[int(case.get("nth", "1")) - 1]
    assert case.get("says", "") in f"{new.finding.message} {new.finding.mend}"
