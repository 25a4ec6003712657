"""`rmp new`: what is asked, what is written, and what stays as it was."""

import shutil
from difflib import ndiff
from pathlib import Path

import pytest
from click.testing import CliRunner

from rmpkit.faces.cli import asking
from rmpkit.faces.cli.command import rmp
from tests.docs.guide import ROOT
from tests.reliability.machine import tree

ALLIANCE = Path("relationships/harbour-alliance")
DAY = ("--as-of", "2026-11-20")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "rmp-data", tmp_path / "plans"))


def new(data, *words, **more):
    return CliRunner().invoke(rmp, ["new", *words, *DAY, "--data", str(data)], prog_name="rmp", **more)


def files(data: Path) -> dict[str, bytes]:
    return {name: held for name, held in tree(data).items() if isinstance(held, bytes)}


def added(before, data):
    """The one file that changed, and the lines that came into it; no line went."""
    after = files(data)
    changed = [name for name in after if after[name] != before.get(name)]
    assert len(changed) == 1
    steps = list(ndiff(before[changed[0]].decode().splitlines(), after[changed[0]].decode().splitlines()))
    assert not [line for line in steps if line.startswith("- ")]
    return changed[0], [line[2:] for line in steps if line.startswith("+ ")]


def test_a_risk_stands_behind_the_others_under_the_next_number_of_the_party_that_raised_it(data):
    before = files(data)
    done = new(
        data,
        "risk",
        "harbour-alliance",
        "--part",
        "joint",
        "--title",
        "Ice: quay #3 closed",
        "--raised-by",
        "northgate",
        "--due",
        "2027-01-15",
    )
    assert done.exit_code == 0, done.output
    assert added(before, data) == (
        f"{ALLIANCE}/joint/risks.yml",
        [
            "  R-N14:",
            "    title: 'Ice: quay #3 closed'",
            "    due: 2027-01-15",
            "    raised-by: northgate",
            "    raised: 2026-11-20",
        ],
    )
    assert done.stdout.startswith(f"{data}/{ALLIANCE}/joint/risks.yml:")


@pytest.mark.parametrize(
    ("words", "file", "begins"),
    [
        (("risk", "--part", "internal"), "internal.yml", "  IR-"),
        (("risk",), "internal.yml", "  IR-"),
        (("early-warning", "--part", "joint"), "joint/differences.yml", "  W-E"),
        (("objective", "--part", "joint"), "joint/objectives.yml", "  O-"),
        (("action", "--part", "joint"), "joint/risks.yml", "  A-"),
        (("issue", "--part", "joint"), "joint/differences.yml", "  I-E"),
        (("meeting", "--part", "joint", "--decision", "Go on"), "joint/meetings.yml", "  M-"),
        (("value-idea", "--part", "joint"), "joint/value.yml", "  V-"),
    ],
)
def test_every_sort_of_record_is_added_with_nothing_but_placeholders(data, words, file, begins):
    before = files(data)
    done = new(data, words[0], "harbour-alliance", "--yes", *words[1:])
    assert done.exit_code == 0, done.output
    name, lines = added(before, data)
    assert (name, lines[0].startswith(begins)) == (f"{ALLIANCE}/{file}", True), (name, lines)
    checked = CliRunner().invoke(rmp, ["check", str(data), "--format", "concise", "--fail-on", "error"])
    assert checked.exit_code == 0
    todo = sum("TODO: " in line for line in lines)
    assert checked.stdout.count(" RMP016 ") == todo


def test_a_reading_is_one_line_and_two_with_a_note(data):
    before = files(data)
    words = ("reading", "harbour-alliance", "--measure", "change-replies", "--value", "38", "--period", "2026-12")
    assert new(data, *words).exit_code == 0
    assert added(before, data)[1] == ["      2026-12: 38"]
    again = new(data, *words)
    assert again.exit_code == 2
    assert "change-replies has a reading for 2026-12: 38." in again.output


def test_a_plan_is_begun_with_everything_that_is_still_to_be_written_marked(data):
    before = files(data)
    done = new(data, "relationship", "Ice & Cold", "--yes", "--partner", "Cold Freight", "--ser", "okafor")
    assert done.exit_code == 0, done.output
    after = files(data)
    fresh = {name: after[name].decode() for name in after if name not in before}
    assert {name: after[name] for name in before} == before
    assert sorted(fresh) == [f"relationships/ice-cold/{part}.yml" for part in ("internal", "joint", "plan")]
    checked = CliRunner().invoke(rmp, ["check", str(data), "--format", "concise"]).stdout.splitlines()
    ours = [line for line in checked if "/ice-cold/" in line]
    assert sum(" RMP016 " in line for line in ours) == sum(text.count("TODO: ") for text in fresh.values()) > 5
    again = new(data, "relationship", "Ice Cold", "--yes")
    assert again.exit_code == 2
    assert 'There is a relationship "ice-cold" already.' in again.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("risk", "harbour-alianc", "--yes"), 'There is no relationship "harbour-alianc". Write "harbour-alliance".'),
        (("risk", "harbour-alliance"), "Add --title: what may happen, in one line"),
        (("risk", "harbour-alliance", "--yes", "--owner", "northgate.work"), '--owner: "northgate.work" is not a post'),
        (("risk", "harbour-alliance", "--yes", "--due", "01/02/2027"), '--due: "01/02/2027" can be read as two days.'),
        (("risk", "harbour-alliance", "--yes", "--likelihood", "6"), "--likelihood: "),
        (("risk", "harbour-alliance", "--yes", "--part", "plan"), '"plan" is no part that holds records.'),
        (("objective", "orchard-facilities", "--yes", "--part", "joint"), "is kept in one file, all of it internal."),
        (("risk", "brightwater-pumps", "--yes", "--part", "joint"), "What stands under"),
        (("reading", "harbour-alliance", "--yes"), "Add --measure: "),
        (("reading", "orchard-facilities", "--yes"), "has no measure yet."),
        (
            ("meeting", "harbour-alliance", "--yes"),
            "Nothing was said of the meeting. Answer at least one of --forum, --present",
        ),
        (
            ("risk", "harbour-alliance", "--yes", "--owner", "Nobody At All"),
            "is neither a post nor somebody who holds one. Write ",
        ),
        (("reading", "brightwater-pumps", "--measure", "pump-hours", "--value", "3"), "is written in braces."),
        (("relationship", "Ice", "--yes", "--ser", "nobody"), '--ser: "nobody" is not among the people'),
        (("relationship", "\u2603", "--yes"), "is not a short name"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_nothing_is_written(data, words, says):
    if words[:2] == ("risk", "brightwater-pumps"):
        file = data / "relationships/brightwater-pumps/joint.yml"
        file.write_text(file.read_text("utf-8").replace("risks:\n", "risks: {}\nactions:\n"), "utf-8")
    before = files(data)
    done = new(data, *words)
    assert done.exit_code == 2
    assert says in " ".join(done.output.split())
    assert files(data) == before


def test_somebody_at_a_terminal_is_asked_and_a_slip_is_asked_again(data, monkeypatch):
    monkeypatch.setattr(asking, "at_terminal", lambda: True)
    before = files(data)
    done = new(
        data, "action", "harbour-alliance", input="Ask for a date\nnobody.here\nestuary.manager\n\n\njoined\njoint\n"
    )
    assert done.exit_code == 0, done.output
    assert '"nobody.here" is not a post of this plan.' in done.output
    assert '"joined" is no part that holds records.' in done.output
    name, lines = added(before, data)
    assert name == f"{ALLIANCE}/joint/risks.yml"
    assert lines[1:] == ["    title: Ask for a date", "    owner: estuary.manager"]


def test_an_id_that_was_ever_named_is_not_given_again(data):
    file = data / ALLIANCE / "internal.yml"
    file.write_text(file.read_text("utf-8") + "# R-N21 was taken back, see the minutes\n", "utf-8")
    new(data, "risk", "harbour-alliance", "--yes", "--raised-by", "northgate", "--part", "joint")
    assert "  R-N22:\n" in (data / ALLIANCE / "joint/risks.yml").read_text("utf-8")


def test_a_part_that_was_not_fetched_is_not_begun_anew(data):
    shutil.rmtree(data / ALLIANCE / "joint")
    (data / ALLIANCE / "joint").mkdir()
    before = files(data)
    done = new(data, "risk", "harbour-alliance", "--yes", "--part", "joint")
    assert done.exit_code == 2
    assert "The part joint is kept in a repository of its own. Fetch it first." in done.output
    assert files(data) == before


def test_nothing_is_opened_to_a_partner_unless_somebody_says_so(data, monkeypatch):
    done = new(data, "meeting", "harbour-alliance", "--yes", "--forum", "board", "--decision", "Ask for a review")
    assert "Our people read it." in done.output
    text = (data / ALLIANCE / "internal.yml").read_text("utf-8")
    assert "      ID-" in text.partition("Ask for a review")[0].splitlines()[-1]
    monkeypatch.setattr(asking, "at_terminal", lambda: True)
    asked = new(data, "early-warning", "harbour-alliance", input="The yard is slow\nAsk\n\n\n")
    assert "Who is to read it: joint for every party, internal for our people [internal]" in asked.output
    assert "Our people read it." in asked.output


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("with-northgate", "northgate and our people read it."),
        ("restricted", "Those of our people read it who are let in."),
    ],
)
def test_who_reads_a_part_is_said_of_every_part(data, part, says):
    assert says in new(data, "risk", "harbour-alliance", "--yes", "--part", part).output


@pytest.mark.parametrize(
    ("relationship", "owner", "written"),
    [
        ("Harbour Alliance", "Harpreet Kaur", "estuary.closures"),
        ("harbour alliance", "kaur", "estuary.closures"),
        ("harbour-alliance", "Northgate.Environment", "northgate.environment"),
    ],
)
def test_a_relationship_and_a_post_may_be_named_as_people_name_them(data, relationship, owner, written):
    before = files(data)
    done = new(data, "risk", relationship, "--title", "Fog", "--owner", owner, "--yes", "--part", "joint")
    assert done.exit_code == 0, done.output
    assert f"    owner: {written}" in added(before, data)[1]


def test_words_of_a_list_may_be_written_with_capitals_and_spaces(data):
    before = files(data)
    words = (
        "--type",
        "Supplier",
        "--stage",
        "Working together",
        "--ser",
        "Chinyere Okafor",
        "--partner",
        "Cold Freight",
    )
    assert new(data, "relationship", "Ice", "--yes", *words).exit_code == 0
    plan = files(data)["relationships/ice/plan.yml"].decode()
    assert "type: supplier\n" in plan
    assert "  working-together: in progress\n" in plan
    assert "    okafor: {from:" in plan or "    okafor:\n      from:" in plan
    assert "relationships/ice/plan.yml" not in before


def test_a_reading_is_of_the_last_month_that_is_over_where_none_is_named(data):
    done = new(data, "reading", "harbour-alliance", "--measure", "Lost shifts", "--value", "3", "--yes")
    assert done.exit_code == 2
    assert "lost-shifts has a reading for 2026-10: " in done.output
