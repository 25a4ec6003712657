"""How single values look to an editor: a type and a pattern for each reading function, with what is said of misfits."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rmpkit.model.amounts import LONGEST_UNIT, read_count, read_money, read_number, read_whole, read_worth
from rmpkit.model.days import read_day, read_interval, read_period
from rmpkit.model.digest import read_digest
from rmpkit.model.filesum import read_sum
from rmpkit.model.goals import read_target
from rmpkit.model.naming import read_version
from rmpkit.model.scalars import (
    LONGEST_LINE,
    read_line,
    read_mail,
    read_post,
    read_prose,
    read_rank,
    read_record_id,
    read_requirement_id,
    read_score,
    read_slug,
    read_yes_no,
)
from rmpkit.model.vocabulary import LONGEST_WORD, read_own_word
from rmpkit.report.values import SCALARS, Scalar
from rmpkit.store.kinds import VALUE_UNFIT

Schema = dict[str, Any]
"""A piece of JSON Schema."""

_NUMBER = r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?"
_YEAR = "(19|20|21)[0-9]{2}"
_MONTH = f"{_YEAR}-(0[1-9]|1[0-2])"
_DAY = f"{_MONTH}-(0[1-9]|[12][0-9]|3[01])"
_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_OWN_WORD = "[a-z][a-z0-9]*([ -][a-z0-9]+)*"
_TEXT = ["string", "number"]
"""Text may look like a number: `8.10` needs no quotes."""


def _any_case(words: Iterable[str]) -> str:
    """A pattern for words whatever their capitals; the dialect has no switch for it."""
    return "|".join("".join(f"[{sign.upper()}{sign}]" if sign.isalpha() else sign for sign in word) for word in words)


_UNITS = _any_case(("day", "week", "month", "quarter", "half-year", "year"))


def _texts(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^({pattern})$"}


def _numbers(pattern: str, type_: str = "number") -> Schema:
    return {"type": [type_, "string"], "pattern": f"^({pattern})$"}


FORMS: Mapping[Callable[..., Any], Schema] = {
    read_line: {"type": _TEXT, "pattern": rf"^\s*\S[^\n]{{0,{LONGEST_LINE - 1}}}\s*$"},
    read_prose: {"type": _TEXT, "pattern": r"\S"},
    read_day: _texts(_DAY),
    read_period: _texts(f"{_DAY}|{_MONTH}"),
    read_interval: _texts(f"([1-9][0-9]{{0,3}} +)?({_UNITS})[sS]?"),
    read_number: _numbers(_NUMBER),
    read_whole: _numbers(r"[0-9]{1,15}(\.0+)?", "integer"),
    read_count: _numbers(r"[1-9][0-9]{0,14}(\.0+)?", "integer"),
    read_rank: {"enum": [1, 2, 3, 4, 5]},
    read_score: {"enum": [1, 2, 3, 4, 5]},
    read_target: _numbers(rf"{_NUMBER}|at +(most|least) +{_NUMBER}|between +{_NUMBER} +and +{_NUMBER}"),
    read_money: _numbers(rf"{_NUMBER}( [A-Z]{{3}})?"),
    read_worth: _numbers(rf"{_NUMBER}( +\S.{{0,{LONGEST_UNIT - 1}}})?"),
    read_yes_no: {"enum": ["yes", "no", "Yes", "No", True, False]},
    read_mail: _texts(r"[A-Za-z0-9._+\-]+@([A-Za-z0-9\-]+\.)+[A-Za-z0-9\-]+"),
    read_slug: {"type": _TEXT, "pattern": f"^{_SLUG}$"},
    read_record_id: _texts("[A-Z]{1,3}-[A-Z]?[1-9][0-9]{0,5}"),
    read_own_word: {"type": _TEXT, "pattern": f"^(?=.{{1,{LONGEST_WORD}}}$){_OWN_WORD}$"},
    read_post: {"type": _TEXT, "pattern": rf"^{_SLUG}\.{_SLUG}$"},
    read_requirement_id: _texts(r"[a-z]{2,8}(\.[a-z_]{1,20}){1,2}"),
    read_version: _texts(r"v[0-9]{1,4}(\.[0-9]{1,4}){0,2}"),
    read_digest: _texts(r"[1-9][0-9]{0,3}:[0-9a-f]{32}"),
    read_sum: _texts("[0-9A-Fa-f]{64}"),
}
"""What an editor can tell of a value by its looks. It scolds nothing that is read, and does not see all that is not:
a day that no month has, a name that leads nowhere."""

OFFERS: Mapping[Callable[..., Any], tuple[str, ...]] = {
    read_interval: ("week", "month", "quarter", "half-year", "year", "90 days"),
    read_target: ("at most 10", "at least 95", "between 3 and 5"),
}
"""Values to start from, where the form is easier to change than to remember."""

_SCALARS: Mapping[Callable[..., Any], Scalar] = {scalar.read: scalar for scalar in SCALARS}


def form(read: Callable[..., Any]) -> Schema:
    """A value of one type, with what is said where it does not fit."""
    said = misfit(read)
    found = dict(FORMS[read])
    if "pattern" in found:
        found["patternErrorMessage"] = said
    return {**found, "errorMessage": said}


def key_form(read: Callable[..., Any]) -> Schema:
    """A key of one type; keys are always text, and none is proposed."""
    known = FORMS[read]
    pattern = known.get("pattern") or f"^({'|'.join(re.escape(str(each)) for each in known['enum'])})$"
    return {"pattern": pattern, "patternErrorMessage": misfit(read), "doNotSuggest": True}


def misfit(read: Callable[..., Any]) -> str:
    """What is wrong with a value of another form, and how it is written."""
    scalar = _SCALARS[read]
    written = without_code(scalar.written)
    shown = " or ".join(dict.fromkeys(scalar.right[:2]))
    return coded(f"This is not written as {_one(scalar.name)} is. {written} Write it as in: {shown}.", VALUE_UNFIT.code)


def written(read: Callable[..., Any]) -> str:
    """How a value is written, by examples."""
    scalar = _SCALARS[read]
    return f"{_one(scalar.name).capitalize()}: {', '.join(f'`{example}`' for example in scalar.right)}"


def coded(message: str, *codes: str) -> str:
    """A message of ours, with the rules that tell more of it."""
    return f"{message} ({', '.join(codes)})"


def without_code(text: str) -> str:
    """A sentence without the marks of code."""
    return text.replace("`", "")


def _one(name: str) -> str:
    if name in ("text", "yes or no"):
        return name
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}"
