"""`rmp init`: what it writes can be used at once, and nothing is ever written over."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from rmpkit.faces.cli.command import _VERBS, rmp
from rmpkit.model.record import Part
from rmpkit.operations import init
from rmpkit.operations.check import check
from rmpkit.report.schema import PLACES, name
from rmpkit.store import saving
from tests.docs.guide import ROOT

DAY = date(2026, 3, 2)
ASK_FOR_CONTENT = {"policy-missing", "system-ser-missing", "evidence-missing", "placeholder-left"}
"""Findings that only the team itself can answer."""

LATER = {"fix", "new"}
"""Verbs that are named here and made elsewhere."""


def begin(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(rmp, ["init", str(folder), *options], prog_name="rmp")


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    assert begin(tmp_path / "plans", "--name", "Hollin Dairy").exit_code == 0
    return tmp_path / "plans"


def found_in(folder: Path) -> set[tuple[str, str]]:
    return {(each.finding.kind.name, each.finding.kind.severity.value) for each in check(folder, today=DAY).located}


def test_what_is_written_has_no_errors_and_asks_only_for_what_the_team_knows(tmp_path: Path):
    assert begin(tmp_path / "plans").exit_code == 0

    found = found_in(tmp_path / "plans" / "rmp-data")

    assert {name for name, _ in found} == ASK_FOR_CONTENT
    assert not [name for name, severity in found if severity == "error"]


def test_the_name_of_the_organisation_is_written_and_gives_the_short_one(begun: Path):
    text = (begun / "rmp-data" / "organisation.yml").read_text(encoding="utf-8")

    assert "\nid: hollin-dairy\nname: Hollin Dairy\n" in text
    assert "placeholder-left" not in {name for name, _ in found_in(begun / "rmp-data")}


@pytest.mark.parametrize("odd", ['"Quoted" & Sons: no #1', "8.10", "no", "$id ${name} {{ x }}", "Ünïcode ÷ Söhne 2"])
def test_a_name_is_kept_whatever_signs_it_has(tmp_path: Path, odd: str):
    assert begin(tmp_path / "plans", "--name", odd, "--id", "us").exit_code == 0

    written = yaml.load((tmp_path / "plans/rmp-data/organisation.yml").read_text(encoding="utf-8"), yaml.BaseLoader)

    assert written["name"] == odd
    assert written["id"] == "us"


@pytest.mark.parametrize("options", [("--name", "Ω"), ("--id", "No Good"), ("--name", "x" * 301)])
def test_a_name_that_cannot_be_used_is_refused_with_a_proposal(tmp_path: Path, options: tuple[str, str]):
    done = begin(tmp_path / "plans", *options)

    assert done.exit_code == 2
    assert not (tmp_path / "plans").exists()


def test_what_stands_in_comments_can_be_used_as_it_is(begun: Path):
    file = begun / "rmp-data" / "organisation.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    used = [re.sub(r"^# (?=[a-z-]+:|  )", "", line) for line in lines[4:]]
    file.write_text("\n".join(used) + "\n", encoding="utf-8")

    found = found_in(begun / "rmp-data")

    assert "\npeople:\n  okafor:" in file.read_text(encoding="utf-8")
    assert not [name for name, severity in found if severity == "error"]


def test_it_says_what_it_wrote_and_what_comes_next(tmp_path: Path):
    done = begin(tmp_path / "plans")
    written = {f.relative_to(tmp_path).as_posix() for f in (tmp_path / "plans").rglob("*") if f.is_file()}

    assert {Path(line).relative_to(tmp_path).as_posix() for line in done.stdout.splitlines()} == written
    assert "git init" in done.stderr
    assert "rmp check" in done.stderr


def test_what_comes_next_fits_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert "  cd 'our plans'\n  git init\n" in begin(Path("our plans")).stderr
    Path("here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    done = begin(Path())
    assert " files are in this folder." in done.stderr
    assert "  cd " not in done.stderr
    (tmp_path / "outer/.git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "outer")
    inside = begin(Path("plans")).stderr
    assert f"  It lies in the repository {tmp_path}/outer," in inside
    assert "git init" not in inside
    assert "repository" not in begin(Path()).stderr


def test_one_file_that_is_in_the_way_is_it_and_several_are_them(tmp_path: Path):
    (tmp_path / "README.md").touch()
    assert "Move it, or name another folder." in " ".join(begin(tmp_path).output.split())
    (tmp_path / "mkdocs.yml").touch()
    assert "Move them, or name another folder." in " ".join(begin(tmp_path).output.split())


@pytest.mark.parametrize("taken", ["README.md", ".vscode/tasks.json", "docs", "rmp-data"])
def test_nothing_is_written_where_something_is_in_the_way(tmp_path: Path, taken: str):
    file = tmp_path / taken
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine", encoding="utf-8")

    done = begin(tmp_path)

    assert done.exit_code == 2
    assert taken in done.stderr
    assert "nothing was written" in done.stderr
    assert [f for f in tmp_path.rglob("*") if f.is_file()] == [file]
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("taken", ["docs", "README.md"])
def test_a_link_is_not_followed(tmp_path: Path, taken: str):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / taken).symlink_to(tmp_path / "elsewhere" / ("x" if "." in taken else ""))

    assert begin(tmp_path / "plans").exit_code == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_with_other_things_in_it_keeps_them(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    assert begin(tmp_path).exit_code == 0
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_where_a_file_cannot_be_written_none_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    written: list[Path] = []

    def full(path: Path, content: bytes, *, read: bytes | None) -> None:
        if len(written) == 9:
            raise OSError(28, "No space left on device", str(path))
        written.append(path)
        saving.save(path, content, read=read)

    monkeypatch.setattr(init, "save", full)

    done = begin(tmp_path / "plans")

    assert done.exit_code != 0
    assert not (tmp_path / "plans").exists()


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path):
    (tmp_path / "plans").write_text("mine", encoding="utf-8")

    done = begin(tmp_path / "plans")

    assert done.exit_code == 2
    assert "is a file" in done.stderr


def test_the_editor_takes_each_file_for_what_it_is(begun: Path):
    settings = json.loads((begun / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    bound = {key: [value] if isinstance(value, str) else value for key, value in settings["yaml.schemas"].items()}

    assert bound == {
        f"./.rmp/{name(kind)}": [f"rmp-data/{place}" for place in places] for kind, places in PLACES.items()
    }
    assert all((begun / file).is_file() for file in bound)
    first = (begun / "rmp-data" / "organisation.yml").read_text(encoding="utf-8").splitlines()[0]
    schema = begun / "rmp-data" / first.removeprefix("# yaml-language-server: $schema=")
    assert schema.resolve() == (begun / ".rmp" / name("organisation")).resolve()


def test_the_problem_matcher_takes_every_line_that_the_check_prints(monkeypatch: pytest.MonkeyPatch, begun: Path):
    (task,) = json.loads((begun / ".vscode" / "tasks.json").read_text(encoding="utf-8"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    monkeypatch.chdir(ROOT)
    printed = CliRunner().invoke(rmp, [*task["command"].split()[1:], "--as-of", "2026-11-20"], prog_name="rmp")
    lines = printed.stdout.splitlines()

    assert printed.exit_code == 0
    assert len(lines) > 20
    for line in lines:
        found = re.fullmatch(pattern["regexp"], line)
        assert found, line
        assert Path(found[pattern["file"]]).is_file()
        assert int(found[pattern["line"]]) >= 1
        assert int(found[pattern["column"]]) >= 1
        assert found[pattern["message"]].strip()


def test_every_part_of_a_plan_has_its_owners(begun: Path):
    text = (begun / "CODEOWNERS").read_text(encoding="utf-8")

    for part in Part.EVERY:
        assert f"/rmp-data/relationships/*/{part}.yml " in text
    assert "/rmp-data/relationships/*/with-* " in text


FILES = (".github/workflows/plans.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml", "README.md")


@pytest.mark.parametrize("file", FILES)
def test_every_command_that_is_written_there_is_understood(begun: Path, file: str):
    text = (begun / file).read_text(encoding="utf-8")
    lines = re.findall(r"(?m)^(?:\s*- (?:run: )?|\s*entry: )?(rmp [a-z-]+.*)$", text)

    assert lines
    for line in lines:
        verb, *rest = line.partition(" #")[0].partition(" > ")[0].split()[1:]
        if verb not in LATER:
            command = rmp.get_command(click.Context(rmp), verb)
            assert command is not None
            command.make_context(verb, rest)


def test_ci_shows_findings_beside_the_lines_and_builds_the_site(begun: Path):
    github = yaml.safe_load((begun / FILES[0]).read_text(encoding="utf-8"))
    gitlab = yaml.safe_load((begun / FILES[1]).read_text(encoding="utf-8"))

    assert github["permissions"] == {"contents": "read"}
    assert any("--format github" in step.get("run", "") for step in github["jobs"]["check"]["steps"])
    assert any("mkdocs build --strict" in step.get("run", "") for step in github["jobs"]["publish"]["steps"])
    assert gitlab["check"]["artifacts"]["reports"]["codequality"] in " ".join(gitlab["check"]["script"])
    assert "mkdocs build --strict" in gitlab["publish"]["script"]


def test_the_hooks_that_are_offered_are_those_that_a_team_gets(begun: Path):
    offered = {
        each["id"]: each for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    }
    (local,) = yaml.safe_load((begun / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    taken = {each["id"]: each for each in local["hooks"]}

    assert set(offered) == set(taken) == {"rmp-check", "rmp-fix"}
    for id_, hook in offered.items():
        assert hook["entry"].split()[:2] == taken[id_]["entry"].split()[:2]
        assert hook["entry"].split()[1] in {*_VERBS, *LATER}
        assert hook.get("pass_filenames", True) == taken[id_].get("pass_filenames", True)
        assert re.search(hook["files"], "rmp-data/organisation.yml")
        assert re.search(taken[id_]["files"], "rmp-data/organisation.yml")


@pytest.mark.site
def test_the_site_can_be_built_at_once(begun: Path):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=begun, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert (begun / "site" / "index.html").is_file()
    assert (begun / "site" / "guide" / "index.html").is_file()


@pytest.mark.parametrize(
    ("name", "short"),
    [("Ürsel & Söhne", "uersel-soehne"), ("Åse Brød AS", "aase-broed-as"), ("Café Šárka", "cafe-sarka")],
)
def test_a_short_name_spells_out_the_letters_that_it_cannot_hold_and_is_told_to_be_kept(tmp_path, name, short):
    done = begin(tmp_path / "plans", "--name", name)

    assert f"\nid: {short}\nname: " in (tmp_path / "plans/rmp-data/organisation.yml").read_text(encoding="utf-8")
    assert (
        f"Your short name there is {short}. It stands in every plan and every post, and is kept for good:"
        in done.stderr
    )


def test_a_plan_never_copies_the_name_that_nobody_has_written(tmp_path):
    begin(tmp_path / "plans", "--id", "hollin")
    data = tmp_path / "plans/rmp-data"
    words = ("new", "relationship", "Cold chain", "--partner", "Lark", "--yes", "--data", str(data))

    done = CliRunner().invoke(rmp, words, prog_name="rmp")

    assert done.exit_code == 0, done.output
    plan = (data / "relationships/cold-chain/plan.yml").read_text(encoding="utf-8")
    assert "TODO" not in plan
    assert "  hollin:\n    name: hollin\n" in plan
