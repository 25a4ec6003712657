"""The same pages from three engines: MkDocs and ProperDocs run the plugin, Zensical builds the written tree."""

import json
import re
import shutil
from pathlib import Path

import pytest

from rmpkit import __version__
from tests.site.engines import article, needed, run, write_tree

pytestmark = [pytest.mark.site, pytest.mark.engines, pytest.mark.xdist_group("engines")]  # each site is built once

TREE = """\
site_name: Estuary Gateway relationships
docs_dir: docs
theme: {name: material, language: en, font: false}
plugins: [search]
extra_css: [rmp/rmp.css]
extra_javascript: [rmp/rmp.js]
nav:
  - index.md
  - due/index.md
markdown_extensions:
  - attr_list
  - md_in_html
  - pymdownx.superfences
  - toc: {permalink: true}
"""
"""A project whose pages are written by `rmp pages`."""


def tree_project(folder: Path, data: Path) -> Path:
    """A project with the written pages of a data folder beside its `mkdocs.yml`."""
    write_tree(data, folder / "docs")
    (folder / "mkdocs.yml").write_text(TREE, "utf-8")
    return folder


@pytest.fixture(scope="module")
def properdocs(a_copy):
    """The example, built strictly by ProperDocs with the plugin as it is."""
    needed("properdocs")
    project = a_copy()
    run("properdocs", project, "--strict", "-d", "site")
    return project / "site"


@pytest.fixture(scope="module")
def zensical(a_copy, tmp_path_factory):
    """The example's written tree, built strictly by Zensical."""
    needed("zensical")
    project = tree_project(tmp_path_factory.mktemp("zensical"), a_copy())
    log = run("zensical", project, "--strict")
    assert "No issues found" in log
    return project / "site"


def test_every_page_of_a_relationship_says_the_same_in_all_three(example, properdocs, zensical):
    addresses = example.addresses("relationships/**/")
    assert len(addresses) > 30
    for address in addresses:
        here = article(example.folder / address / "index.html")
        assert len(here) > 100, address
        assert article(properdocs / address / "index.html") == here, address
        assert article(zensical / address / "index.html") == here, address


def test_the_other_pages_say_the_same_too(example, properdocs, zensical):
    for address in example.addresses():
        if address.startswith(("guide", "changelog", "relationships")):
            continue
        here = article(example.folder / address / "index.html")
        assert article(properdocs / address / "index.html") == here, address
        assert article(zensical / address / "index.html") == here, address


def test_properdocs_leaves_the_marker_of_the_plugin_and_written_pages_leave_another(example, properdocs, zensical):
    for built in (example.folder, properdocs):
        assert json.loads((built / "rmp/built.json").read_bytes()) == {"rmpkit": __version__, "as_of": "2026-11-20"}
        assert not (built / "rmp/pages.json").exists()
    assert (zensical / "rmp/pages.json").exists()
    assert not (zensical / "rmp/built.json").exists()


def test_zensical_lists_the_sections_of_a_written_page_and_keeps_their_anchors(example, zensical):
    address = "relationships/harbour-alliance/risks/index.html"
    page = (zensical / address).read_text("utf-8")
    contents = re.findall(r'href="(#[^"]+)" class="md-nav__link"', page)
    assert {"#Map", "#Joint", "#Own"} <= set(contents)
    ids = set(re.findall(r'<(?:tr|h[23]) id="([^"]+)"', (example.folder / address).read_text("utf-8")))
    assert ids
    assert ids <= set(re.findall(r'id="([^"]+)"', page))


def test_zensical_carries_evidence_and_every_link_of_a_written_page_leads_somewhere(zensical):
    for page in zensical.rglob("*.html"):
        if page.name == "404.html":
            continue
        body = page.read_text("utf-8").partition('<h1 class="rmp-title"')[2].partition("</article>")[0]
        for target in re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', body):
            found = (page.parent / target).resolve()
            assert (found / "index.html").exists() or found.is_file(), (page, target)


def test_written_pages_are_the_same_each_time(a_copy, tmp_path):
    project = a_copy()
    for name in ("one", "two"):
        write_tree(project, tmp_path / name)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(files) > 100
    assert all((tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes() for file in files)
    shutil.rmtree(tmp_path / "two")
