"""What the rules about the organisation say, and what they leave alone."""

from datetime import date

import pytest

from rmpkit.catalogue.library import load_library
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.model.finding import Severity
from rmpkit.operations.check import vocabulary
from rmpkit.rules.judgement import judge
from rmpkit.store.portfolio import read_folder
from tests.rules.overlay import DAY, folder_with, judged_with


def found(snippet: str, today: date = DAY) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for finding in judged_with(snippet, today=today, organisation=True).findings:
        named.setdefault(finding.kind.name, []).append(finding.message)
    return named


BEGUN = (
    "context climate stakeholders processes value leadership responsibilities risk-method risks objectives measures"
    " actions resources competences skills briefings communications documents corporate-plan certificates visits audits"
    " nonconformities management-reviews improvements segmentation segment-criteria segments"
)


def test_nothing_is_asked_of_an_organisation_that_keeps_none_of_it():
    assert found("\n".join(f"{key}:" for key in BEGUN.split()) + "\nsegment:\n") == {}


def test_climate_is_asked_only_where_the_context_was_begun():
    assert "climate-undecided" in found("climate:\n")
    assert "climate-undecided" not in found("climate:\ncontext:\n")


def test_climate_is_asked_only_by_the_standard_that_asks_for_it():
    library = load_library()
    folder = folder_with("climate:\n", organisation=True)
    edition = disclose(read_folder(folder, vocabulary=vocabulary(library)), Audience.INTERNAL, today=DAY)
    judged = judge(edition, catalogue=library.catalogues["bs11000"], today=DAY)
    assert "climate-undecided" not in {finding.kind.name for finding in judged.organisation.findings}


@pytest.mark.parametrize("direction", ["helps", "unclear", ""])
def test_only_what_hinders_is_asked_for_an_answer(direction):
    assert found(f"context:\n  CX-1:\n    direction: {direction}\n    leads-to:\n") == {}


def test_what_hinders_without_an_answer_is_worth_a_second_look_and_no_more():
    (told,) = judged_with("context:\n  CX-1:\n    leads-to:\n", organisation=True).findings
    assert (told.kind.name, told.kind.severity) == ("surrounding-unanswered", Severity.NOTE)


def test_a_decision_against_climate_is_a_decision():
    assert found("climate:\n  relevant: no\n") == {}


def test_a_management_review_that_looked_at_the_context_dates_it():
    old = "context:\n  CX-1:\n    reviewed: 2024-01-08\n"
    assert found(old) == {}
    assert "context-stale" in found(old, today=date(2026, 11, 18))


def test_a_review_due_today_is_not_yet_overdue():
    assert "management-review-overdue" not in found("", today=date(2026, 11, 17))
    assert "management-review-overdue" in found("", today=date(2026, 11, 18))


def test_what_one_review_left_out_another_of_the_year_may_have_looked_at():
    two = """
management-reviews:
  MR-1:
    looked-at: [context, stakeholders, risks, objectives, relationships]
  MR-2:
    on: 2026-02-16
    looked-at: [health checks, partner feedback, value realised, audits, nonconformities, resources]
"""
    assert found(two) == {}
    assert found(two.replace("2026-02-16", "2026-12-14"), today=date(2026, 12, 15)).get("review-input-missing")


def test_a_risk_at_the_appetite_is_lived_with():
    assert found("risks:\n  R-1:\n    likelihood: 3\n    impact: 3\n    due:\n    action:\n") == {}
    assert "risk-above-appetite" in found("risks:\n  R-1:\n    action:\n")
    assert found("risks:\n  R-1:\n    action:\n    state: closed\n") == {}
    assert found("risks:\n  R-1:\n    action:\n    likelihood:\n") == {}


def test_value_that_a_relationship_measures_is_measured():
    assert found("measures:\n  gains:\n    kind: relationship\n") == {}


def test_a_single_process_has_nothing_to_feed():
    alone = "processes:\n  PR-1:\n    feeds:\n  PR-2:\n    feeds:\n"
    assert found(alone) == {
        "process-unconnected": [
            "The process PR-1 (Choosing whom to work with) feeds no other, and none feeds it.",
            "The process PR-2 (Keeping a relationship) feeds no other, and none feeds it.",
        ]
    }


def test_a_relationship_that_is_over_is_neither_sorted_nor_audited():
    assert found("segment:\nstate: closed\naudits:\n  AU-1:\n    relationships:\n") == {}


def test_a_relationship_counts_as_audited_while_its_audit_is_still_to_come():
    slipped = "audits:\n  AU-1:\n    relationships:\n  AU-2:\n    planned: 2026-02-02\n    relationships: [northgate]\n"
    assert set(found(slipped)) == {"audit-overdue"}
    assert "relationship-unaudited" in found("", today=date(2028, 5, 13))


def test_an_audit_planned_for_today_is_not_yet_late():
    assert "audit-overdue" not in found("", today=date(2026, 6, 8))
    assert "audit-overdue" in found("", today=date(2026, 6, 9))


@pytest.mark.parametrize("kind", ["record", "from outside"])
def test_a_record_and_a_paper_from_outside_are_approved_by_nobody_here(kind):
    assert found(f"documents:\n  DC-1:\n    kind: {kind}\n    approved-by:\n    approved:\n") == {}


def test_a_document_may_have_an_interval_of_its_own():
    assert set(found("documents:\n  DC-1:\n    every: year\n")) == {"document-review-overdue"}


def test_a_cause_is_looked_for_until_the_day_is_past():
    bare = "nonconformities:\n  NC-2:\n    cause:\n    due: 2026-03-01\n"
    assert found(bare) == {}
    assert found(bare.replace("    due: 2026-03-01", "    due:")) == {}
    assert found(bare, date(2026, 3, 2))["nonconformity-without-cause"] == [
        "NC-2 (Two plans lack a day for their next look) has no cause on record."
    ]


def test_what_is_still_to_be_put_right_has_an_owner():
    bare = "nonconformities:\n  NC-2:\n    owner:\n"
    assert found(bare) == {"owner-missing": ["NC-2 (Two plans lack a day for their next look) has no owner."]}
    late = found(bare, date(2026, 5, 12))
    assert {"owner-missing", "nonconformity-overdue"} <= set(late)
    assert "nonconformity-without-cause" not in late


def test_the_owner_of_what_was_put_right_is_asked_for_with_its_cause():
    assert found("nonconformities:\n  NC-1:\n    owner:\n") == {
        "nonconformity-without-cause": ["NC-1 (A copy went out without its marking) has no owner on record."]
    }


def test_what_was_put_right_does_not_keep_it_away():
    assert found("nonconformities:\n  NC-1:\n    action:\n") == {
        "nonconformity-without-cause": ["NC-1 (A copy went out without its marking) has no action on record."]
    }


def test_the_effect_is_asked_for_after_half_a_year():
    fresh = "nonconformities:\n  NC-1:\n    closed: 2025-10-01\n    effective:\n"
    assert found(fresh) == {}
    assert set(found(fresh.replace("2025-10-01", "2025-08-01"))) == {"effect-unchecked"}


def test_a_certificate_whose_renewal_has_a_day_is_in_hand():
    ends = "certificates:\n  CE-1:\n    ends: 2026-06-30\n"
    assert set(found(ends)) == {"certificate-ending"}
    assert found(f"{ends}visits:\n  VI-2:\n    body: Hallmark Assurance\n    kind: renewal\n    on: 2026-04-13\n") == {}
    assert set(found(ends.replace("2026-06-30", "2026-02-28"))) == {"certificate-ending"}


def test_a_visit_renews_what_its_own_body_gave_and_only_before_it_ends():
    ends = "certificates:\n  CE-1:\n    ends: 2026-06-30\n"
    visit = "visits:\n  VI-2: {{body: {}, kind: renewal, on: {}}}\n"
    assert found(ends + visit.format("Hallmark Assurance", "2026-06-30")) == {}
    for body, day in (("Somebody else", "2026-04-13"), ("Hallmark Assurance", "2026-07-01")):
        assert set(found(ends + visit.format(body, day))) == {"certificate-ending"}


@pytest.mark.parametrize("later", ["ends: 2027-06-30", "issued: 2026-01-15", "ends: 2026-02-20"])
def test_a_certificate_that_was_followed_by_another_is_history(later):
    both = (
        f"certificates:\n  CE-1: {{standard: BS 11000, ends: 2023-06-30}}\n  CE-2: {{standard: ISO 44001, {later}}}\n"
    )
    told = found(both).get("certificate-ending", [])
    assert told == (["The certificate CE-2 for ISO 44001 ended on 2026-02-20."] if later == "ends: 2026-02-20" else [])
    assert all("remove" not in finding.mend for finding in judged_with(both, organisation=True).findings)


def test_a_certificate_for_something_else_does_not_renew_one_that_ends():
    two = "certificates:\n  CE-1:\n    ends: 2026-06-30\n  CE-2: {standard: S, ends: 2028-06-30}\n"
    assert set(found(two)) == {"certificate-ending"}
    assert found(two.replace("standard: S", "standard: ISO 44001")) == {}


def test_a_briefing_that_is_to_come_has_nobody_yet():
    assert found("briefings:\n  BR-1:\n    on: 2026-03-02\n    attended:\n") == {}


def test_a_message_without_rhythm_is_never_late():
    assert found("communications:\n  CO-1:\n    every:\n    last: 2020-01-01\n") == {}
    assert set(found("communications:\n  CO-1:\n    owner:\n")) == {"message-overdue"}


def test_appointments_are_asked_for_where_some_are_recorded():
    bare = "roles:\n  estuary.chief-executive:\n    brandt: {from: 2022-01-01}\n"
    assert set(found(bare)) == {"appointment-unrecorded"}
    assert found(f"{bare}  estuary.records:\n    okafor: {{from: 2022-01-01}}\n") == {}


def test_a_resource_whose_last_day_has_passed_is_told():
    assert set(found("resources:\n  RS-1:\n    ends: 2026-02-28\n")) == {"resource-unapproved"}
    assert found("resources:\n  RS-1:\n    ends: 2026-03-01\n") == {}


def test_rules_about_plans_look_at_the_organisation_as_well():
    bare = """
actions:
  A-1: {title: Write one figure, owner: estuary.records, due: 2026-02-02}
objectives:
  O-2: {title: Fewer closures, owner: estuary.records, due: 2026-12-31}
risks:
  R-2: {title: Nobody has an owner for this}
skills:
  SK-2: {needs: Listening, required: 4, assessed: 2}
forums:
  executive: {title: Executive, every: month}
measures:
  gains:
    readings: {2023-12: 90000}
"""
    expected = {
        "action-overdue",
        "objective-unmeasured",
        "owner-missing",
        "skill-gap-open",
        "forum-not-held",
        "reading-overdue",
    }
    assert set(found(bare)) == expected
    judged = judged_with(bare, organisation=True)
    weighs_on = {finding.kind.name: finding.requirement for finding in judged.organisation.findings}
    assert weighs_on["skill-gap-open"] == "sup.competence"
    assert weighs_on["reading-overdue"] == "pe.monitor"


def test_a_plan_that_cannot_be_read_is_not_said_to_be_unsorted():
    assert "relationship-unsorted" not in found("segment: Not A Name\n")


@pytest.mark.parametrize(
    ("snippet", "says"),
    [
        ("context:\n  CX-1:\n    leads-to: [R-9]\n", "R-9"),
        ("audits:\n  AU-1:\n    relationships: [northgait]\n", "northgait"),
        ("nonconformities:\n  NC-1:\n    action: A-9\n", "A-9"),
        ("processes:\n  PR-1:\n    feeds: [PR-9]\n", "PR-9"),
        ("measures:\n  gains:\n    objective: O-9\n", "O-9"),
        ("management-reviews:\n  MR-1:\n    actions: [A-9]\n", "A-9"),
    ],
)
def test_a_reference_of_the_organisation_that_leads_nowhere_is_found(snippet, says):
    (message,) = found(snippet)["reference-dangling"]
    assert says in message


def test_an_id_is_given_once_in_the_organisation():
    assert "given-twice" in found("actions:\n  R-1: {title: The id of a risk}\n")
    assert "given-twice" in found("meetings:\n  M-1:\n    on: 2026-02-02\n    decisions: {D-1: Another}\n")


def test_actions_of_the_organisation_that_come_from_each_other_are_found():
    ring = "actions:\n  A-1:\n    comes-from: A-2\n  A-2: {title: Ask, owner: estuary.records, comes-from: A-1}\n"
    assert set(found(ring)) == {"reference-circular"}


def test_a_record_of_the_organisation_may_name_a_decision_of_its_review():
    assert found("improvements:\n  IM-1:\n    comes-from: D-1\n") == {}


def by_bs11000(snippet: str) -> set[str]:
    library = load_library()
    edition = disclose(
        read_folder(folder_with(snippet, organisation=True), vocabulary=vocabulary(library)),
        Audience.INTERNAL,
        today=DAY,
    )
    judged = judge(edition, catalogue=library.catalogues["bs11000"], today=DAY)
    return {finding.kind.name for finding in judged.organisation.findings} - {"evidence-missing"}


def test_what_a_standard_does_not_ask_is_not_found_by_it():
    assert by_bs11000("audits:\n  AU-2:\n    planned: 2026-01-05\nbriefings:\n  BR-1:\n    attended:\n") == set()


def test_what_it_asks_in_other_words_is_found_by_it():
    assert by_bs11000("policy:\n  approved:\n") == {"policy-missing"}


def test_a_mute_of_what_a_standard_does_not_ask_is_not_idle_by_it():
    mute = "muted-rules:\n  {}: {{why: W, by: estuary.chief-executive, until: 2026-06-30}}\n"
    assert by_bs11000(mute.format("audit-overdue")) == set()
    assert by_bs11000(mute.format("policy-missing")) == {"mute-unused"}


LISTED = "scope:\n  relationships:\n    northgate: Northgate Marine\n    skerry: Skerry Dredging\n"


def test_a_relationship_in_scope_without_a_plan_is_named():
    assert found(LISTED) == {"relationship-unplanned": ["skerry (Skerry Dredging) is in the scope, and has no plan."]}
    (told,) = judged_with(LISTED.replace("skerry", "northgat"), organisation=True).findings
    assert told.mend.startswith("Write northgate, if that is the plan;")


def test_a_plan_that_is_over_is_a_plan():
    assert found(LISTED.replace("skerry", "northgate") + "state: closed\n") == {}


def test_a_plan_that_cannot_be_read_is_still_a_plan():
    assert "relationship-unplanned" not in found(LISTED.partition("    skerry")[0] + "title:\n")


@pytest.mark.parametrize("key", ["policy", "scope"])
def test_who_approved_what_binds_everybody_is_seen_to_be_at_the_top(key):
    assert found(f"{key}:\n  approved-by: estuary.records\n") == {
        "top-approval-unshown": [
            f"estuary.records approved the {key}, and nothing here shows that post as part of top management."
        ]
    }


def test_whoever_decides_as_top_management_or_chairs_a_strategic_forum_is_at_the_top():
    other = "policy:\n  approved-by: estuary.records\n"
    assert (
        found(f"{other}leadership:\n  LD-2: {{what: Gave a day a week, by: estuary.records, on: 2025-10-06}}\n") == {}
    )
    forum = "forums:\n  executive: {{title: Executive, level: {}, chair: estuary.records}}\n"
    assert found(other + forum.format("strategic")) == {}
    assert set(found(other + forum.format("tactical"))) == {"top-approval-unshown"}


def test_where_nothing_tells_who_is_at_the_top_nothing_is_said():
    assert found("policy:\n  approved-by: estuary.records\nleadership:\n") == {}


@pytest.mark.parametrize(
    ("snippet", "what"),
    [
        ("scope:\n  approved: 2021-12-31\n", "the scope"),
        ("segmentation:\n  approved: 2021-12-31\n", "the way relationships are sorted"),
        ("resources:\n  RS-1:\n    approved: 2021-12-31\n", "RS-1"),
        ("documents:\n  DC-1:\n    approved: 2021-12-31\n", "DC-1"),
    ],
)
def test_an_approval_from_before_the_post_was_held_is_told(snippet, what):
    told = f"Nobody held estuary.chief-executive on 2021-12-31, when {what} was approved."
    assert found(snippet)["approver-out-of-post"] == [told]
    earlier = "roles:\n  estuary.chief-executive:\n    okafor: {from: 2020-01-01, to: 2021-12-31}\n"
    assert "approver-out-of-post" not in found(snippet + earlier)


def test_a_policy_of_long_ago_that_is_looked_at_again_in_time_keeps_the_organisations_own_word():
    old = "policy:\n  approved: 2022-02-10\n"
    assert found(old) == {}
    assert set(found(old + "  reviewed:\n")) == {"policy-review-overdue"}
