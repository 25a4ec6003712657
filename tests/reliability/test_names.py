"""Names that some machine cannot have, or takes for another: found on the one that can have both."""

import errno
import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.model.showing import show
from rmpkit.operations.check import check, load
from rmpkit.operations.publishing import UnfitError, publish
from rmpkit.store.folder import read_evidence, scan
from rmpkit.store.names import LONGEST, alike, oddity
from tests.reliability.machine import publish as published
from tests.store.told import found, only

DAY = date(2026, 3, 1)
PLAN = "relationships/northgate"
NFC, NFD = "caf\u00e9", "cafe\u0301"
PDF = b"%PDF-1.4\n%%EOF\n"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there two names that look alike are two files")


def write(data: Path, file: str, text: bytes | str = PDF) -> None:
    path = data / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def evidence(data: Path) -> list[str]:
    return [file.name for file in scan(data).evidence["northgate"]]


@pytest.mark.parametrize(
    ("name", "happened", "mend"),
    [
        ("con.pdf", "stands for a device on Windows", 'Rename it to "con-1.pdf".'),
        ("NUL.pdf", "stands for a device on Windows", 'Rename it to "NUL-1.pdf".'),
        ("Com7.minutes.pdf", "stands for a device on Windows", 'Rename it to "Com7-1.minutes.pdf".'),
        ("lpt\u00b2.pdf", "stands for a device on Windows", 'Rename it to "lpt\u00b2-1.pdf".'),
        ("aux .pdf", "stands for a device on Windows", 'Rename it to "aux-1.pdf".'),
        ("minutes: 3 May.pdf", "holds :, which no file on Windows may have", 'Rename it to "minutes- 3 May.pdf".'),
        ("why?.pdf", "holds ?, which no file on Windows may have", 'Rename it to "why-.pdf".'),
        ("a\\b.pdf", "holds \\, which no file on Windows may have", 'Rename it to "a-b.pdf".'),
        ("two\nlines.pdf", "holds the character \\n, which cannot be seen", 'Rename it to "two-lines.pdf".'),
        ("\u202efdp.pdf", "holds the character U+202E, which cannot be seen", 'Rename it to "-fdp.pdf".'),
        ("\x1b[31m.pdf", "holds the character \\x1b, which cannot be seen", 'Rename it to "-[31m.pdf".'),
        ("a\u200bb.pdf", "holds the character U+200B, which cannot be seen", 'Rename it to "a-b.pdf".'),
        (os.fsdecode(b"caf\xe9.pdf"), "holds the byte 0xE9, which is no letter of UTF-8", 'Rename it to "caf-.pdf".'),
        ("annex./list.pdf", 'The name "annex." ends in a dot, which Windows takes off.', 'Rename it to "annex".'),
        ("annex /list.pdf", 'The name "annex " ends in a space, which Windows takes off.', 'Rename it to "annex".'),
        ("prn/list.pdf", 'The name "prn" stands for a device', 'Rename it to "prn-1".'),
        (
            "???/list.pdf",
            "holds ?, which no file on Windows may have",
            "Give it a name of letters, digits and hyphens.",
        ),
    ],
)
def test_an_evidence_file_with_a_name_that_windows_cannot_have_is_not_carried(data, name, happened, mend):
    write(data, f"{PLAN}/evidence/{name}")
    write(data, f"{PLAN}/evidence/fine.pdf")
    code, place, words = only(data)
    first = name.split("/", maxsplit=1)[0]
    assert (code, place) == ("RMP015", show(f"{PLAN}/evidence/{first}", 1000))
    assert happened in words
    assert words.endswith(mend)
    assert evidence(data) == ["evidence/fine.pdf"]


@pytest.mark.parametrize(
    "name",
    [
        "console.pdf",
        "nullable.pdf",
        "com.pdf",
        "com10.pdf",
        "aux-1.pdf",
        "a.con",
        "\u6771\u4eac.pdf",
        "a b.pdf",
        "caf\u00e9 (2).pdf",
        "a'b & c#1 100%.pdf",
    ],
)
def test_a_name_that_every_machine_can_have_is_fine(name):
    assert oddity(name) is None


def test_what_is_wrong_with_a_folder_is_said_once_for_all_its_files(data):
    for name in ("a.pdf", "b.pdf", "deeper/c.pdf"):
        write(data, f"{PLAN}/evidence/aux/{name}")
    assert only(data)[:2] == ("RMP015", f"{PLAN}/evidence/aux")
    assert evidence(data) == []


@pytest.mark.parametrize("over", [0, 1])
def test_a_path_may_have_so_many_characters(data, over):
    start = f"{PLAN}/evidence/"
    name = "x" * (LONGEST - len(start) - len(".pdf") + over) + ".pdf"
    write(data, start + name)
    assert [code for code, _, _ in found(data)] == ["RMP015"] * over
    assert len(evidence(data)) == 1 - over
    if over:
        assert (
            f"has {LONGEST + 1} characters; Windows may have room for {LONGEST} only. Shorten the name" in only(data)[2]
        )


def test_a_part_with_a_name_that_windows_cannot_have_is_found_and_read_all_the_same(data):
    for number, name in enumerate(("con.yml", "nul.risks.yml", "x" * 200 + ".yml", "a:b.yml"), 11):
        write(data, f"{PLAN}/joint/{name}", f"risks:\n  R-N{number}: {{title: Fog, owner: northgate.manager}}\n")
    places = [place for code, place, _ in found(data) if code == "RMP011"]
    assert len(places) == len(set(places)) == 4
    assert {"R-N11", "R-N12", "R-N13", "R-N14"} <= set(check(data, today=DAY).judged.edition.plan("northgate").risks)


@pytest.mark.parametrize("kind", ["a folder", "a file"])
@pytest.mark.parametrize("name", ["con", "aux", "nul", "com1", "lpt9"])
def test_a_plan_with_a_name_that_windows_cannot_have_is_found(data, name, kind):
    text = "title: T\ntype: supplier\nstate: declined\nparties:\n  estuary: {name: E}\n"
    write(data, f"relationships/{name}/plan.yml" if kind == "a folder" else f"relationships/{name}.yml", text)
    code, place, words = only(data)
    assert (code, place) == ("RMP011", f"relationships/{name}" + (".yml" if kind == "a file" else ""))
    assert (
        words
        == f'The name "{name}" stands for a device on Windows, which has no file of that name. Rename it to "{name}-1".'
    )


@pytest.mark.parametrize(
    ("odd", "kept"),
    [
        ("relationships/Northgate/plan.yml", "relationships/northgate"),
        (f"{PLAN}/Joint.yml", "joint.yml"),
        (f"{PLAN}/PLAN.yml", "plan.yml"),
        ("Organisation.yml", "organisation.yml"),
        ("Relationships/other.yml", "relationships"),
    ],
)
def test_two_names_that_differ_in_capitals_are_one_finding(data, odd, kept):
    write(data, odd, "title: Another\n")
    code, place, words = only(data)
    name = odd.removesuffix("/plan.yml").removesuffix("/other.yml")
    assert (code, place) == ("RMP011", name)
    assert words == (
        f'"{name.rpartition("/")[2]}" and "{kept.rpartition("/")[2]}" are one name on macOS and Windows, '
        "which keep one of them. Rename one of them, or remove it."
    )


def test_two_files_of_a_part_that_differ_in_capitals_are_one_finding_and_both_are_read(data):
    for number, name in enumerate(("late", "Late"), 7):
        write(data, f"{PLAN}/joint/{name}.yml", f"risks:\n  R-N{number}: {{title: Fog, owner: northgate.manager}}\n")
    assert only(data)[:2] == ("RMP011", f"{PLAN}/joint/Late.yml")
    assert {"R-N7", "R-N8"} <= set(check(data, today=DAY).judged.edition.plan("northgate").risks)


def test_two_small_plans_that_differ_in_capitals_are_one_finding(data):
    text = "title: T\ntype: supplier\nstate: declined\nparties:\n  estuary: {name: E}\n"
    for name in ("orchard", "Orchard"):
        write(data, f"relationships/{name}.yml", text)
    assert only(data)[:2] == ("RMP011", "relationships/Orchard.yml")


def test_two_plans_with_one_name_stored_in_two_ways_are_one_finding(data):
    for name in (NFC, NFD):
        write(data, f"relationships/{name}/plan.yml", "title: T\n")
    code, place, words = only(data)
    assert (code, place) == ("RMP011", f"relationships/{NFD}")
    assert (
        words
        == f'Two names read "{NFC}": they are stored differently, and macOS keeps one of them. Rename one of them, or remove it.'
    )


@pytest.mark.parametrize(
    ("names", "odd", "carried"),
    [
        (("charter.pdf", "Charter.pdf"), "Charter.pdf", 2),
        (("CHARTER.pdf", "Charter.pdf"), "Charter.pdf", 2),
        ((f"{NFC}.pdf", f"{NFD}.pdf"), f"{NFD}.pdf", 1),
        (("stra\u00dfe.pdf", "STRASSE.pdf"), "STRASSE.pdf", 2),
        (("\ufb01le.pdf", "file.pdf"), None, 2),
        (("a/list.pdf", "A/list.pdf"), "A/list.pdf", 2),
    ],
    ids=["capitals", "capitals twice", "accents", "sharp s", "ligature", "a folder"],
)
def test_two_evidence_files_that_look_alike_are_one_error(data, names, odd, carried):
    for name in names:
        write(data, f"{PLAN}/evidence/{name}", PDF + name.encode())
    code, place, _ = only(data)
    assert code == "RMP011"
    assert odd is None or place == f"{PLAN}/evidence/{odd}"
    assert len(evidence(data)) == carried


def test_a_partner_gets_no_copy_while_two_evidence_files_look_alike(data, tmp_path):
    for name in ("charter.pdf", "Charter.pdf"):
        write(data, f"{PLAN}/evidence/{name}")
    with pytest.raises(UnfitError):
        publish(
            load(data),
            Audience.joint("northgate"),
            tmp_path / "site",
            data=data,
            today=DAY,
            build=lambda *_: ("never",),
        )


@pytest.mark.parametrize("names", [{"a", "b"}, {"a", "ab"}, {"I", "\u0131"}, {"joint.yml", "joint.yaml"}])
def test_names_that_no_machine_takes_for_one_are_two(names):
    assert alike(names) == {}


def test_of_names_that_look_alike_the_plain_one_is_kept_in_whatever_order_they_are_listed():
    names = ["Harbour", "harbour", "HARBOUR"]
    assert alike(names) == alike(reversed(names)) == {"HARBOUR": "harbour", "Harbour": "harbour"}


@pytest.mark.parametrize("on_disk", [NFC, NFD], ids=["stored as typed", "stored apart"])
@pytest.mark.parametrize("in_plan", [NFC, NFD], ids=["written as typed", "written apart"])
def test_a_signpost_finds_a_file_however_its_accents_are_stored(data, on_disk, in_plan):
    write(data, f"{PLAN}/evidence/{on_disk}/{on_disk}.pdf", PDF + b"it")
    joint = data / PLAN / "joint.yml"
    text = joint.read_text("utf-8")
    joint.write_text(
        text.replace("at: https://docs.estuary.example/QP-1", f"at: evidence/{in_plan}/{in_plan}.pdf"), "utf-8"
    )
    assert text != joint.read_text("utf-8")
    assert found(data) == []
    assert evidence(data) == [f"evidence/{NFC}/{NFC}.pdf"]
    assert read_evidence(data, "northgate", f"evidence/{NFC}/{NFC}.pdf") == PDF + b"it"


@pytest.mark.site
def test_a_file_with_accents_stored_apart_is_published_under_the_name_as_it_is_typed(data, tmp_path):
    write(data, f"{PLAN}/evidence/{NFD}.pdf", PDF)
    joint = data / PLAN / "joint.yml"
    text = joint.read_text("utf-8")
    joint.write_text(text.replace("at: https://docs.estuary.example/QP-1", f"at: evidence/{NFC}.pdf"), "utf-8")
    done = published(tmp_path / "site", data)
    assert done.returncode == 0, done.stderr
    carried = [path.name for path in (tmp_path / "site").rglob("*.pdf")]
    assert carried == [f"{NFC}.pdf"]
    pages = "".join(path.read_text("utf-8") for path in (tmp_path / "site/relationships").rglob("*.html"))
    assert "evidence/caf%C3%A9.pdf" in pages


def test_an_evidence_folder_in_capitals_is_not_passed_over_in_silence(data):
    write(data, f"{PLAN}/Evidence/charter.pdf")
    code, place, words = only(data)
    assert (code, place) == ("RMP011", f"{PLAN}/Evidence")
    assert words.endswith("Rename it to evidence.")


def test_a_file_that_goes_while_the_folder_is_read_is_no_fault(data, monkeypatch):
    write(data, f"{PLAN}/evidence/charter.pdf")
    lstat = os.lstat

    def late(path, *arguments, **more):
        if str(path).endswith("charter.pdf"):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        return lstat(path, *arguments, **more)

    monkeypatch.setattr(os, "lstat", late)
    code, place, words = only(data)
    assert (code, place) == ("RMP001", f"{PLAN}/evidence")
    assert words.startswith("The folder cannot be opened: no such file or directory.")


def test_a_data_folder_with_any_name_is_read(tmp_path, data):
    for name in ("con", "Data ", "caf\u0301e", "a:b"):
        moved = Path(shutil.copytree(data, tmp_path / name))
        assert found(moved) == []
