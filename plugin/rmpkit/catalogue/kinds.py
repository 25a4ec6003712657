"""What can be found in a catalogue that an organisation adds."""

from rmpkit.model.finding import Kind, Severity

CATALOGUE_BROKEN = Kind(
    code="RMP020",
    name="catalogue-broken",
    severity=Severity.ERROR,
    title="A catalogue of requirements contradicts itself, the others, or the model of a plan.",
    why="Every page and every count of evidence rests on the catalogue, so one that cannot be trusted is "
    "left out as a whole, and the plans are judged by the others.",
    bad="requirements:\n  aw.risk:\n    recorded-by:\n      - risk\n",
    good="requirements:\n  aw.risk:\n    recorded-by:\n      - risks\n",
)

CATALOGUE: tuple[Kind, ...] = (CATALOGUE_BROKEN,)
"""Every kind that loading catalogues can find, in the order of their codes."""
