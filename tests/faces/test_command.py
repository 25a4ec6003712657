"""The command as a person meets it: what it prints, where, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DAY = "2026-11-20"


def rmp(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from rmpkit.faces.cli import main; main()", *arguments]
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def test_a_finding_is_one_line_with_its_place_first():
    done = rmp("check", "--as-of", DAY, "--format", "concise")
    line = next(line for line in done.stdout.splitlines() if "RMP404" in line)
    place, _, words = line.partition(" RMP404 ")
    assert place.startswith("rmp-data/relationships/harbour-alliance/joint/governance.yml:")
    file, number, column = place.split(":")
    written = (ROOT / file).read_text(encoding="utf-8").splitlines()[int(number) - 1]
    assert written[int(column) - 1 :].startswith("2.6")
    assert words.startswith("Northgate Marine has scored fairness lower")


def test_the_example_is_fine_unless_prompts_are_to_fail():
    assert rmp("check", "--as-of", DAY).returncode == 0
    assert rmp("check", "--as-of", DAY, "--fail-on", "warning").returncode == 1
    assert rmp("check", "--as-of", DAY, "--fail-on", "never").returncode == 0


def test_the_json_form_is_a_contract():
    done = rmp("check", "--as-of", DAY, "--format", "json")
    found = json.loads(done.stdout)
    assert {key: found[key] for key in ("schema", "as_of", "catalogue")} == {
        "schema": 1,
        "as_of": DAY,
        "catalogue": "iso44001",
    }
    falling = next(finding for finding in found["findings"] if finding["name"] == "score-falling")
    assert falling == {
        "code": "RMP404",
        "name": "score-falling",
        "severity": "note",
        "fingerprint": falling["fingerprint"],
        "plan": "harbour-alliance",
        "record": "H-5",
        "path": ["health-checks", "H-5", "northgate", "fairness"],
        "requirement": "st.trust",
        "clauses": ["ISO 44001 8.8", "BS 11000-1 clause 9"],
        "source": "rmp-data/relationships/harbour-alliance/joint/governance.yml",
        "line": falling["line"],
        "column": falling["column"],
        "message": "Northgate Marine has scored fairness lower in each of the last 3 rounds: 4.0, 3.6, 3.1, 2.6.",
        "mend": "Talk about it with every party, and write what was agreed behind we-agreed:, with an action.",
        "fixable": False,
    }
    assert len({finding["fingerprint"] for finding in found["findings"]}) == len(found["findings"])


def test_without_somebody_it_says_what_would_wait_and_ends_well():
    done = rmp("check", "--as-of", DAY, "--without", "quill", "--fail-on", "note")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[:4] == [
        "Without Beatrice Quill (quill), as of 2026-11-20:",
        "",
        "Asset Data",
        "  asset-data.manager: nobody stands in, 6 records wait",
    ]
    assert "    knowledge: K-1 The model, and how it is put together" in lines
    assert "    forums: model-meeting Model Meeting" in lines
    assert "    signposts: SP-2 Notes of the Model Meeting" in lines


def test_a_person_may_be_asked_for_by_name_or_by_short_name():
    asked = [rmp("check", "--as-of", DAY, "--without", name).stdout for name in ("kaur", "Harpreet Kaur")]
    assert asked[0] == asked[1]
    assert "  estuary.manager would have nobody to stand in." in asked[0].splitlines()


def test_who_holds_nothing_would_leave_nothing():
    done = rmp("check", "--as-of", DAY, "--without", "oneill")
    assert (done.returncode, done.stdout) == (
        0,
        "Declan O'Neill (oneill) holds no post and stands in for nobody on 2026-11-20.\n",
    )


def test_the_json_form_of_an_absence_is_a_contract():
    found = json.loads(rmp("check", "--as-of", DAY, "--without", "kaur", "--format", "json").stdout)
    assert {key: found[key] for key in ("schema", "as_of", "person")} == {
        "schema": 1,
        "as_of": DAY,
        "person": {"id": "kaur", "name": "Harpreet Kaur"},
    }
    first = found["relationships"][0]
    assert {key: first[key] for key in ("plan", "title", "stands_in_for")} == {
        "plan": "asset-data",
        "title": "Asset Data",
        "stands_in_for": ["estuary.manager"],
    }
    (post,) = first["posts"]
    assert (post["post"], post["stands_in"]) == ("estuary.deputy", None)
    assert post["answers_for"][0] == {
        "register": "measures",
        "record": "photographs",
        "title": "After how many digs does a photograph come back?",
    }


def test_another_catalogue_judges_the_same_plans():
    done = rmp("check", "--as-of", DAY, "--catalogue", "bs11000", "--format", "json")
    assert json.loads(done.stdout)["catalogue"] == "bs11000"


def test_the_day_comes_from_the_environment_when_none_is_named():
    done = rmp("check", "--format", "json", SOURCE_DATE_EPOCH="1763596800")
    assert json.loads(done.stdout)["as_of"] == "2025-11-20"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "nowhere"), "There is no folder nowhere"),
        (("check", "README.md"), "is a file"),
        (("check", "rmp-data/relationships/harbour-alliance"), "which is read as a whole. Name rmp-data instead."),
        (
            ("check", "rmp-data/relationships/harbour-alliance/plan.yml"),
            "which is read as a whole. Name rmp-data instead.",
        ),
        (("check", "."), "which is read as a whole. Name rmp-data instead."),
        (("check", "--catalogue", "iso9001"), "There are bs11000, iso44001"),
        (("check", "--as-of", "2026-02-30"), "28 days"),
        (("check", "--without", "quil"), 'There is no person "quil" in these plans. The nearest is "quill".'),
        (("check", "--without", "nobody-at-all"), "The page of people lists them all."),
        (("explain", "RMP999"), 'Nothing here is called "RMP999"'),
        (("explain", "ser-vacent"), "ser-vacant"),
        (("chek",), "No such command"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_how_to_mend_it(arguments, says):
    done = rmp(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_explain_tells_the_rule_by_code_and_by_name():
    by_code, by_name = rmp("explain", "rmp201"), rmp("explain", "ser-vacant")
    assert by_code.stdout == by_name.stdout
    assert by_code.stdout.startswith("RMP201 ser-vacant (warning)\n")
    assert "Found in:" in by_code.stdout
    assert "Not found in:" in by_code.stdout


def test_an_empty_folder_is_told_what_to_add(tmp_path):
    done = rmp("check", str(tmp_path))
    assert done.returncode == 1
    assert "organisation.yml:1:1  RMP001 error\n  The data folder has no organisation.yml.\n  Add it" in done.stdout


def test_text_of_an_author_cannot_steer_the_terminal(tmp_path):
    (tmp_path / "organisation.yml").write_text('id: "\\e[31mred"\nname: X\n', encoding="utf-8")
    done = rmp("check", str(tmp_path))
    assert "\x1b" not in done.stdout + done.stderr
    assert done.returncode == 1


def test_a_fault_of_ours_is_told_from_a_mistake_in_a_plan(tmp_path):
    program = (
        "import rmpkit.faces.cli.checking as c\n"
        "def broken(*a, **k): raise RuntimeError('boom')\n"
        "c.read = broken\n"
        "from rmpkit.faces.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "check"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.startswith("This is a fault in rmp, not in the plans.")
    assert "Traceback" not in done.stderr
    (kept,) = tmp_path.glob("rmp-fault-*.txt")
    assert "RuntimeError: boom" in kept.read_text(encoding="utf-8")


def test_help_imports_no_verb():
    program = "import sys; from rmpkit.faces.cli import main\ntry:\n main()\nfinally:\n print([m for m in sys.modules if m.startswith(('pydantic', 'yaml', 'jinja2', 'mkdocs', 'rmpkit.model'))])"
    done = subprocess.run([sys.executable, "-c", program, "--help"], capture_output=True, text=True, check=False)
    assert done.stdout.rstrip().endswith("[]")
    assert "check" in done.stdout
