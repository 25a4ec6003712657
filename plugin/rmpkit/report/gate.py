"""What of a comparison has been acknowledged and what waits, for reading and as data."""

from collections.abc import Iterator

from rmpkit.changes.gate import Gate, Waiting
from rmpkit.model.showing import show

LONGEST = 1000


def text(gate: Gate) -> str:
    """What waits, who may acknowledge it and by which line; what was seen; what did not count. Empty where nothing is.

    Plans of which nothing moved but dates are named, since a reader will want to know which.
    """
    return "".join(f"{line}\n" for line in _lines(gate))


def _lines(gate: Gate) -> Iterator[str]:
    if gate.waiting:
        number = len(gate.waiting)
        yield f"{number} change{'' if number == 1 else 's'} wait{'s' if number == 1 else ''} to be acknowledged:"
        for each in gate.waiting:
            yield f"  {each.change.fingerprint}  {show(each.change.sentence, LONGEST)}"
            yield f"      {show(each.why, LONGEST)}"
    if gate.lines:
        yield "To acknowledge, the person named puts this line at the end of a commit's message:"
        yield from (f"  {show(line, LONGEST * 20)}" for line in gate.lines)
    for said in gate.unheard:
        yield f"Not counted, {show(said.where, 100)}: {show(said.why, LONGEST)}"
    for seen in gate.seen:
        who = f"{show(seen.by.name, 100)} ({seen.by.post})"
        yield f"Acknowledged by {who}, {show(seen.where, 100)}: {show(seen.change.sentence, LONGEST)}"
    for plan in gate.dates_only:
        yield f"{show(plan or 'The organisation', 100)}: moved nothing but dates."


def data(gate: Gate) -> dict[str, object]:
    """The same as data, for a report of its own."""
    return {
        "waiting": [_waiting(each) for each in gate.waiting],
        "acknowledged": [
            {"fingerprint": s.change.fingerprint, "by": s.by.name, "post": s.by.post, "where": s.where}
            for s in gate.seen
        ],
        "not_counted": [{"where": each.where, "why": each.why} for each in gate.unheard],
        "lines": list(gate.lines),
        "dates_only": list(gate.dates_only),
    }


def _waiting(each: Waiting) -> dict[str, object]:
    return {
        "fingerprint": each.change.fingerprint,
        "plan": each.change.difference.plan,
        "why": each.why,
        "speakers": [{"name": who.name, "post": who.post} for who in each.speakers],
    }
