"""What would be uncovered without somebody, as text and as data."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from rmpkit.model.called import name_of
from rmpkit.model.showing import show
from rmpkit.rules.absence import Charge, Vacancy, Without

SCHEMA_VERSION = 1
"""Raised when a field changes its meaning or goes; a new field does not raise it."""

LONGEST = 200
"""Characters of a title; a list is read line by line."""


def text(person: str, name: str, found: tuple[Without, ...], *, today: date) -> str:
    """What a person holds, relationship by relationship, what nobody stands in for first."""
    lines = [f"Without {name} ({person}), as of {today}:"]
    for each in found:
        lines += ["", each.plan.title if each.plan else "The organisation"]
        for vacancy in each.vacancies:
            lines += [f"  {_post(each, vacancy)}", *(f"    {_register(charge)}" for charge in vacancy.charges)]
        lines += [f"  {post} would have nobody to stand in." for post in each.stood_in_for]
    if not found:
        lines = [f"{name} ({person}) holds no post and stands in for nobody on {today}."]
    return "".join(f"{show(line, LONGEST)}\n" if line else "\n" for line in lines)


def _post(found: Without, vacancy: Vacancy) -> str:
    deputy = vacancy.stands_in
    stands_in = f"{found.case.person_name(deputy)} stands in" if deputy else "nobody stands in"
    waits = len(vacancy.charges)
    return f"{vacancy.post}: {stands_in}, {waits} {'record waits' if waits == 1 else 'records wait'}"


def _register(charge: Charge) -> str:
    if charge.record is None:
        return "exit: would lead it"
    return f"{charge.register}: {charge.id} {name_of(charge.record)}".rstrip()


def data(person: str, name: str, found: tuple[Without, ...], *, today: date) -> str:
    """The same as one JSON object with `schema`, `as_of`, `person` and `relationships`."""
    document = {
        "schema": SCHEMA_VERSION,
        "as_of": today.isoformat(),
        "person": {"id": person, "name": name},
        "relationships": [_relationship(each) for each in found],
    }
    return json.dumps(document, indent=2).replace("##", "#\\u0023") + "\n"  # the same text, and no order to a pipeline


def _relationship(found: Without) -> Mapping[str, object]:
    return {
        "plan": found.plan.id if found.plan else None,
        "title": found.plan.title if found.plan else None,
        "posts": [
            {"post": each.post, "stands_in": each.stands_in, "answers_for": list(_charges(each))}
            for each in found.vacancies
        ],
        "stands_in_for": list(found.stood_in_for),
    }


def _charges(vacancy: Vacancy) -> Iterator[Mapping[str, str]]:
    for charge in vacancy.charges:
        title = name_of(charge.record) if charge.record else ""
        yield {"register": charge.register, "record": charge.id, "title": title}
