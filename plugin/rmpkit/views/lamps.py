"""The three lamps as pages show them."""

from dataclasses import dataclass

from rmpkit.disclosure.edition import ShownPlan
from rmpkit.rules.judgement import Judged
from rmpkit.rules.lamps import Lamp
from rmpkit.views import addresses
from rmpkit.views.addresses import Link
from rmpkit.views.dates import spoken
from rmpkit.views.marks import Mark, lamp_mark

ALSO = 3
"""So many further reasons stand beside a lamp."""


@dataclass(frozen=True, slots=True)
class LampView:
    """One of the three lamps, and what it rests on."""

    name: str
    mark: Mark
    because: str
    also: tuple[str, ...]
    """What else weighed, the most telling of it."""

    more: int
    """How much more weighed."""

    rests_on: Link


_RESTS_ON = {
    "relationship": (f"{addresses.OBJECTIVES}#Health", "What each party says"),
    "delivery": (f"{addresses.OBJECTIVES}#Measures", "The measures"),
    "upkeep": (addresses.PROMPTS, "The prompts"),
}


def lamp_views(judged: Judged, plan: ShownPlan) -> tuple[LampView, ...]:
    """The three lamps of a plan, each with a link to what it rests on."""
    return tuple(_lamp(plan, lamp) for lamp in judged.plans[plan.id].lamps)


def _lamp(plan: ShownPlan, lamp: Lamp) -> LampView:
    leaf, text = _RESTS_ON[lamp.name]
    link = Link(
        text,
        addresses.relationship(plan.id, leaf),
        label=f"{text}: what the {lamp.name} lamp of {plan.title} rests on",
    )
    return LampView(
        lamp.name,
        lamp_mark(lamp.colour),
        spoken(lamp.because),
        tuple(map(spoken, lamp.also[:ALSO])),
        max(0, len(lamp.also) - ALSO),
        link,
    )
