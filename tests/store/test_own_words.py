"""Words of the organisation's own: read wherever an open list is, told once where nobody has defined them."""

from datetime import date
from pathlib import Path

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.model.risks import RiskCategory
from rmpkit.model.vocabulary import OpenChoice, Vocabulary
from rmpkit.operations.check import load, look
from rmpkit.operations.drafts import UnfitAnswerError, answer, sit_down
from rmpkit.report.schema import schema

OURS = "format: 1\nid: estuary\nname: Estuary Gateway\npeople: {okafor: {name: Chinyere Okafor}}\n"
PLAN = """title: Harbour
type: alliance
state: active
parties: {estuary: {name: Estuary}, northgate: {name: Northgate}}
"""
RISK = "risks:\n  R-1:\n    title: A storm\n    category: weather\n"
WORDS = "words:\n  risk-category:\n    weather: Weather and tides\n"


@pytest.fixture
def written(tmp_path: Path):
    def write(ours: str, risk: str = RISK):
        folder = tmp_path / "relationships" / "harbour"
        folder.mkdir(parents=True, exist_ok=True)
        (tmp_path / "organisation.yml").write_text(OURS + ours)
        (folder / "plan.yml").write_text(PLAN)
        (folder / "internal.yml").write_text(risk)
        return load(tmp_path)

    return write


def unfit(loaded) -> list[str]:
    return [f"{each.message} {each.mend}" for each in loaded.portfolio.findings if each.kind.code == "RMP004"]


def test_each_open_list_is_one_that_the_organisation_can_name():
    assert {each.vocabulary() for each in OpenChoice.__subclasses__()} == set(Vocabulary)


def test_a_word_that_the_organisation_has_is_read(written):
    loaded = written(WORDS)
    risk = loaded.portfolio.plans[0].risks["R-1"]
    assert unfit(loaded) == []
    assert (risk.category, risk.category.own) == ("weather", True)
    assert loaded.portfolio.organisation.title_of(risk.category) == "Weather and tides"


def test_a_word_that_nobody_has_is_told_once_and_its_record_is_kept(written):
    loaded = written("")
    (said,) = unfit(loaded)
    assert said.startswith('"weather" is not one of the words for this. Write one of delivery, commercial,')
    assert said.endswith("Or add it to risk-category under words in organisation.yml, with its title.")
    assert "R-1" in loaded.portfolio.plans[0].risks


def test_a_slip_of_the_finger_is_answered_with_the_nearest_also_of_own_words(written):
    (said,) = unfit(written(WORDS, RISK.replace("weather", "wheather")))
    assert 'Write "weather".' in said


def test_a_word_of_another_list_does_not_count(written):
    assert len(unfit(written(WORDS.replace("risk-category", "value-kind")))) == 1


def test_words_that_cannot_be_read_are_not_missed(written):
    (said,) = unfit(written(WORDS.replace("weather:", "Weather!:")))
    assert 'Write "weather".' in said


def test_a_closed_list_has_no_own_words(written):
    (said,) = unfit(written("words:\n  risk-state:\n    sleeping: Asleep\n"))[:1]
    assert "risk-category" in said


def test_what_could_be_no_word_loses_its_record_as_before(written):
    loaded = written(WORDS, RISK.replace("weather", "Wind & tide"))
    assert len(unfit(loaded)) == 1
    assert "R-1" not in loaded.portfolio.plans[0].risks


def test_one_of_ours_can_get_a_title_and_stays_what_rules_ask_for(written):
    titled = WORDS.replace("weather: Weather and tides", "knowledge: Knowledge or IP")
    loaded = written(titled, RISK.replace("weather", "knowledge"))
    risk = loaded.portfolio.plans[0].risks["R-1"]
    assert risk.category is RiskCategory.KNOWLEDGE
    assert loaded.portfolio.organisation.title_of(risk.category) == "Knowledge or IP"


def test_a_new_record_may_have_it_and_no_other(written):
    desk = sit_down(written(WORDS), "harbour")
    record = type(desk.plan.risks["R-1"])
    assert answer(desk, record, "category", "Weather") == "weather"
    with pytest.raises(UnfitAnswerError, match="is not one of the words"):
        answer(desk, record, "category", "tides")


def test_the_editor_of_these_plans_marks_any_other_and_that_of_nobodys_none(written):
    own = written(WORDS).portfolio.organisation.words
    assert '"weather"' not in schema("internal")
    assert '"weather"' in schema("internal", own=own)


def test_a_partner_reads_the_word_of_a_joint_risk_by_its_title(written):
    found = look(written(WORDS), Audience.joint("northgate"), today=date(2026, 11, 20)).judged.edition
    assert found.organisation is not None
    assert found.organisation.title_of(RiskCategory.read("weather")) == "Weather and tides"
