"""The forms of a review, to the character: each is read by people, or by programs that break."""

import itertools
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmpkit.changes.change import Rank
from rmpkit.report.review import github, markdown
from rmpkit.report.review.forms import FILES, FORMS
from rmpkit.report.review.review import Review, headline
from tests.docs.guide import GUIDE
from tests.report.review.a_review import DONE, EXIT_GONE, ORDER, POLICY, QUIET, RAISED, REVIEW, SAME, WORDED, change
from tests.report.review.reading import FORGE, OURS, html

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
UPDATE = os.environ.get("RMP_UPDATE_DOCS") == "1"
SCHEMA = json.loads((HERE / "review.schema.json").read_text("utf-8"))
SARIF = Path(__file__).parents[4] / "shared/data/sarif-2.1.0.json"
REVIEWS = {"full": REVIEW, "quiet": QUIET, "same": SAME}


@pytest.mark.parametrize("name", REVIEWS)
@pytest.mark.parametrize("file", FILES)
def test_each_form_is_printed_as_it_was_agreed(name: str, file: str):
    golden, printed = GOLDEN / name / file, FILES[file](REVIEWS[name])
    if UPDATE:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8"), "Run with RMP_UPDATE_DOCS=1 and review the change."


def test_every_form_that_can_be_printed_is_among_the_files():
    assert set(FORMS.values()) <= set(FILES.values())


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ((EXIT_GONE, POLICY, RAISED), "1 change needs the senior executive, 2 to look at"),
        ((EXIT_GONE, EXIT_GONE), "2 changes need the senior executive"),
        ((EXIT_GONE, replace(EXIT_GONE, approvers=("harbour.ser", "delta.ser"))), "2 changes need senior executives"),
        ((replace(EXIT_GONE, approvers=("delta.manager",)),), "1 change needs acknowledgement"),
        ((replace(EXIT_GONE, approvers=()),), "1 change needs acknowledgement"),
        ((RAISED,), "1 change to look at"),
        ((DONE, WORDED, ORDER), "nothing to look at"),
    ],
)
def test_the_headline_says_what_matters_most(changes, says):
    assert headline(replace(QUIET, changes=changes)) == f"Plan review: {says}"


def test_what_was_lost_and_what_is_new_are_told_in_the_headline():
    assert headline(REVIEW).endswith(", 2 to look at, 1 requirement lost evidence, 1 new prompt")


def test_nothing_to_say_is_one_sentence():
    printed = markdown.summary(SAME)
    assert printed.count("\n") == 1
    assert printed.startswith("Nothing to look at in the latest revision: ")


@pytest.mark.parametrize("name", REVIEWS)
def test_the_data_are_of_the_shape_that_was_promised(name: str):
    jsonschema.validate(json.loads(FILES["review.json"](REVIEWS[name])), SCHEMA)


def _fields(schema: Mapping[str, Any]) -> Iterator[str]:
    """Every name of a field, wherever in the schema it stands."""
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            yield from value if key == "properties" else ()
            for each in value.values():
                yield from _fields(each) if isinstance(each, dict) else ()
        elif key == "items":
            yield from _fields(value)


def test_every_field_of_the_data_is_told_in_the_reference():
    page = (GUIDE / "reference" / "json.md").read_text(encoding="utf-8")
    section = page[page.index("## What a change does") :]
    assert not [field for field in _fields(SCHEMA) if f"`{field}`" not in section]


@pytest.mark.skipif(not SARIF.exists(), reason="the official schema is not beside this clone")
@pytest.mark.parametrize("name", REVIEWS)
def test_sarif_satisfies_the_official_schema(name: str):
    jsonschema.validate(json.loads(FILES["review.sarif"](REVIEWS[name])), json.loads(SARIF.read_text("utf-8")))


def test_sarif_declares_every_rule_and_says_what_became_of_each_prompt():
    (run,) = json.loads(FILES["review.sarif"](REVIEW))["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert len(set(rules)) == len(rules)
    assert {f"change/{name}" for name in REVIEW.ranking} <= set(rules)
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    states = [each["baselineState"] for each in run["results"] if each["ruleId"].startswith("RMP")]
    assert states == ["new", "unchanged", "absent", "unchanged"]
    (muted,) = [each for each in run["results"] if "suppressions" in each]
    assert muted["suppressions"][0]["justification"] == "Waits for the court"
    assert {each["kind"] for each in run["results"] if each["level"] == "none"} == {"informational"}


def test_gitlab_is_given_no_fingerprint_twice():
    entries = json.loads(FILES["codequality.json"](replace(REVIEW, changes=(RAISED, RAISED, RAISED))))
    marks = [entry["fingerprint"] for entry in entries]
    assert len(set(marks)) == len(marks) == 4
    assert marks[0] == RAISED.fingerprint


def test_of_many_annotations_nine_are_told_and_the_tenth_says_how_many_there_are():
    many = replace(REVIEW, changes=(*(EXIT_GONE,) * 12, *(RAISED,) * 9), raised=())
    lines = github.render(many).splitlines()

    assert len([line for line in lines if line.startswith("::warning ")]) == 10
    assert lines[9] == "::warning title=Plan review::3 more, see the summary."
    assert len([line for line in lines if line.startswith("::notice ")]) == 9


def test_what_is_gone_is_told_without_a_line_that_is_another_one_now():
    line = next(line for line in github.render(REVIEW).splitlines() if "X-3" in line)
    assert line.startswith("::warning title=Harbour Alliance::")
    assert line.endswith("It was in rmp-data/relationships/harbour-alliance/joint.yml, line 77.")


def test_to_readers_of_a_copy_no_place_is_told():
    blind = replace(REVIEW, changes=tuple(replace(each, base=None, head=None) for each in REVIEW.changes), raised=())
    for name, form in FILES.items():
        if name != "review.sarif":  # which tells of prompts too, of which such a copy has none
            assert "joint.yml" not in form(replace(blind, resolved=())), name


def test_the_plan_with_what_matters_most_comes_first():
    printed = markdown.comment(REVIEW)
    assert printed.index("### Harbour Alliance") < printed.index("### The organisation")
    assert "#### Needs Aisha Khan (senior executive of Harbour)" in printed


SENTENCES = st.text(st.sampled_from("ab @#|`<\n日")) | st.sampled_from(["long " * 300, "|`" * 400])
CHANGES = st.lists(st.tuples(st.sampled_from(Rank), SENTENCES, st.sampled_from(["p", "q", None])), max_size=5)
TIMES = st.sampled_from([1, 1, 20, 200])
FEW = settings(max_examples=15, deadline=None)
"""Each example may hold a thousand changes."""


def long_review(kinds: Sequence[tuple[Rank, str, str | None]], times: int, prompts: int, title: str) -> Review:
    changes = [
        change(
            sentence,
            rank,
            plan=plan,
            path=("risks", f"R-{at}"),
            before=sentence,
            after=sentence,
            approvers=("harbour.ser",) if rank is Rank.MUST_SEE and at % 3 else (f"harbour.p{at}",),
        )
        for at, (rank, sentence, plan) in enumerate(list(kinds) * times)
    ]
    return replace(
        REVIEW,
        changes=tuple(sorted(changes, key=lambda each: each.rank)),
        raised=REVIEW.raised * prompts,
        resolved=REVIEW.resolved * prompts,
        evidence=REVIEW.evidence * prompts,
        titles={"p": title, "q": "Q"},
    )


@FEW
@given(CHANGES, TIMES, TIMES, SENTENCES)
def test_whatever_there_is_to_say_fits_and_is_whole(kinds, times, prompts, title):
    review = long_review(kinds, times, prompts, title)
    printed = markdown.comment(review)

    assert len(printed) <= markdown.COMMENT
    assert printed.startswith("<!-- rmp-review v1 {")
    assert printed.count("<details>") == printed.count("</details>")
    assert not [piece for piece in html(printed) if OURS.sub("", piece).strip()]
    rows = [line for line in printed.splitlines() if line.startswith("| ")]
    assert {line.count("|") for line in rows} <= {5}
    heads = printed.count("| Change | Before | After | Where |")
    assert [token.type for token in FORGE.parse(printed)].count("tr_open") == len(rows) - heads
    assert sum(must_not_be_missed(printed)) == len(review.of_rank(Rank.MUST_SEE))


OF_MANY = re.compile(r"(?:\| (?:There are |In )?|- [^:]* )(?P<number>\d+) (?:risks|changes?)\b")


def must_not_be_missed(printed: str) -> Iterator[int]:
    """How many changes each row tells of among those that must not be missed."""
    lines = printed.split("\n")
    for at, line in enumerate(lines):
        if line.startswith("| --- "):
            rows = itertools.takewhile(lambda row: row.startswith("| "), lines[at + 1 :])
        elif line == "#### Must not be missed" and lines[at + 2].startswith("- "):
            rows = itertools.takewhile(lambda row: row.startswith("- "), lines[at + 2 :])
        else:
            continue
        for row in rows:
            many = OF_MANY.match(row)
            yield int(many["number"]) if many else 1


@FEW
@given(CHANGES, TIMES, TIMES, SENTENCES)
def test_the_summary_has_room_for_more_and_fits_too(kinds, times, prompts, title):
    assert len(markdown.summary(long_review(kinds, times, prompts, title)).encode()) <= markdown.SUMMARY


def test_what_matters_least_goes_first_and_it_is_said():
    worded = tuple(
        change(f"The title of O-{at} is worded anew. " * 8, Rank.WORDING, path=("objectives", f"O-{at}"))
        for at in range(300)
    )
    printed = markdown.comment(replace(REVIEW, changes=(*REVIEW.changes, *worded)))

    assert "<summary>Progress (1)</summary>" in printed
    assert "<summary>Wording" not in printed
    assert re.search(r"Left out: wording \(301\)\. The data of the review have it\.\n$", printed)
    assert "<summary>Wording (301)</summary>" in markdown.summary(replace(REVIEW, changes=(*REVIEW.changes, *worded)))
