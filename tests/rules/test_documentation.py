"""Every rule is documented, and its documentation is true: the bad example breaks it, the good one does not."""

import ast
from pathlib import Path

import pytest

import rmpkit.rules
from rmpkit.catalogue.library import load_library
from rmpkit.operations.explain import KINDS
from rmpkit.rules.gaps import EVIDENCE_MISSING, MUTE_UNUSED
from rmpkit.rules.registry import RULES
from rmpkit.rules.rule import Rule
from tests.rules.overlay import findings_of, findings_with

IDS = [rule.kind.name for rule in RULES]


def test_the_clean_plan_is_clean():
    assert findings_with("") == ()
    assert findings_with("", across=True) == ()


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_the_bad_example_breaks_exactly_this_rule_and_says_what_happened_and_how_to_mend_it(rule: Rule):
    findings = findings_of(rule, rule.kind.bad)
    assert {finding.kind.name for finding in findings} == {rule.kind.name}
    for finding in findings:
        assert finding.message.endswith(".")
        assert finding.mend.endswith(".")
        assert finding.mend[0].isupper()
        assert "?" not in finding.message + finding.mend
        for word in ("please", "sorry", "invalid", "illegal", "forbidden", "you ", "must", "nonconform"):
            assert word not in f"{finding.message} {finding.mend}".lower()


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_the_good_example_breaks_nothing(rule: Rule):
    assert findings_of(rule, rule.kind.good) == ()


def test_the_gap_that_no_rule_looks_for_is_documented_truly():
    assert {finding.kind.name for finding in findings_with(EVIDENCE_MISSING.bad)} == {"evidence-missing"}
    assert findings_with(EVIDENCE_MISSING.good) == ()


def test_a_mute_that_holds_nothing_back_is_documented_truly():
    assert {finding.kind.name for finding in findings_with(MUTE_UNUSED.bad)} == {"mute-unused"}
    assert findings_with(MUTE_UNUSED.good) == ()


COMMON = [rule for rule in RULES if rule.of_plan and rule.of_organisation]


@pytest.mark.parametrize(
    ("snippet", "name"),
    [
        ("signposts:\n  SP-1:\n    checked: 2025-01-15", "signpost-stale"),
        ("signposts:\n  SP-1:\n    dead: 2026-02-01", "signpost-dead"),
        (
            "not-applicable:\n  lead.policy: {why: No, decided-by: estuary.chief-executive, on: 2026-01-01}",
            "not-applicable-refused",
        ),
        (
            "known-gaps:\n  G-1: {requirement: pe.audit, why: W, accepted-by: estuary.chief-executive, until: 2026-01-01}",
            "known-gap-ended",
        ),
        ("muted-rules:\n  signpost-stale: {why: W, by: estuary.chief-executive, until: 2026-01-01}", "mute-ended"),
    ],
)
def test_what_plans_and_the_organisation_have_alike_is_looked_at_in_both(snippet, name):
    assert {finding.kind.name for finding in findings_with(snippet, organisation=True)} == {name}
    assert name in {rule.kind.name for rule in COMMON}


def test_what_cannot_be_absent_is_named_by_who_has_it():
    snippet = "not-applicable:\n  {}: {{why: No, decided-by: estuary.chief-executive, on: 2026-01-01}}"
    (of_the_organisation,) = findings_with(snippet.format("lead.policy"), organisation=True)
    (of_a_plan,) = findings_with(snippet.format("wt.exit"))
    assert of_the_organisation.message == "lead.policy is called not applicable, and no organisation is without it."
    assert of_a_plan.message == "wt.exit is called not applicable, and every relationship has it."


def test_codes_are_unique_and_listed_in_order():
    codes = [rule.kind.code for rule in RULES]
    assert codes == sorted(set(codes))
    names = [kind.name for kind in KINDS]
    assert len(names) == len(set(names))
    assert len({kind.code for kind in KINDS}) == len(KINDS)


def test_every_rule_that_is_written_is_listed():
    written = set()
    for file in Path(rmpkit.rules.__file__).parent.glob("*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                decorators = {
                    d.func.id for d in node.decorator_list if isinstance(d, ast.Call) and isinstance(d.func, ast.Name)
                }
                if decorators & {"plan_rule", "common_rule", "organisation_rule", "edition_rule"}:
                    written.add(node.name.replace("_", "-"))
    assert written == {rule.kind.name for rule in RULES}


def test_at_least_one_rule_is_due_from_each_stage():
    assert {rule.from_stage for rule in RULES} == set(range(9))


def test_every_requirement_a_rule_weighs_on_exists():
    known = load_library().requirement_ids
    for rule in RULES:
        assert {*rule.requirements, *rule.covers} <= known, rule.kind.name
