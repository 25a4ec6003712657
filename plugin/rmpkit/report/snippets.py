"""Records to start from: what an editor puts down where a new one is wanted."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from rmpkit.model.record import Record
from rmpkit.report.hints import choices_in, hints_of, records_in
from rmpkit.report.values import spaced

PREFIXES: Mapping[str, str] = {
    "acknowledgements": "AK",
    "actions": "A",
    "agreements": "AG",
    "aims-compared": "AC",
    "appointments": "AP",
    "audits": "AU",
    "briefings": "BR",
    "certificates": "CE",
    "change-events": "EV",
    "commitments": "C",
    "communications": "CM",
    "competences": "CP",
    "conflicts-of-interest": "CI",
    "context": "CX",
    "course": "CD",
    "criteria": "CR",
    "decision-rights": "DR",
    "decisions": "D",
    "deliverables": "DL",
    "documents": "DC",
    "due-diligence": "DD",
    "duties": "DU",
    "early-warnings": "W",
    "engagements": "TK",
    "environment": "EN",
    "exit-considerations": "IX",
    "exit-continuity": "EC",
    "exit-transition": "T",
    "exit-triggers": "X",
    "future-opportunities": "FO",
    "health-checks": "H",
    "improvements": "IM",
    "issues": "I",
    "key-people": "KP",
    "known-gaps": "G",
    "knowledge": "K",
    "leadership": "LD",
    "lessons": "LE",
    "management-reviews": "MR",
    "maturity": "MA",
    "meetings": "M",
    "nonconformities": "NC",
    "objectives": "O",
    "options": "OP",
    "pestle": "PE",
    "processes": "PR",
    "reports": "RP",
    "resolution-ladder": "L",
    "resources": "RS",
    "responsibilities": "RA",
    "revisions": "RV",
    "risks": "R",
    "scores": "SC",
    "segment-criteria": "SG",
    "signposts": "SP",
    "skills": "SK",
    "stakeholders": "S",
    "swot": "SW",
    "tailoring": "TA",
    "team-skills": "TS",
    "third-parties": "TP",
    "value-analysis": "VB",
    "value-ideas": "V",
    "views-on-record": "VR",
    "visits": "VI",
}
"""The letters that ids of a register usually begin with; any others will do."""

OFTEN = ("owner", "action", "due", "on", "by", "of", "target", "present", "reviewed", "changed", "answers", "keeper")
"""Keys that most records of their kind have, beside those they need."""

LINES = 5
"""Lines of a common record."""


def new_record(record: type[Record], key: str, placeholder: str) -> dict[str, Any]:
    """What is offered inside a register.

    Args:
        record: the kind of record.
        key: the key of the register.
        placeholder: what an id of it looks like.
    """
    noun = spaced(record.__name__).lower()
    lines = [f"${{1:{placeholder}}}:", *(f"  {line}" for line in _lines(record, start=2))]
    return {
        "label": f"new {noun}",
        "markdownDescription": f"A {noun} with its common keys. All others: `rmp explain {key}`.",
        "bodyText": "\n".join(lines),
    }


def _lines(record: type[Record], *, start: int) -> Iterator[str]:
    hints = hints_of(record)
    needed = [name for name, info in record.model_fields.items() if info.is_required()]
    often = [name for name in record.model_fields if (record.model_fields[name].alias or name) in OFTEN]
    chosen = [*needed, *(name for name in often if name not in needed)][: max(LINES, len(needed))]
    for number, name in enumerate(chosen, start):
        yield f"{record.model_fields[name].alias or name}:{_value(hints[name], number)}"


def _value(hint: Any, number: int) -> str:  # noqa: ANN401 - a type of any shape
    """Where the author goes on, in the shape that the key needs."""
    shapes = [get_origin(arm) for arm in (hint, *get_args(hint))]
    if tuple in shapes:
        return f" [${number}]"
    if any(isinstance(shape, type) and issubclass(shape, Mapping) for shape in shapes) or records_in(hint):
        return f"\n    ${number}"
    choices = choices_in(hint)
    if choices:
        return f" ${{{number}|{','.join(str(word) for word in choices[0])}|}}"
    return f" ${number}"
