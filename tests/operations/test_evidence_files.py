"""What is told of the evidence files of a plan: each once, at its place, and by what it holds."""

import json
import shutil
from pathlib import Path

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.operations.compare import compare_revisions
from rmpkit.operations.gate import gate
from tests.operations.test_gate import DAY, commit
from tests.repositories.repository import CLEAN, command, git, needs_git

pytestmark = needs_git
PLAN = Path("rmp-data/relationships/northgate")
CHARTER = PLAN / "evidence/charter.pdf"
SIGNPOST = "  SP-21: {title: Charter of the parties, at: evidence/charter.pdf, checked: 2026-01-15}\n"


def a_pdf(words: str) -> bytes:
    return f"%PDF-1.4\n{words}\n%%EOF\n".encode()


@pytest.fixture
def the_plans(tmp_path: Path) -> Path:
    root = tmp_path / "plans"
    shutil.copytree(CLEAN, root / "rmp-data")
    joint = root / PLAN / "joint.yml"
    text = joint.read_text("utf-8").replace("\nsignposts:\n", f"\nsignposts:\n{SIGNPOST}")
    assert SIGNPOST in text
    joint.write_text(text, "utf-8")
    (root / CHARTER).parent.mkdir(exist_ok=True)
    (root / CHARTER).write_bytes(a_pdf("The charter as it was signed"))
    git(root, "init", "--quiet")
    commit(root, "Fiona McKellar", "Begin")
    git(root, "tag", "base")
    return root


def changes(root: Path, head: str | None = None, audience: Audience = Audience.INTERNAL):
    data = root / "rmp-data"
    return compare_revisions(data, "base", head, audience=audience, today=DAY).comparison.changes


def gate_of(root: Path):
    found = compare_revisions(root / "rmp-data", "base", None, audience=Audience.INTERNAL, today=DAY)
    return gate(root / "rmp-data", found)


def renamed(root: Path, at: str) -> None:
    (root / CHARTER).rename(root / PLAN / at)
    joint = root / PLAN / "joint.yml"
    joint.write_text(joint.read_text("utf-8").replace("at: evidence/charter.pdf", f"at: {at}"), "utf-8")


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.joint("northgate")], ids=str)
def test_a_file_renamed_together_with_its_signpost_is_one_change(the_plans: Path, audience: Audience):
    renamed(the_plans, "evidence/joint-charter.pdf")
    (change,) = changes(the_plans, audience=audience)
    assert (change.ranked_by, change.rank) == ("renamed", 2)
    assert change.sentence == "Evidence file charter.pdf is called joint-charter.pdf now, and holds the same."


def test_a_file_that_got_another_name_and_another_content_is_gone(the_plans: Path):
    renamed(the_plans, "evidence/joint-charter.pdf")
    (the_plans / PLAN / "evidence/joint-charter.pdf").write_bytes(a_pdf("Another"))
    assert "Evidence file charter.pdf is gone." in [change.sentence for change in changes(the_plans)]


def test_whoever_has_seen_one_content_has_not_seen_the_next(the_plans: Path):
    (the_plans / CHARTER).write_bytes(a_pdf("A word more"))
    commit(the_plans, "Maja Lindqvist", "More")
    (waiting,) = gate_of(the_plans).waiting
    commit(the_plans, "Tom Brandt", f"Seen\n\n{gate_of(the_plans).lines[0]}\n")
    assert not gate_of(the_plans).waiting

    (the_plans / CHARTER).write_bytes(a_pdf("Something quite different"))
    commit(the_plans, "Maja Lindqvist", "And more")
    (again,) = gate_of(the_plans).waiting
    assert again.change.sentence == waiting.change.sentence
    assert again.change.fingerprint != waiting.change.fingerprint


def test_a_file_is_known_by_what_it_holds_whether_or_not_it_is_committed(the_plans: Path):
    (the_plans / CHARTER).write_bytes(a_pdf("A word more"))
    (lying,) = changes(the_plans)
    joint = the_plans / PLAN / "joint.yml"
    joint.write_text(f"# a line above all others\n{joint.read_text('utf-8')}", "utf-8")
    commit(the_plans, "Maja Lindqvist", "More")
    commit(the_plans, "Maja Lindqvist", "And nothing")
    assert [change.fingerprint for change in changes(the_plans, "HEAD")] == [lying.fingerprint]


def test_a_file_that_is_replaced_while_its_plan_gets_another_name_is_told(the_plans: Path):
    (the_plans / CHARTER).write_bytes(a_pdf("Another"))
    (the_plans / PLAN).rename(the_plans / PLAN.with_name("quay"))
    assert "Evidence file charter.pdf holds something else than before." in [c.sentence for c in changes(the_plans)]


def test_a_large_file_of_the_same_size_is_told_where_it_holds_something_else(the_plans: Path, monkeypatch):
    for name in ("lying", "past", "evidence"):
        monkeypatch.setattr(f"rmpkit.store.{name}.MAX_EVIDENCE", 100_000)
    (the_plans / CHARTER).write_bytes(a_pdf("The charter as it was signed" * 5_000))
    commit(the_plans, "Fiona McKellar", "A scan")
    git(the_plans, "tag", "--force", "base")
    assert not changes(the_plans)
    (the_plans / CHARTER).write_bytes(a_pdf("The charter as it was singed" * 5_000))
    (change,) = changes(the_plans)
    assert change.sentence == "Evidence file charter.pdf holds something else than before."


def places(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where each form says the one change is that must not be missed."""
    monkeypatch.chdir(root)
    words = ("compare", "base", "--as-of", str(DAY), "--format")

    def printed(form: str) -> str:
        return command(*words, form).stdout

    (entry,) = [each for each in json.loads(printed("gitlab")) if each["severity"] == "major"]
    (result,) = [each for each in json.loads(printed("sarif"))["runs"][0]["results"] if each["level"] == "warning"]
    (where,) = (each["physicalLocation"] for each in result["locations"])
    found = [
        (entry["location"]["path"], entry["location"]["lines"]["begin"]),
        (where["artifactLocation"]["uri"], where["region"]["startLine"]),
    ]
    (file, line) = found[0]
    assert f"{file}:{line}" in printed("text")
    assert f"`{Path(file).relative_to(PLAN)}:{line}`" in printed("markdown")
    assert f"file={file},line={line}," in printed("github")
    return found


def test_a_file_that_is_replaced_is_shown_at_the_file(the_plans: Path, monkeypatch):
    (the_plans / CHARTER).write_bytes(a_pdf("Another"))
    assert places(the_plans, monkeypatch) == [(CHARTER.as_posix(), 1)] * 2


def test_a_file_that_is_gone_is_shown_at_the_signpost_that_still_names_it(the_plans: Path, monkeypatch):
    (the_plans / CHARTER).unlink()
    joint = PLAN / "joint.yml"
    line = next(n for n, each in enumerate((the_plans / joint).read_text("utf-8").splitlines(), 1) if "SP-21" in each)
    assert places(the_plans, monkeypatch) == [(joint.as_posix(), line)] * 2


def test_readers_of_a_copy_are_told_no_place(the_plans: Path):
    (the_plans / CHARTER).write_bytes(a_pdf("Another"))
    (change,) = changes(the_plans, audience=Audience.joint("northgate"))
    assert (change.base, change.head) == (None, None)
