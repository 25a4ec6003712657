"""The rule about days that have not come yet."""

from collections.abc import Iterator, Mapping

from rmpkit.model.deeds import deeds, may_be_ahead
from rmpkit.model.finding import Path, Severity
from rmpkit.model.record import Record
from rmpkit.rules.case import Case, OwnCase
from rmpkit.rules.rule import Problem, common_rule


@common_rule("RMP311", severity=Severity.NOTE)
def date_in_future(case: Case | OwnCase) -> Iterator[Problem]:
    """Something is recorded as done on a day that has not come yet.

    ## Why it matters
    Usually a slip of the year. Until it is mended, everything counted from it is counted wrong, and the record itself
    counts as nothing done. What may be announced is no slip: a change that takes effect on a day, a meeting, a briefing
    or a visit of which nothing is written yet but the day.

    ## Example
    ```yaml
    signposts:
      SP-1:
        checked: 2027-02-01
    ```

    Instead:
    ```yaml
    signposts:
      SP-1:
        checked: 2026-02-01
    ```
    """
    for path, day in deeds(case.kept):
        record = _record_at(path, case)
        if day > case.today and not (path[2:] == ("on",) and record is not None and may_be_ahead(record)):
            said = " ".join(map(str, path[1:] if len(path) > _IN_A_REGISTER else path))
            yield Problem(path, f"{said} says {day}, which is still to come.", "Correct the day.")


_IN_A_REGISTER = 2
"""So long is the path of what stands in no register: profile, as-at."""


def _record_at(path: Path, case: Case | OwnCase) -> Record | None:
    """The record that a day stands in, where it stands in one of a register."""
    register = getattr(case.kept, str(path[0]).replace("-", "_"), None)
    found = register.get(path[1]) if isinstance(register, Mapping) and len(path) > 1 else None
    return found if isinstance(found, Record) else None
