"""A default that nobody wrote is told as nothing, in every copy."""

import pytest

from rmpkit.changes.comparison import compare
from rmpkit.disclosure.audience import Audience
from tests.changes.corpus import CORPUS, Story, folder_of
from tests.changes.pairs import compared, judged

STORY = Story.read(CORPUS / "nobody-wrote.md")
EMAIL = "versions: {v1.0: {approved: {northgate: {by: northgate.ser, on: 2026-01-22, how: email}}}}"
SILENT = "versions: {v1.0: {approved: {northgate: {by: northgate.ser, on: 2026-01-22}}}}"
SIGNED = "versions: {v1.0: {approved: {northgate: {by: northgate.ser, on: 2026-01-22, how: signed}}}}"
APPROVAL = "he approval of version v1.0 by Northgate Marine was given"


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.RESTRICTED, Audience.joint("northgate")], ids=str)
def test_it_is_told_as_nothing_in_every_copy(audience):
    found = compare(*(judged(folder_of(text), audience=audience) for text in (STORY.before, STORY.after)))
    assert [
        each.sentence for each in found.changes if "is signed" in each.sentence or "other now" in each.sentence
    ] == []
    assert f"It is not said any more how t{APPROVAL}; it was by email." in [each.sentence for each in found.changes]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (EMAIL, SILENT, [f"It is not said any more how t{APPROVAL}; it was by email."]),
        (SILENT, EMAIL, [f"It is said now that t{APPROVAL} by email."]),
        (EMAIL, SIGNED, [f"T{APPROVAL} with a signature, not by email."]),
        (SIGNED, SILENT, []),
    ],
    ids=["taken away", "written", "replaced", "meant all the same"],
)
def test_only_what_somebody_wrote_is_told_as_written(before, after, said):
    assert [each.sentence for each in compared(before, after).changes if "how" in each.difference.path] == said
