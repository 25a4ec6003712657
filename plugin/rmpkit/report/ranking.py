"""The page of the guide that lists the lines of the ranking of changes, made from the ranking itself."""

from collections.abc import Iterator

from rmpkit.changes.approvers import NEEDS
from rmpkit.changes.change import RANKS, Rank
from rmpkit.changes.ranking import RANKING

INTRODUCTION = """# Ranking of changes

<!-- Made by `rmpkit.report.ranking`. Change the ranking, then run the tests with RMP_UPDATE_DOCS=1. -->

Each change between two states of the plans is looked up in the table from the top down; the first line that fits it
says how much it is to be looked at. Why it is so: [How a change is ranked](../explanation/how-a-change-is-ranked.md).

An organisation may give a line another rank, under `ranks` in `organisation.yml`:

```yaml title="organisation.yml"
ranks:
  pushed-out: 3
  money: 1
```

What counts for a change is what was chosen before it, so that no change lowers its own rank. The first two lines of
the table keep theirs: the one about this list, and the one about bad news. A name that is not in the table is found
by `rmp check`, with the nearest one as a proposal (RMP007).
"""

ORDER = """## Files that changed, and nothing else

Another order of keys, other spaces, quotes and comments, and a section that was moved to another file of its part are
no change at all.
"""


def ranking() -> str:
    """The page."""
    return "\n".join(
        (
            INTRODUCTION,
            "## The ranks\n",
            *_ranks(),
            "## The lines\n",
            *_lines(),
            ORDER,
            "## Who looks at it\n",
            *_needs(),
        )
    )


def _ranks() -> Iterator[str]:
    yield "| Rank | Called |\n| --- | --- |"
    yield from (f"| {rank.value} | {called} |" for rank, called in RANKS.items())
    yield ""


def _lines() -> Iterator[str]:
    yield "| Line | Rank | Which changes |\n| --- | --- | --- |"
    yield from (f"| `{line.name}` | {Rank(line.rank).value} | {line.says} |" for line in RANKING)
    yield ""


def _needs() -> Iterator[str]:
    yield "From the top down, the first that fits:\n"
    yield from (f"{number}. {need.says}" for number, need in enumerate(NEEDS, 1))
    yield "\nA post that nobody holds is named all the same, as vacant. Nobody has to look at any other change.\n"
