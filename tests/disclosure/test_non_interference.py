"""What an audience may not read leaves no trace in its copy: whatever stands there, the pages are the same bytes."""

import random
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.natures import natures_of
from rmpkit.faces.mkdocs.building import build_copy
from rmpkit.model.organisation import Organisation
from rmpkit.model.record import Circle, Disclosure, Part
from rmpkit.operations.check import load, look
from rmpkit.operations.pages import pages
from rmpkit.render.page import Page
from rmpkit.store.schema import ORGANISATION_SLOTS
from tests.disclosure.canaries import DELTA, NORTHGATE, SHARED, planted

DAY = date(2026, 11, 20)
AUDIENCES = (Audience.joint(NORTHGATE), Audience.joint(DELTA), Audience.PUBLIC, Audience.INTERNAL)
pytestmark = [pytest.mark.site, pytest.mark.xdist_group("worlds")]

Documents = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> Documents:
    """A folder with something in every field of every register of every part, a record of each."""
    found = planted(tmp_path_factory.mktemp("everything"), variants=1).documents
    return {file: dict(document) for file, document in found.items()}


def _hidden(file: str, key: str, audience: Audience) -> bool:
    """Whether a key of a file is closed to an audience."""
    if file == "organisation.yml":
        nature = natures_of(Organisation)[ORGANISATION_SLOTS[key].field]
        named = key in ("people", "roles")  # the people whom a joint record names are shown
        return not named and not audience.reads(Circle(nature.disclosure))
    _, plan, name = file.split("/")
    part = Part.named(name.removesuffix(".yml"))
    assert part is not None
    return (plan != SHARED and not audience.own) or not audience.reads(part.readers)


def _world(everything: Documents, audience: Audience, choose: random.Random) -> Iterator[tuple[str, str]]:
    """The files of one world: all that the audience may read, and of the rest whatever chance leaves.

    The owner's people see that a reference of theirs leads into the restricted part, so for them no record goes.
    """
    leave = 1.0 if audience.own else 0.5
    for file, document in everything.items():
        kept = {
            key: value if not _hidden(file, key, audience) else _changed(value, choose, leave)
            for key, value in document.items()
            if not _hidden(file, key, audience) or choose.random() < leave
        }
        text = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True) if kept else "# nothing\n"
        closed = not audience.own and all(_hidden(file, key, audience) for key in document)
        if closed and choose.random() < 0.15:
            text += choose.choice(["\nrisks: [not closed\n", "\ntitle: x: y\n", "\nno-such-key: 1\n", "\n- a list\n"])
        yield file, text


def _changed(value: Any, choose: random.Random, leave: float) -> Any:
    """A hidden value, with other words in it, and of a register perhaps fewer records."""
    if isinstance(value, dict):
        return {key: _changed(item, choose, leave) for key, item in value.items() if choose.random() < max(leave, 0.9)}
    if isinstance(value, str) and "zk" in value:
        return value + choose.choice(["", " and more", ' <b>"x"</b> {{ 7*7 }}', " \u00e9\u4e16", " TBC"])
    return value


def _written(folder: Path, files: Iterator[tuple[str, str]]) -> Path:
    for file, text in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("audience", AUDIENCES, ids=str)
def test_pages_are_the_same_whatever_stands_in_what_is_hidden(everything, tmp_path_factory, audience):
    def pages_of(seed: int) -> dict[str, Page]:
        folder = _written(tmp_path_factory.mktemp("world"), _world(everything, audience, random.Random(seed)))  # noqa: S311 - chance, not a secret
        loaded = load(folder)
        checked = look(loaded, audience, today=DAY)
        return {page.path: page for page in pages(checked.judged, library=loaded.library)}

    usual = pages_of(0)
    assert audience.widest is Disclosure.PUBLIC or f"relationships/{SHARED}/risks/" in usual

    @settings(max_examples=6, deadline=None, database=None, phases=[Phase.generate])
    @given(seed=st.integers(1, 2**32))
    def same(seed):
        made = pages_of(seed)
        assert made.keys() == usual.keys()
        assert [path for path in made if made[path] != usual[path]] == []

    same()


@pytest.mark.parametrize("audience", AUDIENCES[:3], ids=str)
def test_whole_sites_are_the_same_whatever_stands_in_what_is_hidden(everything, tmp_path_factory, audience):
    built = []
    for seed in (1, 2):
        folder = _written(tmp_path_factory.mktemp("world"), _world(everything, audience, random.Random(seed)))  # noqa: S311 - chance, not a secret
        target = tmp_path_factory.mktemp("site")
        checked = look(load(folder), audience, today=DAY)
        assert build_copy(checked, folder, target) == ()
        built.append({file.relative_to(target): file.read_bytes() for file in target.rglob("*") if file.is_file()})
    assert built[0].keys() == built[1].keys()
    assert [str(name) for name in built[0] if built[0][name] != built[1][name]] == []
    assert len(built[0]) > 100


def test_worlds_differ_or_nothing_is_proved(everything):
    audience = AUDIENCES[0]
    first, second = (dict(_world(everything, audience, random.Random(seed))) for seed in (1, 2))  # noqa: S311 - see above
    differing = [file for file in first if first[file] != second[file]]
    assert f"relationships/{SHARED}/internal.yml" in differing
    assert f"relationships/{SHARED}/with-{DELTA}.yml" in differing
    assert "organisation.yml" in differing
    assert f"relationships/{SHARED}/joint.yml" not in differing
