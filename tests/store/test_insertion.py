"""Lines put into a file: what was there stays, and what comes out is read as it was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmpkit.store.endings import BOM, as_written
from rmpkit.store.insertion import NotInsertedError, insert_below, insert_record, insert_records, quoted, record_lines
from rmpkit.store.recovery import recover
from rmpkit.store.text import decode
from tests.store.drafts import data, keys, texts

LINES = record_lines({"title": "Licence comes late", "owner": "northgate.environment"})


def test_a_record_comes_after_the_last_one_of_its_register():
    text = "risks:\n  R-1:\n    title: One  # said aloud\n\nmeetings:\n  M-1: {on: 2026-01-02}\n"
    assert insert_record(text, "risks", "R-2", LINES) == (
        "risks:\n  R-1:\n    title: One  # said aloud\n"
        "  R-2:\n    title: Licence comes late\n    owner: northgate.environment\n"
        "\nmeetings:\n  M-1: {on: 2026-01-02}\n"
    )


def test_a_record_is_indented_and_set_apart_as_the_others_are():
    text = "risks:\n    R-1:\n       title: One\n\n    # The second.\n    R-2:\n       title: Two\n# End.\n"
    assert insert_records(text, "risks", {"R-3": LINES[:1], "R-4": LINES[:1]}) == (
        "risks:\n    R-1:\n       title: One\n\n    # The second.\n    R-2:\n       title: Two\n"
        "\n    R-3:\n       title: Licence comes late\n\n    R-4:\n       title: Licence comes late\n# End.\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "risks:\n  R-1:\n    title: Licence comes late\n"),
        ("# Ours.\n", "# Ours.\nrisks:\n  R-1:\n    title: Licence comes late\n"),
        ("why: So", "why: So\n\nrisks:\n  R-1:\n    title: Licence comes late\n"),
        ("risks:\n  # One a line.\n", "risks:\n  # One a line.\n  R-1:\n    title: Licence comes late\n"),
        ("a: 1\nb: 2\n", "a: 1\nb: 2\nrisks:\n  R-1:\n    title: Licence comes late\n"),
        ("a: 1\nb: 2\n...\n", "a: 1\nb: 2\nrisks:\n  R-1:\n    title: Licence comes late\n...\n"),
    ],
)
def test_a_register_that_is_not_there_is_added_at_the_end(text, expected):
    assert insert_record(text, "risks", "R-1", LINES[:1]) == expected


@pytest.mark.parametrize("last", ["why: So", "why: So  # end", "# the end"])
def test_a_last_line_without_an_end_stays_so_unless_lines_come_behind_it(last):
    text = f"risks:\n  R-1:\n    title: One\n{last}"
    assert insert_record(text, "risks", "R-2", LINES).endswith(f"\n{last}")
    assert insert_record(text, "issues", "I-1", LINES).startswith(f"{text}\n")


def test_a_number_sign_inside_a_last_text_is_no_comment():
    text = "risks:\n  R-1:\n    title: |\n      One\n\n      # two\n\n# Next.\nissues:\n  I-1: {title: x}\n"
    new = insert_record(text, "risks", "R-2", LINES[:1])
    assert "      # two\n  R-2:\n    title: Licence comes late\n\n# Next.\n" in new


def test_entries_are_put_below_a_key_however_deep_and_what_is_missing_on_the_way_is_added():
    text = "measures:\n  ask:\n    target: 10\n    readings:\n      2026-09: 22\n  win:\n    target: 3\n"
    one = insert_below(text, ("measures", "ask", "readings"), ("2026-10: 38",))
    both = insert_below(one, ("measures", "win", "readings"), ("2026-10: 3",))
    assert both == (
        "measures:\n  ask:\n    target: 10\n    readings:\n      2026-09: 22\n      2026-10: 38\n"
        "  win:\n    target: 3\n    readings:\n      2026-10: 3\n"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("risks: {R-1: {title: One}}\n", 'What stands under "risks" is written in braces.'),
        ("{risks: {R-1: {title: One}}}\n", 'What stands under "risks" is written in braces.'),
        ("risks: none\n", 'What stands under "risks" is no record.'),
        ("risks: [R-1]\n", 'What stands under "risks" is no record.'),
        ("risks: ~\n", 'What stands under "risks" is a word that stands for nothing.'),
        ("risks:\n  R-2:\n    title: One\n", '"R-2" is there already.'),
        ("risks:\n  R-1:\n    title: [One\n", "The file cannot be read, at line 3."),
        ("why: |+\n  So", "The file ends so that nothing can be put behind it."),
    ],
)
def test_a_file_in_which_nothing_can_be_put_is_refused_in_words(text, says):
    with pytest.raises(NotInsertedError) as refused:
        insert_record(text, "risks", "R-2", LINES)
    assert str(refused.value).startswith(says)


@given(texts, keys.filter(lambda key: 0 < len(key) < 60 and "\n" not in key))
def test_a_text_reads_back_as_it_was_however_awkward_it_is(text, key):
    new = insert_record("why: So\n", "notes", key, record_lines({"text": text}))
    assert recover(new).loaded.data == {"why": "So", "notes": {key: {"text": text}}}
    assert recover(f"x: {quoted(text)}\n").loaded.data == {"x": text}


def _hand_made(first, second, odd):
    step, blank, comment, quote = odd
    inner = step * 2
    return (
        f"{comment}\nwhy: >-\n  {'So it is.'}\n{blank}risks:\n{step}R-1:   {comment}\n{inner}title: {quote}One{quote}\n"
        f"{blank}{step}R-2:\n{inner}title:  {first}   {comment}\n{inner}note: |\n{inner}  # no comment\n{blank}"
        f"{comment}\nissues:\n{step}I-1: {{title: {second}}}\n{blank}"
    )


odds = st.tuples(
    st.sampled_from(("  ", " ", "    ", "   ")),
    st.sampled_from(("", "\n", "\n\n", "   \n")),
    st.sampled_from(("", "# Kept.", "#", '# it\'s "so"')),
    st.sampled_from(("", '"', "'")),
)


@given(st.builds(_hand_made, st.sampled_from(("Two", "'t: w'")), st.sampled_from(("x", '"y, z"')), odds), data)
def test_nothing_but_lines_is_added_to_a_file_formatted_by_hand(text, record):
    for register, key in (("risks", "R-3"), ("actions", "A-1"), ("risks", "R-4")):
        new = insert_record(text, register, key, record_lines({"title": "T", "more": record}))
        before, after = text.split("\n"), iter(new.split("\n"))
        assert all(line in after for line in before)
        text = new


@given(st.sampled_from((b"", BOM)), st.sampled_from((b"\n", b"\r\n")), odds)
def test_line_ends_and_the_byte_order_mark_stay(mark, end, odd):
    raw = mark + _hand_made("Two", "x", odd).encode().replace(b"\n", end)
    text = decode(raw)
    assert isinstance(text, str)
    new = as_written(insert_record(text, "risks", "R-3", LINES), raw)
    after = iter(new.split(end))
    assert all(line in after for line in raw.split(end))
    assert new.count(b"\n") == new.count(end)
