"""Thirty commits of a hostile repository are read and compared, and nothing that it would have run is run."""

import random
from datetime import date
from pathlib import Path

import pytest

from rmpkit.changes.change import Kind
from rmpkit.changes.comparison import Comparison, compare
from rmpkit.disclosure.audience import Audience
from rmpkit.operations.check import load_past, look
from rmpkit.operations.compare import compare_revisions
from rmpkit.rules.judgement import Judged
from rmpkit.store.authorship import written_by
from rmpkit.store.past import PastUnreadableError, past_folder
from rmpkit.store.recorded import recorded
from tests.repositories.repository import command, needs_git
from tests.repositories.thirty import Thirty, spring, thirty

pytestmark = needs_git
DAY = date(2026, 11, 20)
MIRRORED: dict[object, object] = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}


@pytest.fixture(autouse=True)
def nothing_ran(the_thirty):
    """No test may set off a trap."""
    yield
    assert sorted(path.name for path in the_thirty.ran.iterdir()) == []


@pytest.fixture(scope="module")
def sides(the_thirty: Thirty) -> dict[str, Judged]:
    """What stood at each commit, judged on one day."""
    found = {}
    for commit in the_thirty.commits:
        with past_folder(the_thirty.data, commit) as past:
            found[commit] = look(load_past(past, the_thirty.data), Audience.INTERNAL, today=DAY).judged
    return found


def between(root: Path, base: str, head: str | None = None) -> Comparison:
    return compare_revisions(root / "rmp-data", base, head, audience=Audience.INTERNAL, today=DAY).comparison


def told(found: Comparison) -> set[tuple]:
    return {(d.plan, d.path, d.kind) for each in found.changes for d in [each.difference]}


def test_the_story_is_the_same_each_time(the_thirty, tmp_path):
    assert len(set(the_thirty.commits)) == 30
    assert thirty(tmp_path / "again").commits == the_thirty.commits


def test_the_traps_go_off_where_anybody_walks_into_them(the_thirty, tmp_path):
    assert {"fsmonitor", "process", "external", "ssh"} <= set(spring(the_thirty, tmp_path))


def test_every_commit_is_read(the_thirty, sides):
    slips = {commit for commit, judged in sides.items() if any(f.kind.code == "RMP002" for f in judged.findings)}
    assert slips == {the_thirty.named["a slip"]}
    assert {plan.id for plan in sides[the_thirty.commits[-1]].edition.plans} == {"larkfield"}


def test_every_commit_is_checked_by_the_command(the_thirty, monkeypatch):
    monkeypatch.chdir(the_thirty.root)
    for commit in the_thirty.commits[::6]:
        done = command("check", "--at", commit, "--fail-on", "never", "--format", "concise")
        assert done.exit_code == 0, done.output
        assert f"as written at {commit[:10]}." in done.output


def test_days_are_told_from_the_history(the_thirty):
    days = recorded(the_thirty.data).days
    assert days["larkfield", ("risks", "R-L5")] == date(2026, 1, 31)
    assert days["larkfield", ("signposts", "SP-1")] == date(2026, 1, 28)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (b"R-L5:", "the last"),
        (b"may stop in July", "a word"),
        (b"due: 2026-05-01", "a merge like neither"),
        (b"R-L4:", "one side"),  # through a merge, and the new name of its plan
        (b"owner: hollin.manager", "a section moved"),
    ],
)
def test_a_line_is_led_back_to_its_commit(the_thirty, words, name):
    file = the_thirty.data / "relationships/larkfield/joint/risks.yml"
    raw = file.read_bytes()
    line = next(number for number, each in enumerate(raw.splitlines(), 1) if words in each)
    found = written_by(file, line, raw=raw)
    assert (found.commit, found.shallow) == (the_thirty.named[name][:10], False)
    assert found.author in {"Fiona McKellar", "João Silva", "x'; touch y"}


@pytest.mark.parametrize("copy", ["shallow", "partial", "worktree", "bare"])
def test_every_copy_is_read_or_says_what_to_run(the_thirty, copy):
    root = getattr(the_thirty, copy)
    with past_folder(root / "rmp-data", "HEAD") as past:
        read = load_past(past, root / "rmp-data").portfolio
    assert [plan.id for plan in read.plans][:1] == ["larkfield"]
    if copy == "shallow":
        says = 'There is no revision ".*" in this repository. This is a shallow clone, which lacks the past. Run "git fetch --unshallow" and try again.'
        with pytest.raises(PastUnreadableError, match=says), past_folder(root / "rmp-data", the_thirty.commits[3]):
            pass
        assert 'Run "git fetch --unshallow"' in recorded(root / "rmp-data").lacking


@pytest.mark.parametrize("name", ["-x", "--all", "--output=/tmp/x", "^main", "-", "--"])
def test_a_name_that_begins_like_an_option_is_refused_in_one_sentence(the_thirty, monkeypatch, name):
    monkeypatch.chdir(the_thirty.root)
    done = command("check", f"--at={name}")
    assert done.exit_code == 2
    assert f'begins with "{name[0]}", so it names no revision. Name a commit, a tag or a branch.' in done.output
    assert not (the_thirty.ran / "written").exists()


@pytest.mark.parametrize("name", ["a;touch-b", "$(id)", "émile", "refs/heads/-x", "heads/--all"])
def test_an_odd_name_is_a_name(the_thirty, name):
    with past_folder(the_thirty.data, name) as past:
        assert past.revision == the_thirty.commits[0][:10]


@pytest.mark.parametrize(
    "name", ["main..other", "main@{upstream}", "HEAD^{tree}", ":rmp-data", "HEAD:rmp-data", "", "a\nb", "$(touch x)"]
)
def test_what_is_no_commit_is_said(the_thirty, name):
    with pytest.raises(PastUnreadableError), past_folder(the_thirty.data, name):
        pass


# Comparing


def test_a_commit_compared_with_itself_has_no_changes(the_thirty):
    for commit in the_thirty.commits:
        found = between(the_thirty.root, commit, commit)
        assert (found.changes, found.raised, found.resolved) == ((), (), ())


def pairs(of: Thirty) -> list[tuple[str, str]]:
    chance = random.Random(30)  # noqa: S311 - the same pairs each time
    some = chance.sample([(a, b) for a in of.commits for b in of.commits if a < b], 60)
    return [*zip(of.commits, of.commits[1:], strict=False), *some]


def mirrored(found: Comparison) -> set[tuple]:
    """What a comparison is about, whichever of the names before and after it is called by."""
    return {
        (d.kind, str(d.plan).removesuffix("field"), *(sorted((d.was or d.path, d.path), key=str) if d.path else ()))
        for each in found.changes
        for d in [each.difference]
    }


def test_the_other_way_round_is_the_mirror(the_thirty, sides):
    for one, other in pairs(the_thirty):
        there, back = compare(sides[one], sides[other]), compare(sides[other], sides[one])
        assert mirrored(there) == {(MIRRORED.get(kind, kind), *rest) for kind, *rest in mirrored(back)}, (one, other)


@pytest.mark.parametrize("name", ["only the form", "line ends", "line ends again", "a section moved", "a file renamed"])
def test_what_only_looks_different_is_no_change(the_thirty, name):
    commit = the_thirty.named[name]
    assert between(the_thirty.root, f"{commit}~1", commit).changes == ()


def test_a_reverted_commit_leaves_nothing(the_thirty):
    found = between(the_thirty.root, f"{the_thirty.named['a term']}~1", the_thirty.named["the term reverted"])
    assert {path[0] for _, path, _ in told(found)} == {"measures"}


def test_renames_are_one_change_each(the_thirty):
    record, plan = (the_thirty.named[name] for name in ("a record renamed", "a plan renamed"))
    assert told(between(the_thirty.root, f"{record}~1", record)) == {("lark", ("risks", "R-L3"), Kind.RENAMED)}
    assert (("larkfield", (), Kind.RENAMED)) in told(between(the_thirty.root, f"{plan}~1", plan))


def test_merges_compare_from_where_the_two_parted(the_thirty):
    found = between(the_thirty.root, the_thirty.named["one side"], the_thirty.named["the other side"])
    assert told(found) == {("lark", ("actions", "A-1"), Kind.ADDED)}
    merge = the_thirty.named["both sides merged"]
    assert told(between(the_thirty.root, f"{merge}^2", merge)) == {("lark", ("risks", "R-L4"), Kind.ADDED)}
    assert told(between(the_thirty.root, f"{merge}^1", merge)) == {("lark", ("actions", "A-1"), Kind.ADDED)}
    odd = the_thirty.named["a merge like neither"]
    assert ("larkfield", ("risks", "R-L1", "due"), Kind.CHANGED) in told(between(the_thirty.root, f"{odd}^1", odd))


def test_a_side_that_cannot_be_read_takes_nothing_with_it(the_thirty):
    commit = the_thirty.named["a slip"]
    found = between(the_thirty.root, f"{commit}~1", commit)
    assert {plan for plan, _, _ in told(found)} <= {"tern"}
    assert "RMP002" in {each.kind.code for each in found.raised}


def test_the_files_as_they_lie_there_are_compared(the_thirty):
    found = between(the_thirty.root, f"{the_thirty.commits[-1]}~1")
    assert told(found) == {("larkfield", ("risks", "R-L5"), Kind.ADDED)}


@pytest.mark.parametrize("name", ["-x", "--output=/tmp/x", "^main"])
def test_neither_side_may_begin_like_an_option(the_thirty, name):
    for sides in ((name, "HEAD"), ("HEAD", name)):
        with pytest.raises(PastUnreadableError, match="so it names no revision"):
            between(the_thirty.root, *sides)


def test_copies_are_compared_or_say_what_to_run(the_thirty):
    first, last = the_thirty.named["begun"], the_thirty.commits[-1]
    with pytest.raises(PastUnreadableError, match="git fetch --unshallow"):
        between(the_thirty.shallow, first)
    assert told(between(the_thirty.worktree, first, last)) == told(between(the_thirty.root, first, last))
    assert told(between(the_thirty.bare, first, last)) == told(between(the_thirty.root, first, last))
    assert between(the_thirty.shallow, "HEAD~1", "HEAD").changes


def test_a_partial_clone_says_what_to_run(the_thirty):
    says = (
        '^This is a partial clone, which lacks what files held. Run "git fetch --refetch --no-filter" and try again.$'
    )
    first, last = the_thirty.named["begun"], the_thirty.commits[-1]
    with pytest.raises(PastUnreadableError, match=says):
        between(the_thirty.partial, first, last)
    with pytest.raises(PastUnreadableError, match=says), past_folder(the_thirty.partial / "rmp-data", first):
        pass
    assert (
        'Run "git fetch --refetch --no-filter", and build again.' in recorded(the_thirty.partial / "rmp-data").lacking
    )


def test_the_command_compares_and_runs_nothing(the_thirty, monkeypatch):
    monkeypatch.chdir(the_thirty.root)
    first, last = the_thirty.named["begun"], the_thirty.commits[-1]
    for form in ("text", "markdown", "json"):
        done = command("compare", first, last, "--format", form, "--as-of", str(DAY))
        assert done.exit_code in {0, 1}, done.output
        assert "R-L5" in done.output
    for words in (("--", "-x"), ("--", "HEAD", "--output=x"), ("^main",)):
        done = command("compare", *words)
        assert done.exit_code == 2
        assert "so it names no revision. Name a commit, a tag or a branch." in done.output
