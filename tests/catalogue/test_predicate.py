"""What `recorded-by` may say."""

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.catalogue.predicate import (
    AnyOf,
    Approved,
    Chosen,
    Filled,
    Held,
    Met,
    RecordIn,
    Reviewed,
    Revised,
    Whose,
    read_predicate,
    refuse_unknown_in_organisation,
    refuse_unknown_in_plan,
)
from rmpkit.model.meetings import Level, Topic
from rmpkit.model.misfit import Misfit
from rmpkit.model.record import Part
from rmpkit.model.stages import Stage


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("objectives", Filled(("objectives",))),
        ("exit.principles", Filled(("exit", "principles"))),
        ("stages.awareness.reviews", Filled(("stages", "awareness", "reviews"))),
        ("joint:risks", RecordIn(Part.JOINT, "risks")),
        ("internal:actions", RecordIn(Part.INTERNAL, "actions")),
        ("joint:objectives.state", RecordIn(Part.JOINT, "objectives", "state")),
        ("joint:objectives.agreed-at", RecordIn(Part.JOINT, "objectives", "agreed-at")),
        ("met:strategic", Met(Level.STRATEGIC)),
        ("holder:own.ser", Held(Whose.OWN, "ser")),
        ("holder:every.manager", Held(Whose.EVERY, "manager")),
        ("approved", Approved()),
        ("chosen", Chosen()),
        ("reviewed:exit", Reviewed(Topic.EXIT)),
        ("revised:internal-assessment", Revised(Stage.INTERNAL_ASSESSMENT)),
        (
            "charter or stages.working-together.reviews",
            AnyOf((Filled(("charter",)), Filled(("stages", "working-together", "reviews")))),
        ),
    ],
)
def test_each_kind_is_read_and_written_back_and_known_to_plans(text, predicate):
    assert read_predicate(text) == predicate
    assert str(predicate) == text
    refuse_unknown_in_plan(predicate)


@pytest.mark.parametrize(
    ("text", "happened", "mend"),
    [
        ("holders:own.ser", '"holders" is not a kind of thing', 'Write "holder:own.ser".'),
        ("restricted:risks", '"restricted" is not a kind of thing', "Write joint:, internal:"),
        (
            "holder:their.ser",
            '"their.ser" does not say whose post',
            "Write holder:own.ser or holder:every.ser",
        ),
        ("holder:own.", "is not a short name", "Write a name such as"),
        ("reviewed:exits", '"exits" is not one of the words', 'Write "exit"'),
        ("revised:knowlege", '"knowlege" is not one of the words', 'Write "knowledge"'),
        ("met:monthly", '"monthly" is not one of the words', ""),
        ("joint:objectives.", "is not a short name", ""),
        ("Objectives", '"Objectives" is not a short name', 'Write "objectives"'),
        ("exit..principles", "is not a short name", ""),
        ("", "The text is empty", ""),
        (None, "Nothing is written", ""),
    ],
)
def test_what_is_no_predicate_is_refused_in_words(text, happened, mend):
    with pytest.raises(Misfit) as caught:
        read_predicate(text)
    assert happened in caught.value.happened
    assert mend in caught.value.mend


@pytest.mark.parametrize(
    ("text", "happened", "mend"),
    [
        ("charter or objective", '"objective" is not a key of the plan', 'Write "objectives".'),
        ("objective", '"objective" is not a key of the plan', 'Write "objectives".'),
        ("exit.principle", '"principle" is not a key of the exit of the plan', 'Write "principles".'),
        ("exit.principles.first", '"first" stands in nothing', "Leave it out."),
        ("stages.awarenes.reviews", '"awarenes" is not a key of the stages', 'Write "awareness".'),
        ("stages.awareness.review", '"review" is not a key of the stages of the plan', 'Write "reviews".'),
        ("risks.r-1", "names a single record of risks", 'Write "risks".'),
        ("policy", '"policy" is not a key of the plan', "Use "),
        ("joint:risk", '"risk" is not a key of the plan', 'Write "risks".'),
        ("joint:objectives.stat", '"stat" is not a key of the records of objectives', 'Write "state".'),
        ("joint:objectives.part", '"part" is not a key of the records of objectives', ""),
        ("internal:forums", '"forums" never stands in the internal part', "Write joint:forums."),
        ("joint:purpose", '"purpose" is not a key of the plan', ""),
    ],
)
def test_what_no_plan_has_is_refused_in_words(text, happened, mend):
    with pytest.raises(Misfit) as caught:
        refuse_unknown_in_plan(read_predicate(text))
    assert happened in caught.value.happened
    assert mend in caught.value.mend


@pytest.mark.parametrize(
    "text",
    [
        "policy",
        "scope",
        "ser",
        "policy.approved",
        "policy or scope",
        "audits",
        "value.means",
        "forums",
        "holder:own.ser",
    ],
)
def test_the_organisation_has_keys_of_its_own(text):
    refuse_unknown_in_organisation(read_predicate(text))


@pytest.mark.parametrize(
    "text",
    [
        "approved",
        "chosen",
        "holder:own.manager",
        "holder:every.ser",
        "joint:risks",
        "reviewed:exit",
        "revised:knowledge",
        "knowledge",
        "scope or knowledge",
        "met:strategic",
    ],
)
def test_the_organisation_has_nothing_that_only_plans_have(text):
    with pytest.raises(Misfit):
        refuse_unknown_in_organisation(read_predicate(text))


def test_every_kind_of_predicate_is_in_use():
    used = {type(p) for c in load_library() for r in c.requirements.values() for p in r.recorded_by}
    assert used == {Filled, RecordIn, Held, Approved, Chosen, Reviewed, Revised, Met, AnyOf}


@pytest.mark.parametrize(
    ("catalogue", "requirement", "recorded_by"),
    [
        ("iso44001", "wt.exit", ["exit.principles", "exit-triggers"]),
        ("bs11000", "ex.develop", ["exit.principles", "exit-triggers"]),
        ("iso44001", "kn.risk", ["internal:risks", "reviewed:risks"]),
        ("iso44001", "lead.policy", ["policy"]),
        ("iso44001", "lead.roles", ["holder:own.ser"]),
        ("iso44001", "ctx.context", ["context", "climate"]),
        ("iso44001", "op.planning", ["processes", "decisions or meetings or management-reviews"]),
        ("bs11000", "aw.governance", ["policy", "processes"]),
        ("iso44001", "vc.general", ["stages.value-creation.reviews"]),
        ("iso44001", "wt.issues", ["resolution-ladder"]),
        ("bs11000", "ps.decide", ["chosen"]),
        ("bs11000", "kn.exit", ["exit-considerations"]),
        ("iso44001", "vc.learning", ["joint:lessons.change or joint:lessons.action"]),
        ("iso44001", "kn.rmp", ["revised:knowledge"]),
        ("bs11000", "ia.rmp", ["internal:actions or revised:internal-assessment"]),
        ("bs11000", "aw.rmp", ["versions or revisions"]),
        ("iso44001", "wt.competence", ["joint:team-skills"]),
        ("iso44001", "st.delivery", ["joint:objectives.state"]),
        ("bs11000", "st.oversight", ["met:strategic"]),
        ("bs11000", "ex.monitor", ["exit-triggers", "reviewed:exit or joint:exit-triggers.checked"]),
        ("iso44001", "ex.initiate", ["exit.activated", "exit.started-by"]),
    ],
)
def test_requirements_name_the_fields_that_carry_them(catalogue, requirement, recorded_by):
    found = load_library().catalogues[catalogue].requirements[requirement]
    assert [str(predicate) for predicate in found.recorded_by] == recorded_by
