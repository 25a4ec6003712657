"""The documented kinds of reading: their examples are true."""

import pytest

from rmpkit.store import kinds
from rmpkit.store.kinds import READING
from rmpkit.store.reading import read_document


def read(raw, file="x.yml"):
    return read_document(raw, file=file, plan="harbour")


LOADER = (
    kinds.FILE_UNREADABLE, kinds.SYNTAX_BROKEN, kinds.GIVEN_TWICE, kinds.LIMIT_EXCEEDED, kinds.TEXT_LOST,
    kinds.CHARACTER_REFUSED, kinds.QUOTES_CURLY, kinds.YAML_FEATURE_REFUSED,
)  # fmt: skip


@pytest.mark.parametrize("kind", LOADER, ids=lambda kind: kind.name)
def test_the_bad_example_shows_its_kind_and_nothing_else(kind):
    _, found = read(kind.bad.encode())
    assert [finding.kind for finding in found] == [kind]


@pytest.mark.parametrize("kind", READING, ids=lambda kind: kind.name)
def test_the_good_example_can_be_read(kind):
    assert read(kind.good.encode())[1] == ()


def test_codes_and_names_are_unique_and_in_order():
    assert [kind.code for kind in READING] == sorted({kind.code for kind in READING})
    assert len({kind.name for kind in READING}) == len(READING)
    assert all(kind.title.endswith(".") and kind.why.endswith(".") for kind in READING)
