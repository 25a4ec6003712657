"""What the log of a build says about the plans."""

import logging

import pytest

from rmpkit.faces.mkdocs.reading import MOST, announce
from rmpkit.model.finding import Finding, Place
from rmpkit.report.located import Located
from rmpkit.rules.gaps import EVIDENCE_MISSING
from rmpkit.store.kinds import QUOTES_CURLY, VALUE_UNFIT

pytestmark = pytest.mark.site


@pytest.fixture
def log(caplog):
    """The lines of the log."""
    caplog.set_level(logging.WARNING)

    def lines(*kinds, message="A value does not fit.") -> list[str]:
        caplog.clear()
        found = (Finding(kind, "harbour", ("risks", "R-1"), message, "Mend it.") for kind in kinds)
        announce([Located(finding, Place("rmp-data/a.yml", 3, 5)) for finding in found])
        return [record.getMessage() for record in caplog.records]

    return lines


def test_a_record_that_cannot_be_trusted_is_one_line_that_an_editor_can_follow(log):
    (line,) = log(VALUE_UNFIT)
    assert line.endswith("rmp-data/a.yml:3:5 RMP004 A value does not fit. Mend it.")


def test_a_prompt_or_a_note_is_no_line(log):
    assert log(EVIDENCE_MISSING, QUOTES_CURLY) == []


def test_a_flood_is_cut_and_counted(log):
    lines = log(*[VALUE_UNFIT] * (MOST + 3))
    assert len(lines) == MOST + 1
    assert "and 3 more" in lines[-1]


def test_a_value_cannot_steer_the_terminal_or_forge_a_line(log):
    (line,) = log(VALUE_UNFIT, message="A \x1b[31mvalue\nWARNING - forged")
    assert "\x1b" not in line
    assert "\n" not in line
