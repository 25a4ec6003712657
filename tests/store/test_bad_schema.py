"""The bad inputs of types, schema and references, each as one edit of a plan that is fine."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from rmpkit.catalogue.library import load_library
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.model.finding import Severity
from rmpkit.operations.check import Checked, vocabulary
from rmpkit.rules.judgement import judge
from rmpkit.store.folder import scan
from rmpkit.store.portfolio import read_folder
from tests.rules.overlay import CLEAN, DAY
from tests.store.test_bad_inputs import TABLE

ROOT = Path(__file__).parents[2]
CASES = {case["case"]: case for case in yaml.safe_load((ROOT / "tests/bad-inputs/cases.yml").read_text("utf-8"))}
VERDICTS = {row[0]: row[2] for row in TABLE}
EDITED = [pytest.param(name, id=name) for name, case in CASES.items() if "in" in case]


def _edited(case):
    """The clean folder after the edit, and the text of the file that was edited."""
    folder = scan(CLEAN)
    (source,) = [source for source in folder.sources if source.file.endswith(f"{case['in']}.yml")]
    text = source.raw.decode()
    for edit in (case, case.get("and")):
        if edit:
            assert edit["was"] in text
            text = text.replace(edit["was"], edit["now"], 1)
    sources = tuple(replace(each, raw=text.encode()) if each is source else each for each in folder.sources)
    return replace(folder, sources=sources), source.file, text


def _line(case, text):
    """Where the finding has to stand."""
    source = next(source for source in scan(CLEAN).sources if source.file.endswith(f"{case['in']}.yml"))
    before = text[: text.index(case["at"])] if "at" in case else source.raw.decode().partition(case["was"])[0]
    return before.count("\n") + 1 + case.get("line", 0)


@pytest.fixture(scope="module")
def the_library():
    return load_library()


@pytest.fixture
def found(request, the_library):
    """What is found after the edit of a case."""
    folder, _, _ = _edited(CASES[request.param])
    portfolio = read_folder(folder, vocabulary=vocabulary(the_library))
    judged = judge(disclose(portfolio, Audience.INTERNAL, today=DAY), catalogue=the_library.get("iso44001"), today=DAY)
    return request.param, Checked(".", judged, the_library).located


@pytest.mark.parametrize("found", EDITED, indirect=True)
def test_each_case_has_its_verdict_at_its_line_in_its_words(found, speaks_plainly):
    name, located = found
    case = CASES[name]
    verdict = case.get("instead", VERDICTS[name])
    errors = [each for each in located if each.finding.kind.severity is Severity.ERROR]
    if verdict == "accept":
        assert located == ()
        return
    told = errors if verdict != "warn" else [each for each in located if each.finding.kind.code != case.get("also")]
    assert len(told) == case.get("times", 1), [each.finding.message for each in located]
    assert bool(errors) == (verdict != "warn")
    _, file, text = _edited(case)
    assert told[0].place.file == f"./{file}"
    assert told[0].place.line == _line(case, text)
    words = " ".join(f"{each.finding.message} {each.finding.mend}" for each in told)
    for said in case["says"]:
        assert str(said) in words
    for each in told:
        if each.finding.kind.code < "RMP100":
            assert speaks_plainly(each.finding)


def test_every_case_of_the_index_is_tried_here_or_says_why_not():
    ported = {name for name in VERDICTS if name.startswith(("types/", "schema/", "references/"))}
    assert set(CASES) == ported
    for name, case in CASES.items():
        if "in" not in case or "instead" in case:
            assert case.get("because"), name
        if "tested" in case:
            assert (ROOT / case["tested"]).exists(), name
