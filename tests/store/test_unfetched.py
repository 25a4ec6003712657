"""An empty folder where a part belongs: a repository of its own that was not fetched."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.operations.check import load, look
from tests.repositories.repository import CLEAN, write
from tests.store.test_folder import PLAN
from tests.store.told import found, only

DAY = date(2026, 3, 1)
WITHHELD = (
    "why: Walk away below the price of 2024\n"
    "risks:\n  XR-1: {title: They may sell}\n"
    "signposts:\n  XS-1: {title: Offer, at: Safe 3}\n"
)
INTO_IT = (
    "actions:\n  IA-9: {title: Ask the bank, owner: estuary.manager, due: 2026-09-30, comes-from: XR-1}\n"
    "answers:\n  wt.exit: {says: Agreed, see: [XS-1]}\n"
)


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(CLEAN, tmp_path / "data"))


def emptied(folder: Path, part: str) -> None:
    (folder / PLAN / f"{part}.yml").unlink(missing_ok=True)
    (folder / PLAN / part).mkdir()


def test_an_unfetched_joint_part_is_one_finding_at_the_plan(folder):
    emptied(folder, "joint")
    code, file, words = only(folder)
    assert (code, file) == ("RMP021", f"{PLAN}/plan.yml")
    assert words.startswith(f"The folder {PLAN}/joint/ is there and empty: its repository has not been fetched.")
    assert f'"git submodule update --init {PLAN}/joint"' in words


@pytest.mark.parametrize("part", ["internal", "with-northgate"])
def test_so_is_any_other_part_that_the_owner_needs(part, folder):
    emptied(folder, part)
    assert [(code, f"/{part}/" in words) for code, _, words in found(folder)] == [("RMP021", True)]


def test_an_empty_restricted_folder_is_nothing_to_say(folder):
    emptied(folder, "restricted")
    assert found(folder) == []


def test_what_refers_into_a_restricted_part_is_the_same_whether_it_was_fetched_or_not(folder):
    write(folder, f"{PLAN}/internal/more.yml", INTO_IT)
    write(folder, f"{PLAN}/restricted/ours.yml", WITHHELD)
    with_it = look(load(folder), Audience.INTERNAL, today=DAY)
    shutil.rmtree(folder / PLAN / "restricted")
    emptied(folder, "restricted")

    without = look(load(folder), Audience.INTERNAL, today=DAY)

    assert without.judged.findings == with_it.judged.findings
    assert without.judged.edition.organisation == with_it.judged.edition.organisation
    ours, theirs = (each.judged.edition.plans[0] for each in (with_it, without))
    assert theirs == ours
    assert "XR-1" not in repr(theirs)


def test_without_the_folder_the_same_references_lead_nowhere(folder):
    write(folder, f"{PLAN}/internal/more.yml", INTO_IT)
    told = " ".join(words for code, _, words in found(folder) if code == "RMP007")
    assert '"XR-1"' in told
    assert '"XS-1"' in told


def test_a_joint_record_may_not_lean_on_what_was_not_fetched(folder):
    emptied(folder, "restricted")
    risk = "risks:\n  R-N9: {title: Fog, owner: northgate.manager}\nactions:\n"
    write(folder, f"{PLAN}/joint/late.yml", risk + INTO_IT.partition("\n")[2].partition("answers")[0])
    opened, (code, file, words) = found(folder)
    assert opened[0] == "RMP981", "its id is one of an internal record"
    assert (code, file) == ("RMP007", f"{PLAN}/joint/late.yml")
    assert '"XR-1"' in words


def test_a_slip_that_has_nothing_to_do_with_a_restricted_part_is_still_found(folder):
    emptied(folder, "restricted")
    write(folder, f"{PLAN}/internal/more.yml", "actions:\n  IA-9: {title: Ask, owner: estuary.manger}\n")
    assert "RMP007" in [code for code, _, _ in found(folder)]


def test_a_repository_without_records_is_there_though_it_says_nothing(folder):
    for part in ("internal", "with-northgate"):
        emptied(folder, part)
        write(folder, f"{PLAN}/{part}/.git", "gitdir: ../../../.git/modules/part\n")
    assert "RMP021" not in [code for code, _, _ in found(folder)]


def test_an_empty_folder_beside_the_file_of_its_part_is_litter(folder):
    (folder / PLAN / "joint").mkdir()
    assert found(folder) == []


def test_branches_named_like_files_are_no_part_of_a_plan(folder):
    write(folder, f"{PLAN}/joint/.git/refs/heads/mend.yml", "0000\n")
    write(folder, f"{PLAN}/tools/.git/refs/heads/mend.yml", "0000\n")
    write(folder, "relationships/tools/.git/refs/heads/mend.yml", "0000\n")
    assert found(folder) == []


def test_no_other_audience_gets_a_copy_while_a_part_is_missing(folder):
    emptied(folder, "joint")
    loaded = load(folder)
    assert look(loaded, Audience.joint("northgate"), today=DAY).judged.edition.plans == ()
