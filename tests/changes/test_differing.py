"""What is a change and what is none."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rmpkit.changes.change import Kind
from rmpkit.changes.comparison import compare
from rmpkit.changes.differing import differences, widened
from rmpkit.store.folder import only, scan
from tests.changes.pairs import compared, judged

ROOT = Path(__file__).parents[2]
EXAMPLE = scan(ROOT / "rmp-data")
HARBOUR = only(EXAMPLE, {"harbour-alliance"})


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(" ".join(map(str, c.difference.path)), c.difference.kind.value) for c in compared(before, after).changes]


def test_a_portfolio_beside_itself_has_no_change():
    found = compare(judged(EXAMPLE), judged(EXAMPLE))
    assert (found.changes, found.raised, found.resolved, found.evidence) == ((), (), (), ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("risks: {R-N8: {title: One, owner: estuary.ser}}", "risks: {R-N8: {owner: estuary.ser, title: One}}"),
        ("risks: {R-N8: {title: One  two}}", "risks:\n  # a comment\n  R-N8:\n    title: 'One two'\n"),
        ("purpose: |\n  One\n  two", "purpose: One two"),
        ("meetings: {M-1: {present: [a.ser, b.ser]}}", "meetings: {M-1: {present: [b.ser, a.ser]}}"),
        ("measures: {m: {question: Q, target: at most 10}}", "measures: {m: {question: Q, target: at  most 10}}"),
        ("measures: {m: {question: Q, readings: {2026-01: 10}}}", "measures: {m: {question: Q, readings: {2026-01: {value: 10.0}}}}"),
    ],
)  # fmt: skip
def test_the_same_thing_written_another_way_is_no_change(before, after):
    assert told(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("", "risks: {R-N8: {title: One}}", [("risks R-N8", "added")]),
        ("risks: {R-N8: {title: One}}", "", [("risks R-N8", "removed")]),
        ("risks: {R-N8: {title: One}}", "risks: {R-N8: {title: Two}}", [("risks R-N8 title", "changed")]),
        (
            "risks: {R-N8: {title: Dredging licence comes late}}",
            "risks: {R-N9: {title: Dredging licence comes late}}",
            [("risks R-N9", "renamed")],
        ),
        (
            "value-process: {steps: [One, Two]}",
            "value-process: {steps: [Two, One]}",
            [("value-process steps", "changed")],
        ),
        (
            "measures: {m: {question: Q, readings: {2026-01: 10}}}",
            "measures: {m: {question: Q, readings: {2026-01: 10, 2026-02: 11}}}",
            [("measures m readings 2026-02", "added")],
        ),
        (
            "measures: {m: {question: Q, readings: {2026-01: 10}}}",
            "measures: {m: {question: Q, readings: {2026-01: 12}}}",
            [("measures m readings 2026-01 value", "changed")],
        ),
    ],
)
def test_what_differs_is_told_at_its_place(before, after, changes):
    assert told(before, after) == changes


def test_a_reference_follows_its_record_to_another_id():
    one = "actions: {A-80: {title: Ask the licensing office each week until it is granted}}\nhealth-checks: {H-8: {on: 2026-02-01, actions: [A-80]}}"
    assert told(one, one.replace("A-80", "A-81")) == [("actions A-81", "renamed")]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "rmp-data", tmp_path / "data"))


def test_a_section_in_another_file_of_its_part_is_no_change(data):
    joint = data / "relationships/harbour-alliance/joint"
    (joint / "more.yml").write_bytes((joint / "risks.yml").read_bytes())
    (joint / "risks.yml").unlink()
    assert tuple(differences(judged(HARBOUR).edition, judged(only(scan(data), {"harbour-alliance"})).edition)) == ()


def test_a_record_in_an_open_part_is_opened_and_back_it_is_not(data):
    plan = data / "relationships/harbour-alliance"
    internal = plan / "internal.yml"
    text = internal.read_text("utf-8")
    start = text.index("\nrisks:") + 1
    end = next((i for i in range(start + 1, len(text)) if text[i - 1] == "\n" and text[i].isalpha()), len(text))
    (plan / "joint/ours.yml").write_text(text[start:end], "utf-8")
    internal.write_text(text[:start] + text[end:], "utf-8")
    here, there = judged(HARBOUR).edition, judged(only(scan(data), {"harbour-alliance"})).edition
    moved = [each for each in differences(here, there) if each.kind is Kind.MOVED]
    assert moved
    assert all(widened(each) for each in moved)
    assert not any(widened(each) for each in differences(there, here))


def test_a_plan_under_another_name_is_one_change(data):
    folder = data / "relationships"
    (folder / "keel-and-tarn").rename(folder / "keel-and-tern")
    here, there = judged(only(EXAMPLE, {"keel-and-tarn"})), judged(only(scan(data), {"keel-and-tern"}))
    found = tuple(differences(here.edition, there.edition))
    assert [(each.plan, each.kind, each.before, each.after) for each in found] == [
        ("keel-and-tern", Kind.RENAMED, "keel-and-tarn", "keel-and-tern")
    ]


def test_a_plan_under_another_name_with_other_words_is_still_that_plan(data):
    folder = data / "relationships"
    (folder / "harbour-alliance").rename(folder / "quay")
    for file in (folder / "quay/joint").glob("*.yml"):
        text = file.read_text("utf-8")
        file.write_text(re.sub(r"(?m)^(    (?:title|what|question|trigger): .*[a-z])$", r"\1 indeed", text), "utf-8")
    here, there = judged(only(EXAMPLE, {"harbour-alliance"})), judged(only(scan(data), {"quay"}))
    for one, other in ((here, there), (there, here)):
        found = tuple(differences(one.edition, other.edition))
        (renamed,) = (each for each in found if each.path == ())
        assert renamed.kind is Kind.RENAMED
        assert {("exit-triggers", "X-1"), ("objectives", "O-1")} <= {each.path[:2] for each in found}


MIRRORED = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}


@pytest.mark.parametrize("plan", EXAMPLE.plans)
def test_a_comparison_the_other_way_round_is_its_mirror(plan):
    sources = tuple(
        s for s in EXAMPLE.sources if s.plan != plan or not s.file.endswith(("risks.yml", "governance.yml"))
    )
    whole, less = (judged(only(folder, {plan})).edition for folder in (EXAMPLE, replace(EXAMPLE, sources=sources)))
    there, back = tuple(differences(whole, less)), tuple(differences(less, whole))

    def told(found):
        return {(d.plan, d.path, d.kind, str(d.before), str(d.after)) for d in found}

    mirrored = {(plan, path, MIRRORED.get(kind, kind), after, before) for plan, path, kind, before, after in told(back)}
    assert told(there) == mirrored
