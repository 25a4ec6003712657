"""A copy that holds a withheld text is not published, and nobody is told the text."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from rmpkit.disclosure.audience import Audience
from rmpkit.faces.cli.leak_checking import command as leak_check_command
from rmpkit.faces.cli.publishing import command as publish_command
from rmpkit.faces.mkdocs import building
from rmpkit.operations.check import load, look
from rmpkit.operations.leaks import find_leaks
from rmpkit.operations.publishing import LeakError, publish
from tests.conftest import FULL
from tests.operations.engines import leaking, plain, write
from tests.operations.planted import document

TODAY = date(2026, 11, 20)
NORTHGATE = Audience.joint("northgate")
WITHHELD = "Two smaller firms"
SPOT = ("exit-considerations", "XC-1", "alternative")
FILE = "relationships/everything/internal.yml"
COPY = ("--audience", "joint:northgate", "--data", str(FULL), "--as-of", "2026-11-20")


@pytest.fixture(scope="module")
def the_loaded():
    return load(FULL)


@pytest.fixture(scope="module")
def a_site(the_loaded, tmp_path_factory):
    """A published copy, which tests add files to and clean again."""
    target = tmp_path_factory.mktemp("copy") / "northgate"
    publish(the_loaded, NORTHGATE, target, data=FULL, today=TODAY, build=plain)
    return target


@pytest.mark.parametrize(
    "into", ["index.html", "relationships/everything/index.html", "requirements/wt.exit/index.html"]
)
def test_a_copy_that_would_leak_is_not_published_and_the_old_one_stands(into, the_loaded, tmp_path):
    target = tmp_path / "copy"
    publish(the_loaded, NORTHGATE, target, data=FULL, today=TODAY, build=plain)
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}

    with pytest.raises(LeakError) as caught:
        publish(the_loaded, NORTHGATE, target, data=FULL, today=TODAY, build=leaking(into, f"<i>{WITHHELD}</i>"))

    assert [(leak.file, leak.plan, leak.spot) for leak in caught.value.leaks] == [(into, "everything", SPOT)]
    assert WITHHELD not in str(caught.value)
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before
    assert list(tmp_path.iterdir()) == [target]


def test_a_copy_that_leaks_was_never_there_the_first_time_either(the_loaded, tmp_path):
    with pytest.raises(LeakError):
        publish(the_loaded, NORTHGATE, tmp_path / "copy", data=FULL, today=TODAY, build=leaking("index.html", WITHHELD))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("two-smaller-firms/index.html", b""),
        pytest.param("notes.docx", document(WITHHELD), id="a document"),
        ("search.json", json.dumps([{"text": f"<b>Two</b> smaller {'firms'}"}]).encode()),
        ("edit.html", f'<a href="https://forge.example/edit/{FILE}">Edit</a>'.encode()),
        ("list.txt", b"See XC-1."),
        ("list.txt", b"tidewell: 3"),
        ("list.txt", b"Our margins, by berth"),
    ],
)
def test_texts_names_ids_and_files_of_the_plans_are_found(name, content, the_loaded, tmp_path):
    place = tmp_path / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)

    found = find_leaks(tmp_path, the_loaded, NORTHGATE, today=TODAY, build=plain)

    assert {leak.plan for leak in found} == {"everything"}


def test_what_the_party_shares_is_no_leak_in_its_copy_and_one_in_the_public_copy(the_loaded, tmp_path):
    write(tmp_path / "a.html", "<p>Northgate Marine, Delta Freight: Everything Alliance</p>")

    assert find_leaks(tmp_path, the_loaded, NORTHGATE, today=TODAY, build=plain) == ()
    assert find_leaks(tmp_path, the_loaded, Audience.PUBLIC, today=TODAY, build=plain)


def test_words_of_the_engine_are_no_leak(tmp_path, a_portfolio):
    loaded = a_portfolio(why="Skip to content", mandate="Built by an engine")
    write(tmp_path / "index.html", "<a>Skip to content</a> Built by an engine")

    assert find_leaks(tmp_path, loaded, NORTHGATE, today=TODAY, build=plain) == ()


def test_a_text_on_one_page_of_an_empty_copy_is_no_word_of_the_engine(tmp_path, a_portfolio):
    loaded = a_portfolio(why="Pelican", mandate="x")
    write(tmp_path / "index.html", "Pelican")

    (leak,) = find_leaks(tmp_path, loaded, NORTHGATE, today=TODAY, build=leaking("index.html", "Pelican"))

    assert leak.spot == ("why",)


def test_labels_of_filled_registers_are_no_leak(tmp_path, a_portfolio):
    loaded = a_portfolio(why="Decisions", mandate="What they need")
    plain(look(loaded, NORTHGATE, today=TODAY), FULL, tmp_path)
    assert any("What they need" in page.read_text(encoding="utf-8") for page in tmp_path.rglob("*.html"))

    assert find_leaks(tmp_path, loaded, NORTHGATE, today=TODAY, build=plain) == ()


@pytest.fixture
def a_portfolio(tmp_path_factory):
    """The full plan with other internal texts."""

    def make(*, why: str, mandate: str, restricted: str = ""):
        data = tmp_path_factory.mktemp("data")
        if restricted:
            write(data / "relationships/everything/restricted.yml", restricted)
        for file in FULL.rglob("*.yml"):
            text = file.read_text(encoding="utf-8")
            if file.name == "internal.yml":
                text = f"why: {why}\nmandate: {mandate}\n"
            write(data / file.relative_to(FULL), text)
        return load(data)

    return make


def run(*arguments: object, verb=leak_check_command):
    return CliRunner().invoke(verb, [str(each) for each in arguments])


@pytest.fixture
def plain_engine(monkeypatch):
    monkeypatch.setattr(building, "build_copy", plain)


@pytest.mark.usefixtures("plain_engine")
def test_the_command_finds_nothing_in_an_honest_copy(a_site):
    done = run(a_site, *COPY)

    assert done.exit_code == 0
    assert done.stderr == f"Nothing that is withheld from the joint:northgate copy was found in {a_site}.\n"


@pytest.mark.usefixtures("plain_engine")
def test_the_command_names_the_place_and_the_file_and_never_the_text(tmp_path):
    for name in ("a.html", "b.html"):
        write(tmp_path / name, f"<p title='{WITHHELD}'>x</p>")
    (tmp_path / "c.gz").write_bytes(b"something")

    done = run(tmp_path, *COPY)

    line = next(
        number
        for number, text in enumerate((FULL / FILE).read_text(encoding="utf-8").splitlines(), 1)
        if WITHHELD in text
    )
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"{tmp_path} holds what is withheld from the joint:northgate copy.",
        f"  {FULL}/{FILE}:{line} stands in a.html and 1 more",
        "  c.gz cannot be looked through: it is not what .gz says",
    ]


@pytest.mark.usefixtures("plain_engine")
@pytest.mark.parametrize(("text", "code"), [("Pelican", 1), ("Heron", 0)])
def test_what_is_restricted_is_looked_for_in_the_internal_copy(text, code, tmp_path, a_portfolio):
    loaded = a_portfolio(why="Heron", mandate="x", restricted="risks:\n  XR-1:\n    title: Pelican\n")
    write(tmp_path / "a.html", text)

    done = run(tmp_path, "--audience", "internal", "--data", loaded.root, "--as-of", "2026-11-20")

    assert done.exit_code == code, done.stderr


def test_nothing_is_withheld_from_the_restricted_copy(tmp_path):
    write(tmp_path / "a.html", WITHHELD)

    done = run(tmp_path, "--audience", "restricted", "--data", FULL)

    assert (done.exit_code, done.stderr) == (0, "Nothing is withheld from the restricted copy.\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((".",), "Say for whom the copy is"),
        (("nowhere", "--audience", "public"), "There is no folder nowhere"),
        ((".", "--audience", "partner"), "is not an audience"),
        ((".", "--audience", "joint:skerry", "--data", str(FULL)), 'No plan is open to "skerry"'),
        ((".", "--audience", "public", "--data", "nowhere"), "There is no folder nowhere"),
        ((".", "--audience", "public", "--data", str(FULL), "--catalogue", "iso9001"), "There is no catalogue"),
    ],
)
@pytest.mark.usefixtures("plain_engine")
def test_wrong_usage_ends_with_2(arguments, says):
    done = run(*arguments)

    assert done.exit_code == 2
    assert says in done.stderr


@pytest.mark.usefixtures("plain_engine")
def test_where_plans_cannot_be_read_nobody_knows_what_is_withheld(tmp_path):
    data, site = tmp_path / "data", tmp_path / "site"
    write(data / "organisation.yml", "id: estuary\nname: Estuary Gateway\n")
    write(data / "relationships/orchard.yml", "title: Orchard\ntype: supplier\nstate: proposed\nwhi: Pelican\n")
    write(site / "a.html", "Pelican")

    done = run(site, "--audience", "public", "--data", data)

    assert done.exit_code == 1
    first, *others = done.stderr.splitlines()
    assert first == "What is withheld cannot be told, for some of the plans cannot be read."
    assert f"  {data}/relationships/orchard.yml:4:1 RMP003 A key is not one that a plan knows." in others
    assert "Pelican" not in done.stderr


def test_publishing_says_where_and_not_what(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "build_copy", leaking("index.html", WITHHELD))

    done = run("--to", tmp_path / "copy", *COPY, verb=publish_command)

    assert done.exit_code == 1
    assert done.stderr.startswith("The joint:northgate copy was not made: withheld texts would stand in it.\n")
    assert f"{FILE}:" in done.stderr
    assert "stands in index.html" in done.stderr
    assert WITHHELD not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("plain_engine")
def test_placeholders_that_a_copy_shows_to_others_are_counted_by_place_and_never_quoted(a_portfolio, tmp_path):
    data = Path(a_portfolio(why="TODO", mandate="TBC").root)
    (joint,) = [file for file in data.rglob("joint.yml") if "everything" in str(file)]
    joint.write_text(
        re.sub(r"(?m)^purpose:.*$", "purpose: 'TODO: what it is for'", joint.read_text("utf-8")), encoding="utf-8"
    )
    line = next(n for n, text in enumerate(joint.read_text("utf-8").splitlines(), 1) if "TODO: what" in text)
    common = ("--data", data, "--as-of", "2026-11-20")

    theirs = run("--audience", "joint:northgate", "--to", tmp_path / "theirs", *common, verb=publish_command)
    ours = run("--audience", "internal", "--to", tmp_path / "ours", *common, verb=publish_command)

    assert (theirs.exit_code, ours.exit_code) == (0, 0), theirs.stderr
    assert theirs.stderr.splitlines()[1:] == [
        "The joint:northgate copy shows 1 text that is still a placeholder. Write what is known, and make the copy again:",
        f"  {joint}:{line}:10 RMP016 A text is still the placeholder of a template.",
    ]
    assert "RMP016" not in ours.stderr
