"""What comparing two revisions costs, as a ratio to reading both sides out of git and parsing them, in the same run.

The floor is one pass of the plumbing and of the parser: both listings, the contents of every distinct file of either
side, and each of them read as a document with the place of every key. No record is made in it, nothing is laid out on
disk, judged or compared.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.operations.compare import Compared, compare_revisions
from rmpkit.store.git import contents, said
from rmpkit.store.reading import read_document
from tests.repositories.repository import git, needs_git, ran

PLANS, CHANGED, RISKS = 1_000, 334, 25
MOST = 5
DAY = date(2026, 11, 20)
ORGANISATION = "format: 1\nid: estuary\nname: Estuary Gateway\ncatalogues: [iso44001]\nser: estuary.ser\n"
HEAD = """\
title: Quay {n}
type: supplier
state: active
parties:
  estuary: {{name: Estuary Gateway, kind: client}}
  northgate: {{name: Northgate Marine, kind: contractor}}
roles:
  estuary.ser:
    okafor: {{from: 2024-04-01}}
stages:
  awareness: established
  knowledge: in progress
why: Quay {n} has to stay open in winter, and nobody else has the cranes for it.
risks:
"""
RISK = """\
  R-{r}:
    title: Crane {r} stands still
    owner: estuary.ser
    likelihood: 2
    impact: {impact}
"""

pytestmark = [pytest.mark.bench, needs_git]


def a_plan(n: int, impact: int) -> bytes:
    """A plan of about 2.7 KB, of which one risk may be higher than it was."""
    risks = (RISK.format(r=r, impact=impact if r == 7 else 3) for r in range(1, RISKS + 1))
    return (HEAD.format(n=n) + "".join(risks)).encode()


def commit(files: dict[str, bytes], day: str, *, after: str = "") -> Iterator[bytes]:
    """One commit as git's importer reads it."""
    yield f"commit refs/heads/main\ncommitter A <a@estuary.example> {day} +0000\ndata 5\nPlans\n{after}".encode()
    for name, content in files.items():
        yield f"M 100644 inline {name}\ndata {len(content)}\n".encode() + content + b"\n"


@pytest.fixture(scope="module")
def the_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of a thousand plans in two commits: the second changes a third of them."""
    root = tmp_path_factory.mktemp("plans")
    name = "rmp-data/relationships/quay-{:04}.yml".format
    first = {name(n): a_plan(n, 3) for n in range(PLANS)} | {"rmp-data/organisation.yml": ORGANISATION.encode()}
    second = {name(n): a_plan(n, 4) for n in range(0, PLANS, 3)}
    assert len(second) == CHANGED
    assert 2_400 < len(a_plan(500, 3)) < 3_000
    git(root, "init", "--quiet")
    ran(root, "fast-import", "--quiet", given=b"".join((*commit(first, "1790000000"), *commit(second, "1790100000"))))
    git(root, "reset", "--quiet", "--hard")
    return root


def everything(root: Path) -> list[str]:
    """The names of all distinct contents of both sides."""
    lines = [line for side in ("HEAD~1", "HEAD") for line in said(root, "ls-tree", "-r", "-z", side).split(b"\0")]
    return list(dict.fromkeys(line.split()[2].decode() for line in lines if line))


def what_differs(root: Path) -> list[str]:
    """The names of the contents of those files that differ."""
    raw = said(root, "diff-tree", "-r", "-z", "HEAD~1", "HEAD").split(b"\0")
    return [word.decode() for line in raw if line.startswith(b":") for word in line.split()[2:4]]


def parsed(root: Path, listed: Callable[[Path], list[str]]) -> int:
    """Reads contents out of git and parses each."""
    return sum(len(read_document(raw, file="plan.yml", plan=None)) > 0 for raw in contents(root, listed(root)))


def compared(root: Path) -> Compared:
    return compare_revisions(root / "rmp-data", "HEAD~1", "HEAD", audience=Audience.INTERNAL, today=DAY)


def cpu() -> float:
    """Seconds of CPU of this process and of every git it ran: others on the machine do not count."""
    return sum(os.times()[:4])


def least(function: Callable[[], object], rounds: int = 3) -> float:
    """Seconds of CPU of the quickest of some rounds."""
    times = []
    for _ in range(rounds):
        start = cpu()
        function()
        times.append(cpu() - start)
    return min(times)


def peak(doing: str, root: Path) -> int:
    """Bytes that another process took at most, in which one of these functions was called."""
    asks = "import resource, sys; from pathlib import Path; from tests.bench import test_comparing as here; "
    tells = "; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    command = [sys.executable, "-c", f"{asks}{doing}{tells}", str(root)]
    done = subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[2])
    return int(done.stdout)


def test_comparing_a_third_of_a_thousand_plans_costs_at_most_five_passes_of_git_and_the_parser(the_plans, capsys):
    found = compared(the_plans)
    assert len(found.comparison.changes) == CHANGED
    assert {change.difference.path for change in found.comparison.changes} == {("risks", "R-7", "impact")}
    floor = least(lambda: parsed(the_plans, everything))
    lower = least(lambda: parsed(the_plans, what_differs))
    took = least(lambda: compared(the_plans))
    with capsys.disabled():
        sys.stdout.write(
            f"\ncompare {took:.2f} s of CPU; every distinct file of both sides {floor:.2f} s, ratio {took / floor:.2f}; "
            f"those that differ alone {lower:.2f} s, ratio {took / lower:.2f}\n"
        )
    assert took / floor <= MOST


def test_comparing(the_plans, request):
    pytest.importorskip("pytest_benchmark")
    benchmark = request.getfixturevalue("benchmark")
    benchmark.extra_info["floor, CPU seconds"] = round(least(lambda: parsed(the_plans, everything), rounds=1), 2)
    benchmark.pedantic(compared, args=(the_plans,), rounds=3)


def test_comparing_takes_at_most_five_times_the_memory_of_parsing(the_plans, capsys):
    bare = peak("here.parsed(Path(sys.argv[1]), here.everything)", the_plans)
    full = peak("here.compared(Path(sys.argv[1]))", the_plans)
    with capsys.disabled():
        sys.stdout.write(
            f"\npeak memory: compare {full / 1024:.0f} MB, parsing both sides {bare / 1024:.0f} MB, {full / bare:.2f}\n"
        )
    assert full / bare <= MOST
