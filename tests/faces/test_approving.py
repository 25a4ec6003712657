"""`rmp record-approval`: what a party approved is written down with what it says, and nothing else is touched."""

import shutil
from difflib import ndiff
from pathlib import Path

import pytest
from click.testing import CliRunner

from rmpkit.disclosure.terms import digest_of_terms
from rmpkit.faces.cli import approving, asking
from rmpkit.faces.cli.command import rmp
from rmpkit.operations.approving import record_approval
from rmpkit.operations.check import load
from tests.docs.guide import ROOT
from tests.reliability.machine import tree

DAY = ("--as-of", "2026-11-20")
APPROVALS = "relationships/harbour-alliance/joint/approvals.yml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The example as it was before anything was pinned, with an approval of Delta's still to come."""
    plans = Path(shutil.copytree(ROOT / "rmp-data", tmp_path / "plans"))
    (plans / APPROVALS).write_text(
        """# Versions of the agreed terms.
versions:
  v2.0:
    what: Delta joins
    approved:
      northgate: {by: northgate.ser, on: 2026-02-17}
  # Delta decides on the 24th.
  v2.1:
    what: Exit triggers refined
    on: 2026-11-10
    approved:
      northgate: {by: northgate.ser, on: 2026-11-12, how: signed, see: SP-32}  # brought by hand
""",
        newline="\r\n",
    )
    return plans


def record(data, *words, **more):
    return CliRunner().invoke(rmp, ["record-approval", *words, *DAY, "--data", str(data)], prog_name="rmp", **more)


def steps(before: str, data: Path, file: str = APPROVALS) -> list[str]:
    """The lines that went and came in a file."""
    after = (data / file).read_bytes().decode()
    return [line.rstrip() for line in ndiff(before.split("\r\n"), after.split("\r\n")) if line[:1] in "+-"]


def terms(data: Path) -> str:
    (plan,) = (plan for plan in load(data).portfolio.plans if plan.id == "harbour-alliance")
    return digest_of_terms(plan)


def test_the_next_party_is_recorded_with_its_post_person_day_and_the_digest_of_the_terms(data):
    before, others = (data / APPROVALS).read_bytes().decode(), tree(data)
    done = record(data, "harbour-alliance", "--party", "delta", "--yes")
    assert done.exit_code == 0, done.output
    assert steps(before, data) == [
        "+       delta:",
        "+         by: delta.ser",
        "+         who: haddad",
        "+         on: 2026-11-20",
        "+         how: signed",
        f"+         terms: {terms(data)}",
    ]
    assert "Delta Freight Terminals approved v2.1 on 2026-11-20, by Rania Haddad (delta.ser)" in done.stderr
    assert "Still to approve v2.1: Estuary Gateway." in done.stderr
    assert {name for name, held in tree(data).items() if held != others.get(name)} == {APPROVALS}


def test_every_answer_can_be_given(data):
    before = (data / APPROVALS).read_bytes().decode()
    words = ("--party", "delta", "--by", "delta.manager", "--on", "2026-11-18", "--how", "email", "--see", "SP-34")
    done = record(data, "harbour-alliance", *words, "--who", "haddad", "--version", "v2.1")
    assert done.exit_code == 0, done.output
    assert [line[2:].strip() for line in steps(before, data)][:-1] == [
        "delta:", "by: delta.manager", "who: haddad", "on: 2026-11-18", "how: email", "see: SP-34",
    ]  # fmt: skip


def test_at_a_terminal_what_is_missing_is_asked_and_enter_means_the_usual(data, monkeypatch):
    monkeypatch.setattr(asking, "at_terminal", lambda: True)
    done = record(data, "harbour-alliance", "--party", "delta", input="\n\nshouted\nemail\n\n")
    assert done.exit_code == 0, done.output
    assert "how: email" in (data / APPROVALS).read_text()


def test_an_approval_that_was_written_by_hand_is_pinned_and_stays_as_it_was(data):
    before = (data / APPROVALS).read_bytes().decode()
    done = record(data, "harbour-alliance", "--party", "northgate", "--yes")
    assert done.exit_code == 0, done.output
    gone, come = steps(before, data)
    assert gone == "-       northgate: {by: northgate.ser, on: 2026-11-12, how: signed, see: SP-32}  # brought by hand"
    assert come == (
        "+       northgate: {by: northgate.ser, on: 2026-11-12, how: signed, see: SP-32, who: aldridge, "
        f"terms: {terms(data)}}}  # brought by hand"
    )
    assert "Where these are not the terms of 2026-11-12, ask Northgate Marine first." in done.stderr


def test_what_is_recorded_already_is_not_written_twice(data):
    record(data, "harbour-alliance", "--party", "delta", "--yes")
    before = tree(data)
    done = record(data, "harbour-alliance", "--party", "delta", "--yes")
    assert (done.exit_code, tree(data) == before) == (2, True)
    assert "Already recorded: Delta Freight Terminals approved v2.1 on 2026-11-20" in done.stderr


def test_once_all_have_approved_there_is_nobody_left_to_record(data):
    runs = [record(data, "harbour-alliance", "--yes") for _ in range(3)]
    assert [done.exit_code for done in runs] == [0, 0, 0]
    assert "With that every party has approved v2.1." in runs[-1].stderr
    done = record(data, "harbour-alliance", "--yes")
    assert done.exit_code == 2
    assert "Already recorded: every party has approved v2.1 in the terms as they stand." in done.stderr


def changed(data: Path) -> None:
    """Change one agreed term."""
    exits = data / "relationships/harbour-alliance/joint/exit.yml"
    exits.write_text(exits.read_text().replace("notice: 90 days", "notice: 60 days", 1))


def test_after_a_change_of_terms_a_party_approves_anew_in_the_same_place(data):
    record(data, "harbour-alliance", "--party", "delta", "--on", "2026-11-18", "--yes")
    before, first = (data / APPROVALS).read_bytes().decode(), terms(data)
    changed(data)
    assert terms(data) != first
    done = record(data, "harbour-alliance", "--party", "delta", "--yes")
    assert done.exit_code == 0, done.output
    assert steps(before, data) == [
        "-         on: 2026-11-18",
        "+         on: 2026-11-20",
        f"-         terms: {first}",
        f"+         terms: {terms(data)}",
    ]


def test_the_proof_of_an_earlier_approval_is_not_left_as_that_of_a_new_one(data):
    record(data, "harbour-alliance", "--party", "northgate", "--yes")
    changed(data)
    before = tree(data)
    done = record(data, "harbour-alliance", "--party", "northgate", "--yes")
    assert (done.exit_code, tree(data) == before) == (2, True)
    assert "see: SP-32 is of the approval of 2026-11-12. Add --see for the new one" in done.stderr
    assert record(data, "harbour-alliance", "--party", "northgate", "--see", "SP-34", "--yes").exit_code == 0


def test_a_correction_of_words_is_pinned_by_itself_and_the_approvals_stand(data):
    for _ in range(3):
        record(data, "harbour-alliance", "--yes")
    changed(data)
    with (data / APPROVALS).open("a", newline="\r\n") as file:
        file.write("  v2.1.1:\n    what: A slip put right\n    on: 2026-11-19\n    minor: yes\n")
    told = CliRunner().invoke(rmp, ["check", str(data), *DAY, "--format", "concise"]).stdout
    assert told.count("RMP606") == 3
    before = (data / APPROVALS).read_bytes().decode()
    done = record(data, "harbour-alliance", "--version", "v2.1.1")
    assert done.exit_code == 0, done.output
    assert steps(before, data) == [f"+     terms: {terms(data)}"]
    assert "RMP606" not in CliRunner().invoke(rmp, ["check", str(data), *DAY, "--format", "concise"]).stdout
    assert "Already recorded: v2.1.1" in record(data, "harbour-alliance", "--version", "v2.1.1").stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("harbor-alliance",), 'There is no relationship "harbor-alliance". Write "harbour-alliance".'),
        (("harbour-alliance", "--party", "nothgate"), 'no party "nothgate" in this plan. Write "northgate".'),
        (("harbour-alliance", "--version", "v2.2"), 'There is no version "v2.2". Write "v2.'),
        (("harbour-alliance", "--version", "v2.0"), "v2.0 was followed by v2.1"),
        (("harbour-alliance", "--party", "delta", "--by", "northgate.ser"), "no post of Delta Freight Terminals"),
        (("harbour-alliance", "--party", "delta", "--by", "delta.sir"), 'Write "delta.ser".'),
        (("harbour-alliance", "--party", "delta", "--on", "2026-11-21"), "2026-11-21 has not come yet."),
        (("harbour-alliance", "--party", "delta", "--how", "shouted"), "Write signed, minuted, email or pull request."),
        (("harbour-alliance", "--party", "delta", "--see", "SP-999"), "is not a signpost of this plan"),
        (("harbour-alliance", "--party", "delta", "--who", "nobody"), '"nobody" is not'),
        (("harbour-alliance", "--party", "delta", "--who", "okafor"), "is of Estuary Gateway, and each party approves"),
        (
            ("harbour-alliance", "--party", "delta", "--who", "aldridge"),
            "is of Northgate Marine, and each party approves",
        ),
        (("orchard-facilities",), "Add one under versions in joint.yml, such as v1.0"),
    ],
)
def test_what_does_not_fit_is_said_with_what_would_and_nothing_is_written(data, words, says):
    before = tree(data)
    done = record(data, *words, "--yes")
    assert (done.exit_code, tree(data) == before) == (2, True), done.output
    assert says in done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("joint/exit.yml", "notice: 90 days", "notice: soon"),
        ("joint/exit.yml", "exit-triggers:", "exit-triggers: ["),
    ],
)
def test_terms_that_cannot_all_be_read_are_not_approved(data, file, old, new):
    path = data / "relationships/harbour-alliance" / file
    path.write_text(path.read_text().replace(old, new, 1))
    before = tree(data)
    done = record(data, "harbour-alliance", "--party", "delta", "--yes")
    assert (done.exit_code, tree(data) == before) == (2, True), done.output
    assert "Not all of the agreed terms can be read (relationships/harbour-alliance/joint/exit.yml" in done.stderr


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(data, monkeypatch):

    def meanwhile(*arguments, **more):
        found = record_approval(*arguments, **more)
        (data / APPROVALS).write_bytes((data / APPROVALS).read_bytes() + b"# one more line\r\n")
        return found

    monkeypatch.setattr(approving, "record_approval", meanwhile)
    done = record(data, "harbour-alliance", "--party", "delta", "--yes")
    assert done.exit_code == 2
    assert "was changed since it was read" in done.stderr
    assert b"delta:" not in (data / APPROVALS).read_bytes()
