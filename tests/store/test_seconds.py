"""What is odd is found wherever it stands, though most of what is read is passed over quickly."""

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.model.record import Record
from rmpkit.operations.check import vocabulary
from rmpkit.store import seconds
from rmpkit.store.folder import scan
from rmpkit.store.portfolio import read_folder
from tests.repositories.repository import CLEAN, EXAMPLE
from tests.rules.overlay import folder_with

ODD = {
    "a title": "risks: {R-N1: {title: TBC}}",
    "a text of the plan": "why: to be confirmed",
    "a field of a template": "purpose: Berths for {{ client }}",
    "a piece of a list": "intellectual-property: {joint: [TODO]}",
    "twice in a list": "forums: {board: {members: [estuary.ser, estuary.ser]}}",
    "deep in a map": "health-checks: {H-1: {estuary: {asked: 8, answered: 8, trust: 4.2}, note: TBD}}",
    "a note of a reading": "measures: {berth-ready: {readings: {2026-01: {value: 9, note: tbc}}}}",
    "an approval": "versions: {v1.0: {what: '???'}}",
}


@pytest.mark.parametrize("where", ODD)
def test_what_is_odd_is_found_wherever_it_stands(where, monkeypatch):
    (plan,) = read_folder(folder_with(ODD[where]), vocabulary=vocabulary(load_library())).plans
    found = tuple(seconds.second_looks(plan, plan.id))
    monkeypatch.setattr(seconds, "_is_odd", lambda _: True)
    assert found == tuple(seconds.second_looks(plan, plan.id))
    assert found or plan.lost


@pytest.mark.parametrize("folder", [CLEAN, EXAMPLE], ids=lambda path: path.name)
def test_nothing_is_passed_over_that_the_slow_way_finds(folder, monkeypatch):
    portfolio = read_folder(scan(folder), vocabulary=vocabulary(load_library()))
    assert portfolio.organisation is not None
    kept: list[tuple[Record, str | None]] = [(portfolio.organisation, None)]
    kept += [(plan, plan.id) for plan in portfolio.plans]
    quick = [tuple(seconds.second_looks(each, plan)) for each, plan in kept]
    monkeypatch.setattr(seconds, "_is_odd", lambda _: True)
    assert quick == [tuple(seconds.second_looks(each, plan)) for each, plan in kept]
