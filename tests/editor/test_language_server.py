"""What an author meets while typing, in the server that VS Code and most other editors run."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from rmpkit.report.schema import KINDS, PLACES, name, schema
from rmpkit.report.snippets import PREFIXES
from rmpkit.store.reading import read_document
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS
from tests.docs.guide import ROOT
from tests.editor.server import Editor, editor

pytestmark = [pytest.mark.node, pytest.mark.xdist_group("editor")]

LEAST = 20
"""The oldest Node that the server runs on."""

SERVER = "node_modules/yaml-language-server/bin/yaml-language-server"

JOINT = "rmp-data/relationships/larkfield/joint.yml"
PLAN = "rmp-data/relationships/larkfield/plan.yml"
RISK = "risks:\n  R-L1:\n    title: The chiller is at the end of its life\n"


def command() -> list[str]:
    """How the server is started; where it is not there the tests are left out, or fail if that was asked for."""
    node = shutil.which("node")
    home = os.environ.get("RMP_YAML_LANGUAGE_SERVER", "")
    lacking = ""
    if node is None:
        lacking = "node is not installed"
    else:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
        if int(version.strip().removeprefix("v").partition(".")[0]) < LEAST:
            lacking = f"node {version.strip()} is older than {LEAST}"
        elif not (Path(home) / SERVER).is_file():
            lacking = "RMP_YAML_LANGUAGE_SERVER names no folder in which yaml-language-server is installed"
    if lacking and os.environ.get("RMP_REQUIRE_NODE"):
        pytest.fail(lacking)
    if lacking:
        pytest.skip(lacking)
    return [str(node), str(Path(home) / SERVER), "--stdio"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    started = command()
    root = tmp_path_factory.mktemp("desk")
    bound: dict[str, list[str]] = {}
    for kind in KINDS:
        file = root / ".rmp" / name(kind)
        file.parent.mkdir(exist_ok=True)
        file.write_text(schema(kind), encoding="utf-8")
        bound[file.as_uri()] = [f"rmp-data/{place}" for place in PLACES[kind]]
    settings: Mapping[str, Any] = {
        "schemas": bound,
        "yamlVersion": "1.2",
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},
    }
    with editor(started, root, settings) as found:
        yield found


def labels(offered: list[dict[str, Any]]) -> list[str]:
    return [each["label"] for each in offered]


def marked(told: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return sorted((each["range"]["start"]["line"] + 1, each["message"]) for each in told)


def put_down(text: str, offered: list[dict[str, Any]], label: str) -> str:
    """The text after something offered was taken, as an editor puts it down; places to fill in hold their proposals."""
    (chosen,) = [each for each in offered if each["label"] == label]
    snippet = chosen["textEdit"]["newText"] if "textEdit" in chosen else chosen["insertText"]
    filled = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\|\}", r"\1", snippet)
    filled = re.sub(r"\$\{\d+:([^}]*)\}|\$\d+", lambda found: found[1] or "", filled)
    before, _, after = text.partition("|")
    indent = re.match(" *", before.rpartition("\n")[2])
    assert indent is not None
    return before + filled.replace("\n", "\n" + indent[0]) + after


def records(text: str, file: str) -> Any:
    """What our own reader makes of a text."""
    document, slips = read_document(text.encode(), file=file, plan=None)
    assert not slips
    return document.data


def test_the_pointer_on_a_key_tells_what_it_says_and_where_to_read_more(desk: Editor):
    text = f"{RISK}    due: 2026-03-31\n"

    assert desk.hover(JOINT, text, "due").startswith(
        "#### due\n\nThe day the action is to be done.\n\nA day: `2026-12-15`\n\n"
        "Running record, for every party.\n\n`rmp explain risks.due`\n"
    )


def test_the_pointer_on_an_id_tells_what_kind_of_record_it_is(desk: Editor):
    assert "Something that may happen and matter to what the parties want." in desk.hover(JOINT, RISK, "R-L1")


def test_the_pointer_on_a_chosen_word_tells_what_each_word_means(desk: Editor):
    found = desk.hover(JOINT, f"{RISK}    kind: threat\n", "threat")

    assert "* `threat`: Would hurt.\n* `opportunity`: Would help.\n" in found


def test_keys_that_may_still_be_written_are_offered_and_explained(desk: Editor):
    offered = desk.offered(JOINT, f"{RISK}    |\n")

    assert {"owner", "due", "likelihood"} <= set(labels(offered))
    assert "title" not in labels(offered)
    (owner,) = [each for each in offered if each["label"] == "owner"]
    assert owner["documentation"]["value"].startswith("The post that can best manage it.")


def test_keys_of_another_file_are_not_offered(desk: Editor):
    offered = labels(desk.offered(PLAN, "title: Larkfield\n|\n"))

    assert "stages" in offered
    assert "risks" not in offered


@pytest.mark.parametrize(
    ("file", "text", "word", "help_"),
    [
        (JOINT, f"{RISK}    kind: |\n", "opportunity", "Would help."),
        (JOINT, f"{RISK}    response: |\n", "share", None),
        (PLAN, "stages:\n  awareness: |\n", "in progress", "Being worked on."),
        (PLAN, "state: |\n", "active", None),
        (JOINT, "signposts:\n  SP-1:\n    answers: [|]\n", "wt.exit", None),
        (JOINT, "measures:\n  loads:\n    every: |\n", "half-year", None),
    ],
)
def test_words_to_choose_from_are_offered_with_their_meaning(
    desk: Editor, file: str, text: str, word: str, help_: str | None
):
    offered = desk.offered(file, text)

    assert word in labels(offered)
    assert "null" not in labels(offered)
    if help_:
        (found,) = [each for each in offered if each["label"] == word]
        assert found["documentation"]["value"] == help_


def test_nothing_empty_is_offered_for_a_text(desk: Editor):
    assert labels(desk.offered(JOINT, f"{RISK}    note: |\n")) == []


REGISTERS = sorted(
    {
        ("rmp-data/organisation.yml" if slots is ORGANISATION_SLOTS else "rmp-data/relationships/larkfield.yml", key)
        for slots in (PLAN_SLOTS, ORGANISATION_SLOTS)
        for key in PREFIXES
        if key in slots
    }
)


@pytest.mark.parametrize(("file", "key"), REGISTERS, ids=[f"{Path(file).stem}-{key}" for file, key in REGISTERS])
def test_a_new_record_is_put_down_below_its_id(desk: Editor, file: str, key: str):
    text = f"{key}:\n  |\n"
    offered = desk.offered(file, text)
    (label,) = [each for each in labels(offered) if each.startswith("new ")]

    after = put_down(text, offered, label)
    data = records(after, file)

    assert list(data) == [key]
    assert list(data[key]) == [f"{PREFIXES[key]}-1"]
    assert len(data[key][f"{PREFIXES[key]}-1"]) >= 1


def test_a_second_record_is_offered_below_the_first(desk: Editor):
    text = f"{RISK}  |\n"
    after = put_down(text, desk.offered(JOINT, text), "new risk")

    assert after == (
        "risks:\n  R-L1:\n    title: The chiller is at the end of its life\n"
        "  R-1:\n    title: \n    owner: \n    action: \n    due: \n"
    )


def test_people_parties_and_measures_are_offered_by_short_name(desk: Editor):
    for file, key in ((PLAN, "parties"), (JOINT, "people"), (JOINT, "measures"), (JOINT, "forums")):
        text = f"{key}:\n  |\n"
        after = put_down(text, desk.offered(file, text), next(iter(labels(desk.offered(file, text)))))
        assert list(records(after, file)[key]) == ["okafor"]


MISTAKES = """\
purpose:
risks:
  R-N1:
    titel: Late
  r2:
    title: 8.10
    due: 31.12.2026
    state: opn
    owner: Sara Quill
    likelihood: 6
    depends-on: R-N1
  R-3: Late again
measures:
  loads:
    question: How many?
    readings:
      2026-09: 22
      2026-10: many
stagse: 1
"""


def test_what_is_wrong_is_said_in_our_words_with_the_rule(desk: Editor):
    told = marked(desk.told(JOINT, MISTAKES))

    assert [line for line, _ in told] == [3, 4, 5, 7, 8, 9, 10, 11, 12, 18, 19]
    assert all(re.search(r" \(RMP\d{3}(, RMP\d{3})*\)$", message) for _, message in told)
    assert dict(told)[3] == "The keys of the risk stand on lines below it, further right. It needs title. (RMP005)"
    assert dict(told)[4].startswith("This is not a key of the risk. Write one of these: shared, title, cause, ")
    assert dict(told)[7] == (
        "This is not written as a day is. Year, month and day, with two digits each for month and day. "
        "Write it as in: 2026-12-15. (RMP004)"
    )
    assert dict(told)[8] == (
        "This is not one of the words for it. Write open, treating, watching, closed or occurred. (RMP004)"
    )
    assert dict(told)[19].endswith(" (RMP003, RMP011)")


def test_a_slip_in_a_stage_is_said_in_our_words_too(desk: Editor):
    text = "stages:\n  awareness: establishd\n  exit-strategy:\n    stat: closed\n  courtship: closed\n  knowledge:\n    owner: a.b\n"
    told = marked(desk.told(PLAN, f"title: L\ntype: supplier\nstate: active\n{text}"))

    assert [line for line, _ in told] == [5, 7, 8, 9]
    assert all(re.search(r" \(RMP\d{3}\)$", message) for _, message in told)


def files() -> list[Path]:
    data = ROOT / "rmp-data"
    return sorted(file for places in PLACES.values() for place in places for file in data.glob(place))


def test_nothing_in_the_example_is_marked(desk: Editor):
    found = {
        str(file.relative_to(ROOT)): marked(desk.told(str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")))
        for file in files()
    }

    assert {file: said for file, said in found.items() if said} == {}
