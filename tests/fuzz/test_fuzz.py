"""Inputs that nobody thought of, for as long as RMP_FUZZ_SECONDS says: `pytest -m fuzz tests/fuzz`.

What fails is shown as short as it can be made. Save it in `corpus/`, as `document-<what>.yml` or `text-<what>.md`, and
mend the code: from then on it is tried in every run.
"""

import itertools
import os
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from rmpkit.store.text import REFUSED
from tests.fuzz import corpus, targets

pytestmark = pytest.mark.fuzz
SECONDS = float(os.environ.get("RMP_FUZZ_SECONDS", "20"))
ROUND = 100
"""Examples between two looks at the clock."""

DOCUMENTS, TEXTS = list(corpus.documents().values()), list(corpus.texts().values())
SIGNS = [
    "\t", "  ", "    ", "\n", "\r\n", "\r", "\n\n", "- ", "-", ": ", ":", "#", " #", "'", '"', "''", "\\", "[", "]", "{", "}",
    ",", "|", "|\n", ">", ">-\n", "&a", "*a", "!x", "!!str ", "%", "@", "`", "?", "? ", "<<: ", "---\n", "...\n", "~", "null",
    "\u00a0", "\u2028", "\u200b", "\ufeff", "\x00", "\x1b", "\x85", "\u202e", "\ud800", "\U0001f600", "e\u0301", "\u0301",
    "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "2026-02-30", "1e3", "0x1f", "\\x1b", "\\u202e", "\\N", "x" * 301, "9" * 30,
    "risks:\n", "R-N1", "title:", "owner: ", "northgate", "estuary.ser", "id:", "part:", "shared:", "from: ",
]  # fmt: skip
MARKS = [
    "*", "**", "_", "__", "`", "``", "```", "~~~\n", "[", "]", "](", ")", "![", "<", ">", "<!--", "-->", "|", "\n|-|-|\n", "\n- ",
    "\n1. ", "\n> ", "\n    ", "\n---\n", "\n===\n", "# ", "\\", "&", "&#", ";", "&lt;", "https://a.example/", "mailto:a@b.example",
    "javascript:", "//evil.example", "{{", "}}", "{%", "{: ", "--8<-- ", "'", '"', "\t", "  \n", "\n\n", "\u00a0", "[^1]", "==", "^^",
]  # fmt: skip


def for_a_while(test: Callable[..., None], **strategies: st.SearchStrategy[Any]) -> None:
    """Go on with new examples until the time is over."""
    rounds = settings(max_examples=ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    start = int(os.environ.get("RMP_FUZZ_SEED", time.time_ns() % 1_000_000))
    late = time.monotonic() + SECONDS
    for number in itertools.count(start):
        seed(number)(rounds(given(**strategies)(test)))()
        if time.monotonic() > late:
            break


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A file that somebody edited in a hurry, or pasted another into."""
    raw = draw(st.sampled_from(DOCUMENTS))
    for _ in range(draw(st.integers(0, 5))):
        at, cut = draw(st.integers(0, len(raw))), draw(st.sampled_from([0, 0, 1, 2, 3, 10, 100]))
        put = draw(
            st.sampled_from(SIGNS).map(lambda sign: sign.encode("utf-8", "surrogatepass"))
            | st.binary(max_size=4)
            | st.sampled_from(DOCUMENTS).map(lambda other: other[:200])
        )
        raw = raw[:at] + put + raw[at + cut :]
    return raw


made = st.lists(st.sampled_from(SIGNS) | st.sampled_from(["a: ", "b", "\n  ", "\n    ", "c:\n"])).map(
    lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
)
files = mutated() | made | st.binary(max_size=200)
printable = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"], include_characters="\n\t"), max_size=12)


@st.composite
def rich_texts(draw: st.DrawFn) -> str:
    """A longer text as a page may get it: nothing in it that reading refuses."""
    text = draw(st.sampled_from(["", "", *TEXTS]))
    for _ in range(draw(st.integers(0, 12))):
        at, cut = draw(st.integers(0, len(text))), draw(st.sampled_from([0, 0, 1, 5]))
        text = text[:at] + draw(st.sampled_from(MARKS) | printable) + text[at + cut :]
    return REFUSED.sub("", text).replace("\r", "")


@st.composite
def worded(draw: st.DrawFn) -> tuple[tuple[str, ...], str]:
    """Words that are told apart, with Markdown between them; and the words alone."""
    count, parts, words = draw(st.integers(1, 12)), [], []
    for number in range(count):
        words.append(f"w{number}w")
        parts += [words[-1], draw(st.sampled_from([*MARKS, " ", " ", "\n", ". "]))]
    fenced = "```" in "".join(parts) or "~~~" in "".join(parts)  # what stands behind an opening fence is its language
    return ((), "") if fenced else (tuple(words), "".join(parts))


def test_no_file_stops_the_reader():
    def target(raw: bytes) -> None:
        targets.document(raw)

    for_a_while(target, raw=files)


def test_no_folder_stops_the_loader():
    def target(file: str, raw: bytes, *, whole: bool) -> None:
        targets.folder({file: raw}, whole=whole)

    for_a_while(target, file=st.sampled_from(targets.FILES), raw=files, whole=st.sampled_from([False, False, True]))


def test_no_text_is_more_than_text():
    def target(text: str) -> None:
        targets.rich(text)
        targets.plain(text)

    for_a_while(target, text=rich_texts())


def test_no_word_of_a_text_is_lost():
    def target(case: tuple[tuple[str, ...], str]) -> None:
        tokens, text = case
        targets.kept(tokens, targets.rich(text))

    for_a_while(target, case=worded())
