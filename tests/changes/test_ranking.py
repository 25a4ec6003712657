"""The ranks of an organisation, and who is needed."""

import pytest

from rmpkit.changes.approvers import NEEDS
from rmpkit.changes.change import Rank
from rmpkit.changes.ranking import RANKING
from tests.changes.corpus import CORPUS, Story
from tests.changes.pairs import compared, judged
from tests.rules.overlay import folder_with


def test_names_of_lines_are_short_names_and_each_stands_once():
    names = [line.name for line in RANKING]
    assert len(set(names)) == len(names)
    assert all(name == name.lower() and " " not in name for name in names)


@pytest.mark.parametrize("says", [*(line.says for line in RANKING), *(need.says for need in NEEDS)])
def test_every_line_says_what_it_is_about_in_a_sentence(says):
    assert says[:1].isupper()
    assert says.endswith(".")


def test_the_ranks_from_before_a_change_count():
    (own, action) = Story.read(CORPUS / "ranks-of-before-count.md").comparison.changes
    assert (own.ranked_by, own.rank) == ("ranks-changed", Rank.MUST_SEE)
    assert (action.ranked_by, action.rank) == ("pushed-out", Rank.MUST_SEE)


@pytest.mark.parametrize("name", ["ranks-changed", "bad-news"])
def test_two_lines_keep_their_rank(name):
    found = judged(folder_with(f"ranks: {{{name}: 4}}", organisation=True)).edition.findings
    assert [(each.path, each.reference) for each in found] == [(("ranks", name), name)]


def test_a_line_that_is_not_in_the_ranking_is_found_and_the_nearest_is_offered():
    (found,) = judged(folder_with("ranks: {pushed-ot: 4}", organisation=True)).edition.findings
    assert "pushed-ot" in found.message
    assert "pushed-out" in found.mend


def test_a_rank_is_a_number_from_1_to_5():
    (found,) = judged(folder_with("ranks: {pushed-out: 7}", organisation=True)).edition.findings
    assert found.message == '"7" is not a rank from 1 to 5.'


def test_who_is_needed_is_told_rank_by_rank_with_the_holder_of_the_day():
    before = "actions: {A-1: {due: 2026-04-10}}"
    after = "actions: {A-1: {due: 2026-05-10}}\nroles: {northgate.ser: {halvorsen: {from: 2024-04-01, to: 2026-01-31}}}"
    assert [(each.rank.value, each.who, len(each.changes)) for each in compared(before, after).needed] == [
        (1, "Ngozi Okafor (senior executive of Estuary Gateway)", 1),
        (2, "Duarte Silva (manager of Northgate Marine)", 1),
    ]


def test_a_post_that_nobody_holds_is_named_all_the_same():
    vacant = "roles: {estuary.ser: {okafor: {from: 2024-04-01, to: 2026-01-31}}}"
    found = compared(
        vacant, f"{vacant}\nmuted-rules: {{signpost-stale: {{why: W, by: estuary.manager, until: 2026-06-30}}}}"
    )
    assert [each.who for each in found.needed] == ["senior executive of Estuary Gateway (vacant)"]


def test_a_plan_in_which_nothing_but_days_moved_is_told():
    assert compared("", "actions: {A-1: {due: 2026-05-10}}").dates_only == {"northgate"}
    assert compared("", "actions: {A-1: {due: 2026-05-10, note: Why}}").dates_only == frozenset()
