"""What stands where in the data folder, and what is said of the rest."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from rmpkit.operations.check import check
from tests.store.told import found, only

CLEAN = Path(__file__).parents[1] / "rules" / "clean"
DAY = date(2026, 3, 1)
PLAN = "relationships/northgate"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CLEAN, tmp_path / "data"))


def write(folder: Path, file: str, text: str) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_clean_folder_has_no_findings(folder):
    assert found(folder) == []


def test_a_part_may_be_a_folder_of_files(folder):
    text = (folder / PLAN / "joint.yml").read_text(encoding="utf-8")
    first, second = text.split("\nforums:\n")
    (folder / PLAN / "joint.yml").unlink()
    write(folder, f"{PLAN}/joint/goals.yml", first + "\n")
    write(folder, f"{PLAN}/joint/meetings.yml", "forums:\n" + second)
    assert found(folder) == []


def test_a_register_may_be_spread_over_files(folder):
    write(folder, f"{PLAN}/joint/late.yml", "risks:\n  R-N2:\n    title: Fog\n    owner: northgate.manager\n")
    assert found(folder) == []


def test_a_whole_plan_may_stand_in_one_file(folder):
    write(
        folder,
        "relationships/orchard.yml",
        "title: Orchard\ntype: supplier\nstate: declined\nparties:\n  estuary: {name: E}\n",
    )
    assert found(folder) == []


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (f"{PLAN}/joint.yaml", "Rename it to joint.yml"),
        (f"{PLAN}/Restricted.yml", "Rename it to restricted.yml"),
        (f"{PLAN}/internals.yml", "Rename it to internal.yml"),
        (f"{PLAN}/jointly/risks.yml", "joint"),
        ("organization.yml", "Rename it to organisation.yml"),
        ("relationships/orchard.yaml", "Rename it to orchard.yml"),
        ("relationships/Orchard Facilities.yml", 'Write "orchard-facilities"'),
    ],
)
def test_a_file_that_is_not_read_is_said_so(folder, file, says):
    write(folder, file, "title: Somewhere else\n")
    code, place, words = only(folder)
    assert (code, place) == ("RMP011", file.rpartition("/risks.yml")[0] or file)
    assert says in words


def test_a_file_and_a_folder_of_one_name_are_one_finding(folder):
    write(folder, "relationships/northgate.yml", "title: Twice\n")
    code, place, words = only(folder)
    assert (code, place) == ("RMP006", "relationships/northgate.yml")
    assert "relationships/northgate/" in words


def test_a_folder_without_its_plan_file_is_one_error(folder):
    write(folder, "relationships/quayside/joint.yml", "risks:\n  R-1:\n    title: A\n    owner: quayside.manager\n")
    errors = [
        (i.finding.kind.code, i.place.file)
        for i in check(folder, today=DAY).located
        if i.finding.kind.severity == "error"
    ]
    assert errors == [("RMP001", f"{folder.as_posix()}/relationships/quayside/plan.yml")]
    assert check(folder, today=DAY).judged.edition.plan("quayside").broken


def test_a_link_is_not_followed(folder, tmp_path):
    secret = tmp_path / "secret.yml"
    secret.write_text("risks:\n  R-9:\n    title: secret\n", encoding="utf-8")
    (folder / PLAN / "restricted.yml").symlink_to(secret)
    (folder / PLAN / "joint").symlink_to(tmp_path)
    (folder / "relationships" / "elsewhere").symlink_to(tmp_path)
    findings = found(folder)
    assert {code for code, _, _ in findings} == {"RMP011"}
    assert "secret.yml" not in str(findings)


def test_a_broken_organisation_is_one_finding_and_silences_what_rests_on_it(folder):
    write(folder, "organisation.yml", "format: 1\nid: Estuary Gateway\nname: E\n")
    code, place, words = only(folder)
    assert (code, place) == ("RMP004", "organisation.yml")
    assert "estuary-gateway" in words


def test_a_broken_person_does_not_make_posts_dangle(folder):
    text = (folder / "organisation.yml").read_text(encoding="utf-8")
    write(folder, "organisation.yml", text.replace("okafor: {name: Ngozi Okafor}", "okafor: {nmae: Ngozi Okafor}"))
    code, _, words = only(folder)
    assert code == "RMP003"
    assert 'Write "name"' in words


def test_a_newer_format_is_the_only_finding(folder):
    text = (folder / "organisation.yml").read_text(encoding="utf-8")
    write(folder, "organisation.yml", text.replace("format: 1", "format: 2"))
    write(folder, f"{PLAN}/plan.yml", "nonsense")
    code, _, words = only(folder)
    assert code == "RMP010"
    assert "Update rmpkit" in words


def test_a_plan_without_its_identity_is_unreadable_and_the_rest_is_still_judged(folder):
    text = (folder / PLAN / "plan.yml").read_text(encoding="utf-8")
    write(folder, f"{PLAN}/plan.yml", text.replace("type: supplier", "type: suplier"))
    joint = (folder / PLAN / "joint.yml").read_text(encoding="utf-8")
    write(folder, f"{PLAN}/joint.yml", joint.replace("due: 2026-04-10", "due: 2026-01-10"))
    assert [code for code, _, _ in found(folder)] == ["RMP308", "RMP004"]
    assert check(folder, today=DAY).judged.edition.plan("northgate").broken == (f"{PLAN}/plan.yml",)


def test_a_signpost_to_a_file_that_is_not_there_says_which_is(folder):
    (folder / PLAN / "evidence").mkdir()
    write(folder, f"{PLAN}/evidence/charter.pdf", "%PDF-1.4")
    joint = (folder / PLAN / "joint.yml").read_text(encoding="utf-8")
    write(
        folder, f"{PLAN}/joint.yml", joint.replace("at: https://docs.estuary.example/QP-1", "at: evidence/chartre.pdf")
    )
    code, place, words = only(folder)
    assert (code, place) == ("RMP007", f"{PLAN}/joint.yml")
    assert 'Write "evidence/charter.pdf"' in words


def test_an_evidence_file_that_could_run_is_not_carried(folder):
    write(folder, f"{PLAN}/evidence/survey.html", "<script>alert(1)</script>")
    write(folder, f"{PLAN}/evidence/.hidden.pdf", "%PDF")
    assert only(folder)[0] == "RMP015"


def test_the_same_id_in_two_registers_is_one_finding(folder):
    joint = (folder / PLAN / "joint.yml").read_text(encoding="utf-8")
    write(
        folder,
        f"{PLAN}/joint.yml",
        joint.replace("actions:\n", "actions:\n  R-N1: {title: Same id, owner: estuary.manager}\n"),
    )
    code, _, words = only(folder)
    assert code == "RMP006"
    assert "joint.yml line" in words


def test_a_catalogue_of_the_organisation_that_is_broken_names_its_file(folder):
    write(folder, "catalogues/tidewater.yml", "id: tidewater\n")
    findings = found(folder)
    assert findings
    assert {place for _, place, _ in findings} == {"catalogues/tidewater.yml"}


def test_the_short_name_of_a_person_in_the_place_of_a_post_is_told_the_post(tmp_path):
    folder = Path(shutil.copytree(CLEAN, tmp_path / "data"))
    joint = folder / "relationships/northgate/joint.yml"
    text = joint.read_text("utf-8")
    joint.write_text(
        text.replace("    owner: northgate.manager\n    likelihood", "    owner: silva\n    likelihood"), "utf-8"
    )
    ((code, _, said),) = [each for each in found(folder) if each[0] == "RMP004"]
    assert "Write northgate.manager, which Duarte Silva holds." in said, code
