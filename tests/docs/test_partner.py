"""The page about working with a partner is carried out as it stands, with real repositories."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rmpkit.operations.check import load
from tests.docs.guide import GUIDE, ROOT, blocks
from tests.repositories.repository import begun, git, needs_git

PAGE = GUIDE / "how-to/work-with-a-partner.md"
PLAN = "rmp-data/relationships/harbour-alliance"
PLACES = {
    "The owner, in the folder of the plans": "owner/plans",
    "The partner": "partner",
    "The partner, in the copy": "partner/plans",
}


@pytest.fixture
def the_world(tmp_path: Path) -> Path:
    """The owner's plans, an empty folder of the partner's, and the empty repositories that the page tells to make."""
    shutil.copytree(ROOT / "rmp-data", tmp_path / "owner/plans/rmp-data")
    begun(tmp_path / "owner/plans")
    (tmp_path / "partner").mkdir()
    for name in ("northgate/plans.git", "estuary/harbour-joint.git"):
        (tmp_path / "host" / name).mkdir(parents=True)
        git(tmp_path / "host" / name, "init", "--quiet", "--bare")
    commands = tmp_path / "bin"
    commands.mkdir()
    for name, code in (
        ("rmp", "from rmpkit.faces.cli import main; main()"),
        ("mkdocs", "from mkdocs.__main__ import cli; cli()"),
    ):
        (commands / name).write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{code}' \"$@\"\n", encoding="utf-8")
        (commands / name).chmod(0o755)
    return tmp_path


def surroundings(world: Path) -> dict[str, str]:
    """The page's addresses lead to folders of this disk, and everything happens on one day."""
    settings = {
        f"url.{(world / 'host').as_uri()}/.insteadOf": "https://git.example/",
        "protocol.file.allow": "always",
        "init.defaultBranch": "main",
        "user.name": "Fiona McKellar",
        "user.email": "mckellar@estuary.example",
    }
    numbered = {
        f"GIT_CONFIG_{what}_{at}": text
        for at, pair in enumerate(settings.items())
        for what, text in zip(("KEY", "VALUE"), pair, strict=True)
    }
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {
        **clean,
        **numbered,
        "GIT_CONFIG_COUNT": str(len(settings)),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "PATH": f"{world / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "SOURCE_DATE_EPOCH": "1795176000",  # 2026-11-20
    }


@needs_git
@pytest.mark.site
@pytest.mark.skipif(shutil.which("bash") is None, reason="the page is written for a shell")
def test_every_step_of_the_page_works(the_world):
    carried_out = 0
    for block in blocks(PAGE):
        if block.language == "yaml":
            (the_world / PLACES["The partner, in the copy"] / PLAN / block.title).write_text(block.text, "utf-8")
        if block.language != "console":
            continue
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block.text],
            cwd=the_world / PLACES[block.title],
            env=surroundings(the_world),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
        carried_out += 1
    assert carried_out >= 9

    owner, partner = (load(the_world / PLACES[place] / "rmp-data").portfolio for place in (*PLACES,)[::2])
    for portfolio in (owner, partner):
        (plan,) = (each for each in portfolio.plans if each.id == "harbour-alliance")
        assert plan.risks["R-N15"].owner == "northgate.works"
    assert len(owner.plans) == 9
    assert len(partner.plans) == 1
    assert git(the_world / "host/northgate/plans.git", "rev-list", "--count", "main") == "2"
