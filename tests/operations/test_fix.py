"""Findings mended in the files: what can only be meant in one way, and not a character more."""

import tempfile
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmpkit.operations.check import load
from rmpkit.operations.fix import mend, put
from rmpkit.operations.fixes import distance, meant
from rmpkit.store.endings import BOM

ORGANISATION = """\
format: 1
id: hollin
name: Hollin Dairy
people:
  amara: {name: Ruth Amara, title: Managing Director}
  benn: {name: Colin Benn, title: Logistics Manager}
  quill: {name: Colin Benn, title: Driver}
"""
PLAN = """\
title: Cold chain
type: supplier
state: active
parties:
  hollin: {name: Hollin Dairy}
  lark: {name: Lark Transport}
roles:
  hollin.ser: {amara: {from: 2026-01-12}}
  lark.manager: {benn: {from: 2026-01-12}}
"""


def folder(root: Path, joint: bytes, organisation: str = ORGANISATION, plan: str = PLAN) -> Path:
    home = root / "relationships/lark"
    home.mkdir(parents=True, exist_ok=True)
    (root / "organisation.yml").write_text(organisation, "utf-8")
    (home / "plan.yml").write_text(plan, "utf-8")
    (home / "joint.yml").write_bytes(joint)
    return root


def mended(root: Path, *, unsafe: bool = False) -> bytes:
    for each in mend(load(root), unsafe=unsafe):
        if each.done:
            put(each, root)
    return (root / "relationships/lark/joint.yml").read_bytes()


def fixed(root: Path, joint: str, *, unsafe: bool = False) -> str:
    return mended(folder(root, joint.encode()), unsafe=unsafe).decode()


TWINS = (
    "objectives:\n  O-1: {title: Same thing}\n  O-2: {title: Same thing}\n"
    "risks:\n  R-L1: {title: Old, objective: Same thing}\n"
)
O1 = "objectives:\n  O-1:\n    title: No load is refused\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("objectives:\n  O-1:\n    titel: Cold  # so\n", "objectives:\n  O-1:\n    title: Cold  # so\n"),
        ("objectivs:\n  O-1: {title: Cold}\n", "objectives:\n  O-1: {title: Cold}\n"),
        ('risks:\n  R-L1: {title: Old, "Ownr": lark.manager}\n', 'risks:\n  R-L1: {title: Old, "owner": lark.manager}\n'),
        ("risks:\n  R-L1:\n    title: Old\n    likelyhood: 4\n", "risks:\n  R-L1:\n    title: Old\n    likelihood: 4\n"),
        ("risks:\n  R-L1:\n    title: Old\n    category: 'suply chain'\n", "risks:\n  R-L1:\n    title: Old\n    category: 'supply chain'\n"),
        ("risks:\n  R-L1: {title: Old, due: 2026/9/30}\n", "risks:\n  R-L1: {title: Old, due: 2026-09-30}\n"),
        ("risks:\n  R-L1: {title: Old, due: 30 September 2026}\n", "risks:\n  R-L1: {title: Old, due: 2026-09-30}\n"),
        ('risks:\n  R-L1: {title: Old, due: "30.9.2026"}\n', "risks:\n  R-L1: {title: Old, due: 2026-09-30}\n"),
        ("risks:\n  r-l1:\n    title: Old\n", "risks:\n  R-L1:\n    title: Old\n"),
        (O1 + "risks:\n  R-L1: {title: Old, objective: o-1}\n", O1 + "risks:\n  R-L1: {title: Old, objective: O-1}\n"),
        (O1 + "risks:\n  R-L1: {title: Old, objective: No load is refused}\n", O1 + "risks:\n  R-L1: {title: Old, objective: O-1}\n"),
        ("risks:\n  R-L1: {title: Old, owner: Ruth Amara}\n", "risks:\n  R-L1: {title: Old, owner: hollin.ser}\n"),
        ("risks:\n  R-L1: {title: Old, owner: amara}\n", "risks:\n  R-L1: {title: Old, owner: amara}\n"),
        ("risks:\n  R-L1: {title: Old, owner: Lark.Manager}\n", "risks:\n  R-L1: {title: Old, owner: lark.manager}\n"),
        ("risks:\n  R-L1: {title: \u201cOld, it is\u201d}\n", None),
        ("risks:\n  R-L1:\n    title: \u201cOld: it is\u201d # so\n", None),
        ("risks:\n  R-L1:\n    title: \u201cOld\u201d # so\n", 'risks:\n  R-L1:\n    title: "Old" # so\n'),
        ("risks:\n\tR-L1:\n\t\ttitle: Old\n\tR-L2:\n\t\ttitle: New\n", "risks:\n  R-L1:\n    title: Old\n  R-L2:\n    title: New\n"),
        ("risks:\n  R-L1:\n    title: Old\n\tlikelihood: 5\n", "risks:\n  R-L1:\n    title: Old\n    likelihood: 5\n"),
        ("risks:\n  R-L1:\n    title: Old\n\t\tlikelihood: 5\n\t\timpact: 3\n  R-L2:\n    title: New\n", "risks:\n  R-L1:\n    title: Old\n    likelihood: 5\n    impact: 3\n  R-L2:\n    title: New\n"),
        ("risks:\n\u00a0 R-L1:\n\u00a0 \u00a0 title: Old\n", "risks:\n  R-L1:\n    title: Old\n"),
        ("risks:\n  R-L1:\n    title: Old\n    likelihood:\u00a05\n    impact: 3\n", "risks:\n  R-L1:\n    title: Old\n    likelihood: 5\n    impact: 3\n"),
        ("risks:\n  R-L1:\n    title:\u00a0Old\n", "risks:\n  R-L1:\n    title: Old\n"),
        ("risks:\n  R-L1:\n    title:\u00a0Old\n    impact:\u202f3\n", "risks:\n  R-L1:\n    title: Old\n    impact: 3\n"),
        ("risks:\n  R-L1:\n    title: Old\n    note: |\n      Cause:\u00a0age\n", "risks:\n  R-L1:\n    title: Old\n    note: |\n      Cause:\u00a0age\n"),
        ('risks:\n  "R-L1 ":\n    title: Old\n', 'risks:\n  "R-L1":\n    title: Old\n'),
    ],
)  # fmt: skip
def test_what_can_only_be_meant_in_one_way_is_mended(tmp_path, before, after):
    found = fixed(tmp_path, before)
    if after is not None:
        assert found == after
    assert fixed(tmp_path, found) == found


@pytest.mark.parametrize(
    "text",
    [
        "risks:\n  R-L1: {title: Old, due: 01/02/2027}\n",
        "risks:\n  R-L1: {title: Old, likelihood: 6}\n",
        "risks:\n  R-L1: {title: Old, likelihood: 4.0}\n",
        "risks:\n  R-L1: {title: Old, state: opne}\n",
        "issues:\n  I-L1: {title: Old, severity: serius}\n",
        "stages: {awareness: in progres}\n",
        "signposts:\n  SP-1: {title: Paper, at: Drawer 4, can-opn: [lark]}\n",
        "signposts:\n  SP-1: {title: Paper, at: Drawer 4, checked: 2026/09/30}\n",
        "signposts:\n  SP-1: {title: Paper, at: Drawer 4, can-open: [Lark]}\n",
        "risks:\n  R-L1: {title: Old, owner: Colin Benn}\n",
        "risks:\n  R-L1: {title: Old, owner: lark.manger}\n",
        "risks:\n  R-L1: {title: Old, wholly-other: x}\n",
        "risks:\n  R-L1: {title: Old, depends-on: R-L2}\n  R-L2: {title: Same}\n",
        TWINS,
        "risks:\n  R-L1: {titel: Old, title: Older}\n",
    ],
)
def test_what_is_the_authors_alone_to_say_is_left(tmp_path, text):
    assert fixed(tmp_path, text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("meetings:\n  M-1:\n    on: 2026-01-12\n    present: hollin.ser, lark.manager  # both\n",
         "meetings:\n  M-1:\n    on: 2026-01-12\n    present: [hollin.ser, lark.manager]  # both\n"),
        ("risks:\n  R-L1:\n    title: The second issue #12 is open\n",
         'risks:\n  R-L1:\n    title: "The second issue #12 is open"\n'),
    ],
)  # fmt: skip
def test_what_may_be_meant_otherwise_is_shown_and_mended_only_on_demand(tmp_path, before, after):
    root = folder(tmp_path, before.encode())
    (found,) = mend(load(root), unsafe=False)
    assert (found.text, found.done, len(found.unsafe)) == (before, [], 1)
    assert fixed(tmp_path, before, unsafe=True) == after


def test_a_fix_after_which_something_else_would_be_found_is_left_and_said(tmp_path):
    text = "risks:\n  R-L1: {titel: Old, note: x}\n  r-l2: {title: New, owner: lark.nobody}\n"
    root = folder(tmp_path, text.encode())
    (found,) = mend(load(root), unsafe=False)
    assert found.text == text.replace("titel", "title")
    assert [offer.place.line for offer in found.left] == [3]


def test_what_stands_once_for_all_plans_is_mended_too(tmp_path):
    root = folder(tmp_path, b"", organisation=ORGANISATION + "curency: GBP\n")
    (found,) = mend(load(root), unsafe=False)
    assert found.text.endswith("currency: GBP\n")


def test_only_the_files_that_are_asked_for_are_mended(tmp_path):
    root = folder(tmp_path, b"risks:\n  R-L1: {titel: Old}\n", plan=PLAN.replace("supplier", "suplier"))
    (found,) = mend(load(root), unsafe=False, files=["relationships/lark/plan.yml"])
    assert found.source.file.endswith("plan.yml")


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("titel", "title", 1), ("ownr", "owner", 1), ("due", "due", 0), ("abc", "xyz", 3), ("", "ab", 2)],
)
def test_how_far_words_are_apart(one, other, far):
    assert distance(one, other, far=3) == distance(other, one, far=3) == far
    assert distance(one, other, far=1) == distance(other, one, far=1) == min(far, 2)


def test_a_word_between_two_is_neither():
    assert meant("raised-b", ("raised", "raised-by")) is None
    assert meant("raisd-by", ("raised", "raised-by")) == "raised-by"


SLIPS = (
    ("title: T", "titel: T"),
    ("owner: lark.manager", "ownr: lark.manager"),
    ("due: 2026-09-30", "due: 2026/09/30"),
    ("due: 2026-09-30", "due: 30 September 2026"),
    ("category: delivery", "category: delivry"),
    ("due: 2027-01-02", "due: 01/02/2027"),
    ("likelihood: 4", "likelihood: 9"),
    ('note: "N"', "note: \u201cN\u201d"),
    ("depends-on: [R-L90]", "depends-on: R-L90, R-L91"),
    ("owner: hollin.ser", "owner: Ruth Amara"),
    ("note: N #1", "note: The N #1 x"),
)  # fmt: skip
"""Lines of a record, right and with a slip."""

COMMENTS = ("", "  # kept", " #", '   # it\'s "so": {x')


@st.composite
def hand_made(draw):
    """A joint part as people format it, with slips here and there."""
    step = draw(st.sampled_from((1, 2, 4, 3)))
    blank = draw(st.sampled_from(("", "\n", " \n")))
    text = f"# Ours.\n{blank}risks:\n{' ' * step}R-L90: {{title: A}}\n{' ' * step}R-L91: {{title: B}}\n"
    for number in range(1, draw(st.integers(1, 4)) + 1):
        text += f"{' ' * step}R-L{number}:{draw(st.sampled_from(COMMENTS))}\n"
        lines = draw(st.lists(st.sampled_from(SLIPS), unique_by=lambda pair: pair[0].partition(":")[0], max_size=5))
        if not any(right.startswith("title") for right, _ in lines):
            lines = [SLIPS[0], *lines]
        for right, wrong in lines:
            line = draw(st.sampled_from((right, right, wrong)))
            text += f"{' ' * 2 * step}{line}{draw(st.sampled_from(COMMENTS))}\n{draw(st.sampled_from(('', '', blank)))}"
    end = draw(st.sampled_from(("\n", "\r\n")))
    return draw(st.sampled_from((b"", BOM))) + text.replace("\n", end).encode()


@given(hand_made(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_only_lines_with_a_finding_change_and_a_second_run_changes_nothing(raw, unsafe):
    with tempfile.TemporaryDirectory() as place:
        root = folder(Path(place), raw)
        portfolio = load(root).portfolio
        places = (each.place or portfolio.places.of(each.plan, each.path) for each in portfolio.findings)
        lines = {place.line for place in places if place and place.file.endswith("joint.yml")}
        after = mended(root, unsafe=unsafe)
        end = b"\r\n" if b"\r\n" in raw else b"\n"
        one, other = raw.split(end), after.split(end)
        assert after.count(b"\n") == after.count(end)
        assert (after.startswith(BOM), len(one)) == (raw.startswith(BOM), len(other))
        assert {number for number, pair in enumerate(zip(one, other, strict=True), 1) if pair[0] != pair[1]} <= lines
        for before, now in zip(one, other, strict=True):
            if before != now and not unsafe:
                steps = SequenceMatcher(None, before, now, autojunk=False)
                assert steps.ratio() > 0.5 or b"September" in before or b"Amara" in before
                assert before.partition(b"  # kept")[1] == now.partition(b"  # kept")[1]
        assert mended(root, unsafe=unsafe) == after
