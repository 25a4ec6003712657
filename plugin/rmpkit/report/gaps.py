"""What is still open, for a terminal and for other tools: one relationship after the other, the organisation first."""

import json
from collections.abc import Iterator, Sequence
from datetime import date

from rmpkit.model.showing import show
from rmpkit.report.concise import LONGEST
from rmpkit.views.gaps import Gaps, Open

SCHEMA_VERSION = 1
"""Raised when a field changes its meaning or goes; a new field does not raise it."""


def render_text(found: Sequence[Gaps]) -> str:
    """What is open as paragraphs, each with the requirement first."""
    return "\n".join("\n".join(_lines(each)) + "\n" for each in found)


def _lines(found: Gaps) -> Iterator[str]:
    yield f"{show(found.sheet.about, LONGEST)}. {found.tally_text}"
    for group in found.groups:
        for row in group.rows:
            yield ""
            yield show(f"{row.id}  {row.title} ({row.citation}, {group.title})", LONGEST)
            yield from (show(f"  {label}: {words}", LONGEST) for label, words in _said(row) if words)


def _said(row: Open) -> Iterator[tuple[str, str]]:
    yield "Exists", f"{row.mark.word}. {row.exists}"
    yield "Missing", "; ".join(row.missing)
    yield "Would show it", "; ".join(row.would_do)
    keys = ", and ".join(" or ".join(map(str, ways)) for ways in row.keys)
    yield "To write", f"{keys}{'; or ' if keys else ''}a signpost or a checked statement in {row.file}"
    yield "Next", row.next_step
    yield "Acts", _acts(row)


def _acts(row: Open) -> str:
    if row.who is None:
        return "nobody is named yet"
    return f"{row.who.who}, {row.who.role} of {row.who.party}{_WITH if row.with_others else ''}"


_WITH = ", with the other parties"


def render_json(found: Sequence[Gaps], *, today: date, catalogue: str) -> str:
    """What is open as one JSON object with `schema`, `as_of`, `catalogue` and `subjects`."""
    document = {
        "schema": SCHEMA_VERSION,
        "as_of": today.isoformat(),
        "catalogue": catalogue,
        "subjects": [_subject(each) for each in found],
    }
    return json.dumps(document, indent=2).replace("##", "#\\u0023") + "\n"


def _subject(found: Gaps) -> dict[str, object]:
    return {
        "plan": found.sheet.plan,
        "title": found.sheet.about,
        "recorded": found.tally.recorded,
        "applying": found.tally.applying,
        "open": [_object(row) for group in found.groups for row in group.rows],
    }


def _object(row: Open) -> dict[str, object]:
    return {
        "requirement": row.id,
        "title": row.title,
        "printed": row.citation,
        "state": row.mark.word,
        "exists": row.exists,
        "missing": list(row.missing),
        "would_show": list(row.would_do),
        "write": [[str(way) for way in ways] for ways in row.keys],
        "file": row.file,
        "next": row.next_step,
        "acts": row.who.id if row.who else None,
        "together": row.with_others,
    }
