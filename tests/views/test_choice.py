"""What the scores of candidates come to, on the page where the choice is told."""

from datetime import date
from pathlib import Path

import pytest

from rmpkit.operations.check import check
from rmpkit.rules.ranking import shown, standings
from rmpkit.views.choice import choice

EXAMPLE = Path(__file__).parents[2] / "rmp-data"
FULL = Path(__file__).parent / "full"
DAY = date(2026, 11, 20)


def last_line(folder: Path, plan: str) -> tuple[str, dict[str, list[str]]]:
    judged = check(folder, today=DAY).judged
    page = choice(judged, judged.edition.plan(plan))
    (scores,) = (section for section in page.sections if section.title == "Scores, assessor by assessor")
    (table,) = scores.registers
    row = table.rows[-1]
    return row.head, {cell.label: [f"{f.items[0].value}" for f in cell.facts] for cell in row.cells}


def test_who_is_first_by_score_can_be_read_off_the_page():
    assert last_line(EXAMPLE, "greyfriars-university") == (
        "Weighted",
        {
            "Greyfriars University": ["4.13 of 5"],
            "Skerry Marine Institute": ["3.83 of 5", "CR-2"],
            "University of the Wold": ["not added up: scored on 1 of 5 that count", "CR-1"],
            "Halyard College": [],
        },
    )


def test_what_was_settled_counts_in_place_of_the_assessors_own_scores():
    judged = check(FULL, today=DAY).judged
    found = standings(judged.case("everything"))
    assert {name: shown(each.scores["CR-1"]) for name, each in found.items()} == {
        "northgate-marine": "4",
        "tidewell": "3",
    }


@pytest.mark.parametrize("plan", ["orchard-facilities", "harbour-alliance"])
def test_without_scores_there_is_no_table_of_them(plan):
    judged = check(EXAMPLE, today=DAY).judged
    page = choice(judged, judged.edition.plan(plan))
    assert "Scores" not in {section.id for section in page.sections}
