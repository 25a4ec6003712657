"""`rmp new` and `rmp fix` on a full disk, in a folder that may not be written, stopped, or overtaken: nothing is lost."""

import signal
import sys
from pathlib import Path

import pytest

from tests.reliability.machine import plain, rmp, tree

FILES = {
    "organisation.yml": "format: 1\nid: hollin\nname: Hollin Dairy\npeople:\n  amara: {name: Ruth Amara}\n",
    "relationships/lark/plan.yml": (
        "title: Lark\ntype: supplier\nstate: active\nparties:\n  hollin: {name: Hollin Dairy}\n  lark: {name: Lark}\n"
    ),
    "relationships/lark/joint.yml": '# Kept.\nrisks:\n  R-L1:\n    titel: "The chiller is old"   # said aloud\n',
}
VERBS = {
    "new": ("new", "action", "lark", "--part", "joint", "--title", "Ask for a price", "--data"),
    "new relationship": ("new", "relationship", "Ice", "--yes", "--partner", "Ice Ltd", "--data"),
    "fix": ("fix",),
}
verbs = pytest.mark.parametrize("verb", list(VERBS.values()), ids=list(VERBS))


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / "plans" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "plans"


@verbs
def test_what_the_others_try_to_prevent_is_done_where_nothing_is_in_the_way(plans, verb):
    before = tree(plans)
    assert rmp(*verb, plans).returncode == 0
    assert tree(plans) != before


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits there")
@pytest.mark.parametrize("most", [0, 5, 60])
@verbs
def test_a_full_disk_leaves_every_record_as_it_was(plans, verb, most):
    before = tree(plans)
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))"
    done = rmp(*verb, plans, before=limit)
    assert done.returncode == 2, done.stderr
    assert "What was there stands." in done.stderr
    assert plain(done.stderr)
    assert tree(plans) == before


@verbs
def test_a_folder_that_may_not_be_written_leaves_every_record_as_it_was(plans, verb, shut, as_anybody):
    before = tree(plans)
    for folder in (plans / "relationships/lark", plans / "relationships", plans):
        shut(folder)
    done = rmp(*verb, plans, under=as_anybody)
    assert done.returncode == 2, done.stderr
    assert "this account may not write there. What was there stands." in done.stderr
    assert tree(plans) == before


STOPPED = """
import os, signal
fsync = os.fsync
def slow(number):
    os.kill(os.getpid(), signal.{name})
    fsync(number)
os.fsync = slow
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are other ones there")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("verb", [VERBS["new"], VERBS["fix"]], ids=["new", "fix"])
def test_an_interrupt_leaves_every_record_as_it_was(plans, verb, name):
    before = tree(plans)
    done = rmp(*verb, plans, before=STOPPED.format(name=name))
    assert done.returncode == 128 + getattr(signal, name)
    assert tree(plans) == before


OVERTAKEN = """
import rmpkit.{module} as module
save = module.save
def late(path, *words, **more):
    with path.open("a") as file:
        file.write("# Mine.\\n")
    save(path, *words, **more)
module.save = late
"""


@pytest.mark.parametrize(
    ("verb", "module"),
    [(VERBS["new"], "operations.new"), (VERBS["fix"], "operations.fix")],
    ids=["new", "fix"],
)
def test_a_file_that_was_changed_since_it_was_read_keeps_what_was_written_meanwhile(plans, verb, module):
    expected = {**tree(plans)}
    expected["relationships/lark/joint.yml"] = (plans / "relationships/lark/joint.yml").read_bytes() + b"# Mine.\n"
    done = rmp(*verb, plans, before=OVERTAKEN.format(module=module))
    assert done.returncode == 2
    assert "was changed since it was read. Look at it, and run the command again." in done.stderr
    assert tree(plans) == expected


def test_a_plan_that_somebody_began_meanwhile_is_not_written_over(plans):
    late = (
        "import rmpkit.operations.founding as module\nfrom pathlib import Path\nfilled = module.filled\n"
        "def late(place):\n    place.mkdir()\n    (place / 'plan.yml').write_text('mine')\n    return filled(place)\n"
        "module.filled = late"
    )
    done = rmp(*VERBS["new relationship"], plans, before=late)
    assert done.returncode == 2
    assert "is there already. Choose another name." in done.stderr
    assert tree(plans / "relationships/ice") == {"plan.yml": b"mine"}


def test_questions_end_where_nobody_answers(plans):
    before = tree(plans)
    done = rmp("new", "risk", "lark", "--data", plans)
    assert done.returncode == 2
    assert "Add --title: " in done.stderr
    assert tree(plans) == before
