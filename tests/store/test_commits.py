"""The commits between two revisions, as git has them: authors, trailers, the plans they touched."""

from pathlib import Path

import pytest

from rmpkit.store.commits import astray, commits_between, trailers
from rmpkit.store.past import PastUnreadableError
from tests.repositories.repository import git, needs_git, ran, write

pytestmark = needs_git
PLAN = "rmp-data/relationships/quay.yml"


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Title\n\nSigned-off-by: A\nPlan-acknowledged-by: B (c.d)\n", [("signed-off-by", "A"), ("plan-acknowledged-by", "B (c.d)")]),
        ("Title\r\n\r\nKey: with returns\r\n", [("key", "with returns")]),
        ("Title\n\nKey: goes\n  on here\n\n\n", [("key", "goes on here")]),
        ("Key: the title is no trailer", []),
        ("Title\n\nKey: talk\nand more talk\n", []),
        ("Title\n\nKey: in the middle\n\nThe end.\n", []),
        ("Title\n\n: nothing before the colon\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_trailers_are_the_last_paragraph_alone(message, found):
    assert list(trailers(message)) == found


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Title\n\nKey: in the middle\n\nThe end.\n", ["in the middle"]),
        ("Title\nKey: right below it\n", ["right below it"]),
        ("Key: the title\n\nOther: word\n", ["the title"]),
        ("Title\n\nKey: beside talk\nand more talk\n", ["beside talk"]),
        ("Two in one\n\n* One\n\nKey: one\n\n* Two\n\n    KEY : two\n\n* Key: three\n\nCo-authored-by: A <a@b>\n",
         ["one", "two", "three"]),
        ("Title\n\nKey: counts\n\nKey: counts\n", ["counts"]),
        ("Title\r\n\r\nKey: goes\r\n  on here\r\n", []),
        ("Title\n\nHere a Key: in a sentence is meant for nobody.\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_lines_that_look_like_trailers_elsewhere_are_kept_beside(message, found):
    assert [words for key, words in astray(message) if key == "key"] == found


@pytest.fixture
def the_plans(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, PLAN, "title: Quay\n")
    write(tmp_path, "README.md", "Read me\n")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    git(tmp_path, "tag", "base")
    return tmp_path


def commit(root: Path, *words: str, message: str = "More") -> None:
    git(root, "add", "--all")
    git(root, *words, "commit", "--quiet", "--allow-empty", "--message", message)


def between(root: Path):
    return commits_between(root / "rmp-data", git(root, "rev-parse", "base"), git(root, "rev-parse", "HEAD"))


def test_a_commit_says_who_when_and_which_plans(the_plans):
    write(the_plans, PLAN, "title: Quay 2\n")
    commit(the_plans, "-c", "user.name=Zoë  Ärlig")
    write(the_plans, "rmp-data/organisation.yml", "id: estuary\n")
    commit(the_plans)
    write(the_plans, "README.md", "Read me again\n")
    commit(the_plans)
    assert [(c.author, c.plans) for c in between(the_plans)] == [
        ("Zoë Ärlig", {"quay"}), ("Fiona McKellar", {None}), ("Fiona McKellar", frozenset()),
    ]  # fmt: skip


def test_to_write_an_acknowledgement_is_not_to_touch_the_plan(the_plans):
    write(the_plans, PLAN, "title: Quay\nacknowledgements:\n  AK-1: {changes: [a]}\n")
    commit(the_plans)
    write(the_plans, PLAN, "title: Quay 2\nacknowledgements:\n  AK-1: {changes: [a, b]}\n")
    commit(the_plans)
    assert [c.plans for c in between(the_plans)] == [frozenset(), {"quay"}]


def test_what_a_merge_says_by_itself_is_its_own(the_plans):
    git(the_plans, "checkout", "--quiet", "-b", "side")
    write(the_plans, PLAN, "title: Quay two\n")
    commit(the_plans)
    git(the_plans, "checkout", "--quiet", "main")
    write(the_plans, PLAN, "title: Quay one\n")
    commit(the_plans)
    merge = ("-c", "user.name=Merger", "merge", "--quiet", "--no-ff", "-X", "ours", "--message", "Both", "side")
    git(the_plans, *merge)
    write(the_plans, PLAN, "title: Neither\n")
    git(the_plans, "add", "--all")
    git(the_plans, "-c", "user.name=Merger", "commit", "--quiet", "--amend", "--no-edit", "--reset-author")
    last = between(the_plans)[-1]
    assert (last.author, last.plans) == ("Merger", {"quay"})


HOSTILE = (
    b"commit refs/heads/main\nauthor \xe9\x1b[2J Evil <> 99999999999999 +0000\n"
    b"committer A <a@b.example> 99999999999999 +0000\ndata %d\n%s\nfrom refs/tags/base^0\n\n"
)


def test_a_message_without_an_end_and_a_day_that_cannot_be_are_borne(the_plans):
    message = b"x" * 3_000_000 + b"\n\nKey: \xff\xfe\n"
    ran(the_plans, "fast-import", "--quiet", "--force", given=HOSTILE % (len(message), message))
    (only,) = between(the_plans)
    assert only.day is None
    assert only.trailers[0][0] == "key"
    assert "Evil" in only.author


def test_nothing_that_a_repository_brings_along_is_run(the_plans):
    mark = the_plans / "ran"
    hook = the_plans / ".git/hooks/post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {mark}\n", encoding="utf-8")
    hook.chmod(0o755)
    with (the_plans / ".git/config").open("a", encoding="utf-8") as config:
        config.write(
            f'[core]\n\tpager = touch {mark}\n\tfsmonitor = touch {mark}\n[diff "yaml"]\n\ttextconv = touch {mark}\n\tcommand = touch {mark}\n[gpg]\n\tprogram = touch {mark}\n[log]\n\tshowSignature = true\n'
        )
    write(the_plans, ".gitattributes", "*.yml diff=yaml\n")
    write(the_plans, PLAN, "title: Quay 2\n")
    git(the_plans, "-c", "core.fsmonitor=false", "add", "--all")
    git(the_plans, "-c", "core.fsmonitor=false", "commit", "--quiet", "--message", "More")
    mark.unlink(missing_ok=True)
    assert len(between(the_plans)) == 1
    assert not mark.exists()


def test_a_clone_that_ends_between_the_two_says_how_to_fetch_the_rest(the_plans, tmp_path_factory):
    for number in range(4):
        write(the_plans, PLAN, f"title: Quay {number}\n")
        commit(the_plans)
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "--quiet", "--depth", "2", f"file://{the_plans}", "plans")
    head = git(the_plans, "rev-parse", "HEAD")
    git(clone / "plans", "fetch", "--quiet", "--depth", "1", "origin", "tag", "base")
    with pytest.raises(PastUnreadableError, match="git fetch --unshallow"):
        commits_between(clone / "plans/rmp-data", git(the_plans, "rev-parse", "base"), head)
