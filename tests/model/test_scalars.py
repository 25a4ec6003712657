"""What a written value means, and what is said of one that does not fit."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmpkit.model import amounts, days, scalars
from rmpkit.model.digest import read_digest
from rmpkit.model.goals import read_target
from rmpkit.model.misfit import Misfit
from rmpkit.model.naming import read_version

READERS = (
    days.read_day,
    days.read_interval,
    scalars.read_line,
    amounts.read_money,
    amounts.read_number,
    amounts.read_worth,
    days.read_period,
    scalars.read_post,
    scalars.read_prose,
    scalars.read_record_id,
    scalars.read_requirement_id,
    scalars.read_score,
    scalars.read_slug,
    amounts.read_whole,
    scalars.read_yes_no,
    read_target,
    read_version,
    read_digest,
)


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (days.read_day, "2026-12-15", date(2026, 12, 15)),
        (amounts.read_number, "8.10", Decimal("8.10")),
        (amounts.read_number, "-2", Decimal(-2)),
        (scalars.read_line, "NO", "NO"),
        (scalars.read_line, "12:30", "12:30"),
        (amounts.read_whole, "14", 14),
        (scalars.read_yes_no, "no", False),
        (scalars.read_yes_no, "yes", True),
        (amounts.read_money, "25000 EUR", amounts.Amount(Decimal(25000), "EUR")),
        (amounts.read_worth, "120 tonnes CO2e", amounts.Amount(Decimal(120), "tonnes CO2e")),
        (amounts.read_worth, "25000 EUR", amounts.Amount(Decimal(25000), "EUR")),
        (amounts.read_worth, "-4.5", amounts.Amount(Decimal("-4.5"), None)),
        (amounts.read_money, "25000", amounts.Amount(Decimal(25000), None)),
        (scalars.read_record_id, "R-N13", "R-N13"),
        (scalars.read_post, "harbour.document-controller", "harbour.document-controller"),
        (scalars.read_requirement_id, "sup.docinfo.create", "sup.docinfo.create"),
    ],
)
def test_a_value_means_what_was_written(read, text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "happened", "mend"),
    [
        (days.read_day, "2026-02-30", "February 2026 has 28 days", "exists"),
        (days.read_day, "2027-13-01", "no month 13", "2026-12-15"),
        (days.read_day, "01/02/2027", "two days", "2027-02-01 or 2027-01-02"),
        (days.read_day, "31/12/2027", "not written as days", "2027-12-31"),
        (days.read_day, "2027-2-1", "not written as days", "2027-02-01"),
        (days.read_day, "1 February 2027", "not written as days", "2027-02-01"),
        (days.read_day, "2027-02-01T08:00:00+02:00", "time of day", "day only"),
        (days.read_day, "2027", "which day", "2026-12-15"),
        (days.read_day, "46000", "not a day", "2026-12-15"),
        (amounts.read_number, "1,200", "two numbers", "Write 1200 or 1.2."),
        (amounts.read_number, "91,5", "not written as numbers", "Write 91.5."),
        (amounts.read_number, "-0,250", "not written as numbers", "Write -0.25."),
        (amounts.read_number, "1.250,5", "not written as numbers", "Write 1250.5."),
        (amounts.read_number, "1,250,000.5", "not written as numbers", "Write 1250000.5."),
        (amounts.read_number, "1\u00a0250,5", "not written as numbers", "Write 1250.5."),
        (amounts.read_number, "1,2,3", "not a number", "digits"),
        (amounts.read_number, "1_000", "not written as numbers", "1000"),
        (amounts.read_number, "50%", "not written as numbers", "50"),
        (amounts.read_number, "010", "not written as numbers", "10"),
        (amounts.read_number, "1e3", "not a number", "digits"),
        (read_target, ">= 95", "not a target", "Write at least 95."),
        (read_target, "\u2264 3.5", "not a target", "Write at most 3.5."),
        (scalars.read_score, "6", "scale", "1, 2, 3, 4 or 5"),
        (scalars.read_score, "3.5", "scale", "1, 2, 3, 4 or 5"),
        (amounts.read_whole, "-1", "whole number", "whole number"),
        (scalars.read_yes_no, "perhaps", "neither", "yes or no"),
        (scalars.read_slug, "Harbour Board", "not a short name", "harbour-board"),
        (scalars.read_slug, "\N{CYRILLIC SMALL LETTER A}cme", "not a short name", "cme"),
        (scalars.read_record_id, "r-1", "not an id", "R-1"),
        (scalars.read_record_id, "R-01", "not an id", "R-1"),
        (scalars.read_post, "Ngozi Okafor", "not a post", "harbour.ser"),
        (days.read_interval, "monthly", "not an interval", "month"),
        (scalars.read_line, "", "empty", "few words"),
        (scalars.read_line, "a\nb", "several lines", "one line"),
        (scalars.read_line, ("a",), "A list", "behind the colon"),
        (read_target, "between 5 and 3", "wrong way round", "between 3 and 5"),
        (read_version, "2.0", "not the name of a version", "v2.0"),
        (read_digest, "v2.0", "not a digest of agreed terms", "record-approval"),
        (read_digest, "1:0F3A", "not a digest of agreed terms", "record-approval"),
    ],
)
def test_a_value_that_does_not_fit_is_told_apart_and_mended(read, text, happened, mend):
    with pytest.raises(Misfit) as caught:
        read(text)
    assert happened in caught.value.happened
    assert mend in caught.value.mend


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
@given(
    text=st.one_of(
        st.text(max_size=80),
        st.none(),
        st.tuples(st.text(max_size=5)),
        st.dictionaries(st.text(max_size=3), st.none()),
    )
)
def test_no_text_makes_a_type_fail_in_any_other_way(read, text):
    try:
        read(text)
    except Misfit as misfit:
        assert misfit.happened.endswith(".")
        assert misfit.mend.endswith(".")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_read_as_it_is_written(day):
    assert days.read_day(day.isoformat()) == day


@pytest.mark.parametrize(
    ("interval", "start", "end"),
    [
        ("month", date(2026, 1, 31), date(2026, 2, 28)),
        ("quarter", date(2026, 11, 30), date(2027, 2, 28)),
        ("half-year", date(2026, 8, 31), date(2027, 2, 28)),
        ("year", date(2028, 2, 29), date(2029, 2, 28)),
        ("90 days", date(2026, 1, 1), date(2026, 4, 1)),
        ("2 weeks", date(2026, 1, 1), date(2026, 1, 15)),
        ("2 years", date(2026, 1, 1), date(2028, 1, 1)),
    ],
)
def test_an_interval_ends_on_a_day_that_exists(interval, start, end):
    assert days.read_interval(interval).after(start) == end


def test_a_stretched_interval_is_longer_by_whole_days():
    quarter = days.read_interval("quarter")
    assert quarter.stretched(Decimal("1.5")).after(date(2026, 1, 1)) == date(2026, 5, 16)
    assert days.read_interval("month").stretched(Decimal("1.25")).after(date(2026, 1, 1)) == date(2026, 2, 9)
