"""What becomes of a review that is too long: what is alike is told together, and whatever is left out is said."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from rmpkit.changes.change import Change, EvidenceMove, Kind, Rank
from rmpkit.changes.gate import Gate, Waiting
from rmpkit.changes.notes import Note
from rmpkit.changes.ranking import RANKING
from rmpkit.report.review import folds, github, markdown
from rmpkit.report.review.review import Review
from rmpkit.rules.evidence import State
from tests.report.review.a_review import EXIT_GONE, POLICY, REVIEW, change, prompt

SAYS = {line.name: line.says for line in RANKING}
SER = change(
    "Chinyere Okafor is not named as estuary's senior executive responsible any more.",
    Rank.MUST_SEE,
    path=("roles", "estuary.ser", "okafor"),
    kind=Kind.REMOVED,
    ranked_by="ser-changed",
    approvers=("estuary.ser",),
)


def triggers(number: int, plan: str = "harbour-alliance") -> Iterator[Change]:
    """Exit triggers that are gone."""
    for at in range(number):
        told = f"Exit trigger X-{at} is gone: Something that may happen and is described at some length, {at}."
        gone = replace(EXIT_GONE.difference, plan=plan, path=("exit-triggers", f"X-{at}"))
        yield replace(EXIT_GONE, difference=gone, sentence=told, ranked_by="exit-removed")


def risks(number: int, plan: str, rank: Rank = Rank.LOOK_AT) -> Iterator[Change]:
    """Likelihoods that went up, each of them of another risk."""
    for at in range(number):
        told = f"Risk R-{at}, a thing that may well happen some day: the likelihood is 5 of 5 now; it was 4 of 5."
        yield change(told, rank, plan=plan, path=("risks", f"R-{at}", "likelihood"), ranked_by="bad-news")


def a_review(*changes: Change, **more: Any) -> Review:
    return replace(REVIEW, changes=changes, ranking=SAYS, gate=None, **more)


def a_thousand_plans() -> Review:
    plans = [f"quay-{at:04}" for at in range(1_000)]
    lost = (EvidenceMove(plan, "wt.exit", "Exit strategy", State.RECORDED, State.NONE) for plan in plans)
    notes = (Note(plan, "worse-without-action", f"Risk R-{n} weighs more.") for plan in plans for n in range(6))
    return a_review(
        SER,
        *(each for plan in plans for each in triggers(1, plan)),
        *(each for plan in plans for each in risks(8, plan)),
        *(replace(each, ranked_by="progress") for plan in plans for each in risks(6, plan, Rank.PROGRESS)),
        evidence=tuple(lost),
        notes=tuple(notes),
        raised=tuple(
            prompt("action-overdue", f"The action A-{at} is late.", "actions", f"A-{at}") for at in range(900)
        ),
        titles={plan: f"The works at {plan}" for plan in plans},
    )


def test_many_alike_are_one_row_before_anything_of_another_line_is_left_out():
    printed = markdown.comment(a_review(SER, *triggers(500)))
    assert "| Chinyere Okafor is not named as estuary's senior executive responsible any more." in printed
    assert (
        "| 500 exit triggers are gone: X-0, X-1, X-2 and 497 more. (weakens `wt.exit`) | - | - | `was joint.yml` |"
        in (printed)
    )
    assert "Left out" not in printed


def test_where_there_is_room_each_is_told_by_itself():
    printed = markdown.summary(a_review(SER, *triggers(500)))
    assert "and 497 more" not in printed
    assert "| Exit trigger X-499 is gone" in printed


def test_no_line_of_the_ranking_that_must_not_be_missed_is_left_out_whole():
    alone = [
        change("A thing. " * 40, Rank.MUST_SEE, plan=f"p-{n}-{at}", ranked_by=line.name, approvers=(f"p{n}.ser",))
        for at, line in enumerate(RANKING)
        for n in range(40)
    ]
    printed = markdown.comment(a_review(*alone))
    assert len(printed) <= markdown.COMMENT
    for line in RANKING:
        assert line.says.split(":")[0][:60] in printed.replace("`", ""), line.name


def test_of_a_huge_review_the_summary_tells_all_that_a_note_points_to():
    review = a_thousand_plans()
    summary = markdown.summary(review)
    assert markdown.SUMMARY / 2 < len(summary.encode()) <= markdown.SUMMARY
    assert "see the summary" in github.render(review)
    assert re.search(r"Left out: .*progress \(\d+\)", summary)
    for kept in ("must not be missed (", "look at (", "new prompts (", "evidence lost ("):
        assert kept not in summary.split("Left out: ")[-1], kept


def test_what_room_is_left_over_is_for_whole_plans_one_by_one():
    plans = ("east", "south", "west")
    summary = markdown.summary(a_review(*(each for plan in plans for each in risks(2_500, plan))))
    assert markdown.SUMMARY / 3 < len(summary.encode()) <= markdown.SUMMARY
    assert summary.count("In 2500 risks, likelihood is different: R-0, R-1, R-2 and 2,497 more.") == 1
    assert summary.count("- Risk R-2499, a thing that may well happen") == 2
    assert "Left out" not in summary.replace("Left out: prompts", "")


def test_of_a_huge_review_a_comment_keeps_what_must_not_be_missed_and_what_is_to_be_looked_at():
    printed = markdown.comment(a_thousand_plans())
    assert len(printed) <= markdown.COMMENT
    assert "Chinyere Okafor is not named" in printed
    for rank in ("Must not be missed", "Look at"):
        assert f"#### {rank}" in printed.split("told together")[1]


def test_how_many_things_not_done_are_not_told_is_said():
    review = a_thousand_plans()
    printed = markdown.comment(review)
    said = printed.split("### Not done\n\n")[1].split("\n\n")[0].split("\n")
    assert len(said) == 5
    assert (
        said[-1]
        == "- 5,996 more like it: The works at quay-0000, The works at quay-0001, The works at quay-0002 and 997 more."
    )


def test_things_not_done_are_all_told_where_there_is_room():
    notes = tuple(Note("harbour-alliance", "worse-without-action", f"Risk R-{n} weighs more.") for n in range(60))
    assert "Risk R-59 weighs more." in markdown.comment(replace(REVIEW, notes=notes))


def test_what_waits_is_named():
    waiting = tuple(Waiting(each, "It changes agreed terms.", ()) for each in (POLICY, EXIT_GONE))
    printed = markdown.comment(replace(REVIEW, gate=Gate((), waiting, (), ())))
    assert f"- {POLICY.sentence} It changes agreed terms.\n" in printed
    assert f"- {EXIT_GONE.sentence} It changes agreed terms.\n" in printed


def test_of_many_that_wait_for_one_thing_it_is_said_once():
    gone = tuple(triggers(500))
    waiting = tuple(Waiting(each, "It changes agreed terms.", ()) for each in gone)
    printed = markdown.comment(replace(a_review(SER, *gone), gate=Gate((), waiting, (), ())))
    assert f"- {gone[0].sentence} It changes agreed terms. The same is so of 499 other changes.\n" in printed


@pytest.mark.parametrize(
    ("register", "kind", "said"),
    [
        ("exit-transition", Kind.REMOVED, "7 items to hand over are gone: K-0, K-1, K-2 and 4 more."),
        ("parties", Kind.ADDED, "7 parties are new: K-0, K-1, K-2 and 4 more."),
        ("criteria", Kind.RENAMED, "7 criteria go by another name: K-0, K-1, K-2 and 4 more."),
        ("due-diligence", Kind.MOVED, "7 due diligence checks stand in another part: K-0, K-1, K-2 and 4 more."),
        ("evidence", Kind.CHANGED, "7 evidence files are different: K-0, K-1, K-2 and 4 more."),
    ],
)
def test_many_records_in_one_sentence(register: str, kind: Kind, said: str):
    assert folds.together([change("", Rank.LOOK_AT, path=(register, f"K-{n}"), kind=kind) for n in range(7)]) == said


def test_many_fields_in_one_sentence():
    assert folds.together(list(risks(7, "p"))) == "In 7 risks, likelihood is different: R-0, R-1, R-2 and 4 more."
    of_one = [change("", Rank.LOOK_AT, path=("measures", "cost", "readings", f"2026-{n:02}")) for n in range(7)]
    assert folds.together(of_one) == "There are 7 changes in measure: cost."
    single = [change("", Rank.LOOK_AT, path=("exit", f"key-{n}")) for n in range(2)]
    assert folds.together(single) == "There are 2 changes in exit: key-0 and key-1."


UNSEEN = {
    (
        "unread-before",
        Kind.ADDED,
        "exit-triggers",
    ): "7 exit triggers could not be read before: K-0, K-1, K-2 and 4 more.",
    ("unread", Kind.REMOVED, "risks"): "7 risks cannot be read any more: K-0, K-1, K-2 and 4 more.",
    ("unread", Kind.CHANGED, "file"): "7 files cannot be read any more: K-0, K-1, K-2 and 4 more.",
    ("unread-before", Kind.CHANGED, "unread"): "7 places could not be read before: K-0, K-1, K-2 and 4 more.",
}


@pytest.mark.parametrize("case", UNSEEN, ids=str)
def test_what_was_compared_with_nothing_is_neither_new_nor_gone(case):
    line, kind, register = case
    many = [change("", Rank.MUST_SEE, path=(register, f"K-{n}"), kind=kind, ranked_by=line) for n in range(7)]
    assert folds.together(many) == UNSEEN[case]
