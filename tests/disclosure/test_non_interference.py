"""What an audience may not read leaves no trace in its copy: whatever stands there, the pages are the same bytes."""

import random
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from rmpkit.disclosure.audience import Audience
from rmpkit.faces.mkdocs.building import build_copy
from rmpkit.model.evidence import Passed
from rmpkit.model.record import Disclosure
from rmpkit.operations.check import load, look
from rmpkit.operations.pages import pages
from rmpkit.render.page import Page
from tests.disclosure.canaries import DELTA, NORTHGATE, SHARED
from tests.disclosure.everything import Documents, documents_of_everything
from tests.disclosure.worlds import CLOSE_THEMSELVES, World, records_that_close_themselves

DAY = date(2026, 11, 20)
AUDIENCES = (Audience.joint(NORTHGATE), Audience.joint(DELTA), Audience.PUBLIC, Audience.INTERNAL)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
pytestmark = [pytest.mark.site, pytest.mark.xdist_group("worlds")]


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> Documents:
    """A folder with something in every field of every register of every part, a record of each."""
    return documents_of_everything(tmp_path_factory.mktemp("everything"))


def world(everything: Documents, audience: Audience, seed: int) -> dict[str, bytes]:
    return dict(World(everything, audience, random.Random(seed)).files())  # noqa: S311 - chance, not a secret


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for file, raw in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(raw)
    return folder


@pytest.mark.parametrize("audience", AUDIENCES, ids=str)
def test_pages_are_the_same_whatever_stands_in_what_is_hidden(everything, tmp_path_factory, audience):
    def pages_of(seed: int) -> dict[str, Page]:
        folder = written(tmp_path_factory.mktemp("world"), world(everything, audience, seed))
        loaded = load(folder)
        checked = look(loaded, audience, today=DAY)
        return {page.path: page for page in pages(checked.judged, library=loaded.library)}

    usual = pages_of(0)
    assert audience.widest is Disclosure.PUBLIC or f"relationships/{SHARED}/risks/" in usual

    @settings(max_examples=4, deadline=None, database=None, phases=[Phase.generate])
    @given(seed=st.integers(1, 2**32))
    def same(seed):
        made = pages_of(seed)
        assert made.keys() == usual.keys()
        assert [path for path in made if made[path] != usual[path]] == []

    same()


@pytest.mark.parametrize("audience", [AUDIENCES[0], *AUDIENCES[2:]], ids=str)
def test_whole_sites_are_the_same_whatever_stands_in_what_is_hidden(everything, tmp_path_factory, audience):
    built = []
    for seed in (1, 2):
        folder = written(tmp_path_factory.mktemp("world"), world(everything, audience, seed))
        target = tmp_path_factory.mktemp("site")
        checked = look(load(folder), audience, today=DAY)
        assert build_copy(checked, folder, target) == ()
        built.append({file.relative_to(target): file.read_bytes() for file in target.rglob("*") if file.is_file()})
    assert built[0].keys() == built[1].keys()
    assert [str(name) for name in built[0] if built[0][name] != built[1][name]] == []
    assert len(built[0]) > 100


def leaves(value: object, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    if isinstance(value, dict):
        return {at: leaf for key, item in value.items() for at, leaf in leaves(item, (*path, str(key))).items()}
    return {path: str(value)}


def differing(everything: Documents, audience: Audience) -> set[tuple[str, ...]]:
    """Where something that was written is another thing in some of a few worlds."""
    found = set()
    for seed in range(1, 5):
        made = world(everything, audience, seed)
        for file, document in everything.items():
            try:
                now = leaves(yaml.load(made.get(file, b""), _LOADER) or {})
            except yaml.YAMLError:
                continue
            found |= {(file, *path) for path, leaf in leaves(document).items() if now.get(path) != leaf}
    return found


def test_worlds_differ_in_what_is_closed_and_in_nothing_else(everything):
    found = differing(everything, AUDIENCES[0])
    joint = f"relationships/{SHARED}/joint.yml"
    inside = {path[-1] for path in found if path[0] == joint and "ZK-900001" not in path}
    assert inside == {"interest", "influence", "attitude", "remarks", *Passed.model_fields}
    assert any(path[0] == joint and "ZK-900001" in path for path in found), "what is never shared"
    internal = {path[1:] for path in found if path[0] == f"relationships/{SHARED}/internal.yml"}
    assert {path[-1] for path in internal} >= {"likelihood", "impact", "due", "state", "owner", "estimate", "needs"}
    assert {path[1] for path in found if path[0] == "organisation.yml"} >= {"people", "roles", "risks", "audits"}
    assert f"relationships/{SHARED}/with-{DELTA}.yml" in {path[0] for path in found}
    assert f"relationships/{SHARED}/plan.yml" not in {path[0] for path in found}


def test_the_owner_s_people_see_worlds_that_differ_in_the_restricted_part_and_in_restricted_fields(everything):
    found = differing(everything, Audience.INTERNAL)
    restricted = f"relationships/{SHARED}/restricted.yml"
    assert {path[-1] for path in found if path[0] == restricted} >= {"likelihood", "impact", "due", "score", "on"}
    fields = {path[-1] for path in found if not path[0].endswith("/restricted.yml")}
    assert fields == {"able", "willing", "behaviour", "remarks", "aims", "limits", "can-give"}


def test_records_that_say_themselves_that_they_are_closed_are_known():
    assert records_that_close_themselves() == CLOSE_THEMSELVES.keys()
