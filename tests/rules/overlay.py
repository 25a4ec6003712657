"""A snippet laid over one clean plan: how the examples of rules are tried."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from rmpkit.catalogue.library import load_library
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.model.finding import Finding
from rmpkit.model.record import Part
from rmpkit.operations.check import vocabulary
from rmpkit.rules.judgement import Judged, judge
from rmpkit.store.folder import Folder, Source, scan
from rmpkit.store.portfolio import read_folder
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS

CLEAN = Path(__file__).parent / "clean"
DAY = date(2026, 3, 1)
DEPTH = 3
"""Snippets are merged down to the keys of a record; what stands behind a key is replaced."""


def merged(below: Any, above: Any, depth: int = DEPTH) -> Any:
    if not isinstance(below, dict) or not isinstance(above, dict) or depth == 0:
        return above
    both = {**below, **{key: merged(below.get(key), value, depth - 1) for key, value in above.items()}}
    return {key: value for key, value in both.items() if value not in (None, "")}


def folder_with(snippet: str, *, organisation: bool = False) -> Folder:
    """The clean folder with a snippet laid over it: each key goes to the file that has it, or could have it."""
    folder = scan(CLEAN)
    over = yaml.load(snippet, yaml.BaseLoader) or {}
    documents = {source.file: yaml.load(source.raw, yaml.BaseLoader) for source in folder.sources}
    for key, value in over.items():
        ours = organisation and key in ORGANISATION_SLOTS
        file = "organisation.yml" if ours else _home(key, value, documents)
        documents[file] = merged(documents[file], {key: value})
    return replace(folder, sources=tuple(_dumped(folder.sources, documents)))


def _home(key: str, value: Any, documents: dict[str, Any]) -> str:
    files = [file for file in documents if file != "organisation.yml"]
    holding = [file for file in files if key in documents[file]]
    named = [file for file in holding if isinstance(value, dict) and set(value) & set(documents[file][key])]
    joint = [file for file in files if file.endswith("joint.yml")]
    internal = [file for file in files if file.endswith("internal.yml")]
    ours = key in PLAN_SLOTS and Part.JOINT not in PLAN_SLOTS[key].parts
    return (named or sorted(holding, reverse=True) or (internal if ours else joint))[0]


def _dumped(sources: tuple[Source, ...], documents: dict[str, Any]) -> Iterator[Source]:
    for source in sources:
        text = yaml.safe_dump(_emptied(documents[source.file]), sort_keys=False, allow_unicode=True)
        yield replace(source, raw=text.encode())


def _emptied(value: Any) -> Any:
    """Nothing written stays nothing written: the base loader reads an empty value as empty text."""
    if isinstance(value, dict):
        return {key: _emptied(item) for key, item in value.items()}
    return None if value == "" else value


def judged_with(snippet: str, *, organisation: bool = False, today: date = DAY) -> Judged:
    library = load_library()
    portfolio = read_folder(folder_with(snippet, organisation=organisation), vocabulary=vocabulary(library))
    catalogue = library.get("iso44001")
    assert catalogue is not None
    return judge(disclose(portfolio, Audience.INTERNAL, today=today), catalogue=catalogue, today=today)


def findings_with(snippet: str, *, organisation: bool = False) -> tuple[Finding, ...]:
    return judged_with(snippet, organisation=organisation).findings
