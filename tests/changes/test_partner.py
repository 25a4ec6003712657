"""What is said to a partner holds nothing that the partner's copy does not hold."""

from dataclasses import replace
from datetime import date

import pytest

from rmpkit.changes.change import Kind
from rmpkit.changes.comparison import compare
from rmpkit.changes.differing import differences
from rmpkit.disclosure.audience import Audience
from rmpkit.model.plan import Plan
from rmpkit.store.folder import scan
from tests.changes.pairs import judged
from tests.disclosure.canaries import NORTHGATE, planted

PARTNER = Audience.joint(NORTHGATE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("planted")
    return target, planted(target, variants=1)


@pytest.mark.parametrize("audience", [PARTNER], ids=str)
def test_no_text_that_is_closed_to_a_partner_is_in_any_sentence(folder, audience):
    target, planter = folder
    full = judged(scan(target), audience=audience, today=date(2026, 3, 1))
    for empty in (_emptied(full, registers=True), _emptied(full, registers=False)):
        for one, other in ((full, empty), (empty, full)):
            found = compare(one, other)
            text = "\n".join(
                (*(c.sentence for c in found.changes), *(n.who for n in found.needed), *(n.says for n in found.notes))
            )
            assert found.changes
            leaked = [each.where for each in planter.canaries if not each.meant_for(audience) and each.token in text]
            assert leaked == []


def _emptied(full, *, registers):
    """The same without any record, or with every record without what need not be said."""
    plans = []
    for plan in full.edition.plans:
        update = {}
        for name, info in Plan.model_fields.items():
            value = getattr(plan, name)
            if name in ("id", "lost", "broken", "written_in", "parties") or info.is_required():
                continue
            update[name] = info.get_default(call_default_factory=True) if registers else _bare(value)
        plans.append(plan.model_copy(update=update))
    return replace(full, edition=replace(full.edition, plans=tuple(plans)))


def _bare(value):
    if not isinstance(value, dict):
        return value
    found = {}
    for key, each in value.items():
        fields = getattr(type(each), "model_fields", {})
        kept = {
            n: i.get_default(call_default_factory=True)
            for n, i in fields.items()
            if not i.is_required() and n not in ("id", "part")
        }
        found[key] = each.model_copy(update=kept) if fields else each
    return found


def test_a_difference_is_only_of_what_both_copies_hold(folder):
    target, _ = folder
    full = judged(scan(target), audience=PARTNER, today=date(2026, 3, 1))
    assert {each.kind for each in differences(full.edition, _emptied(full, registers=True).edition)} <= {
        Kind.REMOVED,
        Kind.CHANGED,
    }
