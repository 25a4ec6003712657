"""What is withheld is what authors wrote, wherever the model lets them write it."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest
import yaml

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import Places, Portfolio
from rmpkit.model.record import INTERNAL_RECORD, Entry
from rmpkit.model.relationship import RelationshipState, RelationshipType
from rmpkit.model.scalars import Line
from rmpkit.operations.check import Loaded, load, look
from rmpkit.operations.leaks import find_leaks
from rmpkit.operations.needles import withheld
from tests.conftest import DATA, FULL
from tests.operations.engines import plain

TODAY = date(2026, 11, 20)
CLEAN = Path(__file__).parents[1] / "rules/clean"
NORTHGATE = Audience.joint("northgate")


def texts_of(portfolio: Portfolio) -> set[str]:
    """Every text of a portfolio: what somebody could not read who may read nothing."""
    nothing = disclose(Portfolio(None, (), (), Places({}, {}, {})), Audience.PUBLIC, today=TODAY)
    return {each.text for each in withheld(portfolio, nothing)}


def scalars(tree: object) -> set[str]:
    if isinstance(tree, dict):
        return {str(key) for key in tree}.union(*map(scalars, tree.values()))
    if isinstance(tree, list):
        return set[str]().union(*map(scalars, tree))
    return {str(tree).strip()}


@pytest.mark.parametrize("data", [DATA, FULL, CLEAN], ids=lambda data: data.name)
def test_every_text_in_the_files_is_among_them(data):
    written = {
        scalar
        for file in data.rglob("*.yml")
        for scalar in scalars(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader))
        if len(scalar.split()) > 3 and not re.fullmatch(r"between [0-9.]+ and [0-9.]+", scalar)
    }
    assert len(written) > 10

    assert written <= texts_of(load(data).portfolio)


def test_names_ids_and_addresses_are_among_them():
    found = texts_of(load(DATA).portfolio)

    assert {
        "orchard-facilities",
        "okafor",
        "harbour-alliance",
        "IR-1",
        "evidence/board-2026-11-10.md",
        "board-2026-11-10.md",
        "relationships/harbour-alliance/internal.yml",
    } <= found


class _Later(Entry):
    """A record of a kind that does not exist yet."""

    remark: Annotated[Line, INTERNAL_RECORD]


def test_a_field_of_any_shape_is_covered_where_it_stands():
    plan = Plan.model_construct(
        id="harbour",
        title="Harbour",
        type=RelationshipType.NETWORK,
        state=RelationshipState.ACTIVE,
        why="They need us more",
    )
    later = plan.model_copy(update={"mandate": "The board asked", "known_gaps": ({"K": _Later(remark="Too late")},)})
    portfolio = Portfolio(None, (later,), (), Places({}, {}, {}))
    nothing = disclose(Portfolio(None, (), (), Places({}, {}, {})), Audience.PUBLIC, today=TODAY)

    found = {each.text: each.spot for each in withheld(portfolio, nothing)}

    assert found == {
        "harbour": (),
        "Harbour": ("title",),
        "They need us more": ("why",),
        "The board asked": ("mandate",),
        "K": ("known-gaps", 0, "K"),
        "Too late": ("known-gaps", 0, "K", "remark"),
    }


def test_what_stands_in_the_edition_is_not_withheld():
    portfolio = load(DATA).portfolio
    edition = disclose(portfolio, NORTHGATE, today=TODAY)

    found = {each.text for each in withheld(portfolio, edition)}

    assert edition.plan("harbour-alliance").purpose not in found
    assert "Northgate Marine" not in found
    assert {"orchard-facilities", "IR-1"} <= found


@pytest.fixture(scope="module")
def the_loaded() -> dict[Path, Loaded]:
    return {data: load(data) for data in (DATA, FULL, CLEAN)}


@pytest.mark.parametrize(
    ("data", "audience"),
    [
        (DATA, NORTHGATE),
        (DATA, Audience.PUBLIC),
        (FULL, NORTHGATE),
        (FULL, Audience.joint("delta")),
        (CLEAN, NORTHGATE),
        (CLEAN, Audience.INTERNAL),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else str(value),
)
def test_an_honest_copy_has_no_leak(data, audience, the_loaded, tmp_path):
    loaded = the_loaded[data]
    plain(look(loaded, audience, today=TODAY), data, tmp_path)

    assert find_leaks(tmp_path, loaded, audience, today=TODAY, build=plain) == ()
