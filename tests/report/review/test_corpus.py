"""Every form can print every kind of change there is: the stories of the corpus, there and back, and every field."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.changes.change import Rank
from rmpkit.changes.comparison import Comparison, compare
from rmpkit.operations.check import Checked
from rmpkit.operations.compare import Compared
from rmpkit.operations.reviewing import review_of
from rmpkit.report.review.forms import FILES as FORMS
from rmpkit.report.review.review import Review
from rmpkit.report.review.values import before_and_after
from rmpkit.store.folder import scan
from rmpkit.store.past import Past
from rmpkit.store.sides import Sides
from tests.changes.corpus import FILES, Story
from tests.changes.pairs import judged
from tests.repositories.repository import ROOT

SCHEMA = json.loads((Path(__file__).parent / "review.schema.json").read_text("utf-8"))


def reviewed(comparison: Comparison) -> Review:
    library = load_library()
    base, head = (Checked("rmp-data", each, library) for each in (comparison.base, comparison.head))
    past = Past(Path(), "", comparison.head.today, ())
    sides = Sides(past, None, "a" * 40, "b" * 40, (), None, frozenset())
    return review_of(Compared(comparison, sides, base, head), Path("rmp-data"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_story_is_told_in_every_form(path: Path):
    story = Story.read(path)
    for comparison in (story.comparison, story.backwards):
        review = reviewed(comparison)
        printed = {name: form(review) for name, form in FORMS.items()}
        jsonschema.validate(json.loads(printed["review.json"]), SCHEMA)
        for change in review.changes:
            assert all(isinstance(each, str) for each in before_and_after(change))
            if change.rank < Rank.NOISE:
                assert change.sentence in printed["review.txt"]


def test_every_kind_of_value_has_a_form(tmp_path: Path):
    data = Path(shutil.copytree(ROOT / "tests/views/full", tmp_path / "full"))
    bare = Path(shutil.copytree(data, tmp_path / "bare"))
    for file in (*bare.glob("relationships/*/joint.yml"), *bare.glob("relationships/*/internal.yml")):
        file.unlink()
    then, now = judged(scan(bare)), judged(scan(data))
    for comparison in (compare(then, now), compare(now, then)):
        review = reviewed(comparison)
        assert len(review.changes) > 100
        for form in FORMS.values():
            assert form(review)
