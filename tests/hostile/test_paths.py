"""Names of folders and files, and paths in plans and on the command line: none leads outside, none is printed raw."""

import html
import os
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rmpkit.faces.cli.command import rmp
from rmpkit.model.showing import show
from rmpkit.operations.check import check
from rmpkit.operations.pages import pages
from rmpkit.report import concise, json
from tests.hostile.conftest import CANARY

DAY = date(2026, 3, 1)
PLAN = "relationships/northgate"
STRANGE = [
    "a\x01b", "a\x1b[31mb", "a\nb", "a\n::error::b", "a\tb", "a\x9bb", "a\x7fb", "a\u202eb", "a\u2066b", "a\u200bb",
    "a\ufeffb", "a\u2028b", "a\ue000b", "a\\..\\..\\b", "\\\\host\\share", "C:\\b", "C:b", "%2e%2e", "..%2fb", "ab ",
    "~", "~root", "$(touch canary)", "`touch canary`", "-rf", "--help", "con", "Zoe\u0308", "x" * 200, "##vso[a]b",
]  # fmt: skip
UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ue000]")
ADDRESSES = (
    "../../secret.pdf", "evidence/../../../../secret.pdf", "evidence/%2e%2e/%2e%2e/secret.pdf", "evidence/link.pdf",
    "evidence/folder/deep.pdf", "/etc/passwd", "file:///etc/passwd", "FILE:/etc/passwd", "\\\\host\\share\\secret.pdf",
    "//host.example/share", "C:\\secret.pdf", "~/secret.pdf", "javascript:alert(1)", "data:text/html,x", "vbscript:x",
    "https://user:pass@host.example/", "https:host.example", "https://host.example\\@evil.example/", "ftp://host.example/",
)  # fmt: skip


def run(*arguments: str) -> Result:
    """Run the command, and let a fault of ours be one."""
    return CliRunner().invoke(rmp, arguments, catch_exceptions=False)


def everything(folder: Path) -> str:
    """All that is said and shown of a data folder."""
    checked = check(folder, today=DAY)
    made = pages(checked.judged, library=checked.library)
    data = json.render(checked.located, today=DAY, catalogue="iso44001")
    shown = "\n".join(f"{page.path}\n{page.title}\n{page.body}\n{page.search}\n{page.source}" for page in made)
    return f"{concise.render(checked.located)}\n{data}\n{shown}"


def _write(folder: Path, file: str) -> bool:
    """Write a file, where this system can hold one of that name."""
    path = folder / file
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("risks:\n  R-N7:\n    title: Fog\n    owner: northgate.manager\n", "utf-8")
    except OSError:
        return False
    return True


@pytest.mark.parametrize("where", ["relationships/{}.yml", "relationships/{}/plan.yml", f"{PLAN}/joint/{{}}.yml"])
def test_whatever_a_file_is_called_it_is_read_or_told_in_printable_words(the_folder, where):
    names = [name for name in STRANGE if _write(the_folder, where.format(name)) and not name.startswith(".")]
    assert len(names) > 20
    messages = [each.finding.message for each in check(the_folder, today=DAY).located]
    said = everything(the_folder)
    assert not UNPRINTABLE.search(said)
    said.encode("utf-8")
    for name in names:
        if UNPRINTABLE.search(name) or where.startswith("relationships/{}"):
            assert any(show(name, 40).removesuffix("…") in message for message in messages), ascii(name)


def test_a_name_that_is_not_utf8_is_told_in_words_that_are(the_folder):
    name = os.fsdecode(b"caf\xe9")
    for where in (f"relationships/{name}.yml", f"relationships/{name}/plan.yml", f"{PLAN}/joint/{name}.yml"):
        if not _write(the_folder, where):
            pytest.skip("this system cannot hold such a name")
    assert sum("U+DCE9" in each.finding.message for each in check(the_folder, today=DAY).located) == 3
    everything(the_folder).encode("utf-8")


def test_no_address_in_a_plan_opens_a_file_or_becomes_a_link_it_should_not_be(the_folder):
    evidence = the_folder / PLAN / "evidence"
    evidence.mkdir()
    (evidence / "link.pdf").symlink_to(the_folder.parent / "secret.pdf")
    (evidence / "folder").symlink_to(the_folder.parent / "secrets")
    signposts = "".join(f"  SP-{n}:\n    title: T{n}\n    at: '{at}'\n" for n, at in enumerate(ADDRESSES, 100))
    joint = the_folder / PLAN / "joint.yml"
    joint.write_text(joint.read_text("utf-8").replace("signposts:\n", f"signposts:\n{signposts}"), "utf-8")
    checked = check(the_folder, today=DAY)
    (page,) = (page for page in pages(checked.judged, library=checked.library) if page.path == f"{PLAN}/signposts/")
    hrefs = [html.unescape(href) for href in re.findall(r'href="([^"]*)"', page.body)]
    for number, address in enumerate(ADDRESSES, 100):
        assert f'id="SP-{number}"' in page.body
        assert html.escape(address) in page.body, "it is shown as written"
        assert address not in hrefs
    assert not [href for href in hrefs if re.match(r"(?i)(?!https://docs\.)[a-z]+:|//", href)]
    assert "secret" not in " ".join(hrefs)
    assert CANARY not in everything(the_folder)


@pytest.mark.parametrize("verb", ["check", "pages", "publish"])
@pytest.mark.parametrize(
    "name", ["a\x1b[31mb", "a\n::error::b", "a\n##vso[task.x]b", "a\u202eb", "\x9b31m", "--\x1bx", "x" * 5000]
)
def test_whatever_is_named_on_the_command_line_is_answered_in_printable_words(tmp_path, monkeypatch, verb, name):
    arguments = {
        "check": (verb, name),
        "pages": (verb, name, "--data", name),
        "publish": (verb, "--audience", f"joint:{name}", "--to", name, "--data", name),
    }[verb]
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.output
    assert not UNPRINTABLE.search(done.output)
    assert not [line for line in done.output.splitlines() if line.lstrip().startswith("::") or "##vso[" in line]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("party", ["../../x", "..", "%2e%2e", "/etc", "C:\\x", "\\\\host\\x"])
def test_no_audience_is_a_path(the_folder, tmp_path, party):
    done = run("publish", "--audience", f"joint:{party}", "--to", str(tmp_path / "out"), "--data", str(the_folder))
    assert done.exit_code == 2
    assert "is not a short name" in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "%2e%2e/secret", "..\\secret", "x" * 5000])
def test_no_catalogue_is_a_path(the_folder, name):
    done = run("check", str(the_folder), "--catalogue", name)
    assert done.exit_code == 2
    assert "There is no catalogue" in done.output
    assert CANARY not in done.output


def test_links_among_the_plans_show_nothing_of_where_they_lead(the_folder):
    outside = the_folder.parent
    (the_folder / PLAN / "restricted.yml").symlink_to(outside / "secret.yml")
    (the_folder / PLAN / "with-northgate").symlink_to(outside)
    (the_folder / "relationships/elsewhere.yml").symlink_to(outside / "secret.yml")
    (the_folder / "relationships/other").symlink_to(outside)
    (the_folder / "catalogues").symlink_to(outside)
    said = everything(the_folder)
    assert CANARY not in said
    assert "secret.yml" not in said
    (the_folder / "organisation.yml").unlink()
    (the_folder / "organisation.yml").symlink_to(outside / "secret.yml")
    assert CANARY not in everything(the_folder)


def test_pipes_among_the_plans_stop_nothing(the_folder):
    for file in ("organisation.yml", f"{PLAN}/joint.yml", "relationships/pipe.yml", "catalogues/x.yml"):
        path = the_folder / file
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        os.mkfifo(path)
    done = run("check", str(the_folder), "--format", "concise")
    assert done.exit_code == 1
    assert done.output.count("RMP001") == 4
