"""The recipes for GitHub and GitLab: their very shell steps are run on a small repository, and what they call is pinned."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from rmpkit.report.review.forms import FILES
from rmpkit.report.review.review import Review
from tests.report.review.a_review import QUIET, REVIEW
from tests.repositories.repository import CLEAN, ROOT, begun, committed, git, needs_git

STARTED = ROOT / "plugin/rmpkit/operations/started"
ACTION_FILE = ROOT / ".github/actions/rmp-review/action.yml"
ACTION = yaml.safe_load(ACTION_FILE.read_text("utf-8"))
PLANS = yaml.safe_load((STARTED / "github.yml").read_text("utf-8"))
COMMENT = yaml.safe_load((STARTED / "github-comment.yml").read_text("utf-8"))
GITLAB = yaml.safe_load((STARTED / "gitlab-ci.yml").read_text("utf-8"))
GOLDEN = Path(__file__).parent / "golden"
UPDATE = os.environ.get("RMP_UPDATE_DOCS") == "1"
UNTOLD = "never-told"
EVIL = "--upload-pack=$(touch pwned);`touch pwned`"
"""What a branch may be called."""

needs_jq = pytest.mark.skipif(shutil.which("jq") is None, reason="there is no jq on this machine")
pytestmark = needs_git


def steps(job: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {step["name"]: step for step in job["steps"] if "run" in step and "name" in step}


def run(script: str, folder: Path, desk: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a shell step as a runner does, with our own command and stubs in place of what speaks to a forge."""
    stubs = desk / "bin"
    stubs.mkdir(parents=True, exist_ok=True)
    for name in ("gh", "curl"):
        stub = stubs / name
        stub.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{Path(__file__).parent}/stub_{name}.py" "$@"\n', "utf-8")
        stub.chmod(0o755)
    path = os.pathsep.join([str(stubs), str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={
            "PATH": path,
            "HOME": str(desk),
            "STUB": str(desk),
            "LANG": "C.UTF-8",
            "SOURCE_DATE_EPOCH": "1772323200",
            **env,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def a_change(tmp_path: Path) -> Path:
    """A repository in which a branch of an evil name changes a plan, and its base."""
    folder = tmp_path / "repository"
    shutil.copytree(CLEAN, folder / "rmp-data")
    begun(folder)
    git(folder, "update-ref", "refs/heads/x/$(touch${IFS}pwned)", "HEAD")
    plan = folder / "rmp-data/relationships/northgate/joint.yml"
    kept = {
        key: each for key, each in yaml.load(plan.read_text("utf-8"), yaml.BaseLoader).items() if key != "exit-triggers"
    }
    plan.write_text(yaml.safe_dump(kept), "utf-8")
    committed(folder, "Change, and ::error::gone")
    return folder


@pytest.fixture
def a_merge(tmp_path: Path) -> Path:
    """What a forge checks out: a change merged with a branch to which somebody else's change came in between."""
    folder = tmp_path / "merged"
    shutil.copytree(CLEAN, folder / "rmp-data")
    begun(folder)
    began = git(folder, "rev-parse", "HEAD")
    plan = folder / "rmp-data/relationships/northgate/joint.yml"
    said = plan.read_text("utf-8")
    git(folder, "switch", "--quiet", "--create", "topic")
    ours = folder / "rmp-data/relationships/northgate/internal.yml"
    action = "  IA-2: {title: Ask the yard for its calendar, owner: estuary.manager, due: 2026-05-01}\n"
    ours.write_text(ours.read_text("utf-8").replace("actions:\n", f"actions:\n{action}"), "utf-8")
    committed(folder, "An action")
    git(folder, "switch", "--quiet", "--create", "theirs", began)
    kept = {key: each for key, each in yaml.load(said, yaml.BaseLoader).items() if key != "exit-triggers"}
    plan.write_text(yaml.safe_dump(kept), "utf-8")
    committed(folder, "Somebody else's change")
    git(folder, "update-ref", "refs/remotes/origin/main", "theirs")
    git(folder, "switch", "--quiet", "--detach", "theirs")
    git(folder, "merge", "--quiet", "--no-ff", "--message", "Merge", "topic")
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "pages.json").write_text("[[]]", "utf-8")
    return tmp_path / "desk"


def holds(golden: str, desk: Path) -> None:
    """Compare what was called with what was agreed."""
    file, calls = GOLDEN / golden, (desk / "calls.txt").read_text("utf-8").replace(str(desk.parent), "…")
    if UPDATE:
        file.write_text(calls, "utf-8")
    assert calls == file.read_text("utf-8"), "Run with RMP_UPDATE_DOCS=1 and review the change."


def outputs(desk: Path) -> dict[str, str]:
    return {name: str(desk / f"{name}.txt") for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")} | {
        "RUNNER_TEMP": str(desk)
    }


def test_the_action_checks_and_then_says_what_changed(a_change: Path, desk: Path):
    check, compare = (steps(ACTION["runs"])[name] for name in ("Check the plans", "Say what changed"))

    checked = run(check["run"], a_change, desk, RMP_DATA="rmp-data")
    done = run(
        compare["run"],
        a_change,
        desk,
        RMP_DATA="rmp-data",
        RMP_BASE="HEAD~1",
        RMP_AUDIENCE="internal",
        RMP_FAIL_ON="never",
        **outputs(desk),
    )

    assert checked.returncode == 0, checked.stderr
    assert done.returncode == 0, done.stderr
    folder = desk / "plan-review"
    assert {file.name for file in folder.iterdir()} == {*FILES, ".rmp-review"}
    assert (desk / "GITHUB_STEP_SUMMARY.txt").read_text("utf-8") == (folder / "summary.md").read_text("utf-8")
    assert done.stdout == (folder / "github.txt").read_text("utf-8")
    assert (desk / "GITHUB_OUTPUT.txt").read_text("utf-8") == f"folder={folder}\n"
    assert json.loads((folder / "review.json").read_text("utf-8"))["changes"]


def test_the_action_stops_a_change_that_waits_and_tells_of_it_all_the_same(a_change: Path, desk: Path):
    step = steps(ACTION["runs"])["Say what changed"]["run"]
    env = {"RMP_DATA": "rmp-data", "RMP_BASE": "HEAD~1", "RMP_AUDIENCE": "internal", "RMP_FAIL_ON": "unacknowledged"}
    done = run(step, a_change, desk, **env, **outputs(desk))

    assert done.returncode == 1, done.stderr
    assert "### Acknowledgement" in (desk / "GITHUB_STEP_SUMMARY.txt").read_text("utf-8")
    assert (desk / "GITHUB_OUTPUT.txt").read_text("utf-8") == f"folder={desk / 'plan-review'}\n"
    assert json.loads((desk / "plan-review/review.json").read_text("utf-8"))["gate"]["waiting"]


def test_without_a_base_the_action_takes_the_default_branch(a_change: Path, desk: Path):
    git(a_change, "switch", "--quiet", "--create", "topic")
    git(a_change, "branch", "--force", "main", "HEAD~1")
    done = run(
        steps(ACTION["runs"])["Say what changed"]["run"],
        a_change,
        desk,
        RMP_DATA="rmp-data",
        RMP_BASE="",
        RMP_AUDIENCE="internal",
        RMP_FAIL_ON="never",
        **outputs(desk),
    )

    assert done.returncode == 0, done.stderr
    review = json.loads((desk / "plan-review/review.json").read_text("utf-8"))
    assert review["base"]["commit"] == git(a_change, "rev-parse", "main")


@pytest.mark.parametrize("base", [EVIL, "x/$(touch${IFS}pwned)", "nowhere"])
def test_a_name_of_anybodys_making_is_a_name_and_nothing_else(a_change: Path, desk: Path, base: str):
    done = run(
        steps(ACTION["runs"])["Say what changed"]["run"],
        a_change,
        desk,
        RMP_DATA="rmp-data",
        RMP_BASE=base,
        RMP_AUDIENCE="internal",
        RMP_FAIL_ON="never",
        **outputs(desk),
    )

    assert done.returncode == (0 if base.startswith("x/") else 2), done.stderr
    assert "Traceback" not in done.stderr
    assert not list(a_change.rglob("pwned"))


def test_what_a_team_gets_is_the_action_itself():
    assert (STARTED / "github-action.yml").read_text("utf-8") == ACTION_FILE.read_text("utf-8")
    last = PLANS["jobs"]["review"]["steps"][-1]
    assert last["uses"] == "./.github/actions/rmp-review"
    assert set(last["with"]) <= set(ACTION["inputs"])
    kept = ACTION["runs"]["steps"][-1]
    assert kept["if"] == "${{ !cancelled() && steps.compare.outputs.folder != '' }}"
    assert ACTION["inputs"]["artifact"]["default"] == "plan-review", "plans-comment.yml looks for it"


def test_what_others_merged_meanwhile_is_no_part_of_the_change(a_merge: Path, desk: Path):
    # What the forge puts in where the change is for main.
    assert ACTION["inputs"]["base"]["default"] == "${{ github.base_ref && format('origin/{0}', github.base_ref) }}"
    given = {"RMP_DATA": "rmp-data", "RMP_AUDIENCE": "internal", "RMP_FAIL_ON": "never", "RMP_BASE": "origin/main"}

    done = run(steps(ACTION["runs"])["Say what changed"]["run"], a_merge, desk, **given, **outputs(desk))

    assert done.returncode == 0, done.stderr
    review = json.loads((desk / "plan-review/review.json").read_text("utf-8"))
    assert [each["path"] for each in review["changes"]] == [["actions", "IA-2"]]


@pytest.mark.parametrize("pipeline", ["of the merged result", "of the branch"])
def test_gitlab_compares_with_what_the_change_was_merged_with(a_merge: Path, desk: Path, pipeline: str):
    script = "\n".join(line for line in GITLAB["review"]["script"] if not line.startswith("pip "))
    began, theirs = git(a_merge, "rev-parse", "theirs~1"), git(a_merge, "rev-parse", "theirs")
    known = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": began}
    if pipeline == "of the merged result":
        known["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"] = theirs
    else:
        git(a_merge, "switch", "--quiet", "topic")

    done = run(script, a_merge, desk, **known)

    assert done.returncode == 0, done.stderr
    review = json.loads((a_merge / "plan-review/review.json").read_text("utf-8"))
    assert [each["path"] for each in review["changes"]] == [["actions", "IA-2"]]


def test_gitlab_keeps_and_tells_a_review_that_stops_the_change(tmp_path: Path, desk: Path):
    assert GITLAB["review"]["artifacts"]["when"] == "always"
    assert GITLAB["review-note"]["rules"][0]["when"] == "always"
    (script,) = GITLAB["review-note"]["script"]

    done = run(script, tmp_path, desk)

    assert done.returncode == 0, done.stderr
    assert done.stdout == "There is no review to tell.\n"
    assert not (desk / "calls.txt").exists()


def written(desk: Path, review: Review) -> None:
    (desk / "review").mkdir()
    for name, form in FILES.items():
        (desk / "review" / name).write_text(form(review), "utf-8")


THEIRS = {
    "id": 1,
    "user": {"login": "mallory"},
    "author": {"id": 8},
    "body": "<!-- rmp-review v1 {} -->\nours, says Mallory",
}
OTHER = {
    "id": 2,
    "user": {"login": "github-actions[bot]"},
    "author": {"id": 7},
    "body": "Another job says: <!-- rmp-review v1 ",
}
OURS = {
    "id": 3,
    "user": {"login": "github-actions[bot]"},
    "author": {"id": 7},
    "body": "<!-- rmp-review v1 {} -->\nbefore",
}
SECOND = {**OURS, "id": 4}
FULL = [{**OTHER, "id": 100 + at} for at in range(100)]

CASES = {
    "new": (REVIEW, [[THEIRS, OTHER]]),
    "again": (REVIEW, [FULL, [THEIRS, OURS, SECOND]]),
    "mended": (QUIET, [[OURS]]),
    "nothing": (QUIET, [[THEIRS]]),
}


def commented(folder: Path, desk: Path) -> subprocess.CompletedProcess[str]:
    (step,) = steps(COMMENT["jobs"]["comment"]).values()
    given = {"GH_TOKEN": UNTOLD, "RMP_REPOSITORY": "acme/plans", "RMP_NUMBER": "12", "RMP_RUN": "34"}
    return run(step["run"], folder, desk, **given)


@needs_jq
@pytest.mark.parametrize("case", CASES)
def test_one_comment_is_kept_up_to_date_and_none_is_made_for_nothing(tmp_path: Path, desk: Path, case: str):
    review, pages = CASES[case]
    written(desk, review)
    (desk / "pages.json").write_text(json.dumps(pages), "utf-8")

    done = commented(tmp_path, desk)

    assert done.returncode == 0, done.stderr
    holds(f"github-{case}.txt", desk)
    assert UNTOLD not in (desk / "calls.txt").read_text("utf-8") + done.stdout
    if case == "nothing":
        assert not (desk / "body.md").exists()
    else:
        assert (desk / "body.md").read_text("utf-8") == FILES["review.md"](review)
    if case == "mended":
        assert "## Plan review: nothing to look at in the latest revision" in (desk / "body.md").read_text("utf-8")


@needs_jq
def test_where_no_review_was_made_no_comment_is(tmp_path: Path, desk: Path):
    done = commented(tmp_path, desk)

    assert done.returncode == 0
    assert done.stdout == "There is no review to tell.\n"
    holds("github-no-review.txt", desk)


def test_the_template_for_gitlab_says_what_changed(a_change: Path, desk: Path):
    script = "\n".join(line for line in GITLAB["review"]["script"] if not line.startswith("pip "))
    done = run(script, a_change, desk, CI_MERGE_REQUEST_DIFF_BASE_SHA=git(a_change, "rev-parse", "HEAD~1"))

    assert done.returncode == 0, done.stderr
    quality = a_change / GITLAB["review"]["artifacts"]["reports"]["codequality"]
    assert json.loads(quality.read_text("utf-8"))
    assert GITLAB["review"]["artifacts"]["paths"] == ["plan-review"]


@pytest.mark.parametrize("case", CASES)
def test_one_note_is_kept_up_to_date_and_none_is_made_for_nothing(tmp_path: Path, desk: Path, case: str):
    review, pages = CASES[case]
    written(desk, review)
    (desk / "pages.json").write_text(json.dumps(pages), "utf-8")
    folder = tmp_path / "job"
    shutil.copytree(desk / "review", folder / "plan-review")
    (script,) = GITLAB["review-note"]["script"]

    done = run(
        script,
        folder,
        desk,
        CI_API_V4_URL="https://gitlab.example/api/v4",
        CI_PROJECT_ID="5",
        CI_MERGE_REQUEST_IID="12",
        RMP_REVIEW_TOKEN=UNTOLD,
    )

    assert done.returncode == 0, done.stderr
    holds(f"gitlab-{case}.txt", desk)
    assert UNTOLD not in (desk / "calls.txt").read_text("utf-8") + done.stdout
    assert (desk / "header.txt").read_text("utf-8") == f"PRIVATE-TOKEN: {UNTOLD}\n"
    assert not (folder / "token.txt").exists()
    assert (desk / "body.md").exists() == (case != "nothing")
    if case != "nothing":
        assert (desk / "body.md").read_text("utf-8") == FILES["note.md"](review)


def scripts() -> dict[str, str]:
    found = {f"action/{name}": step["run"] for name, step in steps(ACTION["runs"]).items()}
    for title, workflow in (("plans", PLANS), ("comment", COMMENT)):
        for name, job in workflow["jobs"].items():
            found |= {f"{title}/{name}/{at}": step["run"] for at, step in enumerate(job["steps"]) if "run" in step}
    return found | {f"gitlab/{name}": "\n".join(job["script"]) for name, job in GITLAB.items() if "script" in job}


@pytest.mark.parametrize("name", scripts())
def test_nothing_that_somebody_named_is_pasted_into_a_script(name: str):
    script = scripts()[name]
    assert "${{" not in script
    assert not re.search(
        r"CI_(?:COMMIT_(?:MESSAGE|TITLE|DESCRIPTION|REF)|MERGE_REQUEST_(?:TITLE|DESCRIPTION|SOURCE))", script
    )
    assert not re.search(r"\beval\b|\bsh -c\b", script)
    checked = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr
    bare = re.sub(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"|\$\(\(.*?\)\)", "", script)
    assert not re.findall(r"\$(?!\()\w+", bare), "quote what is put in"


def test_no_job_may_do_more_than_it_needs():
    assert PLANS["permissions"] == {"contents": "read"}
    assert "permissions" not in PLANS["jobs"]["review"]
    assert COMMENT["permissions"] == {}
    assert COMMENT["jobs"]["comment"]["permissions"] == {"actions": "read", "pull-requests": "write"}
    for text in (
        STARTED / "github.yml",
        STARTED / "github-comment.yml",
        ACTION_FILE,
    ):
        assert "pull_request_target" not in text.read_text("utf-8")


def test_what_may_write_comments_runs_nothing_of_the_change_and_passes_over_forks():
    text = (STARTED / "github-comment.yml").read_text("utf-8")
    assert "checkout" not in text.replace("it checks out nothing", "")
    assert "head_repository.full_name == github.repository" in COMMENT["jobs"]["comment"]["if"]
    assert "uses:" not in text


def test_the_action_pins_what_it_uses_as_the_workflows_do():
    used = {step["uses"] for step in ACTION["runs"]["steps"] if "uses" in step}
    assert used == {"actions/upload-artifact@v4"}
    assert used <= {step["uses"] for job in PLANS["jobs"].values() for step in job["steps"] if "uses" in step}
    assert all(step["shell"] == "bash" for step in ACTION["runs"]["steps"] if "run" in step)


def test_inputs_reach_the_scripts_of_the_action_through_the_environment_alone():
    for step in steps(ACTION["runs"]).values():
        assert set(re.findall(r"\$\{?(RMP_\w+)", step["run"])) == set(step["env"])
