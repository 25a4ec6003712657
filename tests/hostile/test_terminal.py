"""What is printed steers nothing: no terminal by its bytes, no pipeline by its lines."""

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.hostile.payloads import PAYLOADS, as_line
from tests.rules.overlay import CLEAN
from tests.store.test_bad_inputs import FOLDER, INDEX
from tests.store.test_bad_schema import CASES

pytestmark = pytest.mark.xdist_group("terminal")  # the plans are written once
PLAN = "relationships/northgate"
PATIENCE = 120
STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
ORDER = re.compile(r"^\s*::|##\[|##[a-z]+\[|^\s*section_(?:start|end):", re.IGNORECASE | re.MULTILINE)
"""What GitHub, Azure Pipelines, TeamCity and GitLab obey."""

ORDERS = (
    "::error file=a.yml,line=1::planted", "::add-mask::a", "::set-output name=a::b", "::stop-commands::x", "::group::x",
    "##[error]planted", "##[add-mask]a", "##vso[task.setvariable variable=PATH]x", "##VSO[task.complete result=Succeeded]",
    "##teamcity[buildStatus status='SUCCESS']", "section_start:1:x", "\\e[31mred", "\\x9b2J", "\\e]0;title\\a",
    "\\e]8;;https://evil.example\\a", "\\r::error::x", "\\n::error::x", "\\u202e", "\\u2028::error::x", "\\b\\b\\b", "\\0",
    "%0A::error::x", "a\\u0085::error::x",
)  # fmt: skip
STRANGE = ("a\x1b[31m", "::error::", "a\n::error::", "##vso[a]", "\u202ea", "\x9b2J", "a\r::error::")
"""Names of files."""

COMMAND = [sys.executable, "-c", "from rmpkit.faces.cli import main; main()"]


def on_a_terminal(arguments: list[str], cwd: Path) -> str:
    """What a command prints when somebody sits at a terminal."""
    here, there = pty.openpty()
    environment = {**os.environ, "TERM": "dumb", "FORCE_COLOR": "1", "COLUMNS": "80"}  # ours would be in the way
    with subprocess.Popen(
        [*COMMAND, *arguments], cwd=cwd, env=environment, stdin=there, stdout=there, stderr=there
    ) as run:
        os.close(there)
        said, late = b"", time.monotonic() + PATIENCE
        while time.monotonic() < late:
            ready, _, _ = select.select([here], [], [], 1)
            try:
                block = os.read(here, 65_536) if ready else None
            except OSError:  # the other end is closed
                break
            if block == b"":
                break
            said += block or b""
        run.wait(timeout=PATIENCE)
    os.close(here)
    return said.decode("utf-8").replace("\r\n", "\n")


def in_a_pipe(arguments: list[str], cwd: Path) -> str:
    done = subprocess.run([*COMMAND, *arguments], cwd=cwd, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode in {0, 1, 2}
    return (done.stdout + done.stderr).decode("utf-8")


def obeyed(said: str) -> list[str]:
    """What of a text a terminal or a pipeline would obey."""
    return [ascii(found[0]) for pattern in (STEERING, ORDER) for found in pattern.finditer(said)]


@pytest.fixture(scope="module")
def the_plans(tmp_path_factory):
    """Every bad input, every order and some payloads, each in a file of a plan of its own."""
    root = tmp_path_factory.mktemp("said")
    data = root / "data"
    shutil.copytree(CLEAN, data)
    texts: list[bytes] = [(FOLDER / name).read_bytes() for name, *_ in INDEX]
    for written in (*ORDERS, *(as_line(case["payload"]) for case in PAYLOADS[::15])):
        quoted = (
            json.dumps(written, ensure_ascii=False) if written not in ORDERS else f'"{written}"'.replace("\\a", "\\x07")
        )
        texts.append(f"title: {quoted}\ntype: {quoted}\n{quoted}: x\nstate: {written}\n".encode())
        texts.append(f"{written}\ntitle: : {written}\n- {written}".encode())
    texts.extend(str(case["now"]).encode() for case in CASES.values() if "now" in case)
    for number, text in enumerate(texts):
        (data / f"relationships/p{number}").mkdir()
        (data / f"relationships/p{number}/plan.yml").write_bytes(text)
    for number, name in enumerate(STRANGE):
        (data / PLAN / f"{name}.yaml").write_text("x", "utf-8")
        (data / f"relationships/{name}{number}.yml").write_text("x", "utf-8")
        (data / PLAN / "joint" / f"{name}.yml").parent.mkdir(exist_ok=True)
        (data / PLAN / "joint" / f"{name}.yml").write_text("x: [", "utf-8")
        (data / PLAN / "evidence").mkdir(exist_ok=True)
        (data / PLAN / "evidence" / f"{name}.html").write_text("x", "utf-8")
    return root


@pytest.mark.parametrize(
    "arguments", [["check", "data", "--all"], ["check", "data", "--format", "json"]], ids=["text", "json"]
)
@pytest.mark.parametrize("printed", [on_a_terminal, in_a_pipe])
def test_nothing_that_is_printed_of_any_bad_input_is_obeyed(the_plans, printed, arguments):
    said = printed(arguments, the_plans)
    assert said.count("RMP0") > 100
    assert "planted" in said, "or nothing is shown by it"
    assert obeyed(said) == []

    if "json" in arguments and printed is in_a_pipe:
        says_exactly_what_was_written(said)


def says_exactly_what_was_written(said):
    found = json.loads(said[: said.rindex("}") + 1])["findings"]
    assert any("##vso[task.setvariable" in str(finding["path"]) for finding in found)


def test_a_copy_that_cannot_be_made_says_so_in_words_that_nothing_obeys(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(CLEAN, data)
    for number, order in enumerate(ORDERS):
        (data / f"relationships/p{number}").mkdir()
        (data / f"relationships/p{number}/plan.yml").write_text(f"title: : {order}\n", "utf-8")
    for name in STRANGE:
        (data / f"relationships/{name}.yml").write_text("x", "utf-8")
    said = on_a_terminal(["publish", "--audience", "joint:northgate", "--to", "out", "--data", "data"], tmp_path)
    assert "was not made" in said
    assert "planted" not in said
    assert obeyed(said) == []


def test_what_a_terminal_or_a_pipeline_obeys_would_be_seen():
    for text in (
        "\x1b[31m",
        "a\x9b",
        "\u202e",
        " ::error::x",
        "a ##[x]",
        "a ##vso[x]",
        "\u2028",
        "section_start:1:x",
        "\r",
    ):
        assert obeyed(text)
    assert obeyed("relationships/x.yml:1:1 RMP002 ## Heading [1] a::b\n") == []
