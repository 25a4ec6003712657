"""What changed since an approval is told from git: the commit at which the terms were those that were approved."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.terms import digest_of_terms
from rmpkit.faces.cli.command import rmp
from rmpkit.model import digest
from rmpkit.operations.approved import approved_state, terms_changed_since, with_changed_terms
from rmpkit.operations.check import load, look
from rmpkit.operations.pages import pages
from rmpkit.rules.approvals import Pin, pin_of
from tests.repositories.repository import git, needs_git

TODAY = date(2026, 11, 20)
DAY = ("--as-of", "2026-11-20")
PLAN = """title: Quay
type: alliance
state: active
parties:
  estuary: {name: Estuary Gateway}
  northgate: {name: Northgate Marine}
roles:
  estuary.ser: {okafor: {from: 2024-04-01}}
  northgate.ser: {aldridge: {from: 2024-04-01}}
stages:
  value-creation: in progress
"""
JOINT = """purpose: Ships leave on time.
people:
  aldridge: {name: Ruth Aldridge, of: northgate}
objectives:
  O-1: {title: Fewer ships wait}
risks:
  R-N1: {title: Fog}
versions:
  v1.0:
    what: First joint plan
    approved:
      estuary: {by: estuary.ser, on: 2026-11-02}
"""
OWN = "format: 1\nid: estuary\nname: Estuary Gateway\npeople:\n  okafor: {name: Chinyere Okafor}\n"

pytestmark = needs_git


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A plan of which Northgate approved v1.0; then a term changed, then a risk."""
    folder = tmp_path / "plans"
    (folder / "relationships/quay").mkdir(parents=True)
    (folder / "organisation.yml").write_text(OWN)
    (folder / "relationships/quay/plan.yml").write_text(PLAN)
    joint = folder / "relationships/quay/joint.yml"
    joint.write_text(JOINT)
    git(folder, "init", "--quiet")
    commit(folder, "The plan")
    record(folder)
    commit(folder, "Northgate approved")
    joint.write_text(joint.read_text().replace("Fewer ships wait", "No ship waits"))
    commit(folder, "A better aim")
    joint.write_text(joint.read_text().replace("Fog", "Fog and ice"))
    commit(folder, "Winter")
    return folder


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=X", "-c", "user.email=x@y.example", "commit", "--quiet", "-m", message)


def record(folder: Path, *words: str):
    arguments = ["record-approval", "quay", "--party", "northgate", "--yes", *words, *DAY, "--data", str(folder)]
    return CliRunner().invoke(rmp, arguments, prog_name="rmp")


def named(folder: Path, message: str) -> str:
    return git(folder, "log", "--format=%H", f"--grep={message}").strip()


def pinned(folder: Path) -> str:
    (plan,) = load(folder).portfolio.plans
    terms = plan.versions["v1.0"].approved["northgate"].terms
    assert terms
    return terms


def test_the_commit_is_found_at_which_the_terms_were_those_that_were_approved(data):
    loaded = load(data)
    (plan,) = loaded.portfolio.plans
    assert digest_of_terms(plan) != pinned(data)
    assert approved_state(data, loaded, plan, pinned(data)) == named(data, "Northgate approved")
    assert approved_state(data, loaded, plan, "1:" + "0" * 32) is None


def test_what_changed_since_is_told_and_only_that_of_the_terms(data):
    loaded = load(data)
    (plan,) = loaded.portfolio.plans
    since = terms_changed_since(data, loaded, plan, pinned(data), today=TODAY)
    assert since is not None
    (told,) = since.sentences
    assert "O-1" in told or "No ship waits" in told


def pins(folder: Path) -> dict[str, Pin | None]:
    judged = look(load(folder), Audience.INTERNAL, today=TODAY).judged
    case = judged.case("quay")
    return {name: pin_of(case.plan.versions["v1.0"], name, case) for name in ("northgate", "estuary")}


def test_a_digest_of_an_older_format_is_held_against_the_terms_of_today(data, monkeypatch):
    assert pins(data)["northgate"] is Pin.CHANGED
    monkeypatch.setattr(digest, "FORMAT", 2)
    assert pins(data) == {"northgate": Pin.CHANGED, "estuary": Pin.OPEN}
    checked = with_changed_terms(look(load(data), Audience.INTERNAL, today=TODAY), data)
    assert [finding.reference for finding in checked.judged.findings if finding.kind.code == "RMP606"] == ["northgate"]
    (told,) = checked.judged.changed_terms.values()
    assert "No ship waits" in told[0]

    joint = data / "relationships/quay/joint.yml"
    joint.write_text(joint.read_text().replace("No ship waits", "Fewer ships wait"))
    commit(data, "As it was approved")
    assert pins(data)["northgate"] is Pin.STANDS


def test_a_digest_of_an_older_format_that_git_does_not_know_is_not_judged(data, monkeypatch):
    shutil.rmtree(data / ".git")
    monkeypatch.setattr(digest, "FORMAT", 2)
    assert pins(data)["northgate"] is Pin.UNJUDGED


def test_whoever_records_a_new_approval_is_told_what_changed(data):
    done = record(data)
    assert done.exit_code == 0, done.output
    assert "Since Northgate Marine approved v1.0 (commit " in done.stderr
    assert "\n- " in done.stderr


def test_the_page_lists_what_changed_for_the_owners_people_and_for_nobody_else(data):
    for audience, lists in ((Audience.INTERNAL, True), (Audience.joint("northgate"), False)):
        checked = with_changed_terms(look(load(data), audience, today=TODAY), data)
        made = pages(checked.judged, library=checked.library)
        (body,) = (page.body for page in made if page.path == "relationships/quay/approvals/")
        assert "approved earlier terms" in body
        assert ("No ship waits" in body) is lists


def test_without_git_nothing_is_said_and_nothing_is_wrong(data):
    shutil.rmtree(data / ".git")
    loaded = load(data)
    (plan,) = loaded.portfolio.plans
    assert approved_state(data, loaded, plan, pinned(data)) is None
    checked = look(loaded, Audience.INTERNAL, today=TODAY)
    assert with_changed_terms(checked, data) == checked
    assert record(data).exit_code == 0


def test_a_plan_that_git_does_not_have_has_no_approved_commit(data):
    loaded = load(data)
    (plan,) = loaded.portfolio.plans
    elsewhere = plan.model_copy(update={"id": "other"})
    assert approved_state(data, loaded, elsewhere, pinned(data)) is None


@pytest.mark.parametrize(
    "given", ["    approved:\n      harbour: {by: harbour.ser, on: 2026-11-02}\n", ""], ids=["one", "none"]
)
def test_two_approvals_that_were_recorded_on_two_branches_are_merged_by_keeping_the_lines_of_both(tmp_path, given):
    folder = tmp_path / "plans"
    (folder / "relationships/quay").mkdir(parents=True)
    three = PLAN.replace("Marine}\n", "Marine}\n  harbour: {name: Harbour Board}\n")
    (folder / "organisation.yml").write_text(OWN)
    (folder / "relationships/quay/plan.yml").write_text(three.replace("stages", "  harbour.ser: {}\nstages"))
    joint = folder / "relationships/quay/joint.yml"
    joint.write_text(f"{JOINT.partition('    approved:')[0]}{given}\n# What comes next.\nlessons: {{}}\n")
    git(folder, "init", "--quiet")
    commit(folder, "The plan")
    for party in ("estuary", "northgate"):
        git(folder, "checkout", "--quiet", "-b", party, "main")
        words = ["record-approval", "quay", "--party", party, "--yes", "--data", str(folder), *DAY]
        done = CliRunner().invoke(rmp, words, prog_name="rmp")
        assert done.exit_code == 0, done.output
        commit(folder, party)
    merged = subprocess.run(["git", "merge", "--quiet", "estuary"], cwd=folder, check=False, capture_output=True)
    assert merged.returncode == 1
    (marked,) = (each for each in load(folder).portfolio.findings if each.kind.code == "RMP002")
    assert "keep the lines of both" in marked.mend
    kept = (line for line in joint.read_text().splitlines(keepends=True) if line[:7] not in MARKERS)
    joint.write_text("".join(kept))
    portfolio = load(folder).portfolio
    assert [each.message for each in portfolio.findings] == []
    (plan,) = portfolio.plans
    assert set(plan.versions["v1.0"].approved) >= {"estuary", "northgate"}
    assert "\n\n# What comes next.\nlessons:" in joint.read_text()


MARKERS = ("<<<<<<<", "=======", ">>>>>>>")


def test_a_shallow_clone_says_what_it_lacks_where_somebody_approves_and_on_the_page(data, tmp_path):
    git(tmp_path, "clone", "--quiet", "--depth", "1", data.as_uri(), "shallow")
    shallow = tmp_path / "shallow"
    told = 'What changed since is not known here: this is a shallow clone, which lacks the past. Run "git fetch --unshallow" and try again.'
    checked = with_changed_terms(look(load(shallow), Audience.INTERNAL, today=TODAY), shallow)
    assert list(checked.judged.changed_terms.values()) == [(told,)]
    made = pages(checked.judged, library=checked.library)
    (body,) = (page.body for page in made if page.path == "relationships/quay/approvals/")
    assert "git fetch --unshallow" in body
    done = record(shallow, "--on", "2026-11-20")
    assert done.exit_code == 0
    assert f"The terms are not those that Northgate Marine approved. {told}" in done.stderr


def test_a_clone_with_all_its_past_says_nothing_of_that(data):
    done = record(data, "--on", "2026-11-20")
    assert "this has changed" in done.stderr
    assert "shallow" not in done.stderr
