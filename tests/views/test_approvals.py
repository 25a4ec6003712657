"""The sheet to sign, and the mail by which a reader suggests a change."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

from rmpkit.views.approvals import approvals, signature_sheet
from rmpkit.views.changes_around import event_views
from rmpkit.views.clauses import clause_index
from rmpkit.views.dates import when
from rmpkit.views.suggestions import suggestion


def _plan(checked, name="everything"):
    return checked.judged.edition.plan(name)


def test_the_sheet_has_a_place_for_each_party(the_full):
    sheet = approvals(the_full.judged, _plan(the_full)).to_sign
    assert [(place.party, place.name, place.on) for place in sheet.places] == [
        ("Delta Freight", "Samir Haddad", None),
        ("Estuary Gateway", "Chinyere Okafor", None),
        ("Northgate Marine", "Ruth Aldridge", when(date(2026, 11, 12))),
    ]


def test_the_sheet_says_what_changed_since_the_last_approval(the_full):
    sheet = approvals(the_full.judged, _plan(the_full)).to_sign
    assert (sheet.version, sheet.since) == ("v2.0", "v1.0")
    assert sheet.changed == (
        "v1.1: Two typing slips",
        "v2.0: Notice periods and the ladder",
        "v2.0 draft B: Notice periods set out by party",
    )


def test_a_version_every_party_of_its_day_approved_stays_approved_when_another_joins(the_example):
    assert signature_sheet(the_example.judged.case("harbour-alliance")).since == "v2.0"


def test_a_plan_without_a_version_still_has_places_to_sign(the_full):
    case = the_full.judged.case("everything")
    bare = replace(case, plan=case.plan.model_copy(update={"versions": {}, "revisions": {}}))
    sheet = signature_sheet(bare)
    assert (sheet.version, sheet.changed, len(sheet.places)) == ("", (), 3)


def test_the_sheet_is_printed_with_a_line_for_each_party(the_full_site):
    body = next(page.body for page in the_full_site if page.path == "relationships/everything/approvals/")
    assert body.count('<td data-label="Signature">') == 3
    assert body.count('<td data-label="Signature"><span class="rmp-blank">') == 2


def test_a_suggestion_names_the_plan_the_record_and_its_address(the_full):
    link = suggestion(approvals(the_full.judged, _plan(the_full)).sheet, "v2.0")
    assert link
    parts = urlsplit(link.to)
    assert (parts.scheme, parts.path) == ("mailto", "plans@estuary.example")
    asked = parse_qs(parts.query, strict_parsing=True)
    assert asked["subject"] == ["Everything Alliance: v2.0"]
    assert asked["body"] == ["relationships/everything/approvals/#v2.0\r\n\r\n"]


def test_a_suggestion_is_encoded_whatever_the_title(the_full):
    sheet = replace(approvals(the_full.judged, _plan(the_full)).sheet, about="Rock & Röll?\nbcc=x#{{7}}")
    link = suggestion(sheet, "R-1")
    assert link
    assert not set(link.to) & set(' \n"<>{}#')
    assert parse_qs(urlsplit(link.to).query)["subject"] == ["Rock & Röll?\nbcc=x#{{7}}: R-1"]


def test_no_address_no_link(the_full):
    sheet = replace(approvals(the_full.judged, _plan(the_full)).sheet, suggestions="")
    assert suggestion(sheet, "R-1") is None


def test_every_record_of_a_register_can_be_suggested_a_change_to(the_full_site):
    for page in the_full_site:
        if page.path.endswith(("/issues/", "/commitments/", "/charter/", "/value/", "/risks/", "/actions/")):
            rows = page.body.count("<tr id=")
            assert rows
            assert page.body.count('class="rmp-suggest"') == rows, page.path


def test_what_must_be_read_again_says_what_was(the_full):
    (event,) = event_views(the_full.judged.case("everything"))
    assert [(what, bool(day)) for what, day in event.read_again] == [
        ("Exit triggers", True),
        ("Charter", False),
        ("Deputies", False),
    ]


def test_the_clauses_of_every_standard_are_listed_with_no_number_that_was_not_seen(the_example):
    index = clause_index(the_example.judged, the_example.library)
    assert [standard.title for standard in index.standards] == ["ISO 44001:2017", "BS 11000-1:2010"]
    for standard, catalogue in zip(index.standards, ("iso44001", "bs11000"), strict=True):
        rows = [row for group in standard.groups for row in group.rows]
        asked = the_example.library.catalogues[catalogue].requirements.values()
        assert sorted(row.number for row in rows) == sorted(
            each.printed.removeprefix(each.before_number).strip() for each in asked
        )
        assert any(row.elsewhere for row in rows)
        assert any(row.standings for row in rows)
