"""The agreed terms of a plan: what every party reads and agreed to, in its one form, and the digest of it.

Only what all parties may read counts, so that the digest is the same from every copy of a plan: a reference to what one
of them may not read is left out, as it is in that party's copy.
"""

from collections.abc import Mapping
from typing import Any, get_args

from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import Edition, readers_of
from rmpkit.disclosure.links import Gone, ids_of, only_within
from rmpkit.disclosure.natures import natures_of
from rmpkit.disclosure.projection import projected_plan
from rmpkit.model.canonical import Json, as_text, canonical, in_order
from rmpkit.model.digest import digest_of
from rmpkit.model.plan import Plan
from rmpkit.model.record import Circle, Disclosure, Record, Standing, key_of
from rmpkit.model.reference import arguments, hints_of

EVERY_PARTY = Audience(Disclosure.JOINT)
"""Whoever reads what all parties read, and nothing that one of them reads alone."""


def terms_of(plan: Plan) -> Json:
    """The agreed terms in their one form: no reading, state or note of the running record is in it."""
    shown = projected_plan(plan, EVERY_PARTY)
    return {} if shown is None else _terms(only_within(shown, _absent))


def digest_of_terms(plan: Plan) -> str:
    """The digest of the agreed terms as they stand."""
    return digest_of(terms_of(plan))


def digest_in(edition: Edition, plan: str) -> str:
    """The digest of the agreed terms of one plan of an edition; empty where they cannot all be read.

    It is worked out once: rules ask for it on many days, and of many versions.
    """
    if plan not in edition.digests:
        shown = edition.plan(plan)
        edition.digests[plan] = digest_of_terms(shown) if all_read(shown) else ""
    return edition.digests[plan]


def all_read(plan: Plan) -> bool:
    """Whether all of the agreed terms could be read, so that their digest is that of what was written."""
    if any(_between(readers_of(file)) for file in plan.broken):
        return False
    lost = [path for path, part in plan.lost.items() if _between(part.readers)]
    if any(len(path) <= 1 or path[0] in TERMS for path in lost):
        return False
    shown = projected_plan(plan, EVERY_PARTY) if lost else None
    named = as_text(_terms(shown)) if shown else ""
    return not any(f'"{path[1]}"' in named for path in lost)


def _between(readers: Circle) -> bool:
    return readers.disclosure <= Disclosure.JOINT


def _absent(plan: Plan) -> Gone:
    kept = ids_of(plan)
    return lambda register, name: register in kept and name not in kept[register]


def _terms(record: Record) -> dict[str, Json]:
    """The terms of a record by their keys; what says the usual is left out."""
    kind, hints = type(record), hints_of(type(record))
    found: dict[str, Json] = {}
    for name, nature in natures_of(kind).items():
        info, term = kind.model_fields[name], nature.standing is Standing.TERM
        form = _form(getattr(record, name), hints[name], term=term)
        if form is None:
            continue
        if info.is_required() or form != _form(info.get_default(call_default_factory=True), hints[name], term=term):
            found[key_of(name)] = form
    return found


def _form(value: object, hint: Any, *, term: bool) -> Json:  # noqa: ANN401 - a type of any shape
    """The terms in a value; nothing where there is none.

    Args:
        value: what a field holds.
        hint: its type.
        term: whether the field is a term; of one that is not, only what is a term inside it counts.
    """
    if isinstance(value, Record):
        return _terms(value) or None
    if isinstance(value, Mapping):
        (_, of_item) = arguments(hint, dict) or (Any, Any)
        forms = {str(key): _form(item, of_item, term=term) for key, item in value.items()}
        return {key: form for key, form in forms.items() if form is not None} or ({} if term else None)
    if isinstance(value, tuple) and any(isinstance(item, Record) for item in value):
        (of_item, *_) = arguments(hint, tuple) or (Any,)
        items = [form for item in value if (form := _form(item, of_item, term=term)) is not None]
        if not in_order(hint):
            items.sort(key=as_text)
        return [*items] or None
    return canonical(value, hint) if term else None


def _holds_terms(hint: Any) -> bool:  # noqa: ANN401 - a type of any shape
    """Whether there is a term somewhere in a value of a type."""
    if isinstance(hint, type) and issubclass(hint, Record):
        return any(
            nature.standing is Standing.TERM or _holds_terms(hints_of(hint)[name])
            for name, nature in natures_of(hint).items()
        )
    return any(_holds_terms(arm) for arm in get_args(hint))


TERMS = frozenset(
    key_of(name)
    for name, nature in natures_of(Plan).items()
    if nature.standing is Standing.TERM or _holds_terms(hints_of(Plan)[name])
)
"""Keys of a plan under which terms stand."""
