"""A copy as the engine builds it, looked through by the command in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("leak-check")]  # the copy is made once
ROOT = Path(__file__).parents[2]
FOR_NORTHGATE = ("--audience", "joint:northgate", "--as-of", "2026-11-20")


def rmp(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from rmpkit.faces.cli import main; main()", *arguments]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def the_copy(tmp_path_factory) -> Path:
    """The example's copy for Northgate."""
    target: Path = tmp_path_factory.mktemp("copies") / "northgate"
    done = rmp("publish", "--to", str(target), *FOR_NORTHGATE)
    assert done.returncode == 0, done.stderr
    return target


def test_the_copy_of_a_party_is_clean_for_it_and_not_for_the_public(the_copy):
    done = rmp("leak-check", str(the_copy), *FOR_NORTHGATE)
    assert (done.returncode, done.stderr) == (
        0,
        f"Nothing that is withheld from the joint:northgate copy was found in {the_copy}.\n",
    )

    done = rmp("leak-check", str(the_copy), "--audience", "public", "--as-of", "2026-11-20")
    assert done.returncode == 1
    assert "rmp-data/relationships/harbour-alliance/joint/charter.yml:" in done.stderr


def test_what_is_added_to_a_copy_by_hand_is_found(the_copy):
    internal = ROOT / "rmp-data/relationships/harbour-alliance/internal.yml"
    number, text = next(
        (number, line.partition(": ")[2])
        for number, line in enumerate(internal.read_text(encoding="utf-8").splitlines(), 1)
        if "title: " in line and len(line.split()) > 5
    )
    page = the_copy / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</article>", f"<!-- {text} --></article>"), "utf-8")

    done = rmp("leak-check", str(the_copy), *FOR_NORTHGATE)

    assert done.returncode == 1
    assert f"rmp-data/relationships/harbour-alliance/internal.yml:{number} stands in index.html\n" in done.stderr
    assert text not in done.stdout + done.stderr
