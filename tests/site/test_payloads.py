"""What has run elsewhere goes through every text field into a site, and is text there: read, opened and searched for."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.render.markdown import armoured_body, armoured_text
from rmpkit.render.prose import prose
from tests.hostile import markup
from tests.hostile.payloads import PAYLOADS, as_line, filled_fields, written
from tests.site.authors import PLAN, models, text_fields
from tests.site.conftest import PATIENCE, environment, mkdocs_command
from tests.site.test_authors import PLUGIN

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("payloads")]  # the sites are built once

BY_HAND = """\
# By hand

{{ rmp.summary("single-001") }}

{{ rmp.register("northgate", "risks") }}

{{ rmp.register("northgate", "signposts") }}

{{ rmp.register("northgate", "lessons") }}
"""
OPENED = (
    "",
    "due/",
    "organisation/",
    "organisation/glossary/",
    "people/",
    "requirements/",
    "requirements/wt.exit/",
    "by-hand/",
)
"""What is opened beside every page of the plan with every record and the first page of every other plan.

Pages of one sort are made by one template and framed by one theme, so that one of a sort stands for the others; all
are read by `html.parser`.
"""
LIVE = """
(allowed) => {
  const wrong = [];
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    const inside = element.closest("article") !== null;
    if (inside && !allowed.elements.includes(name)) wrong.push(`<${name}>`);
    for (const attribute of element.attributes) {
      const value = attribute.value.replace(/[\\u0000-\\u0020]/g, "");
      if (attribute.name.startsWith("on")) wrong.push(`${name} ${attribute.name}`);
      if (inside && !allowed.attributes.includes(attribute.name.toLowerCase())) wrong.push(`${name} ${attribute.name}`);
      if (allowed.addresses.includes(attribute.name) && /^(javascript|data|vbscript|blob|file|view-source):/i.test(value))
        wrong.push(`${name} ${attribute.name}=${value}`);
    }
  }
  if (window.__xss !== undefined) wrong.push("something ran");
  return wrong;
}
"""
ALLOWED = {
    "elements": sorted(markup.ELEMENTS),
    "attributes": sorted(markup.ATTRIBUTES),
    "addresses": sorted(markup.ADDRESSES),
}


@dataclass(frozen=True)
class Opened:
    """A browser at work, and what it met."""

    page: object
    dialogs: list[str]
    foreign: list[str]

    def met(self):
        return self.dialogs, self.foreign


@pytest.fixture(scope="module")
def the_project(tmp_path_factory):
    """One half of the payloads in every field of a record, the other in every field of which there is one."""
    project = tmp_path_factory.mktemp("payloads")
    written(project, [case["payload"] for case in PAYLOADS])
    (project / "hand").mkdir()
    (project / "hand/by-hand.md").write_text(BY_HAND, "utf-8")
    settings = PLUGIN.replace("{on_error_fail: true}", "{on_error_fail: true, modules: [rmpkit.faces.macros]}")
    (project / "mkdocs.yml").write_text(f"{settings}docs_dir: hand\n", "utf-8")
    return project


@pytest.fixture(scope="module")
def the_built(the_project):
    """The site of it, with macros, snippets and fences switched on."""
    target = the_project / "site"
    command = mkdocs_command(the_project, "build", "-d", str(target))
    _run(command, the_project)
    return target


@pytest.fixture(scope="module")
def the_copies(tmp_path_factory):
    """Copies for the owner's people and for a party, of one payload in ten."""
    project = tmp_path_factory.mktemp("copies")
    written(project, [case["payload"] for case in PAYLOADS[::10]])
    for audience in ("internal", "joint:northgate"):
        command = [sys.executable, "-c", "from rmpkit.faces.cli import main; main()", "publish", "--audience", audience]
        _run([*command, "--to", f"copy-{audience[:5]}", "--as-of", "2026-03-01"], project)
    return project / "copy-inter", project / "copy-joint"


def _run(command, cwd):
    done = subprocess.run(
        command, cwd=cwd, env=environment({}), capture_output=True, text=True, timeout=3 * PATIENCE, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


@pytest.fixture
def opened(chromium):
    """A page that notes dialogs, and requests to anywhere but this machine."""
    page = chromium.new_page()
    found = Opened(page, [], [])

    def refuse(dialog):
        found.dialogs.append(dialog.message)
        dialog.dismiss()

    def only_here(route):
        if route.request.url.startswith("http://127.0.0.1:"):
            route.continue_()
        else:
            found.foreign.append(route.request.url)
            route.abort()

    page.on("dialog", refuse)
    page.route("**/*", only_here)
    yield found
    page.close()


@pytest.fixture(scope="module")
def the_pages(the_built):
    """Every page of the site, read."""
    return _read(the_built)


def _read(folder: Path) -> dict[str, markup.Markup]:
    files = sorted(folder.rglob("*.html"))
    return {file.relative_to(folder).as_posix(): markup.read(file.read_text("utf-8")) for file in files}


def _wrong(pages: dict[str, markup.Markup]) -> dict[str, list[str]]:
    """What should not be on any page of a site."""
    found = {}
    for name, page in pages.items():
        wrong = page.wrong + [script[:80] for script in page.scripts if "__xss" in script or "alert(" in script]
        if wrong or page.titles != 1:
            found[name] = wrong[:5]
    return found


def test_there_are_enough_payloads_and_each_says_where_it_is_known_from():
    assert len(PAYLOADS) >= 2 * 70, "each field gets one half of them"
    assert len({case["id"] for case in PAYLOADS}) == len(PAYLOADS)
    assert all(set(case) == {"id", "source", "payload"} and case["source"] for case in PAYLOADS)


def test_every_text_field_of_the_model_gets_payloads():
    wanted = text_fields({*models(), Plan, Organisation})
    missing = {f"{model.__name__}.{name}" for model, name in wanted} - filled_fields()
    assert sorted(missing) == []


def test_a_page_with_anything_else_would_be_seen():
    wrong = (
        "<article><img src=x><p onclick=x><a href=' java\tscript:x'>x</a><!--x--><p style=x>"
        "<div class=rmp-prose><span>x</span></div></article><a href=data:x>x</a><link href=//evil.example/x>"
    )
    assert len(markup.read(wrong).wrong) == 9


def test_nothing_but_our_own_markup_is_on_any_page(the_project, the_built, the_pages):
    assert len(the_pages) > 500
    assert _wrong(the_pages) == {}
    assert not list(the_project.rglob("canary"))
    assert not [file for file in the_built.rglob("*") if file.is_file() and b"root:x:0:" in file.read_bytes()]


def test_every_payload_is_shown_as_it_was_written(the_pages):
    shown = " ".join(markup.words(page) for name, page in the_pages.items() if name.startswith("relationships/"))
    assert [case["id"] for case in PAYLOADS if " ".join(as_line(case["payload"]).split()) not in shown] == []


def test_nothing_but_our_own_markup_is_on_any_page_of_a_copy(the_copies):
    for copy in the_copies:
        pages = _read(copy)
        assert len(pages) > 100
        assert _wrong(pages) == {}


@pytest.mark.parametrize("case", PAYLOADS, ids=lambda case: case["id"])
def test_no_longer_text_and_no_armoured_one_holds_markup_of_an_author(case):
    payload, line = case["payload"], as_line(case["payload"])
    everywhere = (
        f"{payload}\n\n* one {line}\n1. {line}\n\n> {line}\n\n| a | {line} |\n|---|---|\n| {line} | b |\n\n*{line}* **{line}** "
        f"`{line}` [{line}]({line}) ![{line}]({line}) <{line}> [{line}][{line}]\n\n[{line}]: {line} '{line}'\n\n    {line}\n\n"
        f"{line}\n---\n{line}\n===\n\n```{line}\n{line}\n```\n"
    )
    for text in (payload, everywhere):
        found = markup.read(f"<article><div class='rmp-prose'>{prose(text)}</div></article>")
        assert found.wrong == []
        armoured = armoured_body(f"<article><p>{armoured_text(text)}</p></article>")
        assert markup.read(armoured).wrong == []
        assert not set("{}`*[!:@") & set(armoured_text(text))


@pytest.mark.browser
def test_nothing_runs_in_a_browser_and_nobody_else_is_asked(the_built, the_copies, opened, serving):
    plans = sorted(path.name for path in (the_built / "relationships").iterdir() if path.name.startswith("single-"))
    own = sorted(path.parent.relative_to(the_built).as_posix() + "/" for path in (the_built / PLAN).rglob("index.html"))
    assert len(own) > 15
    assert len(plans) > 10
    address = serving(the_built)
    visited = [f"{address}{name}" for name in (*OPENED, *own, *(f"relationships/{plan}/" for plan in plans))]
    for copy in the_copies:
        at = serving(copy)
        visited += [at, f"{at}404.html", f"{at}organisation/", f"{at}{PLAN}/", f"{at}{PLAN}/signposts/"]
    for url in visited:
        opened.page.goto(url, wait_until="load")
        assert opened.page.evaluate(LIVE, ALLOWED) == [], url
        assert opened.met() == ([], []), url


@pytest.mark.browser
def test_payloads_typed_into_the_search_box_are_words_to_look_for(the_built, opened, serving):
    page = opened.page
    page.goto(f"{serving(the_built)}by-hand/", wait_until="networkidle")  # the index is fetched on opening
    box, results = page.get_by_role("textbox", name="Search"), page.locator(".md-search-result__list")
    box.click()
    for case in PAYLOADS:
        box.fill(as_line(case["payload"]))
        box.press("End")  # the theme looks at what is typed when a key goes up
    box.fill("window.__xss")
    box.press("End")
    page.wait_for_selector(".md-search-result__item")
    assert "<script>" in results.inner_text() or "<img" in results.inner_text()
    assert results.locator("script, img, svg, iframe, form, style, base").count() == 0
    assert page.evaluate("window.__xss") is None
    assert opened.met() == ([], [])
