"""A key that was indented too far is sent to the left edge of its own file, and nowhere else."""

import pytest

from tests.rules.overlay import findings_with


def advice(snippet: str, *, organisation: bool = False) -> str:
    (told,) = (f for f in findings_with(snippet, organisation=organisation) if f.kind.name == "key-unknown")
    return told.mend


def test_a_key_of_the_plan_inside_a_record_of_the_same_part():
    assert advice("risks:\n  R-N1:\n    purpose: Berths\n") == (
        "It is a key of the plan: start it at the left edge of joint.yml."
    )


def test_a_key_that_could_not_stand_in_the_file_is_no_key_indented_too_far():
    assert advice("candidates:\n  skerry:\n    purpose: Dredging\n").startswith(
        "Use one of its keys: shared, name, why,"
    )


def test_a_key_of_the_organisation_inside_one_of_its_records():
    assert advice("scope:\n  certificates: ISO\n", organisation=True) == (
        "It is a key of the organisation: start it at the left edge."
    )


@pytest.mark.parametrize("key", ["purpose", "charter"])
def test_a_key_of_plans_is_no_advice_for_the_organisation(key):
    assert advice(f"briefings:\n  BR-1:\n    {key}: To be heard\n", organisation=True).startswith(
        "Use one of its keys:"
    )
