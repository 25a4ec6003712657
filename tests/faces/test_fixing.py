"""`rmp fix`: which files it looks at, what it says, and what it leaves; and how `rmp check` speaks of it."""

import errno
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from rmpkit.faces.cli.command import rmp
from rmpkit.operations import fix
from tests.reliability.machine import tree

FILES = {
    "organisation.yml": "format: 1\nid: hollin\nname: Hollin Dairy\n",
    "relationships/lark.yml": (
        'title: Lark\ntype: suplier\nstate: active\nparties: {hollin: {name: Hollin}}\nrisks:\n  R-1: {titel: "\\e[31m"}\n'
    ),
    "relationships/ice.yml": "title: Ice\ntype: suplier\nstate: active\nparties: {hollin: {name: Hollin}}\n",
}


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        file = tmp_path / "plans" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("plans")


def run(*words):
    return CliRunner().invoke(rmp, [str(word) for word in words], prog_name="rmp")


def test_check_says_what_can_be_fixed_safely_and_how_many(plans):
    done = run("check", plans)
    assert "  Safe fix: rmp fix plans/relationships/ice.yml      Why: rmp explain RMP004\n" in done.stdout
    assert done.stderr.rstrip().endswith(" 2 can be fixed safely: rmp fix")


def test_check_says_it_to_other_tools_too(plans):
    found = json.loads(run("check", plans, "--format", "json").stdout)["findings"]
    told = {(each["name"], each["fixable"]) for each in found if each["severity"] == "error"}
    assert told == {("value-unfit", True), ("character-refused", False)}


def test_a_file_that_could_not_be_written_is_not_told_as_mended(plans, monkeypatch):
    def put(mended, root):
        if mended.source.file.endswith("lark.yml"):
            raise OSError(errno.ENOSPC, "No space left on device")
        fix.put(mended, root)

    monkeypatch.setattr("rmpkit.faces.cli.fixing.put", put)
    done = run("fix", plans)
    assert done.exit_code == 2
    assert "there is no room left on the disk" in done.stderr
    assert "ice.yml:2:7 RMP004 mended." in done.stdout
    assert "lark.yml" not in done.stdout
    assert "supplier" not in (plans / "relationships/lark.yml").read_text("utf-8")


def test_what_is_shown_as_a_diff_is_not_written(plans):
    before = tree(plans)
    done = run("fix", plans, "--diff")
    assert "-type: suplier\n+type: supplier\n" in done.stdout
    assert done.stderr.endswith("2 would be mended in 2 files. Look at the rest: rmp check\n")
    assert tree(plans) == before


@pytest.mark.parametrize(
    ("named", "mended"),
    [
        (["plans"], ["ice", "lark"]),
        (["plans/relationships"], ["ice", "lark"]),
        (["plans/relationships/ice.yml"], ["ice"]),
        (["plans/relationships/ice.yml", "plans/organisation.yml"], ["ice"]),
        (["plans/relationships/ice.yml", "plans"], ["ice", "lark"]),
        (["plans/organisation.yml"], []),
    ],
)
def test_files_or_their_folder_may_be_named(plans, named, mended):
    assert run("fix", *named).exit_code == 0
    held = {name: (plans / f"relationships/{name}.yml").read_text("utf-8") for name in ("ice", "lark")}
    assert [name for name, text in held.items() if "supplier" in text] == mended


def test_a_second_run_has_nothing_to_do(plans):
    assert run("fix", plans).exit_code == 0
    before = tree(plans)
    again = run("fix", plans)
    assert (again.exit_code, tree(plans)) == (0, before)
    assert again.stderr.startswith("Nothing was found that can be mended safely.")


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("nowhere", "There is no nowhere."),
        ("elsewhere.yml", "elsewhere.yml is in no folder with organisation.yml."),
    ],
)
def test_what_is_no_file_of_the_plans_is_named(plans, named, says):
    Path("elsewhere.yml").write_text("a: 1\n", "utf-8")
    done = run("fix", named)
    assert done.exit_code == 2
    assert says in done.stderr
    assert plans.exists()


def test_words_of_authors_do_not_steer_the_terminal(plans):
    assert "\x1b" not in run("fix", plans, "--diff").output
    assert "\x1b" not in run("fix", plans).output


def test_words_of_authors_are_no_orders_to_a_pipeline_in_a_diff(plans):
    file = plans / "relationships/ice.yml"
    file.write_text(FILES["relationships/ice.yml"] + "why: |\n  ::error::x\n  ##vso[a]\n", "utf-8")
    for line in run("fix", file, "--diff").output.splitlines():
        assert not line.strip().startswith("::")
        assert "##vso[" not in line


def test_errors_that_are_left_are_counted_where_nothing_can_be_mended(plans):
    (plans / "relationships/ice.yml").write_text("title: Ice\ntype: wholly-other\nstate: active\n", "utf-8")
    assert run("fix", "plans/relationships/lark.yml").exit_code == 0
    done = run("fix", plans)
    assert done.exit_code == 0
    assert done.stderr.startswith("Nothing was found that can be mended safely. Errors that only a person can mend: ")
