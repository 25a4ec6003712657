"""The page about threats names tests that exist, and lists every mutant that is tried."""

import re

import yaml

from tests.docs.guide import GUIDE, ROOT

PAGE = (GUIDE / "explanation/threat-model.md").read_text("utf-8")


def test_every_test_that_the_page_names_exists():
    named = re.findall(r"`(tests/[\w./*-]+)`", PAGE)
    assert len(named) > 20
    assert [name for name in named if not list(ROOT.glob(name))] == []


def test_every_mutant_is_on_the_page():
    mutants = [each["name"] for each in yaml.safe_load((ROOT / "tests/disclosure/mutants.yml").read_text("utf-8"))]
    assert len(mutants) == len(set(mutants))
    listed = re.findall(r"^- (.+)$", PAGE.partition("## The mutation check")[2].partition("\n## ")[0], re.MULTILINE)
    assert listed == mutants


def test_what_every_mutant_takes_out_is_there_once():
    for each in yaml.safe_load((ROOT / "tests/disclosure/mutants.yml").read_text("utf-8")):
        text = (ROOT / "plugin/rmpkit" / each["file"]).read_text("utf-8")
        assert text.count(each["take"]) == 1, each["name"]
