"""A repository that is handed over: what is in it, what is not, and what is refused."""

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.operations import handover
from rmpkit.operations.check import load
from rmpkit.operations.handover import hand_over
from rmpkit.operations.publishing import ChangedError, audiences_of
from rmpkit.store.git import GitFailedError
from rmpkit.store.target import files_in
from tests.repositories.repository import CLEAN, DAY, EXAMPLE, command, everything_in, git, handed, needs_git, write

TODAY = date.fromisoformat(DAY)
PLAN = "rmp-data/relationships/harbour-alliance"
PARTIES = tuple(each.party for each in audiences_of(load(EXAMPLE).portfolio, today=TODAY) if each.party)


@pytest.fixture(scope="module")
def the_copy(tmp_path_factory) -> Path:
    return handed("northgate", tmp_path_factory.mktemp("handed") / "northgate-plans")


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(CLEAN, tmp_path / "plans/rmp-data"))


def scalars(tree):
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from (str(key), *scalars(value))
    elif isinstance(tree, list):
        for value in tree:
            yield from scalars(value)
    else:
        yield str(tree)


def texts(*files: Path) -> set[str]:
    """Every text of some files, as one line each."""
    read = (yaml.load(file.read_text("utf-8"), yaml.BaseLoader) for file in files)
    return {" ".join(text.split()) for tree in read for text in scalars(tree)}


@needs_git
def test_it_is_one_commit_by_the_owner_on_the_day(the_copy):
    told = git(the_copy, "log", "--all", "--format=%an|%ae|%cn|%ce|%aI|%cI|%s|%P")
    day = f"{DAY}T12:00:00+00:00"
    assert told == "|".join(
        ("Estuary Gateway", "plans@estuary.example") * 2
        + (day, day, f"The plans as northgate may read them, {DAY}", "")
    )
    assert git(the_copy, "status", "--porcelain") == ""
    assert git(the_copy, "branch", "--all", "--format=%(refname)") == "refs/heads/main"
    assert git(the_copy, "remote") == ""
    assert git(the_copy, "fsck", "--strict", "--no-dangling") == ""


@needs_git
def test_the_same_day_gives_the_same_commit_wherever_it_is_made(the_copy, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    again = handed("northgate", tmp_path / "elsewhere/deep")
    assert git(again, "rev-parse", "HEAD") == git(the_copy, "rev-parse", "HEAD")


@pytest.mark.parametrize("party", PARTIES)
def test_it_is_read_without_an_error_and_says_what_the_party_may_read(party, tmp_path):
    target = handed(party, tmp_path / "copy")
    mine = disclose(load(EXAMPLE).portfolio, Audience.joint(party), today=TODAY)

    theirs = load(target / "rmp-data")

    assert [f.message for f in theirs.portfolio.findings] == []
    assert theirs.portfolio.plans == mine.plans
    assert mine.organisation
    assert theirs.portfolio.organisation == mine.organisation.model_copy(update={"copy_for": party})
    assert theirs.portfolio.evidence == {plan: files for plan, files in mine.evidence.items() if files}


def test_it_can_be_checked_and_built_at_once(the_copy, tmp_path):
    checked = command("check", str(the_copy / "rmp-data"), "--as-of", DAY)
    assert checked.exit_code == 0
    assert checked.output.splitlines()[-1].startswith("0 errors")

    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(the_copy / "mkdocs.yml")]
    built = subprocess.run([*build, "-d", str(tmp_path / "site")], capture_output=True, text=True, check=False)

    assert built.returncode == 0, built.stderr
    home = (tmp_path / "site/index.html").read_text("utf-8")
    assert "Joint copy for Northgate Marine" in home
    assert (tmp_path / "site/guide/index.html").exists()


def test_each_register_of_the_joint_part_has_a_file(the_copy):
    files = set(files_in(the_copy / PLAN))
    assert {"plan.yml", "joint/agreed.yml", "joint/risks.yml", "joint/health-checks.yml"} <= files
    assert {"evidence/board-2026-11-10.md", "evidence/change-requests.csv"} <= files
    assert not [name for name in files if "internal" in name or "restricted" in name]
    assert (the_copy / ".gitattributes").read_text("utf-8") == "*.yml text eol=lf\n"
    assert b"\r" not in (the_copy / PLAN / "joint/risks.yml").read_bytes()


def test_it_says_who_may_read_it_and_that_each_party_keeps_a_plan_of_its_own(the_copy):
    text = " ".join((the_copy / "README.md").read_text("utf-8").split())
    assert "Relationship plans of Estuary Gateway: joint copy for Northgate Marine" in text
    assert "The people of Northgate Marine; other parties have copies of their own." in text
    assert "Each party also keeps its own internal plan." in text
    assert "rmp check" in text


@needs_git
def test_no_object_of_it_holds_what_the_party_may_not_read(the_copy):
    plan = EXAMPLE / "relationships/harbour-alliance"
    open_to_it = texts(plan / "plan.yml", *plan.glob("joint/*.yml"), the_copy / "rmp-data/organisation.yml")
    every = {file for file in EXAMPLE.rglob("*.yml") if not file.is_relative_to(plan) or file.name == "internal.yml"}
    carried = (file.read_text("utf-8", "replace") for file in plan.glob("evidence/*"))
    seen = " ".join((*open_to_it, *carried))
    withheld = {text for text in texts(*every) if len(text) >= 8 and text not in seen}
    assert len(withheld) > 900, "or the scan proves nothing"

    found = " ".join(everything_in(the_copy).decode("utf-8", "replace").split())

    assert "Dredging licence for spoil ground C comes late" in found, "or the scan proves nothing"
    own_words = {"internal", "relationships", "harbour-alliance", "attributes"}  # of the cover, and of names of files
    assert {text for text in withheld if text in found} - own_words == set()


@needs_git
def test_no_file_of_it_tells_of_the_machine_it_was_made_on(the_copy):
    machine = {str(the_copy.parent), str(the_copy.parent.resolve()), str(Path.home()), str(EXAMPLE.parent)}
    for file in sorted(path for path in the_copy.rglob("*") if path.is_file()):
        raw = file.read_bytes()
        assert not [place for place in machine if len(place) > 1 and place.encode() in raw], file
    assert not any(place.encode() in everything_in(the_copy) for place in machine if len(place) > 1)
    assert not list((the_copy / ".git/hooks").glob("*"))


def test_names_mark_nothing_up_in_what_comes_with_the_plans(folder, tmp_path):
    name = "<img src=x> [x](https://evil.example) *Estuary* www.evil.example $day: !ENV"
    text = (folder / "organisation.yml").read_text("utf-8")
    write(folder, "organisation.yml", text.replace("Estuary Gateway", f"'{name}'", 1))

    copy = handed("northgate", tmp_path / "copy", folder)

    readme = (copy / "README.md").read_text("utf-8")
    assert not re.search(r"[<*\[]|https?:|www\.\w|\$day|\$owner", readme.replace("```", ""))
    assert "Estuary" in readme
    for file in ("mkdocs.yml", "docs/guide/index.md"):
        assert "evil" not in (copy / file).read_text("utf-8")


def test_what_concerns_one_party_alone_goes_to_that_party(folder, tmp_path):
    own = "risks:\n  R-N7:\n    title: Between the two alone\n"
    write(folder, "relationships/northgate/with-northgate.yml", own)
    plan = (folder / "relationships/northgate/plan.yml").read_text("utf-8")
    write(
        folder,
        "relationships/northgate/plan.yml",
        plan.replace("  northgate: {", "  delta: {name: Delta}\n  northgate: {"),
    )

    northgate, delta = (handed(party, tmp_path / party, folder) for party in ("northgate", "delta"))

    files = "rmp-data/relationships/northgate"
    assert (northgate / files / "with-northgate.yml").read_text("utf-8") == own
    assert "with-northgate" not in " ".join(files_in(delta / files))
    assert not any(b"Between the two" in file.read_bytes() for file in delta.rglob("*") if file.is_file())


def test_evidence_that_the_party_cannot_open_stays_and_is_not_called_missing(folder, tmp_path):
    joint = folder / "relationships/northgate/joint.yml"
    text = joint.read_text("utf-8")
    signpost = "\n  SP-90: {title: Prices, at: evidence/prices.csv, can-open: [estuary]}"
    joint.write_text(text.replace("\nsignposts:", f"\nsignposts:{signpost}", 1), "utf-8")
    write(folder, "relationships/northgate/evidence/prices.csv", "berth,price\n")

    copy = handed("northgate", tmp_path / "copy", folder)

    assert not list(copy.rglob("*.csv"))
    assert load(copy / "rmp-data").portfolio.findings == ()


def test_a_standard_of_the_organisation_comes_along_without_its_comments(folder, tmp_path):
    tidewater = Path(__file__).parents[1] / "catalogue/tidewater.yml"
    write(folder, "catalogues/tidewater.yml", f"# nobody else's business\n{tidewater.read_text('utf-8')}")

    write(folder, "catalogues/unchosen.yml", tidewater.read_text("utf-8").replace("id: tidewater", "id: unchosen", 1))
    organisation = (folder / "organisation.yml").read_text("utf-8")
    both = re.sub(r"catalogues: \[[^]]*\]", "catalogues: [iso44001, tidewater]", organisation)
    write(folder, "organisation.yml", both if "tidewater" in both else f"{both}catalogues: [iso44001, tidewater]\n")

    copy = handed("northgate", tmp_path / "copy", folder)

    mine, theirs = load(folder).library, load(copy / "rmp-data").library
    assert theirs.catalogues == {name: each for name, each in mine.catalogues.items() if name != "unchosen"}
    assert "tidewater" in theirs.catalogues
    assert "nobody else's" not in (copy / "rmp-data/catalogues/tidewater.yml").read_text("utf-8")


REFUSED = (
    (("--audience", "internal"), "The internal copy is not handed over"),
    (("--audience", "public"), "The public copy is not handed over"),
    ((), "Say to whom"),
    (("--audience", "joint:nrthgate"), 'No plan is open to "nrthgate"'),
    (("--audience", "joint:estuary"), 'No plan is open to "estuary"'),
)


@pytest.mark.parametrize(
    ("words", "told"), REFUSED, ids=lambda each: each[:24] if isinstance(each, str) else " ".join(each)
)
def test_an_audience_that_is_no_party_is_refused(words, told, folder, tmp_path):
    done = command("handover", *words, "--to", str(tmp_path / "copy"), "--data", str(folder))
    assert done.exit_code == 2
    assert told in done.output
    assert not (tmp_path / "copy").exists()


def test_a_folder_that_holds_anything_is_left_alone(folder, tmp_path):
    for place, told in ((folder, "one in the other"), (folder / "new", "one in the other"), (tmp_path, "plans in")):
        done = command("handover", "--audience", "joint:northgate", "--to", str(place), "--data", str(folder))
        assert (done.exit_code, told in done.output) == (2, True)
    write(tmp_path, "taken/note.txt", "mine")
    for place, told in ((tmp_path / "taken", "holds something"), (tmp_path / "taken/note.txt", "not a folder")):
        done = command("handover", "--audience", "joint:northgate", "--to", str(place), "--data", str(folder))
        assert (done.exit_code, told in done.output) == (2, True)
    assert [*files_in(tmp_path / "taken")] == ["note.txt"]


def test_an_empty_folder_is_filled(folder, tmp_path):
    (tmp_path / "copy").mkdir()
    assert (handed("northgate", tmp_path / "copy", folder) / "README.md").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "plans"]


def test_what_cannot_be_read_is_named_by_place_and_rule_alone(folder, tmp_path):
    write(folder, "relationships/northgate/restricted.yml", "why: heron-at-the-lock-gate: yes\n")

    done = command("handover", "--audience", "joint:northgate", "--to", str(tmp_path / "copy"), "--data", str(folder))

    assert done.exit_code == 1
    assert "restricted.yml:1:" in done.output
    assert "RMP002" in done.output
    assert "heron" not in done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plans"]


def test_plans_that_change_meanwhile_are_not_handed_over(folder, tmp_path):
    loaded = load(folder)
    write(folder, "relationships/northgate/joint/late.yml", "acronyms: {HAT: Highest astronomical tide}\n")
    with pytest.raises(ChangedError):
        hand_over(loaded, Audience.joint("northgate"), tmp_path / "copy", data=folder, today=TODAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plans"]


def test_evidence_that_goes_meanwhile_is_a_change_of_the_plans(tmp_path, monkeypatch):
    def gone(*_):
        raise FileNotFoundError

    monkeypatch.setattr(handover, "read_evidence", gone)
    done = command("handover", "--audience", "joint:northgate", "--to", str(tmp_path / "copy"), "--data", str(EXAMPLE))
    assert (done.exit_code, "changed meanwhile" in done.output) == (1, True)
    assert [*tmp_path.iterdir()] == []


def test_without_git_the_files_are_there_and_it_is_said(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    done = command("handover", "--audience", "joint:northgate", "--to", str(tmp_path / "copy"), "--data", str(folder))
    assert done.exit_code == 0
    assert "there is no git here" in done.output
    assert (tmp_path / "copy/rmp-data/organisation.yml").exists()
    assert not (tmp_path / "copy/.git").exists()


def test_where_git_fails_nothing_is_left_behind(folder, tmp_path, monkeypatch):
    def failing(*_, **__):
        raise GitFailedError("git init: the disk is full")

    monkeypatch.setattr(handover, "begin_repository", failing)
    done = command("handover", "--audience", "joint:northgate", "--to", str(tmp_path / "copy"), "--data", str(folder))
    assert done.exit_code == 2
    assert "the disk is full" in done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plans"]
