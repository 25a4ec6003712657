"""How far a check is: drawn at a terminal, once it takes long, and nowhere else."""

import subprocess
import sys

from tests.faces.terminal import ROOT, at_terminal

LONG = "import rmpkit.faces.cli.progress as p; p.AFTER = 0"
QUICK = "import rmpkit.faces.cli.progress as p; p.AFTER = 600"
CHECK = ("check", "tests/rules/clean", "--as-of", "2026-03-01", "--fail-on", "never")


def test_a_long_check_at_a_terminal_says_how_far_it_is_before_anything_else():
    done = at_terminal(*CHECK, before=LONG)
    assert done.code == 0
    bar, _, rest = done.seen.partition("100%")
    assert bar.count("Checking") >= 2
    assert "Checking" not in rest
    assert "\x1b[?25h" in rest, "the cursor is to be seen again"


def test_a_quick_check_draws_nothing():
    assert "Checking" not in at_terminal(*CHECK, before=QUICK).seen


def test_nothing_is_drawn_where_the_output_is_no_terminal():
    done = subprocess.run(
        [sys.executable, "-c", f"{LONG}\nfrom rmpkit.faces.cli import main; main()", *CHECK],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Checking" not in done.stdout + done.stderr


def test_a_check_that_is_stopped_gives_the_cursor_back():
    slow = f"{LONG}\nimport time\nimport rmpkit.operations.check as c\njudge = c.judge\ndef late(*a, **k):\n    time.sleep(60)\nc.judge = late"
    done = at_terminal(*CHECK, before=slow, presses="50%")
    assert done.code == 130, done.seen
    assert done.seen.rindex("\x1b[?25h") > done.seen.rindex("\x1b[?25l")
