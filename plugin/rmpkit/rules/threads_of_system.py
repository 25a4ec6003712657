"""The thread of the organisation itself: from what was not as required to the next audit."""

from collections.abc import Iterator
from datetime import date

from rmpkit.model.audits import Nonconformity
from rmpkit.model.finding import Path
from rmpkit.rules.case import OwnCase
from rmpkit.rules.chain import Chain, Step, ahead, gap, there

NONCONFORMITY = 12


def nonconformities(case: OwnCase) -> Iterator[Chain]:
    """What was not as required, its cause, the action, its effect, the next internal audit."""
    for key, found in case.organisation.nonconformities.items():
        steps = tuple(_steps(case, key, found))
        yield Chain(NONCONFORMITY, key, found.title, steps, over=found.effective is not None, of_organisation=True)


def _steps(case: OwnCase, key: str, found: Nonconformity) -> Iterator[Step]:
    path: Path = ("nonconformities", key)
    yield _ours("Nonconformity", path, on=found.raised, says=str(found.found_by or ""))
    if found.cause:
        yield _ours("Cause", path)
    elif found.open and not (found.due and found.due < case.today):
        yield ahead("Cause", "not found yet")
    else:
        mend = "Write why it came about behind cause:."
        yield _gap("Cause", "nothing says why", mend, "nonconformity-without-cause", at=path)
    yield _action(case, path, found)
    if found.effective:
        yield _ours("Effect", path, on=found.effective, says=found.effect or "")
    elif found.closed:
        mend = "Look, and write the day behind effective: and what it showed behind effect:."
        yield _gap("Effect", "nobody looked whether it worked", mend, "effect-unchecked", at=path)
    else:
        yield ahead("Effect", "")
    yield _audited(case, found)


def _action(case: OwnCase, path: Path, found: Nonconformity) -> Step:
    action = case.organisation.actions.get(found.action or "")
    paths = (("actions", action.id),) if action else (path,)
    if found.closed and found.action is None:
        keep = "Add action: with what keeps it from coming back."
        return _gap("Action", "nothing keeps it from coming back", keep, "nonconformity-without-cause", at=path)
    if found.closed:
        return _ours("Action", *paths, on=found.closed, says="done")
    mend = "Write closed: with the day, or a new due: with the reason."
    if found.due and found.due < case.today:
        return _gap("Action", f"was wanted by {found.due}", mend, "nonconformity-overdue", at=path)
    if action or found.correction:
        return _ours("Action", *paths, on=found.due, says="under way")
    return ahead("Action", "none yet")


def _audited(case: OwnCase, found: Nonconformity) -> Step:
    """The first audit, done after it was closed, that looked at the same requirement or the same relationship."""
    since = found.effective or found.closed or found.raised
    near = [
        audit
        for audit in case.organisation.audits.values()
        if found.requirement in audit.requirements or found.relationship in audit.relationships
    ]
    done = sorted((a.done, a.id) for a in near if a.done and since and since <= a.done <= case.today)
    if done and found.closed:
        return _ours("Internal audit", ("audits", done[0][1]), on=done[0][0])
    planned = sorted((a.planned, a.id) for a in near if a.planned and not a.done)
    if planned:
        return ahead("Internal audit", f"{planned[0][1]}, planned for {planned[0][0]}")
    return ahead("Internal audit", "no audit has looked at it since")


def _ours(name: str, *paths: Path, on: date | None = None, says: str = "") -> Step:
    return there(name, *paths, on=on, says=says, of_organisation=True)


def _gap(name: str, missing: str, mend: str, *rules: str, at: Path) -> Step:
    return gap(name, missing, mend, *rules, at=at, of_organisation=True)
