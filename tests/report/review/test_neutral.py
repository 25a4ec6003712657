"""What authors wrote is text and nothing else in every form of a review."""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rmpkit.changes.change import Change, Rank
from rmpkit.changes.wording import words_between
from rmpkit.model.finding import Place
from rmpkit.model.showing import UNSHOWABLE, show
from rmpkit.report.neutral import code, words
from rmpkit.report.review.forms import FILES
from rmpkit.report.review.review import Muted, Review
from tests.report.review.a_review import REVIEW, change, prompt
from tests.report.review.reading import ACTED_ON, OURS, html, kinds, outside_code, seen

ATTACKS: tuple[Mapping[str, str], ...] = tuple(
    yaml.safe_load((Path(__file__).parent / "attacks.yml").read_text("utf-8"))
)
UNSEEN = re.compile(f"[\t{UNSHOWABLE}]")
BLOCKS = {"inline", "text", "paragraph_open", "paragraph_close", "code_inline"}
HOSTILE = st.text(st.sampled_from("aA1 @#!$&%~^*_`|\\<>[](){}:/.-+='\"\n\t\x1b\u202e\u200b日\u2013")) | st.text()


def full_of(text: str) -> Review:
    """A review in which everything that an author can write is one text."""

    def spoilt(item: Change) -> Change:
        difference = replace(item.difference, before=text, after=text, path=("objectives", text))
        at = Place(f"rmp-data/{text}.yml", 3, 1)
        return replace(
            item,
            difference=difference,
            sentence=text,
            base=at if item.base else None,
            head=at if item.head else None,
            approvers=(text, "harbour.ser") if item.rank <= Rank.LOOK_AT else (),
            labels=(text,),
            words=words_between(text, f"{text} {text}") if item.words else (),
            requirements=("wt.exit",),
        )

    found = prompt("action-overdue", text, text)
    found = replace(found, place=Place(f"rmp-data/{text}.yml", 3, 1))
    return replace(
        REVIEW,
        changes=tuple(map(spoilt, REVIEW.changes)),
        raised=(found,),
        resolved=(found,),
        muted=(Muted(found, text),),
        evidence=tuple(replace(move, title=text) for move in REVIEW.evidence),
        titles={"harbour-alliance": text},
        posts={("harbour-alliance", text): text},
        notes=tuple(replace(note, says=text) for note in REVIEW.notes),
    )


def means_nothing(text: str) -> None:
    assert not [piece for piece in outside_code(text) if ACTED_ON.search(piece)]
    assert not [piece for piece in html(text) if OURS.sub("", piece).strip()]
    assert not kinds(text) & {"link_open", "image", "blockquote_open", "ordered_list_open", "fence", "code_block", "hr"}
    assert not kinds(text) & {"em_open", "strong_open", "s_open"}
    assert not UNSEEN.search(text)


@pytest.mark.parametrize("render", [words, code])
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack["id"])
def test_an_attack_is_text_and_nothing_is_lost_of_it(attack: Mapping[str, str], render: Callable[[str, int], str]):
    printed = render(attack["text"], 1000)

    means_nothing(printed)
    assert kinds(printed) <= BLOCKS
    shown = show(" ".join(attack["text"].split()), 1000)
    assert seen(printed).replace(" ", "") == shown.replace(" ", "")


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack["id"])
def test_an_attack_is_text_in_every_form(attack: Mapping[str, str], form: str):
    printed = FILES[form](full_of(attack["text"]))

    assert not UNSEEN.search(printed)
    assert "##[" not in printed
    assert "##vso" not in printed
    if form.endswith(".md"):
        means_nothing(printed)
        rows = [line for line in printed.splitlines() if line.startswith("|")]
        assert {line.count("|") for line in rows} == {5}
        assert not [line for line in printed.splitlines() if line.startswith("/")]
        assert printed.count("<!-- rmp-review v1") <= printed.count("`") + 1
    elif form.endswith(("json", "sarif")):
        json.loads(printed)
    elif form == "github.txt":
        assert all(
            re.match(r"::(?:warning|notice|error) (?:file=[^:,]+,line=3,col=1,)?title=[^:,]*::", line)
            for line in printed.splitlines()
        )
    assert form == "github.txt" or not [line for line in printed.splitlines() if line.lstrip().startswith("::")]


@given(HOSTILE)
def test_no_text_at_all_means_anything(text: str):
    for printed in (words(text, 300), code(text, 300)):
        assert "\n" not in printed
        means_nothing(printed)
        assert kinds(printed) <= BLOCKS
        assert seen(printed).replace(" ", "") == show(" ".join(text.split()), 300).replace(" ", "")


@given(HOSTILE)
def test_no_text_breaks_a_row(text: str):
    row = f"| {words(text, 300)} | {code(text, 300)} |"
    table = f"| a | b |\n| - | - |\n{row}\n"

    assert kinds(table) >= {"td_open"}
    assert row.count("|") == 3
    assert not kinds(table) & {"link_open", "html_inline", "html_block", "em_open"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The joint board now meets quarterly instead of monthly.",
        "The impact of the risk R-N13 went up from 4 to 5 (“late”); no action was added.",
        "12:30 on 2026-11-20, £1.2m or 38%, e.g. and/or the parties' own, it's 1,200.50!",
        "Risk R-3 closes, AK-1 and A-38 fix nothing by themselves; M-31 resolved it, and so did DD-2.",
        "Über Ærø\u2019s 港湾 \u2013 été: naïve?",
    ],
)
def test_a_common_sentence_stands_as_it_was_written(sentence: str):
    assert words(sentence, 300) == sentence


def test_what_has_to_be_code_is_as_short_as_it_can_be():
    assert words("Asks harbour.ser (see @acme and #1), then stops.", 300) == (
        "Asks `harbour.ser` (see `@acme` and `#1`), then stops."
    )
    assert words("a|b", 300) == "`a`&#124;`b`"


def test_the_issue_of_a_tracker_is_code_where_a_sentence_says_that_it_closes_it():
    said = words("Fixes JIRA-1, OPS-2 and AB-3, as R-3 and AK-1 say; implements issue X1-9.", 300)
    assert said == "Fixes `JIRA-1, OPS-2` and `AB-3`, as R-3 and AK-1 say; implements issue `X1-9`."


def test_a_change_of_a_text_is_shown_before_and_after():
    printed = FILES["review.md"](
        replace(REVIEW, changes=(change("It is another.", Rank.MUST_SEE, before="a|b", after="@c"),))
    )
    assert "| It is another. | `a`&#124;`b` | `@c` |" in printed


@pytest.mark.parametrize(
    "text", ["1" + ".11" * 200 + "-", ")" * 600 + "x", "a" * 600, "-".join("a" * 300) + "@", "`" * 600]
)
def test_no_text_takes_long(text: str):
    began = time.perf_counter()
    words(text, 600)
    assert time.perf_counter() - began < 0.5
