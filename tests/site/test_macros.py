"""`{{ rmp.* }}` in pages written by hand: the same words from mkdocs-macros and from Zensical."""

import re
from pathlib import Path

import pytest

from tests.site.engines import article, needed, run, write_tree

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("macros")]  # what is built is built once
HAND = """\
# By hand

{{ rmp.summary("harbour-alliance") }}

{{ rmp.register("harbour-alliance", "risks") }}

There are {{ rmp.count("harbour-alliance", "risks") }} risks, {{ rmp.count("harbour-alliance", "risks", state="open") }}
of them open; see {{ rmp.link("harbour-alliance", "R-N13") }} in {{ rmp.link("harbour-alliance") }}.
"""
WRONG = """\
# Wrong

{{ rmp.summary("harbor-alliance") }}, {{ rmp.register("harbour-alliance", "riscs") }},
{{ rmp.link("harbour-alliance", "R-N99999") }}, {{ rmp.count("harbour-alliance", "risks", stat="open") }}
"""
TREE = """\
site_name: Plans
docs_dir: docs
theme: {name: material, language: en, font: false}
plugins:
  - search
  - macros: {modules: [rmpkit.faces.macros]}
extra:
  rmp: {data: rmp-data, as_of: "2026-11-20", pages: plans}
nav: [index.md, guide/hand.md, plans/index.md]
markdown_extensions: [attr_list, md_in_html, {toc: {permalink: true}}]
"""


@pytest.fixture(scope="module")
def in_mkdocs(a_copy):
    """The example with a page of macros, beside the plugin."""
    project = a_copy()
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(
        text.replace("  - search\n", "  - search\n  - macros: {modules: [rmpkit.faces.macros]}\n"), "utf-8"
    )
    (project / "docs/guide/hand.md").write_text(HAND, "utf-8")
    (project / "docs/guide/wrong.md").write_text(WRONG, "utf-8")
    log = run("mkdocs", project, "-d", "site")
    return project / "site", log


@pytest.fixture(scope="module")
def in_zensical(a_copy):
    """A page of macros beside the written tree, which is one folder of several."""
    needed("zensical")
    project = a_copy()
    for file in sorted((project / "docs").rglob("*.md")):
        file.unlink()
    (project / "docs/guide/hand.md").write_text(HAND, "utf-8")
    (project / "docs/guide/wrong.md").write_text(WRONG, "utf-8")
    (project / "docs/index.md").write_text("# Start\n", "utf-8")
    (project / "mkdocs.yml").write_text(TREE, "utf-8")
    write_tree(project, project / "docs/plans")
    run("zensical", project)
    return project / "site"


def test_macros_say_what_the_plan_says(in_mkdocs):
    site, _ = in_mkdocs
    words = article(site / "guide/hand/index.html")
    assert "Harbour Alliance Alliance" in words
    assert re.search(r"There are \d+ risks, \d+ of them open; see R-N13 \w+.* in Harbour Alliance\.", words)
    assert "rmp-table" in (site / "guide/hand/index.html").read_text("utf-8")


@pytest.mark.engines
def test_macros_say_the_same_in_zensical(in_mkdocs, in_zensical):
    site, _ = in_mkdocs
    assert article(in_zensical / "guide/hand/index.html") == article(site / "guide/hand/index.html")


def _targets(page: Path) -> list[str]:
    body = page.read_text("utf-8").partition('<div class="rmp-excerpt"')[2].partition("</article>")[0]
    return re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', body)


@pytest.mark.engines
def test_links_of_macros_lead_to_generated_pages_wherever_those_are(in_mkdocs, in_zensical):
    for site in (in_mkdocs[0], in_zensical):
        page = site / "guide/hand/index.html"
        targets = _targets(page)
        assert len(targets) > 10
        for target in targets:
            assert (page.parent / target / "index.html").resolve().exists(), target


def test_what_is_not_there_is_said_on_the_page_and_in_the_log(in_mkdocs):
    site, log = in_mkdocs
    words = article(site / "guide/wrong/index.html")
    assert 'no plan "harbor-alliance". The nearest is "harbour-alliance".' in words
    assert 'no register "riscs". The nearest is "risks".' in words
    assert 'no record "R-N99999"' in words
    assert 'no field "stat". The nearest is "state".' in words
    assert log.count("rmp: ") >= 4
    assert "Traceback" not in log
