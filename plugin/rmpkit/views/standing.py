"""Who beside the usual readers may read a record, and who opened it: told in the same words on every page."""

from collections.abc import Iterator, Mapping

from rmpkit.disclosure.edition import ShownOrganisation, ShownPlan
from rmpkit.model.record import Disclosure, Entry
from rmpkit.rules.absence import registers_of
from rmpkit.rules.case import Case
from rmpkit.views.dates import when
from rmpkit.views.posts import doer_of, party_name


def standing_of_records(case: Case, kept: ShownPlan | ShownOrganisation) -> Mapping[str, str]:
    """What there is to say of records of a plan, or of the organisation, by their ids; most have nothing."""
    return {
        key: said
        for _, register in registers_of(kept)
        for key, record in register.items()
        if (said := standing_of(case, record))
    }


def standing_of(case: Case, record: Entry) -> str:
    """What there is to say of one record; empty for most."""
    return " ".join(_said(case, record))


def _said(case: Case, record: Entry) -> Iterator[str]:
    if record.part.party:
        names = " and ".join(party_name(case, party) for party in (record.part.party, case.own) if party)
        yield f"Only {names} read this."
    if record.part.disclosure is Disclosure.RESTRICTED:
        yield "Restricted to named people."
    if record.shared:
        yield f"Shared on {when(record.shared.on).text} by {doer_of(case, record.shared.by, record.shared.on).who}."
