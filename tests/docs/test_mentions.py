"""What the guide names exists: files, keys, rules, requirements; and what it never says, it never says."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml

from rmpkit.catalogue.library import load_library
from rmpkit.changes.ranking import NAMES
from rmpkit.disclosure.audience import Audience
from rmpkit.faces.cli.checking import command as check_command
from rmpkit.faces.cli.comparing import command as compare_command
from rmpkit.faces.cli.creating import command as new_command
from rmpkit.faces.cli.doctoring import command as doctor_command
from rmpkit.faces.cli.fixing import command as fix_command
from rmpkit.faces.cli.handing import command as handover_command
from rmpkit.faces.cli.importing import command as import_command
from rmpkit.faces.cli.leak_checking import command as leak_check_command
from rmpkit.faces.cli.publishing import command as publish_command
from rmpkit.faces.cli.rounding import command as round_command
from rmpkit.faces.cli.schemas import command as schema_command
from rmpkit.faces.cli.starting import command as init_command
from rmpkit.faces.cli.writing import command as pages_command
from rmpkit.model.record import Record, key_of
from rmpkit.model.scalars import Choice
from rmpkit.operations.explain import KINDS
from rmpkit.report.values import anchor
from rmpkit.rules import lamps
from tests.docs.guide import DOCS, GUIDE, PAGES, ROOT, blocks, prose

LIBRARY = load_library()
VERBS = (
    check_command,
    compare_command,
    doctor_command,
    handover_command,
    import_command,
    init_command,
    leak_check_command,
    pages_command,
    publish_command,
    round_command,
    schema_command,
    fix_command,
    *new_command.commands.values(),
)
OTHERS = {
    "--strict",
    "xlsx",
    "add_header",
    "as_of",
    "catalogue",
    "history",
    "data",
    "day-first",
    "docs",
    "edit_uri",
    "iso",
    "main",
    "master",
    "month-first",
    "no",
    "null",
    "pip",
    "plan-review",
    "pull_request_target",
    "rmp",
    "rmp-check",
    "rmp-fix",
    "rmpkit",
    "schema",
    "yaml-language-server",
    "yes",
}
"""Words of other tools, and of ours that no list holds."""

FIELDS = set(re.findall(r'"([a-z_]+)"', (ROOT / "tests/report/review/review.schema.json").read_text("utf-8")))
"""The fields of a review as data."""

WRITTEN = [page for page in PAGES if page.name not in ("coverage.md", "fields.md", "values.md")]
"""Pages written by hand; the others are made from the model."""

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_TICKED = re.compile(r"`([^`\n]+)`")


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def _scalars(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield str(key)
            yield from _scalars(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _scalars(value)
    else:
        yield str(tree)


def _vocabulary() -> frozenset[str]:
    keys = {key_of(name) for record in _below(Record) for name in record.model_fields}
    words = {
        member.value for kind in (*_below(Choice), *_below(StrEnum)) for member in kind if isinstance(member, StrEnum)
    }
    parameters = [each for verb in VERBS for each in verb.params]
    options = {name for parameter in parameters for name in (*parameter.opts, parameter.name or "")}
    taken = {word for parameter in parameters for word in getattr(parameter.type, "choices", ())}
    example = {
        word
        for file in (ROOT / "rmp-data").rglob("*.yml")
        for word in _scalars(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader))
    }
    shown = {
        word
        for page in PAGES
        for block in blocks(page)
        if block.language in ("yaml", "json")
        for word in _scalars(yaml.load(block.text, yaml.BaseLoader))
    }
    return frozenset(
        {*keys, *words, *options, *taken, *new_command.commands, *example, *shown, *OTHERS, *FIELDS, *NAMES}
        | {str(each) for each in (Audience.INTERNAL, Audience.RESTRICTED, Audience.PUBLIC)}
        | {kind.name for kind in KINDS}
        | {catalogue.id for catalogue in LIBRARY}
    )


VOCABULARY = _vocabulary()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_link_leads_to_a_page_and_a_heading(page: Path):
    for target in _LINK.findall(prose(page)):
        if target.startswith(("https://", "mailto:")):
            continue
        name, _, heading = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.is_file(), target
        assert file.is_relative_to(DOCS), target
        headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert not heading or heading in {anchor(text.replace(".", "").replace("`", "")) for text in headings}, target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_code_and_requirement_exists(page: Path):
    text = page.read_text(encoding="utf-8")
    codes = {kind.code for kind in KINDS}
    prefixes = {id_.partition(".")[0] for id_ in LIBRARY.requirement_ids}

    assert set(re.findall(r"\bRMP\d{3}\b", text)) <= codes
    for ticked in _TICKED.findall(prose(page)):
        if re.fullmatch(r"[a-z]{2,8}(\.(?!yml$)[a-z_]{1,20}){1,2}", ticked) and ticked.partition(".")[0] in prefixes:
            assert ticked in LIBRARY.requirement_ids, ticked


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_key_rule_and_word_in_code_type_exists(page: Path):
    for ticked in _TICKED.findall(prose(page)):
        word = ticked.removesuffix(":")
        if re.fullmatch(r"(--)?[a-z]+([-_][a-z]+)*", word):
            assert word in VOCABULARY, ticked


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(DOCS)))
def test_the_guide_judges_nobody_and_promises_nothing(page: Path):
    text = prose(page).lower()
    if page.name != "evidence.md":  # it says why the word is not used
        assert "complian" not in text
    assert "nonconform" not in text.replace("`nonconformities`", "")  # a register of that name
    assert "waive" not in text
    assert not re.search(r"(?:iso 44001|bs 11000|clause)[^.\n]{0,20} \d+\.\d", text), "cite the requirement's id"
    assert not re.search(r"\d ?%|per ?cent of (?:the )?(?:requirements|clauses)", re.sub(r"`[^`\n]+`", "", text))


def test_every_page_of_the_guide_can_be_reached_from_its_index():
    reached, waiting = set[Path](), [GUIDE / "index.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        targets = (target.partition("#")[0] for target in _LINK.findall(prose(page)) if "://" not in target)
        linked = {(page.parent / name).resolve() for name in targets if name}
        waiting += [file for file in linked if file not in reached and file.suffix == ".md"]

    assert {page for page in PAGES if page.is_relative_to(GUIDE)} <= reached


def test_the_licence_of_every_dependency_is_told():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = dict(
        re.findall(r"^\| (\S+) \| [^|]+ \| ([^|]+) \|$", (GUIDE / "third-party.md").read_text("utf-8"), re.MULTILINE)
    )
    told = {name.lower(): licence for name, licence in rows.items() if name not in ("Package", "---")}

    assert told == {name: _licence(name) for name in (re.split("[<>=]", text)[0] for text in project["dependencies"])}


def _licence(package: str) -> str:
    about = metadata.metadata(package)
    named = [str(text) for key in ("License-Expression", "License") for text in about.get_all(key, ())]
    classified = [str(text) for text in about.get_all("Classifier", ()) if text.startswith("License ::")]
    return [*named, *classified][0].rpartition(" :: ")[2].removesuffix(" License")


def test_the_page_about_the_lamps_tells_their_thresholds():
    text = (GUIDE / "explanation" / "three-lamps.md").read_text(encoding="utf-8")

    thresholds = (lamps.LOW, lamps.MIDDLING, lamps.WIDE, lamps.ROUNDS, lamps.MANY)
    assert thresholds == (Decimal("0.5"), Decimal("0.7"), Decimal("0.2"), 3, 6)
    for told in (
        "below half",
        "below seven tenths",
        "more than a fifth",
        "the last three rounds",
        "Six or more warnings",
    ):
        assert told in text
