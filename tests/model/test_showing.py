"""Author text is shown so that it cannot steer a terminal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmpkit.model.showing import printable, show


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[2J", r"\x1b[2J"),
        ("a\nb\tc", r"a\nb\tc"),
        ("\x9b31m\x7f", r"\x9b31m\x7f"),
        ("on \u202e board", "on U+202E board"),
        ("\ufeffid\u200b", "U+FEFFidU+200B"),
        ("\ud800", "U+D800"),
        ("\U0010ffff", "U+10FFFF"),
        ("Zoë 日本 😀", "Zoë 日本 😀"),
        ("x ##vso[task.setvariable variable=a]b", r"x #\x23vso[task.setvariable variable=a]b"),
        ("##[Add-Mask]x ##teamcity[x", r"#\x23[Add-Mask]x #\x23teamcity[x"),
        ("## Heading [1] ###", "## Heading [1] ###"),
    ],
)
def test_what_cannot_be_seen_is_named(value, shown):
    assert show(value) == shown


def test_a_printable_line_is_one_line_and_whole():
    assert printable("a" * 100 + "\n" + "\U0010ffff" * 100) == "a" * 100 + r"\n" + "U+10FFFF" * 100
    assert printable("") == ""


def test_a_long_value_is_cut():
    assert show("x" * 60) == "x" * 60
    assert show("x" * 61) == "x" * 59 + "…"


def test_no_escape_is_cut_in_two():
    assert show("ab\u202ecd", limit=6) == "ab…"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=100), st.integers(1, 80))
def test_shown_text_is_one_short_line_without_controls(value, limit):
    shown = show(value, limit)
    assert len(shown) <= limit
    assert not any(ord(char) < 32 or 0x7F <= ord(char) <= 0x9F for char in shown)
