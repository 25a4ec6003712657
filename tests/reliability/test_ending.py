"""How the command ends where nobody reads on, nothing can be printed, or a signal finds it; and what it needs to run."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability.machine import DAY, PATIENCE, ROOT, command, plain, publish, rmp

pytestmark = pytest.mark.site
EXAMPLE = ROOT / "rmp-data"
JSON = ("check", EXAMPLE, "--as-of", "2026-11-20", "--format", "json")
SLOW = """
import time
import rmpkit.faces.cli.checking as c
look = c.read
def slow(*a, **k):
    found = look(*a, **k)
    {then}
    return found
c.read = slow
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_check_that_is_stopped_prints_nothing_of_its_findings(started, number, code):
    run = started(*JSON, before=SLOW.format(then="print('read', flush=True); time.sleep(100)"))
    run.says("read")
    run.send(number)
    assert run.end() == (code, "", "Stopped before the end; nothing is left half done.\n")


def test_a_signal_that_the_shell_has_it_ignore_stays_ignored(data):
    before = "import os, signal\n" + SLOW.format(then="os.kill(os.getpid(), signal.SIGINT)")
    ignoring = [
        sys.executable,
        "-c",
        "import os,signal,sys\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nos.execv(sys.argv[1], sys.argv[1:])",
    ]
    assert rmp("check", data, "--as-of", DAY, before=before, under=ignoring).returncode == 0
    assert rmp("check", data, "--as-of", DAY, before=before).returncode == 130


LOST = """import contextlib, os, signal
    with contextlib.suppress(BaseException):
        os.kill(os.getpid(), signal.SIGINT)
    os.kill(os.getpid(), signal.SIGINT)"""


def test_a_second_press_stops_what_swallowed_the_first():
    done = rmp(*JSON, before=SLOW.format(then=LOST))
    assert (done.returncode, done.stdout) == (130, "")


COUNTED = """
import os, click
echo = click.echo
def counted(*a, **k):
    os.write(2, b"" if k.get("err") else b"piece\\n")
    return echo(*a, **k)
click.echo = counted
"""


def test_findings_as_data_are_written_in_one_piece():
    done = rmp(*JSON, before=COUNTED)
    assert done.stderr == "piece\n"
    assert json.loads(done.stdout)["schema"] == 1


def through(line: str, *arguments: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command as `"$@"` in a line of the shell, and give the code of the command itself."""
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}", "bash", *command(*arguments)],
        env={**os.environ, **(env or {})}, capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        ('"$@" | true', JSON),
        ('"$@" | head -c 10', JSON),
        ('"$@" | head -1 >/dev/null', JSON),
        ('"$@" 2>&1 | true', ("check", "nowhere")),
        ('"$@" 2>&1 | true', ("nowhere",)),
        ('"$@" | true', ("explain", "RMP201")),
    ],
)
def test_when_nobody_reads_on_it_ends_as_other_programs_do(line, arguments):
    done = through(line, *arguments)
    assert done.returncode in {0, 1, 2, 141}
    assert done.stderr == b""


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_more_than_a_pipe_holds_ends_with_the_code_of_a_pipe_that_broke(tmp_path, unbuffered):
    many = tmp_path / "relationships"
    many.mkdir()
    for number in range(3000):
        (many / f"Plan {number}.yml").touch()
    done = through('"$@" | head -1', "check", tmp_path, "--all", env={"PYTHONUNBUFFERED": unbuffered})
    assert done.returncode == 141
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


@pytest.mark.parametrize("arguments", [JSON, ("explain", "RMP201"), ("--help",)], ids=["check", "explain", "help"])
def test_output_for_which_there_is_no_room_is_told(arguments):
    if not Path("/dev/full").exists():
        pytest.skip("this machine has no /dev/full")
    done = through('"$@" >/dev/full', *arguments)
    assert done.returncode == 2
    assert done.stderr == b"Error: The output cannot be read or written: there is no room left on the disk.\n"


@pytest.mark.parametrize("line", ['"$@" >&-', '"$@" 2>&-', '"$@" <&-', '"$@" >&- 2>&- <&-'])
def test_without_a_terminal_its_code_is_the_same(line):
    done = through(line, "check", EXAMPLE, "--as-of", "2026-11-20", "--fail-on", "warning")
    assert done.returncode == 1
    assert b"Traceback" not in done.stdout + done.stderr


PLAIN = {"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        PLAIN,
        {**PLAIN, "PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=["C", "C without UTF-8", "ascii", "cp1252", "latin-1"],
)
@pytest.mark.parametrize("form", ["concise", "json"])
def test_a_name_that_a_terminal_has_no_letters_for_is_printed_all_the_same(data, env, form):
    plan = data / "relationships/northgate/plan.yml"
    plan.write_text(plan.read_text("utf-8") + "Łódź-→-東京: 1\n", "utf-8")
    (data / "relationships/northgate/joint").mkdir()
    (data / "relationships/northgate/joint/Ł 東京.yaml").touch()
    done = rmp("check", data, "--as-of", DAY, "--format", form, env=env)
    assert done.returncode == 1
    assert plain(done.stderr)
    assert "RMP003" in done.stdout
    written = done.stdout
    assert any(name in written for name in ("Łódź", "\\u0141", "\\u0141\\xf3d\\u017a"))


def test_a_folder_whose_name_is_no_text_is_named(tmp_path):
    for name in (b"caf\xe9", b"\x1b[31m"):
        done = rmp("check", os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        assert done.returncode == 2
        assert plain(done.stderr.replace("Error: ", ""))


def test_it_runs_with_nothing_but_a_path(data, tmp_path):
    (tmp_path / "bin").mkdir()
    only = {"PATH": str(tmp_path / "bin")}  # no HOME, no locale, no TMPDIR, and no git to be found
    assert rmp("check", data, "--as-of", DAY, only=only).returncode == 0
    done = publish(tmp_path / "site", data, only=only)
    assert done.returncode == 0, done.stderr


def test_it_runs_without_a_home_that_can_be_written(data, tmp_path, as_anybody, shut):
    home = tmp_path / "home"
    home.mkdir()
    shut(home)
    for where in (home, tmp_path / "nowhere", "/dev/null"):
        done = rmp("check", data, "--as-of", DAY, env={"HOME": str(where)}, under=as_anybody)
        assert done.returncode == 0
    done = publish(tmp_path / "site", data, env={"HOME": str(home)}, under=as_anybody)
    assert done.returncode == 0, done.stderr


def test_a_folder_that_has_gone_under_it_is_told(data, tmp_path):
    line = 'cd "$GONE" && rmdir "$GONE" && exec "$@"'
    env = {"GONE": str(tmp_path / "gone")}
    for arguments in (("check",), ("publish", "--audience", "internal", "--to", "site", "--data", data)):
        (tmp_path / "gone").mkdir()
        done = through(line, *arguments, env=env)
        assert done.returncode == 2, done.stderr
        assert plain(done.stderr.decode().replace("Error: ", ""))


def test_plans_that_change_or_go_while_a_copy_is_made_are_not_published(data, tmp_path):
    for then in ("(data / 'organisation.yml').open('a').write('# later')", "__import__('shutil').rmtree(data)"):
        before = (
            "import rmpkit.operations.publishing as p\nmade = p.content_policy\n"
            f"from pathlib import Path\ndata = Path({str(data)!r})\n"
            f"def later(folder):\n    {then}\n    return made(folder)\n"
            "p.content_policy = later\n"
        )
        done = publish(tmp_path / "site", data, before=before)
        assert done.returncode == 1
        assert done.stderr == "The joint:northgate copy was not made: the plans were changed meanwhile. Run it again.\n"
        assert not (tmp_path / "site").exists()
