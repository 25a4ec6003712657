"""Two organisations that share the joint part of a plan, each with repositories of its own."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.repositories.repository import CLEAN, begun, committed, git, write
from tests.repositories.thirty import Thirty, thirty

PLAN = "rmp-data/relationships/northgate"
WITHHELD = "risks:\n  XR-1: {title: They may sell the yard}\nsignposts:\n  XS-1: {title: Offer of May, at: Safe 3}\n"
INTO_IT = "lessons:\n  IL-1: {title: Ask earlier, change: Two months before, comes-from: XR-1}\nanswers:\n  wt.exit: {says: Agreed, see: [XS-1]}\n"


@dataclass(frozen=True)
class Host:
    """Where repositories are kept that several people reach."""

    joint: Path
    restricted: Path
    owner: Path
    """The owner's plans, but for the two parts that are elsewhere."""


@pytest.fixture
def the_host(tmp_path: Path) -> Host:
    """Bare repositories: the joint part, the restricted part, and the owner's plans without the two."""
    work = tmp_path / "work"
    shutil.copytree(CLEAN, work / "owner/rmp-data")
    write(work, "joint/record.yml", (work / "owner" / PLAN / "joint.yml").read_text("utf-8"))
    write(work, "joint/README.md", "Both parties write here.\n")
    (work / "owner" / PLAN / "joint.yml").unlink()
    write(work, "restricted/ours.yml", WITHHELD)
    write(work / "owner", f"{PLAN}/internal/leaning.yml", INTO_IT)
    for name in ("joint", "restricted", "owner"):
        begun(work / name)
        git(tmp_path, "clone", "--quiet", "--bare", str(work / name), f"host/{name}.git")
    host = tmp_path / "host"
    return Host(host / "joint.git", host / "restricted.git", host / "owner.git")


@pytest.fixture
def the_owner(the_host: Host, tmp_path: Path) -> Path:
    """The owner's clone, in which both parts are submodules."""
    git(tmp_path, "clone", "--quiet", str(the_host.owner), "owner")
    owner = tmp_path / "owner"
    for part, origin in (("joint", the_host.joint), ("restricted", the_host.restricted)):
        git(owner, "submodule", "--quiet", "add", str(origin), f"{PLAN}/{part}")
    committed(owner, "Two parts are repositories of their own")
    git(owner, "push", "--quiet")
    return owner


@pytest.fixture(scope="session")
def the_thirty(tmp_path_factory: pytest.TempPathFactory) -> Thirty:
    """A repository of thirty commits in which every trap is set; made once, and only read."""
    return thirty(tmp_path_factory.mktemp("thirty"))
