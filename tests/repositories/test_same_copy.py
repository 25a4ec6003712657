"""The copy that is published of a handed-over folder is the one that the owner publishes: nothing else has a part in it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.operations.check import load, look
from rmpkit.operations.pages import pages
from rmpkit.operations.publishing import audiences_of
from rmpkit.operations.usual import blank
from rmpkit.store.target import files_in
from tests.repositories.repository import CLEAN, DAY, EXAMPLE, ROOT, command, handed, write

TODAY = date.fromisoformat(DAY)
FULL = ROOT / "tests/views/full"


def copies(root: Path):
    for audience in audiences_of(load(root).portfolio, today=TODAY):
        if audience.party:
            yield pytest.param(root, audience.party, id=f"{root.name}-{audience.party}")


def with_more(folder: Path) -> Path:
    """The clean folder with a third party, a part for each of two, evidence for one, and a standard of its own."""
    shutil.copytree(CLEAN, folder)
    base = "relationships/northgate"
    plan = (folder / base / "plan.yml").read_text("utf-8")
    write(folder, f"{base}/plan.yml", plan.replace("  northgate: {", "  delta: {name: Delta}\n  northgate: {"))
    write(folder, f"{base}/with-northgate.yml", "risks:\n  R-N7: {title: Between the two alone}\n")
    write(folder, f"{base}/with-delta/risks.yml", "risks:\n  R-D7: {title: Between the other two}\n")
    joint = (folder / base / "joint.yml").read_text("utf-8")
    signposts = "  SP-90: {title: Prices, at: evidence/prices.csv, can-open: [estuary, delta]}\n"
    write(folder, f"{base}/joint.yml", joint.replace("\nsignposts:\n", f"\nsignposts:\n{signposts}", 1))
    write(folder, f"{base}/evidence/prices.csv", "berth,price\n")
    tidewater = (ROOT / "tests/catalogue/tidewater.yml").read_text("utf-8")
    write(folder, "catalogues/tidewater.yml", tidewater)
    return folder


def site(root: Path, party: str):
    """Every page of a party's copy, and its evidence."""
    checked = look(load(root), Audience.joint(party), today=TODAY)
    return pages(checked.judged, library=checked.library), checked.judged.edition.evidence


@pytest.mark.parametrize(("root", "party"), [*copies(EXAMPLE), *copies(FULL)])
def test_every_page_of_a_copy_is_the_same(root, party, tmp_path):
    made, evidence = site(root, party)
    again, evidence_again = site(handed(party, tmp_path / "copy", root) / "rmp-data", party)
    assert len(made) > 100
    assert again == made
    assert evidence_again == evidence


@pytest.mark.parametrize("party", ["northgate", "delta"])
def test_parts_for_one_party_make_the_same_pages_too(party, tmp_path):
    folder = with_more(tmp_path / "rmp-data")
    made, evidence = site(folder, party)
    assert site(handed(party, tmp_path / "copy", folder) / "rmp-data", party) == (made, evidence)
    bodies = " ".join(page.body for page in made)
    assert ("Between the two alone" in bodies) is (party == "northgate")
    assert ("Between the other two" in bodies) is (party == "delta")
    assert bool(evidence["northgate"]) is (party == "delta")


@pytest.mark.site
@pytest.mark.parametrize(("root", "party"), [(EXAMPLE, "northgate"), (FULL, "northgate")], ids=["example", "full"])
def test_the_published_site_is_the_same_to_the_byte(root, party, tmp_path):
    blank.cache_clear()  # what another test had an engine build has no part in this
    for name, data in (("made", root), ("again", handed(party, tmp_path / "copy", root) / "rmp-data")):
        to = ("--to", str(tmp_path / name), "--data", str(data), "--as-of", DAY)
        done = command("publish", "--audience", f"joint:{party}", *to)
        assert done.exit_code == 0, done.output
    files = [*files_in(tmp_path / "made")]
    assert len(files) > 100
    assert [*files_in(tmp_path / "again")] == files
    for file in files:
        assert (tmp_path / "again" / file).read_bytes() == (tmp_path / "made" / file).read_bytes(), file
