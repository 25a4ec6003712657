"""What changed in a plan and when, asked of real repositories."""

import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rmpkit.changes.comparison import Comparison, compare
from rmpkit.disclosure.audience import Audience
from rmpkit.model.history import History
from rmpkit.operations import history as module
from rmpkit.operations.check import Checked, load, look
from rmpkit.operations.history import Memory, Remembered, with_past
from rmpkit.operations.pages import pages
from rmpkit.rules.judgement import Judged
from rmpkit.store.remembrance import cache_folder
from tests.repositories.repository import CLEAN, begun, command, committed_on, git, handed, needs_git, stamped, write

pytestmark = needs_git
PLAN = "rmp-data/relationships/northgate"
DAY = date(2026, 11, 20)
PAGE = "relationships/northgate/history/"
HELD = "  M-2: {forum: board, on: 2026-03-10, present: [estuary.ser, northgate.ser], reviewed: [risks], changed: Nothing}\n"


@pytest.fixture(autouse=True)
def the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, in which nothing is kept yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache/rmpkit"


@pytest.fixture
def the_plans(tmp_path: Path) -> Path:
    """A repository: the plan in January; in February another due day and an action; in March a trigger removed."""
    root = tmp_path / "plans"
    shutil.copytree(CLEAN, root / "rmp-data")
    git(root, "init", "--quiet")
    committed_on(root, "2026-01-10", "Plans")
    changed(root, "due: 2026-04-10", "due: 2026-05-10")
    changed(root, "actions:\n", "actions:\n  A-2: {title: Call the pilots, owner: estuary.manager, due: 2026-04-01}\n")
    committed_on(root, "2026-02-20", "Actions")
    changed(root, "  M-1:\n", f"{HELD}  M-1:\n")
    committed_on(root, "2026-03-10", "Board")
    changed(root, "boundaries: Dredging and berth works; nothing else.", "boundaries: Dredging, and nothing else.")
    committed_on(root, "2026-03-20", "Exit")
    return root


def changed(root: Path, old: str, new: str, file: str = f"{PLAN}/joint.yml") -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    write(root, file, text.replace(old, new, 1))


def looked(root: Path, audience: Audience = Audience.INTERNAL, day: date = DAY, data: str = "rmp-data") -> Checked:
    return look(load(root / data), audience, today=day)


def remembered(root: Path, day: date = DAY, data: str = "rmp-data") -> Remembered:
    return Memory().of(looked(root, day=day, data=data), root / data, changes=True)


def told(root: Path, plan: str = "northgate", day: date = DAY, data: str = "rmp-data") -> list[tuple[str, list[str]]]:
    """The days on which a plan changed, with the places of the changes."""
    found = remembered(root, day, data).history.plans.get(plan, ())
    return [(each.day.isoformat(), sorted("/".join(map(str, c.path)) for c in each.changes)) for each in found]


def site(root: Path, audience: Audience = Audience.INTERNAL, day: date = DAY) -> dict[str, str]:
    found = looked(root, audience, day)
    found = with_past(found, Memory().of(found, root / "rmp-data", changes=True))
    return {page.path: page.body for page in pages(found.judged, library=found.library)}


WHOLE = [
    ("2026-01-10", [""]),
    ("2026-02-20", ["actions/A-1/due", "actions/A-2"]),
    ("2026-03-10", ["meetings/M-2"]),
    ("2026-03-20", ["exit/boundaries"]),
]


def test_every_commit_is_told_on_its_day_by_the_engine_that_compares(the_plans):
    assert told(the_plans) == WHOLE


def test_the_page_has_the_days_newest_first_and_who_wrote_it_is_not_on_it(the_plans):
    page = site(the_plans)[PAGE]
    assert page.index('id="Day-2026-03-20"') < page.index('id="Day-2026-02-20"') < page.index('id="Day-2026-01-10"')
    assert git(the_plans, "rev-parse", "HEAD")[:10] in page
    assert "Fiona McKellar" not in page
    assert 'href="../actions/#A-2"' in page


def test_since_the_last_meeting_of_a_forum_is_one_glance(the_plans):
    page = site(the_plans)[PAGE]
    since = page[page.index('id="Since-board"') : page.index('id="Since-approval"')]
    assert 'href="../meetings/#M-2">M-2</a> on <time datetime="2026-03-10">10 March 2026</time>' in since
    assert "1 change: 1 must not be missed." in since
    assert "boundaries" in since
    assert 'id="Since-exit-review"' in page


def test_a_record_says_when_it_was_last_changed_and_one_that_stands_as_it_came_says_nothing(the_plans):
    actions = site(the_plans)["relationships/northgate/actions/"]
    assert actions.count("Last changed on 20 February 2026.") == 1
    assert actions.count("Added on 20 February 2026.") == 1
    assert "hanged on" not in site(the_plans)["relationships/northgate/risks/"]


def test_the_overview_tells_the_last_changes_that_are_worth_a_look(the_plans):
    page = site(the_plans)["relationships/northgate/"]
    assert "What changed lately" in page
    assert 'href="history/"' in page


def test_only_what_means_something_else_is_a_change(the_plans):
    changed(the_plans, "risks:\n", "# Looked at in April\nrisks:\n")
    committed_on(the_plans, "2026-04-01")
    assert told(the_plans) == WHOLE


def test_what_was_merged_is_told_once_on_the_day_of_the_merge_and_was_written_down_before(the_plans):
    git(the_plans, "checkout", "--quiet", "-b", "draft")
    changed(the_plans, "issues:\n", "issues:\n  I-9: {title: Fog, raised: 2026-01-02}\n")
    committed_on(the_plans, "2026-04-02")
    changed(the_plans, "title: Fog,", "title: Fog on the bar,")
    committed_on(the_plans, "2026-04-03")
    git(the_plans, "checkout", "--quiet", "main")
    changed(the_plans, "due: 2026-05-10", "due: 2026-05-12")
    committed_on(the_plans, "2026-04-05")
    stamped(the_plans, "2026-04-09", "merge", "--quiet", "--no-ff", "--message", "Merge", "draft")
    assert told(the_plans)[-2:] == [("2026-04-05", ["actions/A-1/due"]), ("2026-04-09", ["issues/I-9"])]
    assert remembered(the_plans).recorded.days["northgate", ("issues", "I-9")] == date(2026, 4, 2)


def test_the_days_of_commits_are_those_of_utc_whatever_the_clock_of_the_author(the_plans):
    changed(the_plans, "due: 2026-05-10", "due: 2026-05-14")
    git(the_plans, "add", "--all")
    moment = "2026-04-02T01:00:00+0900"
    os.environ["GIT_COMMITTER_DATE"] = moment
    try:
        stamped(the_plans, "2026-04-02", "commit", "--quiet", "--message", "At night")
    finally:
        del os.environ["GIT_COMMITTER_DATE"]
    assert told(the_plans)[-1][0] == "2026-04-02"


def misdated(root: Path) -> None:
    """A commit of a clock that runs ahead, one of a clock that fell back, and two that are right."""
    for day, old, new in (
        ("2031-01-01", "due: 2026-05-10", "due: 2026-05-11"),
        ("1999-01-01", "title: Call the pilots", "title: Call all pilots"),
        ("2026-04-06", "purpose: Berths that are", "purpose: Quays that are"),
        ("2026-04-08", "boundaries: Dredging, and", "boundaries: Dredging and piling, and"),
    ):
        changed(root, old, new)
        committed_on(root, day)


def test_a_commit_of_a_wrong_day_keeps_its_own_changes_in_the_order_in_which_they_were_made(the_plans):
    misdated(the_plans)
    assert told(the_plans) == [
        *WHOLE,
        ("2026-03-20", ["actions/A-1/due"]),
        ("2026-03-20", ["actions/A-2/title"]),
        ("2026-04-06", ["purpose"]),
        ("2026-04-08", ["exit/boundaries"]),
    ]
    found = remembered(the_plans).history
    names = git(the_plans, "log", "--reverse", "--format=%h", "--abbrev=10").split()
    assert [each.commit for each in found.plans["northgate"]] == names
    assert [each.own_day for each in found.plans["northgate"][3:7]] == [None, date(2031, 1, 1), date(1999, 1, 1), None]
    assert not found.later


def test_the_page_says_which_commit_has_a_day_that_cannot_be_and_counts_it_since_the_last_look(the_plans):
    misdated(the_plans)
    page = site(the_plans)[PAGE]
    assert "a clock was wrong" in page
    assert 'dated <time datetime="2031-01-01">1 January 2031</time>' in page
    assert 'dated <time datetime="1999-01-01">1 January 1999</time>' in page
    assert 'id="Day-1999-01-01"' not in page
    assert "What came into git later is not told." not in page
    since = page[page.index('id="Since-board"') : page.index('id="Since-approval"')]
    assert "4 changes: " in since  # the boundaries were changed twice
    assert "a clock was wrong" not in site(the_plans, day=date(2026, 3, 1))[PAGE]


def net(root: Path, day: date, plan: str = "northgate") -> set[str]:
    """The places of what is different from how a plan stood at the end of a day."""
    found = remembered(root).history.since
    return {"/".join(map(str, each.path)) for each in found[plan, day]}


BOARD = date(2026, 3, 10)


def test_what_was_changed_and_changed_back_is_nothing_since_a_forum_met(the_plans):
    changed(the_plans, "boundaries: Dredging, and nothing else.", "boundaries: Everything.")
    committed_on(the_plans, "2026-04-01")
    assert net(the_plans, BOARD) == {"exit/boundaries"}
    changed(the_plans, "boundaries: Everything.", "boundaries: Dredging and berth works; nothing else.")
    committed_on(the_plans, "2026-04-02")
    assert net(the_plans, BOARD) == set()
    page = site(the_plans)[PAGE]
    since = page[page.index('id="Since-board"') : page.index('id="Since-approval"')]
    assert "Nothing is different: 3 changes were made and taken back, and stand below, by day." in since
    assert "rmp-change-said" not in since


def test_what_was_changed_again_and_again_is_told_once_with_the_commit_that_did_it_last(the_plans):
    for day, old, new in (("2026-04-01", "05-10", "05-12"), ("2026-04-02", "05-12", "05-20")):
        changed(the_plans, f"due: 2026-{old}", f"due: 2026-{new}")
        committed_on(the_plans, day)
    (due,) = (each for each in remembered(the_plans).history.since["northgate", BOARD] if each.path[-1] == "due")
    assert "10 May" in due.sentence
    assert "20 May" in due.sentence
    page = site(the_plans)[PAGE]
    since = page[page.index('id="Since-board"') : page.index('id="Since-approval"')]
    assert "2 changes: " in since


def test_a_plan_that_was_renamed_since_is_compared_with_what_it_was(the_plans):
    git(the_plans, "mv", PLAN, "rmp-data/relationships/northgate-marine")
    committed_on(the_plans, "2026-04-04")
    assert net(the_plans, BOARD, "northgate-marine") == {"", "exit/boundaries"}


def test_a_meeting_that_is_written_and_not_committed_is_asked_about_in_a_site_that_is_served(the_plans):
    memory, data = Memory(), the_plans / "rmp-data"
    memory.of(looked(the_plans), data, changes=True)
    changed(the_plans, "on: 2026-03-10, present", "on: 2026-03-15, present")
    found = memory.of(looked(the_plans), data, changes=True).history
    assert ("northgate", date(2026, 3, 15)) in found.since


def test_a_day_beyond_the_one_the_pages_speak_of_is_not_told_and_that_is_said(the_plans):
    assert told(the_plans, day=date(2026, 3, 1)) == WHOLE[:2]
    page = site(the_plans, day=date(2026, 3, 1))[PAGE]
    assert "This page speaks of <time" in page
    assert "What came into git later is not told." in page
    assert "not told." not in site(the_plans)[PAGE]


def test_a_plan_that_came_into_git_later_has_a_page_that_says_so(the_plans):
    assert "Nothing of this plan came into git by" in site(the_plans, day=date(2026, 1, 2))[PAGE]


def test_a_data_folder_that_was_moved_keeps_its_history(the_plans):
    (the_plans / "ours").mkdir()
    git(the_plans, "mv", "rmp-data", "ours/plans")
    changed(the_plans, "due: 2026-05-10", "due: 2026-06-10", "ours/plans/relationships/northgate/joint.yml")
    committed_on(the_plans, "2026-04-04")
    found = told(the_plans, data="ours/plans")
    assert found == [*WHOLE, ("2026-04-04", ["actions/A-1/due"])]
    days = remembered(the_plans, data="ours/plans").recorded.days
    assert days["northgate", ("actions", "A-2")] == date(2026, 2, 20)


def test_a_plan_that_was_renamed_keeps_its_history(the_plans):
    git(the_plans, "mv", PLAN, "rmp-data/relationships/northgate-marine")
    committed_on(the_plans, "2026-04-04")
    assert told(the_plans, "northgate-marine") == [*WHOLE, ("2026-04-04", [""])]
    actions = site(the_plans)["relationships/northgate-marine/actions/"]
    assert "Last changed on 20 February 2026." in actions


def test_a_record_under_another_id_is_reached_from_what_was_told_of_it_before(the_plans):
    changed(the_plans, "  A-2: {title: Call", "  A-7: {title: Call")
    committed_on(the_plans, "2026-04-04")
    assert told(the_plans)[1] == ("2026-02-20", ["actions/A-1/due", "actions/A-7"])
    page = site(the_plans)[PAGE]
    assert 'href="../actions/#A-7"' in page[page.index('id="Day-2026-02-20"') : page.index('id="Day-2026-01-10"')]


def test_what_is_gone_is_told_without_a_link(the_plans):
    changed(the_plans, "  A-2: {title: Call the pilots, owner: estuary.manager, due: 2026-04-01}\n", "")
    committed_on(the_plans, "2026-04-04")
    assert told(the_plans)[-1] == ("2026-04-04", ["actions/A-2"])
    assert "#A-2" not in site(the_plans)[PAGE]


def test_while_a_file_cannot_be_read_nothing_is_gone(the_plans):
    changed(the_plans, "purpose: Berths", 'purpose: "Berths')
    committed_on(the_plans, "2026-04-04")
    assert told(the_plans) == WHOLE
    changed(the_plans, 'purpose: "Berths that are', "purpose: Quays that are")
    committed_on(the_plans, "2026-04-06")
    assert told(the_plans) == [*WHOLE, ("2026-04-06", ["purpose"])]


def test_a_record_with_a_slip_is_not_told_as_gone(the_plans):
    changed(the_plans, "due: 2026-05-10", "due: tomorrow")
    committed_on(the_plans, "2026-04-04")
    assert told(the_plans) == WHOLE


def test_a_shallow_clone_says_on_the_page_what_to_run(the_plans, tmp_path):
    git(tmp_path, "clone", "--quiet", "--depth", "1", the_plans.as_uri(), "shallow")
    found = site(tmp_path / "shallow")
    assert "This is a shallow clone" in found[PAGE]
    assert "git fetch --unshallow" in found[PAGE]
    assert "Last changed" not in "".join(found.values())


def test_a_clone_without_contents_says_what_to_do_and_fetches_nothing(the_plans, tmp_path):
    git(the_plans, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", the_plans.as_uri(), "partial")
    assert "git fetch --refetch --no-filter" in site(tmp_path / "partial")[PAGE]


def test_outside_a_repository_nothing_is_known_and_nothing_is_said(tmp_path):
    shutil.copytree(CLEAN, tmp_path / "rmp-data")
    assert PAGE not in site(tmp_path)


def test_without_git_nothing_is_known_and_nothing_is_said(the_plans, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert PAGE not in site(the_plans)


def test_a_repository_without_a_commit_has_nothing_to_tell(tmp_path):
    shutil.copytree(CLEAN, tmp_path / "rmp-data")
    git(tmp_path, "init", "--quiet")
    assert PAGE not in site(tmp_path)


def test_a_part_that_is_a_repository_of_its_own_is_told_there_and_the_page_says_so(the_plans, tmp_path):
    write(tmp_path / "inner", "ours.yml", "risks: {}\n")
    inner = begun(tmp_path / "inner")
    (the_plans / PLAN / "internal.yml").unlink()
    git(the_plans, "submodule", "--quiet", "add", str(inner), f"{PLAN}/internal")
    committed_on(the_plans, "2026-04-04")
    assert "The internal part is a repository of its own" in site(the_plans)[PAGE]


def test_a_part_that_git_was_told_to_ignore_is_said_too_but_for_the_restricted_one(the_plans, tmp_path):
    write(the_plans, ".gitignore", f"{PLAN}/with-northgate/\n{PLAN}/restricted/\n")
    for name in ("with-northgate", "restricted"):
        write(the_plans, f"{PLAN}/{name}/ours.yml", "lessons: {}\n")
        begun(the_plans / PLAN / name)
    page = site(the_plans)[PAGE]
    assert "The with-northgate part is a repository of its own" in page
    assert "restricted" not in page


@pytest.mark.parametrize("audience", [Audience.joint("northgate"), Audience.PUBLIC], ids=str)
def test_no_copy_for_others_has_anything_of_it(the_plans, audience):
    found = site(the_plans, audience)
    assert PAGE not in found
    everything = "".join(found.values())
    assert "history/" not in everything
    assert "Last changed" not in everything
    assert "Added on" not in everything


def test_who_was_handed_the_plan_is_told_nothing_of_how_it_was_kept(tmp_path):
    handed("northgate", tmp_path / "theirs")
    found = site(tmp_path / "theirs")
    assert not [path for path in found if path.endswith("/history/")]


def test_what_is_restricted_leaves_no_trace_in_what_the_owners_people_are_told(the_plans, tmp_path):
    before = remembered(the_plans).history
    write(the_plans, f"{PLAN}/restricted.yml", "risks:\n  XR-1: {title: They may sell the yard}\n")
    committed_on(the_plans, "2026-04-04")
    changed(the_plans, "They may sell", "They will sell", f"{PLAN}/restricted.yml")
    committed_on(the_plans, "2026-05-05")
    assert remembered(the_plans).history == before
    named = look(load(the_plans / "rmp-data"), Audience.RESTRICTED, today=DAY)
    theirs = Memory().of(named, the_plans / "rmp-data", changes=True).history.plans["northgate"]
    assert [each.day for each in theirs[-2:]] == [date(2026, 4, 4), date(2026, 5, 5)]


def test_what_was_put_out_of_sight_is_told_as_moved_with_no_word_of_what_it_says_now(the_plans):
    action = "  A-2: {title: Call the pilots, owner: estuary.manager, due: 2026-04-01}\n"
    changed(the_plans, action, "")
    write(the_plans, f"{PLAN}/restricted.yml", "actions:\n  A-2: {title: Call the heron, due: 2026-04-01}\n")
    committed_on(the_plans, "2026-04-04")
    (told_now,) = remembered(the_plans).history.plans["northgate"][-1].changes
    assert told_now.sentence.startswith("Action A-2, Call the pilots: it now stands in the restricted part")
    assert "heron" not in site(the_plans)[PAGE]
    assert "#A-2" not in site(the_plans)[PAGE]


def refusing(*_: object, **__: object) -> None:
    pytest.fail("it was worked out again")


def test_what_was_told_once_is_not_worked_out_again(the_plans, the_cache, monkeypatch):
    first = remembered(the_plans)
    (kept,) = the_cache.glob("history-*.json")
    assert json.loads(kept.read_text("utf-8"))["told"]
    monkeypatch.setattr("rmpkit.operations.telling.compare", refusing)
    assert remembered(the_plans) == first
    assert git(the_plans, "status", "--porcelain") == ""
    assert the_cache.stat().st_mode & 0o077 == 0


def test_a_new_commit_costs_one_comparison_and_one_for_each_state_that_is_asked_from(the_plans, monkeypatch):
    remembered(the_plans)
    changed(the_plans, "due: 2026-05-10", "due: 2026-06-10")
    committed_on(the_plans, "2026-04-04")
    asked: list[date] = []

    def counted(base: Judged, head: Judged, **more: Any) -> Comparison:
        asked.append(head.today)
        return compare(base, head, **more)

    monkeypatch.setattr("rmpkit.operations.telling.compare", counted)
    assert told(the_plans)[-1] == ("2026-04-04", ["actions/A-1/due"])
    assert asked[0] == date(2026, 4, 4)
    states_asked_from = 2  # before the commit of the board, and before everything: the approval, the review of the exit
    assert len(asked) == 1 + states_asked_from


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: "",
        lambda text: text[: len(text) // 2],
        lambda _: "[]",
        lambda text: text.replace('"by": "', '"by": "0'),
        lambda text: text.replace('"rank": ', '"rank": "high", "x": '),
        lambda text: json.dumps(
            {**json.loads(text), "told": {key: [["northgate", 7]] for key in json.loads(text)["told"]}}
        ),
        lambda _: "[" * 100_000,
    ],
    ids=["empty", "half", "a list", "of another version", "another shape", "another type", "deep"],
)
def test_a_cache_that_is_broken_is_no_error_and_is_not_believed(the_plans, the_cache, spoil):
    first = remembered(the_plans)
    (kept,) = the_cache.glob("history-*.json")
    kept.write_text(spoil(kept.read_text("utf-8")), "utf-8")
    assert remembered(the_plans) == first
    assert remembered(the_plans) == first


def test_where_nothing_can_be_kept_it_is_worked_out_each_time(the_plans, the_cache):
    the_cache.parent.mkdir()
    the_cache.write_text("a file stands where the folder should be", "utf-8")
    assert told(the_plans) == WHOLE


def test_the_cache_is_in_the_users_cache_folder_and_a_relative_name_is_none(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    found = cache_folder()
    assert found is not None
    assert found.is_absolute()


def test_a_site_that_is_served_asks_again_only_for_a_new_commit(the_plans, monkeypatch):
    memory, data = Memory(), the_plans / "rmp-data"
    first = memory.of(looked(the_plans), data, changes=True)
    changed(the_plans, "due: 2026-05-10", "due: 2026-06-10")
    with monkeypatch.context() as patch:
        patch.setattr(module, "walk", refusing)
        assert memory.of(looked(the_plans), data, changes=True) is first
    committed_on(the_plans, "2026-04-04")
    assert memory.of(looked(the_plans), data, changes=True) != first


def test_without_changes_only_the_days_are_known(the_plans):
    found = Memory().of(looked(the_plans), the_plans / "rmp-data", changes=False)
    assert found.history == History()
    assert found.recorded.days["northgate", ("actions", "A-2")] == date(2026, 2, 20)


def test_a_long_history_begins_with_how_the_plans_stood_and_says_so(the_plans, monkeypatch):
    monkeypatch.setattr(module, "MOST_COMMITS", 2)
    assert told(the_plans) == WHOLE[2:]
    assert "Earlier changes are in git" in site(the_plans)[PAGE]


def test_a_history_of_too_many_versions_says_so(the_plans, monkeypatch):
    monkeypatch.setattr("rmpkit.store.chronicle.MOST_VERSIONS", 3)
    assert "more than are looked through" in site(the_plans)[PAGE]


def test_nothing_that_a_repository_names_is_run(the_plans, tmp_path):
    mark = tmp_path / "was-run"
    script = tmp_path / "evil"
    script.write_text(f"#!/bin/sh\ntouch {mark}\n", "utf-8")
    script.chmod(0o755)
    write(the_plans, ".gitattributes", "*.yml diff=evil filter=evil\n")
    for name in (
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "core.fsmonitor",
        "core.pager",
        "filter.evil.smudge",
        "filter.evil.clean",
        "core.alternateRefsCommand",
    ):
        git(the_plans, "config", name, str(script))
    assert told(the_plans) == WHOLE
    assert not mark.exists()


def test_the_command_tells_it_up_to_the_revision_that_is_asked_for(the_plans, tmp_path, monkeypatch):
    monkeypatch.chdir(the_plans)
    done = command("pages", str(tmp_path / "out"), "--at", "HEAD~1", "--as-of", "2026-11-20")
    assert done.exit_code == 0, done.output
    page = (tmp_path / f"out/{PAGE}index.md").read_text("utf-8")
    assert "10 March 2026" in page
    assert "20 March 2026" not in page


def test_the_same_history_gives_the_same_pages(the_plans):
    assert site(the_plans) == site(the_plans)
