"""Who reads what, case by case: `cases.yml` says it in words, and every page of every copy is read for it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from mypy import api as mypy

from rmpkit.disclosure.audience import Audience, read_audience
from rmpkit.disclosure.edition import disclose
from rmpkit.model.misfit import Misfit
from rmpkit.operations.check import Loaded, load, look
from rmpkit.operations.pages import pages
from rmpkit.operations.publishing import NoSuchAudienceError, audiences_of, require_audience
from rmpkit.render.page import Page

CASES = {case["name"]: case for case in yaml.load((Path(__file__).parent / "cases.yml").read_text(), yaml.BaseLoader)}
DAY = date(2026, 11, 20)
COPIES = {
    "restricted": Audience.RESTRICTED,
    "internal": Audience.INTERNAL,
    "northgate": Audience.joint("northgate"),
    "delta": Audience.joint("delta"),
    "public": Audience.PUBLIC,
}
USUAL: Mapping[str, Mapping[str, Any]] = {
    "organisation.yml": {
        "format": "1",
        "id": "estuary",
        "name": "Estuary Gateway",
        "people": {"okafor": {"name": "Chinyere Okafor"}},
    },
    "plan.yml": {
        "title": "Harbour works",
        "type": "alliance",
        "state": "active",
        "parties": {party: {"name": party.capitalize()} for party in ("estuary", "northgate", "delta")},
        "roles": {"estuary.ser": {"okafor": {"from": "2024-04-01"}}},
        "stages": {"working-together": "established"},
    },
    "joint.yml": {"purpose": "Two berths renewed"},
}


def written(folder: Path, case: Mapping[str, Any]) -> Loaded:
    plan = folder / "relationships/harbour-works"
    plan.mkdir(parents=True)
    files = {name: value for name, value in case.items() if name.endswith(".yml")}
    for name in {*USUAL, *files}:
        both = _laid_over(USUAL.get(name, {}), files.get(name, {}))
        (folder if name == "organisation.yml" else plan).joinpath(name).write_text(yaml.safe_dump(both), "utf-8")
    return load(folder)


def _laid_over(below: Any, above: Any) -> Any:
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    return {**below, **{key: _laid_over(below.get(key), value) for key, value in above.items()}}


def words_in(loaded: Loaded, audience: Audience, day: date = DAY) -> str:
    checked = look(loaded, audience, today=day)
    made = pages(checked.judged, library=checked.library)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page.body)) for page in made)


@pytest.mark.parametrize("name", CASES)
def test_who_reads_it(name, tmp_path):
    case = CASES[name]
    loaded = written(tmp_path, case)
    assert [finding.message for finding in loaded.portfolio.findings if finding.kind.code != "RMP701"] == []
    for copy in case.get("reads", ()):
        assert case["word"] in " ".join(words_in(loaded, COPIES[copy]).split()), copy
    for copy in case.get("does not", ()):
        assert case["word"] not in " ".join(words_in(loaded, COPIES[copy]).split()), copy


def test_a_plan_without_a_joint_part_has_a_copy_for_nobody(tmp_path):
    loaded = written(tmp_path, {})
    (tmp_path / "relationships/harbour-works/joint.yml").write_text("# not yet\n", "utf-8")
    loaded = load(tmp_path)
    assert [str(each) for each in audiences_of(loaded.portfolio, today=DAY)] == ["internal", "restricted", "public"]
    with pytest.raises(NoSuchAudienceError, match="No plan is open to"):
        require_audience(loaded.portfolio, Audience.joint("northgate"), today=DAY)


def test_the_owner_has_no_partner_s_copy_and_a_stranger_none_at_all(tmp_path):
    loaded = written(tmp_path, {})
    for party in ("estuary", "fenwick", ""):
        assert disclose(loaded.portfolio, Audience.joint(party), today=DAY).plans == ()
    with pytest.raises(NoSuchAudienceError, match="No plan is open to"):
        require_audience(loaded.portfolio, Audience.joint("northgat"), today=DAY)


def test_a_plan_kept_in_one_file_is_internal_whatever_its_keys_say(tmp_path):
    loaded = written(tmp_path, {})
    whole = {**USUAL["plan.yml"], **USUAL["joint.yml"], "title": "Heron works"}
    (tmp_path / "relationships/heron.yml").write_text(yaml.safe_dump(whole), "utf-8")
    loaded = load(tmp_path)
    assert "Heron works" in words_in(loaded, Audience.INTERNAL)
    assert "Heron works" not in words_in(loaded, Audience.joint("northgate"))


@pytest.mark.parametrize(
    "text", [None, "", " ", "partner", "joint", "joint:", "joint: ", "Internal", "joint:North gate", 3]
)
def test_an_audience_that_is_unknown_empty_or_nothing_is_refused(text):
    with pytest.raises(Misfit):
        read_audience(text)


@pytest.mark.parametrize("audience", COPIES.values(), ids=COPIES)
def test_an_audience_is_written_as_it_is_read(audience):
    assert read_audience(str(audience)) == audience


@pytest.mark.parametrize("copy", ["northgate", "public"])
def test_nothing_in_a_partner_s_copy_turns_red_or_amber_by_itself(the_example, copy):
    """The same plans a year later: other dates, other holders, and not one mark that calls anybody."""
    loaded = load(Path(__file__).parents[2] / "rmp-data")

    def called(day: date) -> list[tuple[str, str]]:
        made = pages(look(loaded, COPIES[copy], today=day).judged, library=loaded.library)
        marks = re.compile(r'rmp-(?:alarm|care)"><span class="rmp-shape"[^>]*>[^<]*</span> ([^<]+)')
        return [(page.path, mark) for page in made for mark in marks.findall(page.body)]

    assert called(DAY + timedelta(days=400)) == called(DAY)
    assert called(DAY) or copy == "public"


def _of_plans(made: Iterable[Page]) -> str:
    """All but what is said of the standards, whose usual lapses have words of their own."""
    return " ".join(page.body for page in made if not page.path.startswith("requirements/"))


def test_a_partner_s_copy_counts_nobody_s_arrears(the_example):
    loaded = load(Path(__file__).parents[2] / "rmp-data")
    for day in (DAY, DAY + timedelta(days=90)):
        made = pages(look(loaded, COPIES["northgate"], today=day).judged, library=loaded.library)
        body = re.sub(r'<div class="rmp-prose">.*?</div>', "", _of_plans(made), flags=re.DOTALL)
        assert not re.search(r"past (?:its|their) day|[Oo]verdue|dates? (?:has|have) passed|data-rmp-due|rmp-ago", body)
        assert "Each party also keeps an internal plan of its own" in body


@pytest.mark.parametrize("copy", ["northgate", "public"])
def test_every_link_of_a_copy_leads_to_one_of_its_pages(the_example, copy):
    loaded = load(Path(__file__).parents[2] / "rmp-data")
    made = pages(look(loaded, COPIES[copy], today=DAY).judged, library=loaded.library)
    known = {page.path for page in made}
    for page in made:
        base = [piece for piece in page.path.split("/") if piece]
        for href in re.findall(r'href="([^"]*)"', page.body):
            path = unescape(href).partition("#")[0]
            if path.startswith(("https:", "http:", "mailto:")) or not path:
                continue
            steps = list(base)
            for piece in path.split("/"):
                if piece == "..":
                    steps.pop()
                elif piece not in (".", ""):
                    steps.append(piece)
            address = "/".join(steps)
            assert f"{address}/".lstrip("/") in known or "/evidence/" in address, (page.path, href)


SNIPPET = """\
from rmpkit.disclosure.edition import Edition
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import Portfolio
from rmpkit.rules.judgement import Judged
from rmpkit.views.risks import risks


def show(judged: Judged, portfolio: Portfolio, edition: Edition) -> None:
    risks(judged, edition.plans[0])
    risks(judged, portfolio.plans[0])
"""


def test_giving_a_view_a_plan_that_nobody_disclosed_is_a_type_error(tmp_path):
    file = tmp_path / "snippet.py"
    file.write_text(SNIPPET, "utf-8")
    root = Path(__file__).parents[2]
    said, _, code = mypy.run([str(file), "--config-file", str(root / "pyproject.toml"), "--cache-dir", str(tmp_path)])
    assert code == 1
    (error,) = [line for line in said.splitlines() if ": error: " in line]
    assert error.startswith(f"{file}:10:")
    assert 'incompatible type "Plan"; expected "ShownPlan"' in error


def test_no_view_and_no_rule_takes_what_nobody_disclosed():
    root = Path(__file__).parents[2] / "plugin/rmpkit"
    for file in (*root.glob("views/*.py"), *root.glob("rules/*.py"), *root.glob("render/*.py")):
        text = file.read_text("utf-8")
        assert "model.portfolio" not in text, file
        assert "import Plan\n" not in text, file
        assert not re.search(r"\bShown(?:Plan|Organisation)\(", text), file


def test_the_same_copy_judged_alone_says_the_same(the_example):
    """A view asks the edition and nothing else: an edition in other hands gives the same pages."""
    checked = look(load(Path(__file__).parents[2] / "rmp-data"), COPIES["northgate"], today=DAY)
    first = pages(checked.judged, library=checked.library)
    again = pages(replace(checked.judged), library=checked.library)
    assert first == again
