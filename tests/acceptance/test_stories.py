"""Each example plan tells a story, and these are the facts of it."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from rmpkit.model.events import EventKind
from rmpkit.model.record import Part
from rmpkit.model.relationship import CaseOutcome, Form, RelationshipState, RelationshipType
from rmpkit.operations.check import check
from rmpkit.rules.approvals import latest_version
from rmpkit.rules.case import Case
from tests.acceptance.conftest import DATA

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def judged():
    return check(DATA, today=TODAY).judged


@pytest.fixture
def codes(judged):
    def of(plan: str) -> Counter[str]:
        return Counter(finding.kind.code for finding in judged.findings if finding.plan == plan)

    return of


def holders(plan, post):
    return {person for person, time in plan.roles.get(post, {}).items() if time.holds_on(TODAY)}


class TestThePortfolio:
    def test_nothing_in_it_is_an_error(self, portfolio, judged):
        assert portfolio.findings == ()
        assert [finding for finding in judged.findings if finding.kind.code < "RMP100"] == []

    def test_all_forms_are_there(self, plans):
        assert {plan.form for plan in plans.values()} == set(Form)

    def test_one_manager_runs_three_of_the_plans(self, plans):
        run = [name for name, plan in plans.items() if holders(plan, "estuary.manager") == {"radley"}]
        assert sorted(run) == ["greyfriars-university", "keel-and-tarn", "saltmarsh-jv"]

    @pytest.mark.parametrize("name", ["harbour-alliance", "saltmarsh-jv"])
    def test_two_plans_are_long(self, name):
        files = (DATA / "relationships" / name).rglob("*.yml")
        assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files) >= 300

    def test_every_address_leads_nowhere_real(self):
        for file in DATA.rglob("*.yml"):
            for piece in file.read_text(encoding="utf-8").split("://")[1:]:
                assert piece.split("/")[0].endswith(".example"), (file, piece[:60])


class TestSaltmarsh:
    """Perfect on paper."""

    @pytest.fixture
    def plan(self, plans):
        return plans["saltmarsh-jv"]

    def test_it_is_one_long_document(self, plan):
        assert (plan.type, plan.form) == (RelationshipType.JOINT_VENTURE, Form.ONE_DOCUMENT)
        document = DATA / "relationships/saltmarsh-jv/joint.yml"
        assert len(document.read_text(encoding="utf-8").splitlines()) >= 300

    def test_the_last_version_is_approved_by_one_side_alone(self, plan, judged):
        case = judged.case("saltmarsh-jv")
        assert isinstance(case, Case)
        latest = latest_version(case)
        assert latest is not None
        assert latest.id == "v2.0"
        assert set(plan.versions["v2.0"].approved) == {"estuary"}
        assert set(case.present) == {"estuary", "fenwick"}

    def test_eleven_revisions_were_made_in_the_fortnight_before_the_audit(self, plan):
        audit = date(2026, 10, 19)
        days = [revision.on for revision in plan.revisions.values()]
        assert len([day for day in days if audit - timedelta(days=14) <= day < audit]) == 11
        assert len([day for day in days if day < audit - timedelta(days=14)]) == 2
        assert len({revision.author for revision in plan.revisions.values()}) == 1

    def test_the_contract_was_varied_in_june_and_almost_nothing_was_read_again(self, plan):
        (event,) = plan.change_events.values()
        assert event.kind is EventKind.VARIATION
        assert (event.on.year, event.on.month) == (2026, 6)
        assert Counter(day is not None for day in event.read_again.values()) == {False: 6, True: 1}
        assert "60 hectares" in plan.purpose

    def test_no_meeting_ever_changed_anything(self, plan):
        assert all(meeting.silent for meeting in plan.meetings.values() if meeting.forum)

    def test_every_round_and_reading_is_the_same(self, plan):
        scores = {
            score
            for check_ in plan.health_checks.values()
            for party in check_.by_party.values()
            for score in party.scores.values()
        }
        assert len(scores) == 1
        assert len({reading.value for reading in plan.measures["hectares"].readings.values()}) == 1

    def test_every_signpost_was_checked_on_one_day_and_there_was_never_an_issue(self, plan):
        assert len({signpost.checked for signpost in plan.signposts.values()}) == 1
        assert not plan.issues

    def test_the_paper_raises_next_to_nothing(self, codes):
        assert codes("saltmarsh-jv")["RMP602"] == 1
        assert codes("saltmarsh-jv")["RMP700"] == 0


class TestAssetData:
    """A division of our own, a series of documents, and one person."""

    @pytest.fixture
    def plan(self, plans):
        return plans["asset-data"]

    def test_it_is_a_series_of_documents_of_one_organisation(self, plan, portfolio):
        assert (plan.type, plan.form) == (RelationshipType.INTERNAL_DIVISION, Form.SERIES_OF_DOCUMENTS)
        assert len([file for file in portfolio.files["asset-data"] if "/joint/" in file]) >= 3

    def test_no_exit_is_agreed(self, plan, codes):
        assert (plan.exit, dict(plan.exit_triggers), dict(plan.exit_transition)) == (None, {}, {})
        assert codes("asset-data")["RMP501"] == codes("asset-data")["RMP502"] == 1

    def test_one_person_holds_four_posts_and_none_of_them_has_a_deputy(self, plan):
        held = {post for post in plan.roles if "quill" in holders(plan, post)}
        assert len(held) == 4
        assert held.isdisjoint(plan.deputies)
        assert plan.deputies

    def test_it_shows_where_the_desk_was_empty(self, plan):
        answered = plan.measures["same-day-answers"]
        low = [str(period) for period, reading in answered.readings.items() if reading.value < 90]
        assert low == ["2026-03", "2026-08"]
        assert len(plan.early_warnings) == 2

    def test_both_sides_are_content(self, plan):
        sides = [party for check_ in plan.health_checks.values() for party in check_.by_party.values()]
        assert min(score for side in sides for score in side.scores.values()) > Decimal("3.5")

    def test_no_risk_says_so(self, plan):
        assert not any("person" in risk.title or risk.category == "people" for risk in plan.risks.values())


class TestKeelAndTarn:
    """Leaving, and leaving well."""

    @pytest.fixture
    def plan(self, plans):
        return plans["keel-and-tarn"]

    def test_exit_is_activated_because_a_trigger_was_met(self, plan):
        assert plan.state is RelationshipState.WINDING_DOWN
        assert plan.exit.activated
        assert plan.exit_triggers[plan.exit.because].decision

    def test_each_item_is_done_on_time_or_still_has_time(self, plan):
        for item in plan.exit_transition.values():
            assert item.owner
            assert item.done <= item.due if item.done else item.due > TODAY
        assert len([item for item in plan.exit_transition.values() if item.done]) == 7

    def test_one_asset_has_no_place_to_go_to(self, plan):
        unplaced = {key: item.kind for key, item in plan.exit_transition.items() if item.goes_to is None}
        assert unplaced == {"T-7": "asset"}

    def test_bad_news_is_cheap(self, plan):
        warnings = plan.early_warnings.values()
        assert len(warnings) == 5
        assert {warning.raised_by.split(".")[0] for warning in warnings} == {"estuary", "keel-and-tarn"}
        assert not any(warning.became for warning in warnings)

    def test_lessons_were_taken(self, plan):
        assert len([lesson for lesson in plan.lessons.values() if lesson.applied]) == 3

    def test_the_one_asset_without_a_place_is_all_that_is_prompted(self, codes):
        assert codes("keel-and-tarn") == {"RMP508": 1}


class TestGreyfriars:
    """Strategic phase only, and a winner before the questions."""

    @pytest.fixture
    def plan(self, plans):
        return plans["greyfriars-university"]

    def test_only_the_first_three_stages_have_begun(self, plan):
        assert {stage.number for stage, record in plan.stages.items() if record.started} == {1, 2, 3}
        assert len(plan.stages) == 8

    def test_the_criteria_were_agreed_after_the_first_score(self, plan):
        first = min(score.on for score in plan.scores.values())
        assert all(criterion.agreed > first for criterion in plan.criteria.values())
        assert sum(criterion.weight for criterion in plan.criteria.values()) == 100

    def test_two_assessors_scored(self, plan):
        assert len({score.by for score in plan.scores.values()}) == 2

    def test_all_of_it_is_ours(self, portfolio):
        assert {file.rsplit("/", 1)[1] for file in portfolio.files["greyfriars-university"]} == {
            "plan.yml",
            "internal.yml",
        }


class TestOrchard:
    """Looked at, and left as it is."""

    def test_it_was_declined_with_reasons_and_raises_nothing(self, plans, portfolio, codes):
        plan = plans["orchard-facilities"]
        assert plan.state is RelationshipState.DECLINED
        assert plan.business_case.outcome is CaseOutcome.STOP
        assert plan.business_case.summary
        assert plan.business_case.by
        assert plan.business_case.on
        assert portfolio.files["orchard-facilities"] == ("relationships/orchard-facilities.yml",)
        assert codes("orchard-facilities") == {}


class TestHarbour:
    """Green by its own lights, and slow to answer."""

    @pytest.fixture
    def plan(self, plans):
        return plans["harbour-alliance"]

    def test_our_own_debts_are_on_record(self, plan):
        late = [
            name
            for name, promise in plan.commitments.items()
            if promise.by == "estuary" and promise.kept is None and promise.due and promise.due < TODAY
        ]
        assert late == ["C-E1", "C-E2"]

    def test_all_parties_promise_and_are_promised_something(self, plan):
        assert {promise.by for promise in plan.commitments.values()} == set(plan.parties)
        assert {promise.to for promise in plan.commitments.values()} == set(plan.parties)

    def test_all_three_say_differently_what_they_think(self, plan):
        assert set(plan.views_on_record["VR-1"].views) == set(plan.parties)

    def test_what_is_shared_only_with_ourselves_is_in_no_joint_file(self, plan):
        assert {item.part for item in plan.knowledge.values() if item.share == "cannot"} == {Part.INTERNAL}

    def test_realised_value_adds_up_to_the_measure(self, plan):
        gained = sum(idea.realised.value for idea in plan.value_ideas.values() if idea.realised)
        assert gained == plan.measures["value-shared"].latest(TODAY)[1].value * 1000
