"""The monthly round as a page to print and to fill in with a pen: one sheet of A4, complete in one file."""

from rmpkit.render.environment import environment
from rmpkit.views.dates import period
from rmpkit.views.round import Round

ROOMY = 8
"""Lines to fill in that leave room for handwriting."""

TIGHT = 12
"""Lines to fill in that fit when they stand closer."""

MOST = 25
"""Lines to fill in that fit on one sheet at all; the command asks for all of them."""


def round_form(found: Round) -> str:
    """What is asked in a round, as HTML that is complete in itself and loads nothing."""
    readings = found.readings[:MOST]
    actions = found.actions[: MOST - len(readings)]
    lines = len(readings) + len(actions)
    left = len(found.readings) + len(found.actions) - len(readings) - len(actions)
    return (
        environment()
        .get_template("round.html")
        .render(
            round=found,
            month=period(found.month),
            readings=readings,
            actions=actions,
            warnings=found.warnings[:_WARNINGS],
            left=left,
            forum=found.forums[0] if found.forums and found.forums[0].due else None,
            room="roomy" if lines <= ROOMY else "tight" if lines <= TIGHT else "dense",
        )
    )


_WARNINGS = 4
