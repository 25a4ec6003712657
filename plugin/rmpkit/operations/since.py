"""What is different now from how plans stood at the end of a day: the two states compared, not every step between."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from rmpkit.model.history import Committed, Told
from rmpkit.operations.telling import Teller
from rmpkit.store.snapshots import Snapshot

Standing = Mapping[str | None, Snapshot]
"""How each plan stood when it was last told of."""


@dataclass
class Since:
    """Keeps how the plans stood at the end of the days that are asked about, while the history is gone through."""

    days: Mapping[str, tuple[date, ...]]
    """The days that are asked about, by plan."""

    stood: dict[date, Standing] = field(default_factory=dict)
    once: dict[date, dict[str, str]] = field(default_factory=dict)
    """What plans were called at the end of each day, by what they are called now; those alone that were renamed."""

    def reached(self, day: date, last: Standing) -> None:
        """Keep how the plans stand before anything of a day is told."""
        for asked in {each for days in self.days.values() for each in days}:
            if asked < day and asked not in self.stood:
                self.stood[asked], self.once[asked] = dict(last), {}

    def renamed(self, once: str, now: str) -> None:
        """Note that a plan goes by another name."""
        for names in self.once.values():
            names[now] = names.pop(once, once)

    def told(
        self, teller: Teller, plan: str, committed: tuple[Committed, ...], now: Snapshot
    ) -> Iterator[tuple[tuple[str, date], tuple[Told, ...]]]:
        """What is different in a plan, for each day that is asked about."""
        for day in dict.fromkeys(self.days.get(plan, ())):
            steps = [each for each in committed if each.day > day]
            if len(steps) == 1:
                yield (plan, day), steps[0].changes
            elif steps:
                yield (plan, day), self._compared(teller, plan, day, now, steps[-1].day)

    def _compared(self, teller: Teller, plan: str, day: date, now: Snapshot, judged_on: date) -> tuple[Told, ...]:
        then = self.stood[day].get(self.once[day].get(plan, plan), Snapshot(now.ours))
        return (teller.told(then, now, judged_on) or {}).get(plan, ())
