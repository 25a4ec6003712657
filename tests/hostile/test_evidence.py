"""What may stand in an evidence folder: ordinary files that are what their endings say, under names for every disk."""

import os
import shutil
import socket
import unicodedata
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import yaml

from rmpkit.model.finding import Severity
from rmpkit.operations.check import check
from rmpkit.operations.writing import write_pages
from rmpkit.store import evidence
from rmpkit.store.folder import read_evidence, scan
from rmpkit.store.text import REFUSED
from tests.hostile.conftest import CANARY

DAY = date(2026, 3, 1)
PLAN = "relationships/northgate"
NAMES = yaml.safe_load((Path(__file__).parent / "names.yml").read_text("utf-8"))


def office(folder: str) -> bytes:
    """The least that an office document is made of."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/document.xml", "<d/>")
    return held.getvalue()


PDF, PNG, JPEG, PAGE = b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n\0", b"\xff\xd8\xff\xe0\0", b"<script>alert(1)</script>"
GOOD = {
    "a.pdf": PDF,
    "b.PDF": PDF,
    "c.png": PNG,
    "d.jpg": JPEG,
    "e.jpeg": JPEG,
    "f.docx": office("word"),
    "g.xlsx": office("xl"),
    "h.pptx": office("ppt"),
    "i.txt": "Zoë\n".encode(),
    "j.csv": b"\xef\xbb\xbfa;b\r\n",
    "k.md": b"# Minutes\n<b>x</b>\n",
    "l.txt": b"",
    "deep/er/m.pdf": PDF,
    "Zoë & co, 3 (signed)'s #2.pdf": PDF,
}
PRETENDING = {
    "page.pdf": (PAGE, "does not begin as a PDF does"),
    "late.pdf": (PAGE + PDF, "does not begin as a PDF does"),
    "empty.pdf": (b"", "does not begin as a PDF does"),
    "page.png": (PAGE, "does not begin as a PNG picture does"),
    "drawing.png": (b"<svg onload='alert(1)'/>", "does not begin as a PNG picture does"),
    "page.jpg": (PAGE, "does not begin as a JPEG picture does"),
    "gif.jpeg": (b"GIF89a", "does not begin as a JPEG picture does"),
    "page.docx": (PAGE, "is not a Word document inside"),
    "sheet.docx": (office("xl"), "is not a Word document inside"),
    "archive.xlsx": (b"PK\x03\x04" + bytes(100), "is not an Excel workbook inside"),
    "old.pptx": (b"\xd0\xcf\x11\xe0", "is not a PowerPoint presentation inside"),
    "program.txt": (b"MZ\x90\0\x03", "holds a NUL character"),
    "wide.csv": ("a;b\n".encode("utf-16"), "holds a NUL character"),
    "latin.csv": (b"caf\xe9;1\n", "is not UTF-8 text"),
    "cut.md": (b"x" * 2_000_000 + b"\xf0\x9f", "is not UTF-8 text"),
}


def put(folder: Path, name: str, content: bytes = PDF) -> Path:
    path = folder / PLAN / "evidence" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def listed(folder: Path) -> set[str]:
    return {file.name.removeprefix("evidence/") for file in scan(folder).evidence.get("northgate", ())}


def told(folder: Path) -> list[str]:
    """What is said, each time by the one kind for evidence."""
    found = [each.finding for each in check(folder, today=DAY).located]
    assert {finding.kind.name for finding in found} <= {"evidence-refused"}
    return [f"{finding.message} {finding.mend}" for finding in found]


def test_what_is_what_it_says_is_carried(the_folder):
    for name, content in GOOD.items():
        put(the_folder, name, content)
    assert told(the_folder) == []
    assert listed(the_folder) == set(GOOD)
    for name, content in GOOD.items():
        assert read_evidence(the_folder, "northgate", f"evidence/{name}") == content


@pytest.mark.parametrize("name", PRETENDING)
def test_what_only_pretends_is_refused_in_words_of_its_own(the_folder, name, speaks_plainly):
    content, words = PRETENDING[name]
    put(the_folder, name, content)
    (said,) = told(the_folder)
    assert words in said
    assert listed(the_folder) == set()
    for each in check(the_folder, today=DAY).located:
        assert speaks_plainly(each.finding)


@pytest.mark.parametrize("case", NAMES, ids=lambda case: ascii(case["name"]))
def test_a_name_that_not_every_disk_or_reader_can_bear_is_refused(the_folder, case, speaks_plainly):
    try:
        put(the_folder, case["name"])
    except OSError:
        pytest.skip("this system cannot hold such a name")
    (found,) = [each.finding for each in check(the_folder, today=DAY).located]
    assert found.kind.name == "evidence-refused"
    assert case["says"] in found.message
    assert not REFUSED.search(f"{found.message}{found.mend}{found.place}")
    assert speaks_plainly(found)
    assert listed(the_folder) == set()


def test_a_path_that_is_very_long_is_refused(the_folder):
    put(the_folder, "/".join(["folder"] * 20) + f"/{'x' * 200}.pdf")
    (said,) = told(the_folder)
    assert "Windows may have room for 200 only" in said
    assert listed(the_folder) == set()


def test_what_is_hidden_is_passed_over(the_folder):
    for name in (".hidden.pdf", ".git/x.pdf", "deep/.x/y.pdf", ".htaccess"):
        put(the_folder, name)
    assert told(the_folder) == []
    assert listed(the_folder) == set()


@pytest.mark.parametrize(
    "names",
    [
        ("Charter.pdf", "charter.pdf"),
        ("deep/a.pdf", "Deep/a.pdf"),
        ("stra\u00dfe.pdf", "strasse.pdf"),
        ("\uff41.pdf", "a.pdf"),
        (unicodedata.normalize("NFC", "Zo\u00eb.pdf"), unicodedata.normalize("NFD", "Zo\u00eb.pdf")),
    ],
)
def test_twins_that_some_disk_takes_for_one_file_stop_every_copy_for_others(the_folder, names):
    for name in names:
        put(the_folder, name)
    if len(list((the_folder / PLAN / "evidence").rglob("*.pdf"))) < len(names):
        pytest.skip("this disk takes them for one file")
    (found,) = [each.finding for each in check(the_folder, today=DAY).located]
    assert found.kind.severity is Severity.ERROR, "or one party would read the other's file, on the wrong machine"
    assert "macOS" in found.message


def _special(kind: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    outside = path.parents[4]
    if kind == "link":
        path.symlink_to(outside / "secret.pdf")
    elif kind == "link within":
        put(outside / "data", ".real.pdf")
        path.symlink_to(path.with_name(".real.pdf"))
    elif kind == "dangling":
        path.symlink_to("nowhere.pdf")
    elif kind == "folder":
        path.symlink_to(outside / "secrets")
    elif kind == "hard link":
        path.hardlink_to(outside / "secret.pdf")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as bound:
            os.chdir(path.parent)  # addresses of sockets are short
            bound.bind(path.name)
    elif kind == "device":
        os.mknod(path, 0o644 | 0o020000, os.makedev(1, 5))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("link", "is a link to somewhere else"),
        ("link within", "is a link to somewhere else"),
        ("dangling", "is a link to somewhere else"),
        ("folder", "is a link to somewhere else"),
        ("hard link", "a hard link"),
        ("pipe", "is a pipe"),
        ("socket", "is a socket"),
        ("device", "is a device"),
    ],
)
def test_what_is_no_ordinary_file_is_neither_followed_nor_opened(the_folder, monkeypatch, kind, words):
    monkeypatch.chdir(the_folder)  # and back again afterwards
    try:
        _special(kind, the_folder / PLAN / "evidence/x.pdf")
    except PermissionError:
        pytest.skip("only the system's administrator may make one here")
    (said,) = told(the_folder)
    assert words in said
    assert listed(the_folder) == set()


def test_an_evidence_folder_that_is_a_link_is_not_followed(the_folder):
    (the_folder / PLAN / "evidence").symlink_to(the_folder.parent / "secrets")
    (found,) = check(the_folder, today=DAY).located
    assert (found.finding.kind.name, listed(the_folder)) == ("place-wrong", set())


def test_a_file_that_is_refused_is_not_called_missing_as_well(the_folder):
    put(the_folder, "page.pdf", PAGE)
    joint = the_folder / PLAN / "joint.yml"
    joint.write_text(
        joint.read_text("utf-8").replace("https://docs.estuary.example/QP-1", "evidence/page.pdf"), "utf-8"
    )
    (said,) = told(the_folder)
    assert "does not begin as a PDF does" in said


def _swap_for_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parents[4] / "secret.pdf")


def _swap_folder_for_link(path: Path) -> None:
    shutil.rmtree(path.parent)
    (path.parents[4] / "secrets/charter.pdf").write_text(f"%PDF-1.4 {CANARY}", "utf-8")
    path.parent.symlink_to(path.parents[4] / "secrets")


def _swap_plan_for_link(path: Path) -> None:
    elsewhere = path.parents[4] / "elsewhere"
    path.parents[1].rename(elsewhere)
    path.parents[1].symlink_to(elsewhere)


def _swap_for_hard_link(path: Path) -> None:
    path.unlink()
    path.hardlink_to(path.parents[4] / "secret.pdf")


def _swap_for_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


SWAPS = {
    "for a link": _swap_for_link,
    "its folder for a link": _swap_folder_for_link,
    "its plan for a link": _swap_plan_for_link,
    "for a hard link": _swap_for_hard_link,
    "for a pipe": _swap_for_pipe,
    "for a page": lambda path: path.write_bytes(PAGE),
    "for nothing": lambda path: path.unlink(),
    "for a very large one": lambda path: path.write_bytes(PDF + b"x" * 200),
}


@pytest.mark.parametrize("swap", SWAPS.values(), ids=SWAPS)
def test_a_file_that_is_swapped_between_reading_and_copying_is_not_copied(the_folder, tmp_path, monkeypatch, swap):
    path = put(the_folder, "charter.pdf")
    joint = the_folder / PLAN / "joint.yml"
    joint.write_text(
        joint.read_text("utf-8").replace("https://docs.estuary.example/QP-1", "evidence/charter.pdf"), "utf-8"
    )
    checked = check(the_folder, today=DAY)
    assert [file.name for file in checked.judged.edition.evidence["northgate"]] == ["evidence/charter.pdf"]
    monkeypatch.setattr(evidence, "MAX_EVIDENCE", 100)

    swap(path)
    written = write_pages(tmp_path / "out", checked, data=the_folder)

    assert written.gone == (f"{PLAN}/evidence/charter.pdf",)
    assert not any(CANARY.encode() in file.read_bytes() for file in (tmp_path / "out").rglob("*") if file.is_file())
    assert not list((tmp_path / "out").rglob("*.pdf"))


def test_no_path_leads_out_of_the_folder(the_folder):
    put(the_folder, "charter.pdf")
    for name in ("../../../secret.pdf", "evidence/../../../../secret.pdf", "/etc/hostname", "", "evidence"):
        with pytest.raises(OSError, match=r"No such file|Not an ordinary file"):
            read_evidence(the_folder, "northgate", name)
