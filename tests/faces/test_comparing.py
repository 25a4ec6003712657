"""`rmp compare`: what it compares with, what it prints and writes, and what it says where it cannot."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from rmpkit.report.review.forms import FILES, FORMS
from tests.repositories.repository import CLEAN, DAY, EXAMPLE, begun, command, committed, git, needs_git

pytestmark = needs_git
JOINT = "relationships/northgate/joint.yml"
INTERNAL = "relationships/northgate/internal.yml"


@pytest.fixture
def a_repository(tmp_path: Path) -> Path:
    shutil.copytree(CLEAN, tmp_path / "repository" / "rmp-data")
    return begun(tmp_path / "repository")


def without(folder: Path, file: str, key: str) -> None:
    """Take a register out of a plan."""
    path = folder / "rmp-data" / file
    kept = {name: each for name, each in yaml.load(path.read_text("utf-8"), yaml.BaseLoader).items() if name != key}
    path.write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")


def compared(folder: Path, *words: str):
    return command("compare", "--data", str(folder / "rmp-data"), "--as-of", DAY, *words)


def test_the_files_as_they_lie_are_compared_with_the_default_branch(a_repository: Path):
    without(a_repository, JOINT, "exit-triggers")
    done = compared(a_repository)

    assert done.exit_code == 0, done.output
    assert "the files as they lie here against" in done.stdout
    assert "xit trigger" in done.stdout
    assert "Must not be missed" in done.stdout


@pytest.mark.parametrize("branch", ["main", "master"])
def test_what_others_merged_meanwhile_is_no_change(a_repository: Path, branch: str):
    git(a_repository, "switch", "--quiet", "--create", "topic")
    without(a_repository, JOINT, "exit-triggers")
    committed(a_repository, "Ours")
    git(a_repository, "branch", "--move", "main", branch) if branch != "main" else None
    git(a_repository, "switch", "--quiet", branch)
    without(a_repository, JOINT, "risks")
    committed(a_repository, "Theirs")
    git(a_repository, "switch", "--quiet", "topic")

    registers = {each["path"][0] for each in json.loads(compared(a_repository, "--format", "json").stdout)["changes"]}

    assert registers == {"exit-triggers"}


def test_the_branch_of_the_shared_repository_comes_first(a_repository: Path, tmp_path: Path):
    without(a_repository, JOINT, "exit-triggers")
    git(a_repository, "branch", "--move", "main", "trunk")
    git(tmp_path, "clone", "--quiet", str(a_repository), "copy")

    done = compared(tmp_path / "copy", "--format", "json")

    assert json.loads(done.stdout)["changes"] == []
    assert json.loads(done.stdout)["base"]["commit"] == git(a_repository, "rev-parse", "trunk")


def test_where_there_is_no_such_branch_it_says_so(a_repository: Path):
    git(a_repository, "branch", "--move", "main", "trunk")
    done = compared(a_repository)

    assert done.exit_code == 2
    assert "neither origin/HEAD nor main nor master is in this repository" in done.stderr
    assert compared(a_repository, "trunk").exit_code == 0


@pytest.mark.parametrize("words", [("nowhere",), ("main", "nowhere"), ("--", "--all"), ("--", "^main")])
def test_a_revision_that_is_not_there_is_one_sentence(a_repository: Path, words: tuple[str, ...]):
    done = compared(a_repository, *words)

    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert done.stderr.count("Error: ") == 1


def test_outside_a_repository_it_says_so(tmp_path: Path):
    shutil.copytree(CLEAN, tmp_path / "rmp-data")
    for words in ((), ("main",)):
        done = compared(tmp_path, *words)
        assert done.exit_code == 2
        assert "is not in a git repository" in done.stderr


def test_a_folder_that_is_not_there_is_named(a_repository: Path):
    done = command("compare", "main", "--data", str(a_repository / "nowhere"))

    assert done.exit_code == 2
    assert "There is no folder" in done.stderr


def test_in_a_shallow_clone_the_command_that_helps_is_told(a_repository: Path, tmp_path: Path):
    git(a_repository, "switch", "--quiet", "--create", "topic")
    without(a_repository, JOINT, "exit-triggers")
    committed(a_repository, "Ours")
    git(a_repository, "switch", "--quiet", "main")
    without(a_repository, JOINT, "risks")
    committed(a_repository, "Theirs")
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--no-single-branch", f"file://{a_repository}", "copy")

    done = compared(tmp_path / "copy", "origin/main", "origin/topic")

    assert done.exit_code == 2
    assert "git fetch --unshallow" in done.stderr


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_printed_and_is_what_is_written(a_repository: Path, tmp_path: Path, form: str):
    without(a_repository, JOINT, "exit-triggers")
    done = compared(a_repository, "--format", form, "--out", str(tmp_path / "out"))

    assert done.exit_code == 0, done.output
    assert {file.name for file in (tmp_path / "out").iterdir()} == {*FILES, ".rmp-review"}
    assert done.stdout in {(tmp_path / "out" / name).read_text("utf-8") for name in FILES}
    assert done.stderr.startswith(f"Written to {tmp_path / 'out'}: review.txt, ")


def test_the_folder_is_made_anew_and_what_is_somebody_elses_stands(a_repository: Path, tmp_path: Path):
    out = tmp_path / "out"
    assert compared(a_repository, "--out", str(out)).exit_code == 0
    assert compared(a_repository, "--out", str(out)).exit_code == 0
    (out / "mine.txt").write_text("mine", "utf-8")

    done = compared(a_repository, "--out", str(out))

    assert done.exit_code == 2
    assert "mine.txt" in done.stderr
    assert (out / "mine.txt").read_text("utf-8") == "mine"
    inside = compared(a_repository, "--out", str(a_repository / "rmp-data" / "out"))
    assert inside.exit_code == 2
    assert not (a_repository / "rmp-data" / "out").exists()


def test_a_file_is_named_as_from_where_the_command_was_run(a_repository: Path, monkeypatch: pytest.MonkeyPatch):
    without(a_repository, JOINT, "risks")
    committed(a_repository, "Fewer")
    monkeypatch.chdir(a_repository)
    done = command("compare", "HEAD~1", "HEAD", "--as-of", DAY, "--format", "json")

    places = [each["base"]["source"] for each in json.loads(done.stdout)["changes"]]
    assert set(places) == {f"rmp-data/{JOINT}"}


def test_a_party_is_told_of_its_own_copy_alone(a_repository: Path, tmp_path: Path):
    secret = a_repository / "rmp-data" / INTERNAL
    secret.write_text(secret.read_text("utf-8") + "\nwhy: Quillon-Xanthe is what we are after\n", "utf-8") if (
        "\nwhy:" not in f"\n{secret.read_text('utf-8')}"
    ) else secret.write_text(secret.read_text("utf-8").replace("why:", "why: Quillon-Xanthe", 1), "utf-8")
    without(a_repository, JOINT, "exit-triggers")
    parties = yaml.load(
        (a_repository / "rmp-data/relationships/northgate/plan.yml").read_text("utf-8"), yaml.BaseLoader
    )["parties"]
    own = yaml.load((a_repository / "rmp-data/organisation.yml").read_text("utf-8"), yaml.BaseLoader)["id"]
    party = next(each for each in parties if each != own)

    done = compared(a_repository, "--audience", f"joint:{party}", "--out", str(tmp_path / "out"))

    assert done.exit_code == 0, done.output
    assert "xit trigger" in done.stdout
    for name in FILES:
        text = (tmp_path / "out" / name).read_text("utf-8")
        assert "Quillon" not in text, name
        assert ".yml" not in text, name
    assert "Quillon" in compared(a_repository).stdout


def test_a_party_without_a_copy_is_refused(a_repository: Path):
    done = compared(a_repository, "--audience", "joint:nobody")

    assert done.exit_code == 2
    assert 'No plan is open to "nobody"' in done.stderr


def test_a_party_whose_plans_did_not_change_is_told_so(a_repository: Path):
    done = compared(a_repository, "--audience", "joint:northgate")

    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Nothing in the plans is different: ")


@pytest.mark.parametrize("format_", sorted(FORMS))
def test_a_party_is_not_told_that_something_hidden_changed_not_even_by_a_commit(a_repository: Path, format_: str):
    without(a_repository, INTERNAL, "business-case")
    committed(a_repository, "Ours alone")
    arguments = ("--audience", "joint:northgate", "--format", format_)
    hidden = compared(a_repository, "HEAD~1", "HEAD", *arguments)
    nothing = compared(a_repository, "HEAD", "HEAD", *arguments)
    assert hidden.exit_code == 0, hidden.output
    assert (hidden.stdout, hidden.stderr) == (nothing.stdout, nothing.stderr)
    commits = git(a_repository, "log", "--format=%h").split()
    assert not [commit for commit in commits if commit[:7] in hidden.output]


def test_where_something_cannot_be_read_nothing_is_told_to_others(a_repository: Path):
    file = a_repository / "rmp-data" / JOINT
    file.write_text(file.read_text("utf-8").replace("risks:", "risks:\n  R-N77: {title: x, raised: never}", 1), "utf-8")

    done = compared(a_repository, "--audience", "public")

    assert done.exit_code == 2
    assert "rmp check tells what that is: 1 in all" in done.stderr
    assert compared(a_repository).exit_code == 0


def test_the_example_compared_with_itself_says_nothing(tmp_path: Path):
    shutil.copytree(EXAMPLE, tmp_path / "rmp-data")
    begun(tmp_path)
    done = compared(tmp_path)

    assert done.exit_code == 0
    assert done.stdout.startswith("Nothing in the plans is different: ")


def test_what_is_opened_to_more_of_the_owners_people_must_not_be_missed(a_repository: Path):
    plan = a_repository / "rmp-data/relationships/northgate"
    brief = "negotiation:\n  behaviour: We say first what we did badly\n"
    (plan / "restricted.yml").write_text(brief, "utf-8")
    committed(a_repository, "A brief")
    (plan / "restricted.yml").unlink()
    with (plan / "internal.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n{brief}")

    (change,) = json.loads(compared(a_repository, "HEAD", "--format", "json").stdout)["changes"]

    assert (change["rank"], change["ranked_by"]) == (1, "opened-wider")
    assert change["sentence"].endswith("it stood in the restricted part, which only named people of the owner read.")
    assert (
        json.loads(compared(a_repository, "HEAD", "--audience", "joint:northgate", "--format", "json").stdout)[
            "changes"
        ]
        == []
    )


def test_a_tag_is_not_taken_for_the_default_branch(a_repository: Path):
    git(a_repository, "switch", "--quiet", "--create", "topic")
    without(a_repository, JOINT, "exit-triggers")
    committed(a_repository, "Ours")
    git(a_repository, "tag", "main")

    assert "xit trigger" in compared(a_repository).stdout


def test_two_commits_to_start_from_are_refused(a_repository: Path):
    """A change that was merged and taken back again would be told from one of the two, and not from the other."""
    git(a_repository, "switch", "--quiet", "--create", "topic")
    without(a_repository, JOINT, "risks")
    committed(a_repository, "Ours")
    ours = git(a_repository, "rev-parse", "topic")
    git(a_repository, "switch", "--quiet", "main")
    without(a_repository, INTERNAL, "risks")
    committed(a_repository, "Theirs")
    theirs = git(a_repository, "rev-parse", "main")
    git(a_repository, "merge", "--quiet", "--message", "One way", ours)
    git(a_repository, "switch", "--quiet", "topic")
    git(a_repository, "merge", "--quiet", "--message", "The other way", theirs)
    git(a_repository, "commit", "--quiet", "--allow-empty", "--message", "More")

    done = compared(a_repository, "main", "topic")

    assert done.exit_code == 2
    assert "more than one commit to start from" in done.stderr
    git(a_repository, "merge", "--quiet", "--message", "As told", "main")
    assert compared(a_repository, "main", "topic").exit_code == 0


def with_evidence(folder: Path, content: bytes) -> Path:
    """A signpost to a file of evidence, committed."""
    plan = folder / "rmp-data/relationships/northgate"
    (plan / "evidence").mkdir(exist_ok=True)
    file = plan / "evidence/minutes.md"
    file.write_bytes(content)
    internal = (plan / "internal.yml").read_text("utf-8")
    pointing = "signposts:\n  IS-77: {title: Minutes, at: evidence/minutes.md, keeper: estuary.manager}\n"
    (plan / "internal.yml").write_text(internal.replace("signposts:\n", pointing, 1), "utf-8")
    committed(folder, "Evidence")
    return file


def test_line_ends_of_another_system_are_no_change_of_evidence(a_repository: Path):
    file = with_evidence(a_repository, b"One\nTwo\n")
    file.write_bytes(b"One\r\nTwo\r\n")
    assert json.loads(compared(a_repository, "HEAD", "--format", "json").stdout)["changes"] == []

    file.write_bytes(b"One\r\nThree\r\n")
    (change,) = json.loads(compared(a_repository, "HEAD", "--format", "json").stdout)["changes"]
    assert change["ranked_by"] == "evidence-removed"


def test_evidence_in_large_file_storage_that_is_replaced_is_told(a_repository: Path):
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 1000\n"
    file = with_evidence(a_repository, pointer % (b"1" * 64))
    file.write_bytes(pointer % (b"2" * 64))
    committed(a_repository, "Another file")

    (change,) = json.loads(compared(a_repository, "HEAD~1", "HEAD", "--format", "json").stdout)["changes"]

    assert change["sentence"] == "Evidence file minutes.md holds something else than before."
    assert change["rank"] == 1


@pytest.fixture
def a_part_apart(a_repository: Path, tmp_path: Path) -> Path:
    """The joint part in a repository of its own, of which the second commit takes the exit triggers away."""
    plan = a_repository / "rmp-data/relationships/northgate"
    shared = tmp_path / "shared"
    shared.mkdir()
    (plan / "joint.yml").rename(shared / "all.yml")
    begun(shared)
    git(plan, "submodule", "--quiet", "add", str(shared), "joint")
    committed(a_repository, "Apart")
    whole = (plan / "joint/all.yml").read_text("utf-8")
    kept = {key: each for key, each in yaml.load(whole, yaml.BaseLoader).items() if key != "exit-triggers"}
    (plan / "joint/all.yml").write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")
    return a_repository


def test_what_changed_in_a_part_that_is_kept_apart_is_told(a_part_apart: Path):
    def registers(*words: str) -> set[str]:
        found = json.loads(compared(a_part_apart, *words, "--format", "json").stdout)["changes"]
        return {each["path"][0] for each in found}

    assert registers("HEAD") == {"exit-triggers"}
    assert registers("HEAD~1", "HEAD") == set()

    committed(a_part_apart / "rmp-data/relationships/northgate/joint", "Fewer")
    committed(a_part_apart, "Taken over")

    assert registers("HEAD~1", "HEAD") == {"exit-triggers"}
    assert registers("HEAD") == set()


def test_a_part_apart_is_not_read_by_way_of_a_link(a_part_apart: Path, tmp_path: Path):
    plan = a_part_apart / "rmp-data/relationships/northgate"
    committed(plan / "joint", "Fewer")
    committed(a_part_apart, "Taken over")
    (plan / "joint").rename(tmp_path / "elsewhere")
    (plan / "joint").symlink_to(tmp_path / "elsewhere")

    done = compared(a_part_apart, "HEAD~1", "HEAD")

    assert done.exit_code == 2
    assert "is kept in a repository of its own" in done.stderr


def test_a_part_apart_that_was_not_fetched_is_never_said_to_be_the_same(a_part_apart: Path, tmp_path: Path):
    committed(a_part_apart / "rmp-data/relationships/northgate/joint", "Fewer")
    committed(a_part_apart, "Taken over")
    git(tmp_path, "clone", "--quiet", str(a_part_apart), "copy")

    done = compared(tmp_path / "copy", "HEAD~1", "HEAD")

    assert done.exit_code == 2
    assert "relationships/northgate/joint is kept in a repository of its own" in done.stderr
    assert "git submodule update --init" in done.stderr
    assert compared(tmp_path / "copy", "HEAD").exit_code == 0


def test_a_data_folder_with_another_name_is_compared_with_what_it_was(a_repository: Path):
    git(a_repository, "mv", "rmp-data", "plans")
    joint = a_repository / "plans" / JOINT
    kept = {k: v for k, v in yaml.load(joint.read_text("utf-8"), yaml.BaseLoader).items() if k != "exit-triggers"}
    joint.write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")
    words = ("--data", str(a_repository / "plans"), "--as-of", DAY, "--format", "json")

    def registers(*revisions: str) -> set[str]:
        found = json.loads(command("compare", *revisions, *words).stdout)["changes"]
        return {each["path"][0] for each in found}

    assert registers("HEAD") == {"exit-triggers"}
    committed(a_repository, "Another name")
    assert registers("HEAD~1", "HEAD") == {"exit-triggers"}


def test_outside_a_repository_it_says_so_and_names_no_option_that_it_does_not_have(tmp_path: Path):
    shutil.copytree(CLEAN, tmp_path / "rmp-data")
    done = compared(tmp_path, "HEAD")

    assert done.exit_code == 2
    assert "is not in a git repository" in done.stderr
    assert "--at" not in done.stderr


def test_a_repository_that_lacks_a_content_is_damaged_and_that_is_said(a_repository: Path):
    content = git(a_repository, "rev-parse", f"HEAD:rmp-data/{JOINT}")
    (a_repository / ".git/objects" / content[:2] / content[2:]).unlink()
    done = compared(a_repository, "HEAD")

    assert done.exit_code == 2
    assert f"This repository is damaged: it lacks what {JOINT} held at that revision." in done.stderr
    assert 'Run "git fsck"' in done.stderr


def test_behind_a_slip_nothing_is_taken_out_unseen(a_repository: Path):
    joint = a_repository / "rmp-data" / JOINT
    whole = joint.read_bytes()
    without(a_repository, JOINT, "exit-triggers")
    joint.write_bytes(b"- slip\n" + joint.read_bytes())
    committed(a_repository, "A slip")
    joint.write_bytes(joint.read_bytes().removeprefix(b"- slip\n"))
    committed(a_repository, "It is mended, and says less")
    assert joint.read_bytes() != whole

    done = compared(a_repository, "HEAD~1", "--fail-on", "unacknowledged")
    told = "What stood in joint.yml could not be read before; what it says now was compared with nothing."
    assert done.exit_code == 1
    assert told in done.stdout
    assert told in done.stderr
    for form in FORMS:
        assert "could not be read before" in compared(a_repository, "HEAD~1", "--format", form).stdout

    line = "Plan-acknowledged-by: Ngozi Okafor (estuary.ser)"
    author = "--author=Ngozi Okafor <okafor@estuary.example>"
    git(a_repository, "commit", "--quiet", "--allow-empty", author, "--message", f"Seen\n\n{line}")
    assert compared(a_repository, "HEAD~2", "--fail-on", "unacknowledged").exit_code == 0
