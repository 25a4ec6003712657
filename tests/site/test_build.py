"""The example site, as built strictly."""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytestmark = pytest.mark.site
DATA = Path(__file__).parents[2] / "rmp-data"
PLANS = (
    "asset-data",
    "brightwater-pumps",
    "corran-roofing",
    "greyfriars-university",
    "harbour-alliance",
    "keel-and-tarn",
    "northline-trains",
    "orchard-facilities",
    "saltmarsh-jv",
)
HARBOUR = "relationships/harbour-alliance"


class _Links(HTMLParser):
    """Collects where the links of a page lead, within the element of one class."""

    def __init__(self, within: str) -> None:
        super().__init__()
        self.within = within
        self.depth = 0
        self.targets: list[str] = []

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if self.depth or self.within in (known.get("class") or "").split():
            self.depth += tag not in {"input", "img", "br", "hr", "path", "meta", "link"}
        if self.depth and tag == "a":
            self.targets.append(known.get("href") or "")

    def handle_endtag(self, tag):
        self.depth -= bool(self.depth) and tag != "path"


def _links(html: str, within: str) -> list[str]:
    parser = _Links(within)
    parser.feed(html)
    return parser.targets


def test_the_home_page_lists_every_relationship(example):
    home = _links(example.page(""), "md-content")
    for plan in PLANS:
        assert any(target.startswith(f"relationships/{plan}/") for target in home)


def test_every_relationship_has_its_page_and_no_other_has(example):
    assert {address.split("/")[1] for address in example.addresses("relationships/*/")} == set(PLANS)


def test_no_relationship_is_in_the_navigation_of_the_whole_site(example):
    for address in ("", "due", "requirements", "rules"):
        assert not [target for target in _links(example.page(address), "md-sidebar") if "relationships/" in target]
    assert "relationships/" not in "".join(_links((example.folder / "404.html").read_text("utf-8"), "md-sidebar"))


def test_a_relationship_shows_its_own_pages_and_no_other_relationship(example):
    for address in example.addresses(f"{HARBOUR}/**/"):
        shown = " ".join(_links(example.page(address), "md-sidebar"))
        assert "risks/" in shown or address.endswith("/risks")
        assert not [plan for plan in PLANS if plan in shown and plan not in address]


def test_the_pages_of_a_relationship_are_led_through_in_order(example):
    html = example.page(f"{HARBOUR}/risks")
    assert re.search(r'<link rel="prev" href="\.\./', html)
    first = example.page(HARBOUR)
    assert '<link rel="prev"' not in first
    assert '<link rel="next"' in first


def test_a_relationship_stands_under_the_tab_of_all_relationships(example):
    for address in (HARBOUR, f"{HARBOUR}/risks"):
        active = re.findall(r'md-tabs__item--active">\s*<a href="([^"]*)"', example.page(address))
        assert [target.rstrip("/").replace("../", "").strip(".") for target in active] == [""]


def test_edit_leads_to_the_line_of_the_yaml_that_a_page_shows(example):
    (target,) = re.findall(r'<a href="([^"]*)"[^>]*rel="edit"', example.page(f"{HARBOUR}/risks"))
    base = "https://git.example/estuary/plans/edit/main/rmp-data/"
    assert target.startswith(base)
    file, _, line = target.removeprefix(base).partition("#L")
    assert len((DATA / file).read_text("utf-8").splitlines()) >= int(line)


def test_a_page_made_from_many_files_offers_no_edit(example):
    assert 'rel="edit"' not in example.page("due")
    assert 'rel="edit"' not in (example.folder / "404.html").read_text("utf-8")


def test_evidence_is_carried_byte_for_byte_even_where_it_is_markdown(example):
    kept = sorted((DATA / HARBOUR / "evidence").iterdir())
    carried = example.bytes_of(f"{HARBOUR}/evidence/**/*")
    assert carried == {f"{HARBOUR}/evidence/{file.name}": file.read_bytes() for file in kept}


def test_search_finds_relationships_and_requirements_by_one_entry_a_page(example):
    entries = json.loads((example.folder / "search/search_index.json").read_bytes())["docs"]
    places = [entry["location"] for entry in entries]
    assert {f"relationships/{plan}/" for plan in PLANS} <= set(places)
    assert "requirements/wt.exit/" in places
    ours = [place for place in places if not place.startswith(("guide/", "changelog/"))]
    assert len(ours) == len(set(ours))
    assert not [place for place in ours if "#" in place]


def test_no_two_pages_have_the_same_title(example):
    titles = [
        re.findall("<title>(.*?)</title>", example.page(address)) for address in example.addresses("relationships/**/")
    ]
    assert len(titles) == len({title for (title,) in titles})


def test_our_style_and_script_come_before_those_of_the_site(example):
    html = example.page(HARBOUR)
    assert 'href="../../rmp/rmp.css"' in html
    assert 'src="../../rmp/rmp.js"' in html


def test_decisions_of_the_engineers_are_not_published(example):
    assert not list(example.folder.glob("decisions*"))


def test_the_search_dialog_has_a_name_on_every_page(example):
    for file in example.folder.rglob("*.html"):
        assert 'role="dialog" aria-label="Search"' in file.read_text("utf-8"), file


def test_the_site_needs_nothing_written_by_hand(a_copy, build):
    project = a_copy()
    shutil.rmtree(project / "docs")
    (project / "docs").mkdir()
    written = (project / "mkdocs.yml").read_text("utf-8")
    without, cut = re.subn(r"(?m)^nav:\n(?: +\S.*\n)+", "", written)
    assert cut == 1
    (project / "mkdocs.yml").write_text(without, "utf-8")
    built = build(project, "--strict")
    assert built.code == 0, built.log
    assert built.addresses(f"{HARBOUR}/**/")
