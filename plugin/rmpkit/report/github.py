"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from collections.abc import Mapping, Sequence

from rmpkit.model.finding import Severity
from rmpkit.model.showing import printable
from rmpkit.report.located import Located

_COMMANDS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}


def render(findings: Sequence[Located]) -> str:
    """Findings as `::error file=…,line=…,col=…,title=…::message`, one line each."""
    return "".join(map(_line, findings))


def _line(item: Located) -> str:
    place, kind = item.place, item.finding.kind
    properties = {
        "file": place.file,
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{kind.code} {kind.name}",
    }
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[kind.severity]} {named}::{_message(f'{item.finding.message} {item.finding.mend}')}\n"


def _message(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
