"""Which words stayed, went and came."""

from hypothesis import given
from hypothesis import strategies as st

from rmpkit.changes.wording import Fate, Piece, words_between

KEPT, REMOVED, ADDED = Fate.KEPT, Fate.REMOVED, Fate.ADDED
TEXTS = st.lists(st.sampled_from("abcdef"), max_size=30).map(" ".join)


def test_words_that_stayed_went_and_came_stand_in_their_order():
    assert words_between("The managers speak within a week.", "The managers speak within three days.") == (
        Piece(KEPT, "The managers speak within"),
        Piece(REMOVED, "a week."),
        Piece(ADDED, "three days."),
    )


def test_spaces_and_line_ends_are_nobodys_words():
    assert words_between("One  two\nthree", "One two three") == (Piece(KEPT, "One two three"),)


def test_a_very_long_text_counts_as_written_anew():
    long = "word " * 2_000
    assert [piece.fate for piece in words_between(long, f"{long} more")] == [REMOVED, ADDED]


@given(before=TEXTS, after=TEXTS)
def test_the_pieces_give_both_texts_back(before, after):
    pieces = words_between(before, after)
    assert " ".join(piece.text for piece in pieces if piece.fate is not ADDED) == before
    assert " ".join(piece.text for piece in pieces if piece.fate is not REMOVED) == after
