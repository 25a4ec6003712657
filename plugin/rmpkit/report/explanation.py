"""What a rule finds and why, as plain text."""

import textwrap

from rmpkit.model.finding import Kind

WIDTH = 100
"""Columns of running text."""


def render(kind: Kind) -> str:
    """A kind of finding, explained: what it is, why it matters, a wrong and a right example."""
    parts = (
        f"{kind.code} {kind.name} ({kind.severity})",
        textwrap.fill(kind.title, WIDTH),
        textwrap.fill(kind.why, WIDTH),
        f"Found in:\n\n{textwrap.indent(kind.bad.rstrip(), '  ')}",
        f"Not found in:\n\n{textwrap.indent(kind.good.rstrip(), '  ')}",
    )
    return "\n\n".join(parts) + "\n"
