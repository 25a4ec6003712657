"""A snippet laid over one clean plan: how the examples of rules are tried."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from rmpkit.catalogue.library import load_library
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.disclosure.terms import digest_of_terms
from rmpkit.model.finding import Finding
from rmpkit.model.plan import Plan
from rmpkit.model.record import Part
from rmpkit.operations.check import vocabulary
from rmpkit.rules.judgement import Judged, judge
from rmpkit.rules.rule import Rule
from rmpkit.store.folder import Folder, Source, scan
from rmpkit.store.portfolio import read_folder
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
CLEAN = Path(__file__).parent / "clean"
BESIDE = Path(__file__).parent / "beside"
"""Two small plans that stand beside the clean one where several are looked at together."""

DAY = date(2026, 3, 1)
SPEAKS_OF_PINS = re.compile(r"\bterms: 1:")
DEPTH = 3
"""Snippets are merged down to the keys of a record; what stands behind a key is replaced."""


def merged(below: Any, above: Any, depth: int = DEPTH) -> Any:
    if not isinstance(below, dict) or not isinstance(above, dict) or depth == 0:
        return above
    both = {**below, **{key: merged(below.get(key), value, depth - 1) for key, value in above.items()}}
    return {key: value for key, value in both.items() if value not in (None, "")}


def folder_with(snippet: str, *, organisation: bool = False, across: bool = False) -> Folder:
    """The clean folder with a snippet laid over it: each key goes to the file that has it, or could have it.

    Args:
        snippet: what is laid over.
        organisation: whether its keys are those of organisation.yml.
        across: whether its keys are names of plans, or `organisation`, with keys of theirs below.
    """
    folder = scan(CLEAN)
    if across:
        beside = scan(BESIDE)
        both = tuple(sorted((*folder.sources, *beside.sources), key=lambda source: source.file))
        folder = replace(folder, sources=both, plans=tuple(sorted((*folder.plans, *beside.plans))))
    sources = folder.sources
    over = yaml.load(snippet, LOADER) or {}
    documents = {source.file: yaml.load(source.raw, LOADER) for source in sources}
    for plan, below in over.items() if across else (("organisation" if organisation else "", over),):
        for key, value in below.items():
            there = {file: known for file, known in documents.items() if f"relationships/{plan}" in file}
            ours = plan == "organisation" and key in ORGANISATION_SLOTS
            file = "organisation.yml" if ours else _home(key, value, there or documents)
            documents[file] = merged(documents[file], {key: value})
    return replace(folder, sources=tuple(_dumped(sources, documents)))


def _home(key: str, value: Any, documents: dict[str, Any]) -> str:
    files = list(documents)
    holding = [file for file in files if key in documents[file]]
    named = [file for file in holding if isinstance(value, dict) and set(value) & set(documents[file][key])]
    joint = [file for file in files if file.endswith("joint.yml")]
    internal = [file for file in files if file.endswith("internal.yml")]
    ours = key in PLAN_SLOTS and Part.JOINT not in PLAN_SLOTS[key].parts
    return (named or sorted(holding, reverse=True) or (internal if ours else joint))[0]


def _dumped(sources: tuple[Source, ...], documents: dict[str, Any]) -> Iterator[Source]:
    for source in sources:
        text = yaml.dump(_emptied(documents[source.file]), Dumper=DUMPER, sort_keys=False, allow_unicode=True)
        yield replace(source, raw=text.encode())


def _emptied(value: Any) -> Any:
    """Nothing written stays nothing written: the base loader reads an empty value as empty text."""
    if isinstance(value, dict):
        return {key: _emptied(item) for key, item in value.items()}
    return None if value == "" else value


def judged_with(
    snippet: str,
    *,
    organisation: bool = False,
    across: bool = False,
    today: date = DAY,
    audience: Audience = Audience.INTERNAL,
    moved: tuple[str, str] = ("", ""),
) -> Judged:
    """The clean plan judged with a snippet laid over it; with `moved`, the signposts of a file stand in another part."""
    library = load_library()
    folder = folder_with(snippet, organisation=organisation, across=across)
    if moved[0]:
        folder = replace(folder, sources=tuple(_moved(folder.sources, *moved)))
    portfolio = read_folder(folder, vocabulary=vocabulary(library))
    if not SPEAKS_OF_PINS.search(snippet):
        portfolio = replace(portfolio, plans=tuple(map(pinned, portfolio.plans)))
    catalogue = library.get("iso44001")
    assert catalogue is not None
    return judge(disclose(portfolio, audience, today=today), catalogue=catalogue, today=today)


def pinned(plan: Plan) -> Plan:
    """The plan with every approval pinned to its terms as they stand, so that an example may change terms."""
    terms = digest_of_terms(plan)
    versions = {
        name: version.model_copy(
            update={"approved": {p: each.model_copy(update={"terms": terms}) for p, each in version.approved.items()}}
        )
        for name, version in plan.versions.items()
    }
    return plan.model_copy(update={"versions": versions})


def _moved(sources: tuple[Source, ...], file: str, part: str) -> Iterator[Source]:
    for source in sources:
        if not source.file.endswith(file):
            yield source
            continue
        kept = yaml.load(source.raw, LOADER)
        signposts = {"signposts": kept.pop("signposts")}
        elsewhere = source.file.replace(source.file.rpartition("/")[2], f"{part}.yml")
        yield replace(source, raw=yaml.safe_dump(kept).encode())
        yield replace(source, file=elsewhere, part=Part.named(part), raw=yaml.safe_dump(signposts).encode())


def findings_with(snippet: str, *, organisation: bool = False, across: bool = False) -> tuple[Finding, ...]:
    return judged_with(snippet, organisation=organisation, across=across).findings


def findings_of(rule: Rule, snippet: str) -> tuple[Finding, ...]:
    """What is found with a rule's own example laid over what the rule looks at."""
    alone = rule.of_plan is None and rule.of_edition is None
    return findings_with(snippet, organisation=alone, across=rule.of_edition is not None)
