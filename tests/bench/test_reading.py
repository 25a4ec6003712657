"""What reading costs, as a ratio to the bare loop over the parser's events, measured in the same run."""

import time

import pytest
import yaml
from yaml.events import StreamEndEvent

from rmpkit.store.events import PARSER
from rmpkit.store.reading import read_document

RECORD = """\
  R-N{n}:                                    # raised by Northgate
    title: Dredging licence {n} comes late
    owner: northgate.environment
    action: >
      Weekly joint call with the licensing office until granted,
      then a note to the board.
    due: 2026-12-15
    scores: {{trust: 4.1, fairness: "4.2", asked: 14}}
    links: [SP-{n}, SP-31]
"""
PLAN = "title: Harbour alliance\nrisks:\n" + "".join(RECORD.format(n=n) for n in range(36))
RAW = PLAN.encode()

pytestmark = pytest.mark.bench


def bare_loop():
    events = PARSER(PLAN)
    while type(events.get_event()) is not StreamEndEvent:
        pass


def read():
    return read_document(RAW, file="plan.yml", plan=None)


def fastest(function, rounds=40):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="the ratio is that of the C parser")
def test_reading_a_plan_costs_at_most_five_bare_loops():
    assert fastest(read) / fastest(bare_loop) < 5


def test_a_plan_of_326_lines(request):
    pytest.importorskip("pytest_benchmark")
    benchmark = request.getfixturevalue("benchmark")
    document, found = benchmark(read)
    assert (len(document.marks), found) == (435, ())
