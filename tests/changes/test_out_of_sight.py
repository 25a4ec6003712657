"""What the owner's people are told of something that was put where they do not read it: that it was, and no word of it."""

import pytest

from rmpkit.changes.change import Effect, Kind
from rmpkit.changes.comparison import Comparison, compare
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.closed import closed_to
from rmpkit.operations.check import vocabulary
from rmpkit.store.portfolio import read_folder
from tests.changes.corpus import CORPUS, Story, folder_of
from tests.changes.pairs import LIBRARY, judged

STORY = Story.read(CORPUS / "out-of-sight.md")


def seen_by(audience: Audience) -> Comparison:
    folders = [folder_of(text) for text in (STORY.before, STORY.after)]
    closed, hidden = (closed_to(read_folder(each, vocabulary=vocabulary(LIBRARY)), audience) for each in folders)
    base, head = (judged(each, audience=audience) for each in folders)
    return compare(base, head, closed=closed, hidden=hidden)


@pytest.fixture(scope="module")
def internal() -> Comparison:
    return seen_by(Audience.INTERNAL)


def test_it_was_moved_and_is_not_gone(internal):
    (moved,) = [each for each in internal.changes if each.difference.path == ("risks", "R-N9")]
    assert (moved.difference.kind, moved.ranked_by, moved.effect) == (Kind.MOVED, "closed-narrower", Effect.NEUTRAL)
    assert moved.head is None


def test_no_word_and_no_line_of_what_it_says_now_is_told(internal):
    assert "Skerry" not in repr([(c.difference, c.sentence, c.head, c.words) for c in internal.changes])
    assert "Skerry" not in repr(internal.notes)


def test_those_who_read_it_still_see_the_same_change_under_the_same_sign(internal):
    def sign(comparison: Comparison) -> set[str]:
        return {each.fingerprint for each in comparison.changes if each.difference.kind is Kind.MOVED}

    wider = seen_by(Audience.RESTRICTED)
    assert sign(internal) == sign(wider)
    assert "Skerry" in repr(wider.changes)


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.joint("northgate")], ids=str)
def test_a_reference_that_still_stands_is_never_said_to_be_gone(audience):
    changes = {each.difference.path: each.sentence for each in seen_by(audience).changes}
    (said,) = [sentence for path, sentence in changes.items() if path[-1] == "comes-from"]
    assert said.startswith("Commitment CM-5, A second dredger is on call: it named R-N9, which ")
    assert not [each for each in changes.values() if "any more" in each or "not given" in each]


def test_a_partner_is_told_nothing_of_where_it_went():
    told = [each.sentence for each in seen_by(Audience.joint("northgate")).changes]
    assert "Risk R-N9 is gone: The yard may be sold." in told
    assert not [each for each in told if "restricted" in each or "now stands" in each]
