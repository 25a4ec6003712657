"""What somebody tried who wanted to read more than was meant, and what came of it."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from rmpkit.disclosure.audience import Audience
from rmpkit.faces.cli.handing import command as handover
from rmpkit.faces.cli.leak_checking import command as leak_check
from rmpkit.faces.cli.publishing import command as publish
from rmpkit.model.plan import Plan
from rmpkit.operations import handover as operations
from rmpkit.operations.check import load, look
from rmpkit.operations.pages import pages
from rmpkit.operations.passing import passes
from rmpkit.operations.publishing import MARKER, left_over
from rmpkit.store.spelling import plan_as_written
from tests.disclosure.test_cases import COPIES, DAY, words_in, written

pytestmark = pytest.mark.site
PLAN = "relationships/harbour-works"


def run(verb: object, data: Path, target: Path, audience: str = "joint:northgate") -> Result:
    words = ["--audience", audience, "--to", str(target), "--data", str(data), "--as-of", DAY.isoformat()]
    return CliRunner().invoke(verb, words)  # type: ignore[arg-type]  # a command of click


def test_two_organisations_under_one_short_name_stop_every_copy_for_others(tmp_path):
    data = tmp_path / "data"
    written(data, {})
    other = {
        "title": "Canteen",
        "type": "supplier",
        "state": "active",
        "parties": {"estuary": {"name": "Estuary"}, "delta": {"name": "Delta Dental"}},
    }
    (data / "relationships/canteen").mkdir()
    (data / "relationships/canteen/plan.yml").write_text(yaml.safe_dump(other), "utf-8")
    (data / "relationships/canteen/joint.yml").write_text("purpose: Lunch\n", "utf-8")
    (finding,) = load(data).portfolio.findings
    assert finding.kind.name == "party-ambiguous"
    assert run(publish, data, tmp_path / "copy", "joint:delta").exit_code == 1
    assert run(handover, data, tmp_path / "copy", "joint:delta").exit_code == 1
    assert not (tmp_path / "copy").exists()


def test_somebody_who_is_to_hold_a_post_is_told_to_no_partner(tmp_path):
    """Neither where the plan fills the post itself, nor before the day, nor until when, nor by which paper."""
    zeb = {"name": "Zebedee Heron", "title": "Keeper of the gate"}
    case = {
        "organisation.yml": {
            "people": {"zeb": zeb, "ann": {"name": "Ann Tern"}, "bob": {"name": "Bob Plover"}},
            "roles": {
                "estuary.ser": {"zeb": {"from": "2027-06-01"}},
                "estuary.chair": {
                    "ann": {"from": "2020-01-01", "to": "2027-03-01", "appointed": "SP-1"},
                    "bob": {"from": "2027-03-02"},
                },
            },
            "signposts": {"SP-1": {"title": "Letter", "at": "A drawer"}},
        },
        "joint.yml": {
            "risks": {
                "R-1": {"title": "Rain", "owner": "estuary.ser"},
                "R-2": {"title": "Wind", "owner": "estuary.chair"},
            }
        },
    }
    data = tmp_path / "data"
    loaded = written(data, case)
    edition = look(loaded, COPIES["northgate"], today=DAY).judged.edition
    assert edition.organisation is not None
    assert set(edition.organisation.people) == {"okafor", "ann"}
    assert set(edition.organisation.roles) == {"estuary.chair"}
    (held,) = edition.organisation.roles["estuary.chair"].values()
    assert (held.to, held.appointed) == (None, None)
    assert run(handover, data, tmp_path / "copy").exit_code == 0
    said = "".join(path.read_text("utf-8") for path in (tmp_path / "copy").rglob("*.yml"))
    assert not [word for word in ("zeb", "Heron", "Plover", "2027", "SP-1", "Letter") if word in said]


def test_when_somebody_is_going_to_leave_is_told_to_no_partner(tmp_path):
    leaving = {
        "ann": {"name": "Ann Tern", "left": "2027-03-01"},
        "bob": {"name": "Bob Plover", "left": "2020-03-01"},
        "cat": {"name": "Cat Gull", "left": DAY.isoformat()},
    }
    roles = {f"estuary.{name}": {name: {"from": "2020-01-01"}} for name in leaving}
    case = {
        "organisation.yml": {"people": leaving},
        "plan.yml": {"roles": roles},
    }
    data = tmp_path / "data"
    loaded = written(data, case)
    organisation = look(loaded, COPIES["northgate"], today=DAY).judged.edition.organisation
    assert organisation is not None
    last = {name: organisation.people[name].left for name in leaving}
    assert last == {"ann": None, "bob": date(2020, 3, 1), "cat": None}
    assert run(handover, data, tmp_path / "copy").exit_code == 0
    said = "".join(path.read_text("utf-8") for path in (tmp_path / "copy").rglob("*.yml"))
    assert "2027-03-01" not in said
    assert "2020-03-01" in said


def test_a_line_that_calls_the_plans_a_copy_changes_no_label(tmp_path):
    case = {"organisation.yml": {"copy-for": "northgate"}, "internal.yml": {"why": "Heron"}, "restricted.yml": {}}
    loaded = written(tmp_path, case)
    assert [finding.kind.name for finding in loaded.portfolio.findings] == ["copy-not-alone"]
    assert "Restricted copy" in words_in(loaded, Audience.RESTRICTED)
    assert "TLP:AMBER " not in words_in(loaded, Audience.RESTRICTED)


def test_a_ring_that_leads_through_the_restricted_part_is_told_to_those_who_read_it(tmp_path):
    case = {
        "internal.yml": {"actions": {"IA-1": {"title": "Call", "comes-from": "XA-1"}}},
        "restricted.yml": {"actions": {"XA-1": {"title": "Wait", "comes-from": "IA-1"}}},
    }
    loaded = written(tmp_path, case)
    assert "XA-1" not in words_in(loaded, Audience.INTERNAL)
    assert "XA-1" in words_in(loaded, Audience.RESTRICTED)


def test_a_standard_that_the_organisation_does_not_work_by_is_its_own_affair(tmp_path):
    written(tmp_path, {})
    text = (Path(__file__).parents[1] / "catalogue/tidewater.yml").read_text("utf-8")
    (tmp_path / "catalogues").mkdir()
    (tmp_path / "catalogues/tidewater.yml").write_text(text, "utf-8")
    loaded = load(tmp_path)
    assert "Tidewater Code" in words_in(loaded, Audience.INTERNAL)
    for copy in ("northgate", "public"):
        assert "Tidewater Code" not in words_in(loaded, COPIES[copy])


def test_a_file_that_one_signpost_closes_to_a_party_no_other_opens(tmp_path):
    case = {
        "joint.yml": {
            "signposts": {
                "SP-1": {"title": "Drawings", "at": "evidence/d.txt", "can-open": ["estuary", "northgate"]},
                "SP-2": {"title": "The same", "at": "evidence/d.txt"},
            }
        }
    }
    written(tmp_path, case)
    (tmp_path / PLAN / "evidence").mkdir()
    (tmp_path / PLAN / "evidence/d.txt").write_text("Lines", "utf-8")
    loaded = load(tmp_path)
    for copy, files in (("northgate", 1), ("delta", 0), ("internal", 1)):
        edition = look(loaded, COPIES[copy], today=DAY).judged.edition
        assert len(edition.evidence["harbour-works"]) == files, copy


MINUTES = "Dry by the end of the month."
SIGNPOST = {"title": "Minutes", "at": "evidence/m.txt"}
OURS = {"on": "2026-11-02", "by": "estuary.ser"}


def with_minutes(data: Path, text: str = MINUTES, **said: object) -> dict[str, dict[str, object]]:
    """A plan whose joint minutes hold a text, and what its signpost says beside."""
    case: dict[str, dict[str, object]] = {
        "plan.yml": {"roles": {"northgate.ser": {"mo": {"from": "2020-01-01"}}}},
        "internal.yml": {"why": "They must be out by the end of the year"},
        "restricted.yml": {"mandate": "Sell the north quay to Heron Holdings next spring"},
        "with-delta.yml": {"risks": {"R-9": {"title": "The cranes of Delta are worn beyond mending"}}},
        "joint.yml": {
            "people": {"mo": {"name": "Mo Vos", "of": "northgate"}},
            "signposts": {"SP-1": {**SIGNPOST, **said}},
        },
    }
    written(data, case)
    (data / "relationships/canteen").mkdir()
    other = {"title": "Canteen", "type": "supplier", "state": "active", "parties": {"estuary": {"name": "Estuary"}}}
    (data / "relationships/canteen/plan.yml").write_text(yaml.safe_dump(other), "utf-8")
    (data / "relationships/canteen/internal.yml").write_text("why: Soup is cheaper than we ever say\n", "utf-8")
    (data / PLAN / "evidence").mkdir()
    (data / PLAN / "evidence/m.txt").write_text(text, "utf-8")
    return case


def passed(text: str = MINUTES, **otherwise: str) -> dict[str, str]:
    return {"sha256": sha256(text.encode()).hexdigest(), **OURS, **otherwise}


def test_a_document_with_internal_words_goes_out_when_the_owner_passes_it_as_it_is(tmp_path):
    data = tmp_path / "data"
    with_minutes(data, passed=passed())
    for verb, target in ((publish, "copy"), (handover, "handed")):
        done = run(verb, data, tmp_path / target)
        assert done.exit_code == 0, done.output
        assert "Not searched for internal texts: " in done.output
        assert "evidence/m.txt, passed by estuary.ser on 2026-11-02." in done.output
    handed = "".join(path.read_text("utf-8") for path in (tmp_path / "handed").rglob("*.yml"))
    assert "passed" not in handed, "that the owner had to decide is the owner's affair"
    words = [str(tmp_path / "copy"), "--audience", "joint:northgate", "--data", str(data), "--as-of", DAY.isoformat()]
    looked = CliRunner().invoke(leak_check, words)
    assert looked.exit_code == 0, looked.output
    assert "evidence/m.txt, passed by estuary.ser on 2026-11-02." in looked.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(MINUTES, {}, id="nobody said anything"),
        pytest.param(MINUTES, {"shared": OURS}, id="the record was opened"),
        pytest.param(MINUTES, {"passed": passed("Dry by the end of May.")}, id="another file was passed"),
        pytest.param(MINUTES, {"passed": passed(by="northgate.ser")}, id="the party passed it"),
        pytest.param(MINUTES, {"passed": passed(on="2027-01-01")}, id="it is to be passed one day"),
        *(
            pytest.param(text, {"passed": passed(text)}, id=f"it holds {whose}")
            for whose, text in {
                "what is restricted": "We sell the north quay to Heron Holdings.",
                "what is another party's": "The cranes of Delta are worn.",
                "what is of another relationship": "Soup is cheaper than we ever thought.",
            }.items()
        ),
    ],
)
def test_nothing_else_lets_a_document_with_withheld_words_out(tmp_path, text, said):
    data = tmp_path / "data"
    with_minutes(data, text, **said)
    for verb in (publish, handover) if "shared" in said else (handover,):
        refused = run(verb, data, tmp_path / "copy")
        assert refused.exit_code == 1, refused.output
        assert "m.txt" in refused.output
        assert not (tmp_path / "copy").exists()


def test_a_file_that_was_changed_since_it_was_passed_is_named_as_such(tmp_path):
    data = tmp_path / "data"
    with_minutes(data, passed=passed("Dry by the end of May."))
    assert "which is another file since it was passed" in run(handover, data, tmp_path / "copy").output


def test_the_line_may_stand_where_the_party_never_reads(tmp_path):
    data = tmp_path / "data"
    case = with_minutes(data)
    ours = {"signposts": {"IS-1": {**SIGNPOST, "passed": passed()}}}
    (data / PLAN / "internal.yml").write_text(yaml.safe_dump({**case["internal.yml"], **ours}), "utf-8")
    assert run(handover, data, tmp_path / "copy").exit_code == 0


def test_nothing_is_passed_to_the_public(tmp_path):
    data = tmp_path / "data"
    with_minutes(data, passed=passed())
    loaded = load(data)
    edition = look(loaded, Audience.PUBLIC, today=DAY).judged.edition
    assert passes(loaded.portfolio, edition, today=DAY).given == {}


def test_what_is_handed_over_is_read_again_and_has_to_be_the_edition(tmp_path, monkeypatch):
    data = tmp_path / "data"
    written(data, {"joint.yml": {"risks": {"R-1": {"title": "Rain"}}}})
    whole = plan_as_written

    def more(plan: Plan) -> dict[str, object]:
        return {**whole(plan), "joint/lessons.yml": {"lessons": {"L-1": {"title": "Heron"}}}}

    monkeypatch.setattr(operations, "plan_as_written", more)
    refused = run(handover, data, tmp_path / "copy")
    assert isinstance(refused.exception, RuntimeError)
    assert not (tmp_path / "copy").exists()


def test_the_copy_of_somebody_who_has_left_is_named_when_all_are_made(tmp_path):
    for name, mine in (("joint-delta", True), ("joint-northgate", True), ("notes", False)):
        (tmp_path / name).mkdir()
        if mine:
            (tmp_path / name / MARKER).write_text("x\n", "utf-8")
    assert left_over(tmp_path, [Audience.INTERNAL, Audience.joint("northgate")]) == (tmp_path / "joint-delta",)


def test_no_repository_is_put_into_a_published_copy_or_into_git_s_own_folder(tmp_path):
    data = tmp_path / "data"
    written(data, {})
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / MARKER).write_text("the public copy\n", "utf-8")
    for target in (tmp_path / "copy/plans", tmp_path / ".git/x"):
        assert run(handover, data, target).exit_code == 2
        assert not target.exists()


def test_a_message_about_an_audience_names_no_other_party(tmp_path):
    data = tmp_path / "data"
    written(data, {})
    for audience in ("joint:xyz", "joint:estuary"):
        said = run(publish, data, tmp_path / "copy", audience).output
        assert "northgate" not in said
        assert "delta" not in said


def test_the_pages_of_one_edition_are_the_same_each_time(tmp_path):
    loaded = written(tmp_path, {})
    first, second = (
        pages(look(loaded, COPIES["northgate"], today=DAY).judged, library=loaded.library) for _ in range(2)
    )
    assert first == second
