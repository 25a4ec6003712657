"""The forms in which findings are printed, to the character: each is read by people, or by programs that break."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from inline_snapshot import snapshot

from rmpkit.model.finding import Finding, Kind, Place
from rmpkit.report import concise, github, gitlab, sarif, text
from rmpkit.report.located import Located
from rmpkit.rules.registry import RULES
from rmpkit.store.kinds import VALUE_UNFIT
from rmpkit.store.written import Written, written

SCHEMA = Path(__file__).parents[3] / "shared/data/sarif-2.1.0.json"
OVERDUE = next(rule.kind for rule in RULES if rule.kind.name == "action-overdue")
FILE = "rmp-data/relationships/harbour-alliance/joint/risks.yml"
LINES = (
    "actions:",
    "  A-38: {title: Second gauge, due: 2026-09-30}",
    "    wide: 港湾 été",
    f"    note: {'long ' * 60}end",
)


def finding(kind: Kind, message: str, mend: str, *path: str) -> Finding:
    return Finding(kind, "harbour-alliance", path, message, mend)


LATE = Located(
    finding(OVERDUE, "The action A-38 was due on 2026-09-30, and is still open.", "Write done: with the day.", "actions", "A-38"),
    Place(FILE, 2, 3),
    ("ISO 44001 8.8", "BS 11000-1 clause 9"),
    written(LINES, Place(FILE, 2, 3)),
)  # fmt: skip
BROKEN = Located(
    finding(VALUE_UNFIT, '"2026-02-30" is not a day: 100 % sure, February 2026 has 28 days.', "Write a day.", "actions", "A-39", "due"),
    Place(FILE, 9, 10),
)  # fmt: skip
RENDERERS: tuple[Callable[[Sequence[Located]], str], ...] = (
    text.render, concise.render, github.render, gitlab.render, sarif.render,
)  # fmt: skip


def test_text_says_what_can_be_mended_safely():
    fixable = replace(BROKEN, fixable=True)
    last = text.render([fixable]).splitlines()[-2]
    assert last == snapshot(
        "  Safe fix: rmp fix rmp-data/relationships/harbour-alliance/joint/risks.yml      Why: rmp explain RMP004"
    )
    assert "Safe fix" not in text.render([BROKEN])


def test_text_puts_what_is_most_serious_first_and_points_at_what_is_meant():
    assert text.render([LATE, BROKEN]) == snapshot("""\
rmp-data/relationships/harbour-alliance/joint/risks.yml:9:10  RMP004 error
  "2026-02-30" is not a day: 100 % sure, February 2026 has 28 days.
  Write a day.
  Why: rmp explain RMP004

rmp-data/relationships/harbour-alliance/joint/risks.yml:2:3  RMP308 warning
  The action A-38 was due on 2026-09-30, and is still open.
  2 |   A-38: {title: Second gauge, due: 2026-09-30}
    |   ^^^^
  Write done: with the day.
  Why: rmp explain RMP308  (ISO 44001 8.8, BS 11000-1 clause 9)

""")


def test_concise_is_one_line_each():
    assert concise.render([LATE, BROKEN]) == snapshot("""\
rmp-data/relationships/harbour-alliance/joint/risks.yml:2:3 RMP308 The action A-38 was due on 2026-09-30, and is still open. Write done: with the day.
rmp-data/relationships/harbour-alliance/joint/risks.yml:9:10 RMP004 "2026-02-30" is not a day: 100 % sure, February 2026 has 28 days. Write a day.
""")


def test_github_shows_it_beside_the_line():
    assert github.render([LATE, BROKEN]) == snapshot("""\
::warning file=rmp-data/relationships/harbour-alliance/joint/risks.yml,line=2,col=3,title=RMP308 action-overdue::The action A-38 was due on 2026-09-30, and is still open. Write done: with the day.
::error file=rmp-data/relationships/harbour-alliance/joint/risks.yml,line=9,col=10,title=RMP004 value-unfit::"2026-02-30" is not a day: 100 %25 sure, February 2026 has 28 days. Write a day.
""")


def test_gitlab_shows_it_beside_the_line():
    assert gitlab.render([LATE]) == snapshot("""\
[
  {
    "description": "The action A-38 was due on 2026-09-30, and is still open. Write done: with the day.",
    "check_name": "RMP308 action-overdue",
    "fingerprint": "0f36966386a3a3fd",
    "severity": "minor",
    "location": {
      "path": "rmp-data/relationships/harbour-alliance/joint/risks.yml",
      "lines": {
        "begin": 2
      }
    }
  }
]
""")


def test_sarif_is_what_the_standard_asks_for():
    found = json.loads(sarif.render([LATE, BROKEN, LATE]))
    (run,) = found["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["RMP004", "RMP308"]
    assert [result["ruleIndex"] for result in run["results"]] == [1, 0, 1]
    assert run["results"][0] == snapshot(
        {
            "ruleId": "RMP308",
            "ruleIndex": 1,
            "level": "warning",
            "message": {"text": "The action A-38 was due on 2026-09-30, and is still open. Write done: with the day."},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "rmp-data/relationships/harbour-alliance/joint/risks.yml"},
                        "region": {"startLine": 2, "startColumn": 3, "endColumn": 7},
                    }
                }
            ],
            "partialFingerprints": {"rmp/v1": "0f36966386a3a3fd"},
        }
    )


@pytest.mark.skipif(not SCHEMA.exists(), reason="the official schema is not beside this clone")
@pytest.mark.parametrize("findings", [[], [LATE], [LATE, BROKEN]], ids=len)
def test_sarif_satisfies_the_official_schema(findings):
    jsonschema.validate(json.loads(sarif.render(findings)), json.loads(SCHEMA.read_text("utf-8")))


def test_a_schema_that_is_not_met_would_be_seen():
    if not SCHEMA.exists():
        pytest.skip("the official schema is not beside this clone")
    found = json.loads(sarif.render([LATE]))
    found["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))


def test_of_many_findings_twenty_are_told_and_the_rest_counted_by_rule():
    many = [replace(LATE, place=Place(FILE, line, 3)) for line in range(1, 24)] + [BROKEN]
    told = text.render(many)
    assert told.count("Why: rmp explain") == 20
    assert told.startswith(f"{FILE}:9:10  RMP004 error")
    assert told.endswith("And 4 more, by rule:\n      4  RMP308 action-overdue\nTo see them all: rmp check --all\n\n")
    assert text.render(many, most=None).count("Why: rmp explain") == 24


@pytest.mark.parametrize("render", RENDERERS, ids=lambda render: render.__module__.rpartition(".")[2])
def test_no_text_of_an_author_steers_a_terminal_or_a_pipeline(render):
    hostile = "\x1b[2J ##vso[task.complete] \u202eabc\r\n::error::gone"
    item = replace(
        LATE,
        finding=finding(VALUE_UNFIT, f"{hostile}.", f"Mend {hostile}.", "actions", hostile),
        place=Place(f"rmp-data/{hostile}.yml", 2, 3),
        written=Written(f"  {hostile}: 1", 2, len(hostile)),
    )
    printed = render([item])
    assert not {"\x1b", "\u202e", "\r"} & set(printed)
    assert "##vso" not in printed
    assert not any(line.startswith("::error::gone") for line in printed.splitlines())


def test_nothing_found_says_nothing_to_a_reader_and_is_whole_for_a_program():
    assert text.render([]) == concise.render([]) == github.render([]) == ""
    assert json.loads(gitlab.render([])) == []
    assert json.loads(sarif.render([]))["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("line", "column", "meant"),
    [
        (2, 3, "A-38"),
        (2, 17, "Second gauge"),
        (2, 36, "2026-09-30"),
        (3, 11, "港湾 été"),
        (1, 1, "actions"),
    ],
)
def test_what_is_meant_ends_where_the_key_or_the_value_ends(line, column, meant):
    found = written(LINES, Place("x.yml", line, column))
    assert found is not None
    assert found.line[found.start : found.start + found.length] == meant


@pytest.mark.parametrize(
    ("text_", "meant"),
    [
        ('"a: b" # said', '"a: b"'),
        ("it's # said", "it's"),
        ("'it''s' # said", "'it''s'"),
        ("a#b c", "a#b c"),
        ("|", "|"),
        ('"never closed', '"never closed'),
    ],
)
def test_quotes_and_comments_are_told_apart(text_, meant):
    found = written((text_,), Place("x.yml", 1, 1))
    assert found is not None
    assert found.line[found.start : found.start + found.length] == meant


def test_a_place_that_is_not_there_or_says_nothing_is_not_shown():
    assert written((), Place("x.yml", 1, 1)) is None
    assert written(("# The plan",), Place("x.yml", 1, 1)) is None
    assert written(("",), Place("x.yml", 1, 1)) is None


def test_a_wide_sign_moves_the_mark_by_two_columns_and_a_long_line_is_cut_around_it():
    wide = replace(LATE, place=Place(FILE, 3, 14), written=written(LINES, Place(FILE, 3, 14)))
    assert "    wide: 港湾 été\n    |                ^^^" in text.render([wide])
    long = replace(LATE, place=Place(FILE, 4, 311), written=written(LINES, Place(FILE, 4, 311)))
    shown = next(line for line in text.render([long]).splitlines() if line.startswith("  4 | "))
    assert shown.startswith("  4 | …")
    assert shown.endswith("end")
    assert len(shown) < 120
