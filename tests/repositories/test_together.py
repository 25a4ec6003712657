"""A partner who edits: the joint part is a repository of its own, and read with the rest as one plan."""

import re
import shutil
from datetime import date

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.model.record import Part
from rmpkit.operations.check import load, look
from tests.repositories.conftest import INTO_IT, PLAN, WITHHELD
from tests.repositories.repository import CLEAN, committed, everything_in, git, handed, needs_git, write
from tests.repositories.test_handover import texts

pytestmark = needs_git
DAY = date(2026, 3, 1)
RISK = "risks:\n  R-N2: {title: Fog in the channel, owner: northgate.manager, raised: 2026-02-25}\n"


def checked(repository):
    return look(load(repository / "rmp-data"), Audience.INTERNAL, today=DAY)


def found(repository):
    return [(each.finding.kind.code, each.finding.message, each.finding.mend) for each in checked(repository).located]


def plan_of(repository):
    (plan,) = load(repository / "rmp-data").portfolio.plans
    return plan


def nested(tmp_path, the_host):
    """The owner's clone, in which both parts are clones that the repository around them ignores."""
    git(tmp_path, "clone", "--quiet", str(the_host.owner), "nested")
    owner = tmp_path / "nested"
    write(owner, ".gitignore", f"/{PLAN}/joint/\n/{PLAN}/restricted/\n")
    committed(owner, "Leave the two parts to their own repositories")
    for part, origin in (("joint", the_host.joint), ("restricted", the_host.restricted)):
        git(owner, "clone", "--quiet", str(origin), f"{PLAN}/{part}")
    return owner


@pytest.fixture(params=["submodules", "nested clones"])
def the_plans(request, tmp_path, the_host):
    if request.param == "submodules":
        return request.getfixturevalue("the_owner")
    return nested(tmp_path, the_host)


def test_parts_in_repositories_of_their_own_are_read_as_one_plan(the_plans, tmp_path):
    whole = tmp_path / "whole/rmp-data"
    shutil.copytree(CLEAN, whole)
    write(whole.parent, f"{PLAN}/restricted.yml", WITHHELD)
    write(whole.parent, f"{PLAN}/internal/leaning.yml", INTO_IT)

    assert plan_of(the_plans) == plan_of(whole.parent)
    assert found(the_plans) == found(whole.parent) == []
    assert git(the_plans, "status", "--porcelain") == ""


def test_what_the_partner_adds_is_read_once_the_owner_has_fetched_it(the_plans, the_host, tmp_path):
    git(tmp_path, "clone", "--quiet", str(the_host.joint), "partner")
    write(tmp_path / "partner", "from-northgate.yml", RISK)
    committed(tmp_path / "partner", "R-N2: fog")
    git(tmp_path / "partner", "push", "--quiet")
    assert "R-N2" not in plan_of(the_plans).risks

    git(the_plans / PLAN / "joint", "pull", "--quiet", "origin", "main")

    assert plan_of(the_plans).risks["R-N2"].part == Part.JOINT
    assert found(the_plans) == []


def test_the_joint_repository_holds_nothing_of_the_owner_alone(the_plans, the_host, tmp_path):
    git(the_plans / PLAN / "joint", "push", "--quiet", "origin", "HEAD:main")
    joint = " ".join(texts(CLEAN / "relationships/northgate/joint.yml", CLEAN / "relationships/northgate/plan.yml"))
    write(tmp_path, "secret.yml", WITHHELD)
    own = texts(CLEAN / "relationships/northgate/internal.yml", CLEAN / "organisation.yml", tmp_path / "secret.yml")
    withheld = {text for text in own if len(text) >= 8 and text not in joint}
    assert {"They may sell the yard", "Skerry Dredging", "A second dredger settles on the coast"} <= withheld

    objects = " ".join(everything_in(the_host.joint).decode("utf-8", "replace").split())

    assert "Dredging licence comes late" in objects, "or the scan proves nothing"
    assert {text for text in withheld if text in objects} == set()
    assert git(the_host.joint, "ls-tree", "-r", "--name-only", "HEAD").splitlines() == ["README.md", "record.yml"]


def test_a_submodule_that_was_not_fetched_is_one_finding_with_the_command_that_mends_it(the_owner, the_host, tmp_path):
    git(tmp_path, "clone", "--quiet", str(the_host.owner), "fresh")
    fresh = tmp_path / "fresh"
    ((code, _, mend),) = found(fresh)
    assert code == "RMP021"

    (line,) = re.findall(r'"git ([^"]+)"', mend)
    git(fresh / "rmp-data", *line.split())

    assert found(fresh) == []
    assert checked(fresh).judged.edition.plans == checked(the_owner).judged.edition.plans


def test_without_access_to_the_restricted_part_nothing_is_amiss(the_owner, the_host, tmp_path):
    git(tmp_path, "clone", "--quiet", str(the_host.owner), "fresh")
    git(tmp_path / "fresh", "submodule", "update", "--quiet", "--init", f"{PLAN}/joint")
    assert not any((tmp_path / "fresh" / PLAN / "restricted").iterdir())

    assert found(tmp_path / "fresh") == []

    ours, theirs = (checked(each).judged.edition for each in (the_owner, tmp_path / "fresh"))
    assert theirs.plans == ours.plans
    assert theirs.organisation == ours.organisation


def test_a_partner_checks_the_joint_part_in_the_copy_that_was_handed_over(the_owner, the_host, tmp_path):
    copy = handed("northgate", tmp_path / "copy", the_owner / "rmp-data")
    git(copy, "rm", "-r", "--quiet", f"{PLAN}/joint")
    git(copy, "submodule", "--quiet", "add", str(the_host.joint), f"{PLAN}/joint")
    committed(copy, "The joint part is shared")
    assert found(copy) == []

    write(copy, f"{PLAN}/joint/from-northgate.yml", RISK.replace("northgate.manager", "northgate.manger"))

    ((code, message, _),) = found(copy)
    assert (code, '"northgate.manger"' in message) == ("RMP007", True)


def test_each_new_copy_can_be_a_commit_on_top_of_the_last(the_owner, the_host, tmp_path):
    first = handed("northgate", tmp_path / "first", the_owner / "rmp-data")
    write(the_owner, f"{PLAN}/joint/from-northgate.yml", RISK)
    second = handed("northgate", tmp_path / "second", the_owner / "rmp-data")

    git(first, "fetch", "--quiet", str(second), "main")
    git(
        first,
        "merge",
        "--ff-only",
        "--quiet",
        git(first, "commit-tree", "FETCH_HEAD^{tree}", "-p", "HEAD", "-m", "Later"),
    )

    assert git(first, "rev-list", "--count", "HEAD") == "2"
    assert "R-N2" in plan_of(first).risks
    assert plan_of(first) == plan_of(second)


def test_a_clone_of_the_plans_can_stand_anywhere(the_owner, the_host, tmp_path):
    """In a worktree, as a shallow clone, between branches, and as files that no repository is around."""
    told = found(the_owner)
    git(the_owner, "worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"))
    git(tmp_path / "tree", "submodule", "update", "--quiet", "--init")
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--recurse-submodules", the_host.owner.as_uri(), "shallow")
    git(tmp_path, "clone", "--quiet", "--recurse-submodules", str(the_host.owner), "detached")
    git(tmp_path / "detached", "checkout", "--quiet", "--detach")
    shutil.copytree(the_owner / "rmp-data", tmp_path / "plain/rmp-data", ignore=shutil.ignore_patterns(".git"))

    assert git(tmp_path / "shallow", "rev-parse", "--is-shallow-repository") == "true"
    for place in ("tree", "shallow", "detached", "plain"):
        assert found(tmp_path / place) == told == []
        assert plan_of(tmp_path / place) == plan_of(the_owner)


def test_a_repository_that_was_just_begun_can_be_checked(tmp_path):
    shutil.copytree(CLEAN, tmp_path / "new/rmp-data")
    git(tmp_path / "new", "init", "--quiet")
    assert found(tmp_path / "new") == []
