"""What was done by a post is told of whoever held it then: a new holder has signed, accepted and decided nothing."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import get_type_hints

import pytest

from rmpkit import model
from rmpkit.disclosure.audience import Audience
from rmpkit.model.record import Record
from rmpkit.model.reference import arguments, arms, register_of
from rmpkit.operations.check import load, look
from rmpkit.operations.pages import pages
from rmpkit.rules.deeds import DEEDS, doer
from rmpkit.views.approvals import approvals
from rmpkit.views.posts import doer_of, told
from rmpkit.views.signposts import signposts
from tests.conftest import DATA

BEFORE, AFTER = date(2026, 11, 20), date(2027, 8, 20)
HARBOUR = "harbour-alliance"
STANDING = {
    "accountable", "approver", "chair", "consulted", "distribution", "informed", "keeper", "led_by", "members", "owner",
    "post", "posts", "responsible", "ser", "spoken_for_by", "team", "watched_by", "who", "with_",
}  # fmt: skip
"""Fields that say which post answers for something: whoever holds it today."""


@pytest.fixture(scope="module")
def later():
    """The example as Northgate reads it, long after the owner's senior executive changed."""
    return look(load(DATA), Audience.joint("northgate"), today=AFTER)


def _post_fields() -> Iterator[tuple[str, str]]:
    for module in pkgutil.iter_modules(model.__path__):
        importlib.import_module(f"rmpkit.model.{module.name}")
    waiting: list[type[Record]] = [Record]
    while waiting:
        record = waiting.pop()
        waiting.extend(record.__subclasses__())
        if not record.__module__.startswith("rmpkit.model."):
            continue  # what other tests made up
        for field, hint in get_type_hints(record, include_extras=True).items():
            inner = [arm for each in arms(hint) for arm in (each, *(arguments(each, tuple) or ()))]
            if field in record.model_fields and "posts" in map(register_of, inner):
                yield record.__name__, field


def test_every_field_that_names_a_post_is_known_to_tell_of_a_deed_or_of_a_duty():
    found = dict.fromkeys(field for _, field in _post_fields())
    assert {"by", "owner", "accepted_by"} <= found.keys()
    assert found.keys() <= DEEDS.keys() | STANDING
    assert not DEEDS.keys() & STANDING


def test_the_sheet_goes_on_naming_who_approved(later):
    sheet = approvals(later.judged, later.judged.edition.plan(HARBOUR)).to_sign
    ours = next(place for place in sheet.places if place.party == "Estuary Gateway")
    assert ours.name == "Chinyere Okafor"


def test_where_an_approval_is_still_awaited_whoever_holds_the_post_now_signs(later):
    plan = later.judged.edition.plan(HARBOUR)
    bare = plan.model_copy(update={"versions": {}})
    judged = replace(later.judged, edition=replace(later.judged.edition, plans=(bare,)))
    ours = next(each for each in approvals(judged, bare).to_sign.places if each.party == "Estuary Gateway")
    assert ours.name == "Lena Brandt"


def test_a_gap_goes_on_being_accepted_by_who_accepted_it(later):
    view = signposts(later.judged, later.judged.edition.plan(HARBOUR))
    accepted = {gap.id: (gap.accepted_by.person, gap.accepted_by.id) for gap in view.gaps}
    assert accepted["G-3"] == ("Chinyere Okafor", "estuary.ser")


def test_what_has_no_day_names_a_person_only_where_one_alone_has_held_the_post(the_example, later):
    for checked, person in ((the_example, "Chinyere Okafor"), (later, "")):
        post = doer_of(checked.judged.case(HARBOUR), "estuary.ser", None)
        assert (post.person, post.role) == (person, "SER")
        assert post.who == (person or "SER")


@pytest.mark.parametrize(
    ("day", "who", "person"),
    [
        (BEFORE, None, "okafor"),
        (date(2026, 12, 1), None, "brandt"),
        (date(2026, 12, 1), "okafor", "okafor"),
        (date(2020, 1, 1), None, None),
        (date(2020, 1, 1), "nobody-known", None),
    ],
)
def test_whoever_is_named_did_it_else_whoever_held_the_post_that_day(later, day, who, person):
    assert doer(later.judged.case(HARBOUR), "estuary.ser", day, who) == person


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Seen on 2026-11-12 by estuary.ser.", "Chinyere Okafor"),
        ("estuary.ser looked at it on 2026-11-12.", "Chinyere Okafor"),
        ("Late; accepted by estuary.ser on 2026-11-12, until 2027-03-31.", "Chinyere Okafor"),
        ("Seen on 2026-12-12 by estuary.ser.", "Lena Brandt"),
        ("Ask estuary.ser.", "Lena Brandt"),
    ],
)
def test_a_sentence_of_ours_tells_deeds_of_the_holder_then(later, sentence, said):
    assert f"{said} (estuary.ser)" in told(later.judged.case(HARBOUR), sentence)


def test_a_sentence_without_the_day_names_nobody_who_may_not_have_done_it(later):
    assert told(later.judged.case(HARBOUR), "Late; accepted by estuary.ser until 2027-03-31.").startswith(
        "Late; accepted by estuary.ser until"
    )


@pytest.mark.parametrize("page", ["approvals", "signposts"])
def test_no_page_of_what_was_done_names_a_new_holder(later, page):
    """Nothing has been done by the post since the change, so the name stands only in a letter's title."""
    said = {each.path: each.body for each in pages(later.judged, library=later.library)}
    body = said[f"relationships/{HARBOUR}/{page}/"].replace("Appointment of Lena Brandt", "")
    assert "Chinyere Okafor" in body
    assert "Lena Brandt" not in body
