"""The examples of the guide are real: what is shown is what happens."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner

from rmpkit.catalogue.kinds import CATALOGUE
from rmpkit.faces.cli.command import rmp
from rmpkit.faces.mkdocs.options import RmpConfig
from rmpkit.operations.check import check
from rmpkit.store.kinds import READING
from rmpkit.store.reading import read_document
from tests.docs.guide import GUIDE, PAGES, ROOT, UPDATE, Block, blocks, rewrite

TUTORIAL = GUIDE / "tutorial" / "first-plan.md"
EXAMPLE = ROOT / "rmp-data"
PLAN = Path("relationships/harbour-alliance")
DAY = date(2026, 11, 20)
UNREADABLE = {kind.code for kind in (*READING, *CATALOGUE)}
PARTS = ("plan", "joint", "internal", "restricted")
LINES_SHIFT = {"line", "column"}
"""What changes in the example whenever a line is added above."""


def part_of(block: Block) -> str:
    return block.title.partition("/")[0].removesuffix(".yml")


OUTSIDE = [block for page in PAGES if page != TUTORIAL for block in blocks(page)]
SNIPPETS = [b for b in OUTSIDE if b.language == "yaml" and part_of(b) in (*PARTS, "organisation")]
SETTINGS = [b for b in OUTSIDE if b.language == "yaml" and b.title == "mkdocs.yml"]
ANSWERS = [b for b in OUTSIDE if b.language == "json"]
COMMANDS = [line for page in PAGES for b in blocks(page) if b.language == "console" for line in b.text.splitlines()]


def printed(command: str) -> str:
    """What a command prints, both streams, as a terminal shows it."""
    return CliRunner().invoke(rmp, command.split()[1:], prog_name="rmp").output


def announced(title: str, output: str) -> str:
    """What a title says is shown: all of it, the last line, or what is about one plan and the last line."""
    lines = output.splitlines(keepends=True)
    _, _, rest = title.partition(", ")
    if rest.startswith("about "):
        return "".join([line for line in lines[:-1] if f"/{rest.removeprefix('about ')}/" in line] + lines[-1:])
    return "".join(lines[-1:] if rest == "last line" else lines)


def carried_out(commands: str, folder: Path) -> Path:
    """Run the commands of one block as a person would, and give the folder they end in."""
    alone = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "NO_MKDOCS_2_WARNING": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{
            f"GIT_{who}_{what}": "amara@hollin.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        },
    }
    done = subprocess.run(
        ["bash", "-c", f"set -e\n{commands}\npwd"], cwd=folder, env=alone, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.splitlines()[-1])


@pytest.mark.site
def test_each_step_of_the_tutorial_does_and_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path
    real: list[tuple[Block, str]] = []
    for block in blocks(TUTORIAL):
        if block.language == "sh":
            folder = carried_out(block.text, folder)
            monkeypatch.chdir(folder)
        elif block.language == "yaml":
            file = folder / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.language == "text":
            real.append((block, announced(block.title, printed(block.title.partition(", ")[0]))))
    if UPDATE:
        rewrite(TUTORIAL, real)
        return
    assert len(real) >= 6
    for block, output in real:
        assert block.text == output
    shared = ["git", "-C", str(tmp_path / "shared.git"), "ls-tree", "-r", "--name-only", "first-plan"]
    pushed = subprocess.run(shared, capture_output=True, text=True, check=True).stdout.splitlines()
    assert "rmp-data/relationships/larkfield/joint.yml" in pushed
    assert not [file for file in pushed if file.startswith("site/")]
    assert (folder / "site" / "relationships" / "larkfield" / "index.html").is_file()


REVIEWED = GUIDE / "how-to" / "review-a-change.md"
_COMMIT = re.compile(r"(?<=against )[0-9a-f]{10}(?=,)")
"""What is another one in each repository."""

_OF_GIT_ALONE = re.compile(r"^(?:diff --git|index) .*\n", re.MULTILINE)
"""Lines of a change that only git reads."""


def test_the_change_that_is_reviewed_is_told_as_it_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(EXAMPLE, tmp_path / "rmp-data")
    carried_out(
        "git init --quiet --initial-branch main && git add --all && git commit --quiet --message Example", tmp_path
    )
    shown = list(blocks(REVIEWED))
    (change,) = (block for block in shown if block.language == "diff")
    (tmp_path / "change.diff").write_text(change.text, encoding="utf-8")
    carried_out("git apply change.diff", tmp_path)
    carried_out("git -c diff.noprefix=false diff --no-color --no-ext-diff --unified=2 > made.diff", tmp_path)
    real = [(change, _OF_GIT_ALONE.sub("", (tmp_path / "made.diff").read_text("utf-8")))]
    monkeypatch.chdir(tmp_path)
    real += [
        (block, _COMMIT.sub("4e299ec5b7", printed(block.title.partition(",")[0])))
        for block in shown
        if block.language == "text"
    ]
    if UPDATE:
        rewrite(REVIEWED, real)
        return
    assert len(real) > 1
    for block, output in real:
        assert block.text == output


def merged(below: Any, above: Any) -> Any:
    """One tree laid over another; lists and texts are replaced."""
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    return {**below, **{key: merged(below.get(key), value) for key, value in above.items()}}


def lay(block: Block, root: Path) -> None:
    """Lay a snippet over the example: each key goes where the example has it, else into the file of the title."""
    own = root if part_of(block) == "organisation" else root / PLAN
    files = (
        [own / "organisation.yml"] if own == root else sorted({*own.glob(f"{part_of(block)}*"), *own.glob("*/*.yml")})
    )
    homes = {
        file: _tree(file) for file in files if file.suffix == ".yml" and part_of(block) in str(file.relative_to(root))
    }
    for key, value in yaml.load(block.text, yaml.BaseLoader).items():
        home = next((file for file, tree in homes.items() if key in tree), own / block.title)
        home.write_text(yaml.safe_dump(merged(_tree(home), {key: value}), allow_unicode=True), encoding="utf-8")


def _tree(file: Path) -> dict[str, Any]:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) if file.exists() else {}


@pytest.mark.parametrize("block", SNIPPETS, ids=str)
def test_a_snippet_can_be_read_in_the_example(block: Block, tmp_path: Path):
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "rmp-data"))

    _, slips = read_document(block.text.encode(), file=block.title, plan="harbour-alliance")
    for each in SNIPPETS:  # a page tells one story: what it added before is still there
        if each.page == block.page and each.start <= block.start:
            lay(each, root)
    found = check(root, today=DAY).located

    assert not slips
    assert not [f"{i.place} {i.finding.message}" for i in found if i.finding.kind.code in UNREADABLE]


@pytest.mark.parametrize("block", [b for b in OUTSIDE if b.language == "yaml"], ids=str)
def test_every_example_names_its_file(block: Block):
    assert block.title
    assert yaml.load(block.text, yaml.BaseLoader)


@pytest.mark.parametrize("block", SETTINGS, ids=str)
def test_the_settings_of_the_site_are_settings_of_the_plugin(block: Block):
    settings = yaml.load(block.text, yaml.BaseLoader)
    plugins = [each["rmp"] or {} for each in settings.get("plugins", ()) if isinstance(each, dict) and "rmp" in each]
    (options,) = plugins or [settings.get("extra", {}).get("rmp", {})]  # where the macros look without the plugin
    options = {key: value for key, value in options.items() if plugins or key != "pages"}
    config = RmpConfig()
    config.load_dict(options)

    failed, warnings = config.validate()

    assert (failed, warnings) == ([], [])


@pytest.mark.parametrize("line", sorted({line for line in COMMANDS if line.startswith("rmp ")}))
def test_every_command_of_the_guide_is_understood(line: str):
    verb, *rest = shlex.split(line.partition(" #")[0].partition(" > ")[0])[1:]
    if verb.startswith("-"):
        return
    command = rmp.get_command(click.Context(rmp), verb)
    assert command is not None
    command.make_context(verb, rest)


@pytest.mark.parametrize("block", ANSWERS, ids=str)
def test_the_data_shown_are_those_the_command_gives(block: Block, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    real = json.loads(printed(block.title).rpartition("}")[0] + "}")
    told = json.loads(block.text)
    if "findings" not in told:
        assert told == real
        return

    if "subjects" in told:
        _is_part_of(told, real)
        return
    (example,) = told["findings"]
    twin = next(each for each in real["findings"] if each["fingerprint"] == example["fingerprint"])

    assert {**real, "findings": [told["findings"][0]]} == told
    assert {k: v for k, v in example.items() if k not in LINES_SHIFT} == {
        k: v for k, v in twin.items() if k not in LINES_SHIFT
    }


def _is_part_of(told: Any, real: Any) -> None:
    """What is still open, shown with one requirement of one relationship."""
    ((subject,), (whole,)) = told["subjects"], real["subjects"]
    assert {**real, "subjects": [{**whole, "open": subject["open"]}]} == told
    assert len(subject["open"]) == 1
    assert subject["open"][0] in whole["open"]


def test_there_are_examples_to_try():
    assert len(SNIPPETS) >= 15
    assert SETTINGS
    assert ANSWERS
    assert COMMANDS
