"""What of a portfolio is closed to an audience, by place alone: so that it can be told when it is opened."""

from collections.abc import Iterator, Mapping

from rmpkit.disclosure.audience import Audience
from rmpkit.model.finding import Path
from rmpkit.model.plan import Plan
from rmpkit.model.portfolio import Portfolio
from rmpkit.model.record import Entry, Part, key_of

Closed = Mapping[tuple[str, Path], Part]
"""The part in which something stands that is closed, by plan and place."""


def closed_to(portfolio: Portfolio, audience: Audience) -> Closed:
    """Where something of the plans stands that the owner's people, or some of them, may not read.

    Nobody else is told of anything by it: that something was kept from them before is no business of theirs.

    Args:
        portfolio: everything that was read.
        audience: who is to see an edition of it.
    """
    if not audience.own:
        return {}
    return {
        (plan.id, path): part
        for plan in portfolio.plans
        for path, part in parts_of(plan)
        if not audience.reads(part.readers)
    }


def parts_of(plan: Plan) -> Iterator[tuple[Path, Part]]:
    """The part of each record, and of each key that holds one thing."""
    for name, part in plan.written_in.items():
        yield (key_of(name),), part
    for name in type(plan).model_fields:
        register = getattr(plan, name)
        if isinstance(register, Mapping):
            for key, each in register.items():
                if isinstance(each, Entry):
                    yield (key_of(name), str(key)), each.part
