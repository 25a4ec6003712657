"""When no copy is made: the old one stands, and what is said names a place and a rule, never a text."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rmpkit.faces.cli.publishing import command
from rmpkit.model.record import Circle, Disclosure
from rmpkit.operations import publishing
from rmpkit.operations.check import Checked, load
from rmpkit.operations.publishing import ChangedError, LeakError, publish
from tests.disclosure.test_cases import COPIES, DAY, USUAL, written

pytestmark = pytest.mark.site


def made(data: Path, target: Path, audience: str = "joint:northgate", *more: str) -> Result:
    arguments = ["--audience", audience, "--to", str(target), "--data", str(data), "--as-of", DAY.isoformat()]
    return CliRunner().invoke(command, [*arguments, *more])


def nothing_built(checked: Checked, data: Path, target: Path) -> tuple[str, ...]:
    (target / "index.html").write_text("<p>Harbour works</p>", "utf-8")
    return ()


@pytest.fixture
def the_data(tmp_path: Path) -> Path:
    written(tmp_path / "data", {"internal.yml": {"why": "Heron stands at the gate by the old lock"}})
    return tmp_path / "data"


def test_what_cannot_be_read_stops_every_copy_but_the_owner_s(the_data, tmp_path):
    file = the_data / "relationships/harbour-works/internal.yml"
    file.write_text(file.read_text("utf-8") + "risks: {IR-1: {titel: Heron at the gate}}\n", "utf-8")
    refused = made(the_data, tmp_path / "copy")
    assert refused.exit_code == 1
    assert "internal.yml:" in refused.output
    assert "RMP003" in refused.output
    assert "Heron" not in refused.output
    assert "titel" not in refused.output
    assert not (tmp_path / "copy").exists()
    assert made(the_data, tmp_path / "ours", "internal").exit_code == 0


def test_a_withheld_text_in_the_finished_copy_stops_it(the_data, tmp_path):
    def leaking(checked: Checked, data: Path, target: Path) -> tuple[str, ...]:
        text = "Heron stands at the <b>gate</b> by the old lock" if checked.judged.edition.plans else "Nothing"
        (target / "index.html").write_text(f"<p>{text}</p>", "utf-8")
        return ()

    for build, stops in ((nothing_built, False), (leaking, True)):
        call = lambda build=build: publish(  # noqa: E731 - the same call twice
            load(the_data), COPIES["northgate"], tmp_path / "copy", data=the_data, today=DAY, build=build
        )
        if stops:
            with pytest.raises(LeakError):
                call()
        else:
            call()
    assert (tmp_path / "copy/index.html").read_text("utf-8") == "<p>Harbour works</p>"


def test_plans_that_change_meanwhile_stop_it(the_data, tmp_path):
    def changing(checked: Checked, data: Path, target: Path) -> tuple[str, ...]:
        (the_data / "relationships/harbour-works/joint.yml").write_text("purpose: Something else\n", "utf-8")
        return nothing_built(checked, data, target)

    with pytest.raises(ChangedError):
        publish(load(the_data), COPIES["northgate"], tmp_path / "copy", data=the_data, today=DAY, build=changing)
    assert not (tmp_path / "copy").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["data"], "no litter"


def test_a_folder_holds_the_copy_of_one_audience_and_of_no_other(the_data, tmp_path):
    load_once = load(the_data)
    publish(load_once, COPIES["internal"], tmp_path / "copy", data=the_data, today=DAY, build=nothing_built)
    refused = made(the_data, tmp_path / "copy")
    assert refused.exit_code == 2
    assert "holds the internal copy" in refused.output


@pytest.mark.parametrize("audience", ["", "joint", "partner", "joint:fenwick", "joint:estuary"])
def test_nobody_gets_a_copy_on_a_guess(the_data, tmp_path, audience):
    assert made(the_data, tmp_path / "copy", audience).exit_code == 2
    assert not (tmp_path / "copy").exists()


def test_all_or_one_has_to_be_said(the_data, tmp_path):
    done = CliRunner().invoke(command, ["--to", str(tmp_path / "copy"), "--data", str(the_data)])
    assert done.exit_code == 2
    assert "--all" in done.output
    assert made(the_data, tmp_path / "copy", "internal", "--all").exit_code == 2


def test_a_part_that_one_party_reads_holds_records_and_no_single_text(tmp_path):
    loaded = written(tmp_path, {"with-delta.yml": {"stage-statements": {"working-together": {"delta": "Heron"}}}})
    (finding,) = [f for f in loaded.portfolio.findings if f.kind.code == "RMP011"]
    assert "with-delta.yml" in finding.message
    assert loaded.portfolio.plans[0].stage_statements == {}


@pytest.mark.parametrize("name", ["with-deltaa.yml", "with-estuary.yml", "with-.yml"])
def test_a_part_named_for_nobody_is_told(tmp_path, name):
    loaded = written(tmp_path, {name: {"risks": {"R-1": {"title": "Rain"}}}})
    assert "RMP011" in {finding.kind.code for finding in loaded.portfolio.findings}


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Circle(Disclosure.JOINT), Circle(Disclosure.INTERNAL), Circle(Disclosure.INTERNAL)),
        (Circle(Disclosure.PARTY, "delta"), Circle(Disclosure.JOINT), Circle(Disclosure.PARTY, "delta")),
        (Circle(Disclosure.PARTY, "delta"), Circle(Disclosure.PARTY, "delta"), Circle(Disclosure.PARTY, "delta")),
        (Circle(Disclosure.PARTY, "delta"), Circle(Disclosure.PARTY, "northgate"), Circle(Disclosure.INTERNAL)),
        (Circle(Disclosure.RESTRICTED), Circle(Disclosure.PUBLIC), Circle(Disclosure.RESTRICTED)),
    ],
)
def test_the_stricter_of_two_circles_counts(one, other, both):
    assert one.within(other) == both == other.within(one)


def test_the_marker_of_a_copy_is_not_read_as_somebody_else_s(tmp_path):
    assert publishing.MARKER.startswith("."), "servers do not serve it"
    assert USUAL
