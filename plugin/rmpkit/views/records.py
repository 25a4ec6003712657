"""Records of a plan, or of the organisation, by their ids: what each is called, and where it stands."""

from collections.abc import Iterator, Mapping
from typing import get_origin

from rmpkit.disclosure.edition import NO_PLAN, ShownOrganisation, ShownPlan
from rmpkit.model.called import name_of
from rmpkit.model.finding import Path
from rmpkit.model.organisation import Organisation
from rmpkit.model.record import key_of
from rmpkit.rules.absence import registers_of
from rmpkit.rules.case import Case
from rmpkit.views import addresses
from rmpkit.views.addresses import Link

SINGLE = frozenset(
    key_of(name)
    for model in (type(NO_PLAN), Organisation)
    for name, field in model.model_fields.items()
    if get_origin(field.annotation) is not Mapping
)
"""Keys that hold one thing, so that what follows in a path is no record."""

_CALLED = {
    "title": "the relationship",
    "business-case": "the case",
    "exit": "the exit strategy",
    "segment": "its segment",
    "segmentation": "how it was weighed",
}


def called(key: str) -> str:
    """What a key of a plan is called, where a link is made of all that stands under it."""
    return _CALLED.get(key, key.replace("-", " "))


def kept_of(case: Case) -> ShownPlan | ShownOrganisation:
    """What holds the records a case is about: its plan, or the organisation where no plan is meant."""
    return case.edition.organisation or case.plan if case.plan is NO_PLAN else case.plan


def address_of(kept: ShownPlan | ShownOrganisation, path: Path) -> str:
    """Where something of a plan, or of the organisation, is shown."""
    if isinstance(kept, Organisation):
        return addresses.of_own_path(kept, path)
    return addresses.of_path(kept, path)


def record_link(kept: ShownPlan | ShownOrganisation, record: str, register: str = "") -> Link:
    """A link to a record by its id; short names, which are not unique, need their register."""
    for field, found in registers_of(kept):
        if record in found and register in ("", "records", key_of(field)):
            text = name_of(found[record])
            words = text if register in ("forums", "measures", "candidates") and text else f"{record} {text}".strip()
            return Link(words, address_of(kept, (key_of(field), record)))
    for field, at, decided in decisions_of(kept):
        if record in decided:
            return Link(f"{record} {decided[record]}", address_of(kept, (field, at, "decisions", record)))
    return Link(record, address_of(kept, ()))


def decisions_of(kept: ShownPlan | ShownOrganisation) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """What each meeting decided, by its register and its id; the organisation's reviews decide as well."""
    yield from (("meetings", meeting.id, meeting.decisions) for meeting in kept.meetings.values())
    if isinstance(kept, Organisation):
        reviews = kept.management_reviews.values()
        yield from (("management-reviews", review.id, review.decisions) for review in reviews)


def relationship_link(case: Case, plan: str) -> Link:
    """A link to a relationship by its name; one that is not there leads home, so that nothing breaks."""
    found = next((each for each in case.edition.plans if each.id == plan), None)
    return Link(found.title, addresses.relationship(plan)) if found else Link(plan, addresses.HOME)
