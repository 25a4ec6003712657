"""The pages of the example portfolio: complete, the same each time, and every link leads somewhere."""

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from posixpath import normpath
from urllib.parse import unquote

import pytest

from rmpkit.disclosure.audience import Audience
from rmpkit.model.stages import Stage
from rmpkit.operations.explain import KINDS
from rmpkit.operations.pages import assets, pages
from rmpkit.render.page import Page
from rmpkit.render.site import TEMPLATES


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.loaded: list[str] = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags[tag] += 1
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag == "a":
            self.links.append(found.get("href") or "")
        self.loaded.extend(value or "" for name, value in attrs if name in ("src", "srcset", "style", "onclick"))


def _read(body: str) -> _Read:
    reader = _Read()
    reader.feed(body)
    return reader


@pytest.fixture(scope="session")
def read(the_site) -> dict[str, _Read]:
    return {page.path: _read(page.body) for page in the_site}


@pytest.fixture(scope="session", params=["the example", "a plan that fills every register"])
def a_site(request, the_site, the_full_site) -> tuple[Page, ...]:
    sites: dict[str, tuple[Page, ...]] = {"the example": the_site, "a plan that fills every register": the_full_site}
    return sites[request.param]


@pytest.fixture(scope="session")
def read_all(a_site) -> dict[str, _Read]:
    return {page.path: _read(page.body) for page in a_site}


def test_every_relationship_has_all_its_pages(the_site, the_example):
    paths = {page.path for page in the_site}
    leaves = [
        "",
        "objectives/",
        "risks/",
        "actions/",
        "meetings/",
        "exit/",
        "signposts/",
        "prompts/",
        "people/",
        "approvals/",
    ]
    for plan in the_example.judged.edition.plans:
        for leaf in [*leaves, *(f"{stage}/" for stage in Stage)]:
            assert f"relationships/{plan.id}/{leaf}" in paths


def test_the_site_has_its_own_pages(the_site, the_example):
    paths = {page.path for page in the_site}
    assert paths >= {
        "",
        "due/",
        "people/",
        "organisation/",
        "organisation/glossary/",
        "requirements/",
        "requirements/clauses/",
        "rules/",
    }
    for requirement in the_example.library.requirement_ids:
        assert f"requirements/{requirement}/" in paths
    for rule in KINDS:
        assert f"rules/{rule.name}/" in paths


def test_no_two_pages_have_one_address(a_site):
    assert [path for path, count in Counter(page.path for page in a_site).items() if count > 1] == []


def test_the_same_plans_on_the_same_day_make_the_same_pages(the_site, the_example):
    assert pages(the_example.judged, library=the_example.library) == the_site


def test_every_kind_of_view_is_made_from_a_template_of_its_own():
    assert len(set(TEMPLATES.values())) == len(TEMPLATES)


def test_a_page_begins_with_its_only_first_heading(a_site, read_all):
    for page in a_site:
        assert page.body.startswith("<h1"), page.path
        assert read_all[page.path].tags["h1"] == 1, page.path


def test_headings_are_those_of_the_page_and_no_id_is_given_twice(a_site, read_all):
    for page in a_site:
        ids = Counter(read_all[page.path].ids)
        assert [name for name, count in ids.items() if count > 1] == [], page.path
        for heading in page.headings:
            assert heading.id in ids, (page.path, heading)
            assert heading.text, (page.path, heading)
        in_body = read_all[page.path].tags["h2"] + read_all[page.path].tags["h3"]
        assert len(page.headings) == in_body, page.path


def test_every_link_and_every_anchor_leads_somewhere(a_site, read_all, the_example):
    files = {
        f"relationships/{plan}/{file.name}"
        for plan, found in the_example.judged.edition.evidence.items()
        for file in found
    }
    assert files
    lost = []
    for page in a_site:
        for link in read_all[page.path].links:
            if link.startswith(("https://", "mailto:")):
                continue
            path, _, anchor = link.partition("#")
            target = unquote(normpath(f"/{page.path}{path}").lstrip("/"))
            address = page.path if not path else f"{target}/" if target else ""
            if address in read_all:
                if anchor and anchor not in read_all[address].ids:
                    lost.append((page.path, link))
            elif target not in files:
                lost.append((page.path, link))
    assert lost == []


def test_links_work_under_any_base_path(read_all):
    for path, page in read_all.items():
        for link in page.links:
            assert link, path
            assert link.startswith(("https://", "mailto:", "#", "./", "../")) or re.match(r"[a-z]", link), (path, link)
            assert not link.startswith(("/", "http://")), (path, link)


def test_a_page_loads_nothing(read_all):
    for path, page in read_all.items():
        assert page.loaded == [], path
        assert not {"script", "img", "iframe", "link", "object", "embed", "style"} & set(page.tags), path


def test_the_assets_load_nothing_either():
    found = assets(Audience.INTERNAL)
    assert set(found) == {"rmp.css", "rmp.js"}
    for body in found.values():
        assert not re.search(rb"https?:|@import|url\(|fetch|XMLHttp|innerHTML|import\(", body)


FORBIDDEN = [
    r"complian",
    r"\bconform",
    r"nonconform",
    r"non-conform",
    r"step \d of \d",
    r"before you move on",
    r">\s*(not )?met\s*<",
    r"waive",
    r"our partner\b",
    r"%\s*(complete|met|done)",
]


def _words(page: Page, titles: list[str]) -> str:
    body = page.body
    for title in titles:
        body = re.sub(re.escape(title), "", body, flags=re.IGNORECASE)
    return unescape(re.sub(r"\bnonconformit(?:y|ies)\b", "", body, flags=re.IGNORECASE))  # a register of that name


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_words_of_the_assessor_are_on_no_page(a_site, the_example, pattern):
    titles = [r.title for catalogue in the_example.library for r in catalogue.requirements.values()]
    titles = [title for title in titles if "onform" in title]
    for page in a_site:
        found = re.search(pattern, _words(page, titles), re.IGNORECASE)
        assert found is None, (page.path, _words(page, titles)[max(0, found.start() - 60) : found.end() + 40])


def test_every_day_is_absolute(a_site):
    for page in a_site:
        for shown in re.findall(r"<time[^>]*>([^<]*)</time>", page.body):
            assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", shown), (page.path, shown)


def test_relationships_stand_by_name_and_not_by_colour(the_site):
    home = next(page for page in the_site if page.path == "")
    order = [
        home.body.index(f">{name}</a></h3>") for name in ("Brightwater Pumps", "Harbour Alliance", "Northline Trains")
    ]
    assert order == sorted(order)


def test_superseded_parts_say_so(the_site):
    page = next(page for page in the_site if page.path == "requirements/wt.exit/")
    assert "superseded by ISO 44001:2017 on 31 March 2017" in page.body


def test_the_harbour_story_can_be_read_on_one_page(the_site):
    body = unescape(next(page for page in the_site if page.path == "relationships/harbour-alliance/objectives/").body)
    assert "Delivery" in body
    assert "all 7 measures are on target" in body
    assert "Northgate Marine</b> 4.0, 3.6, 3.1, 2.6: lower 3 rounds running" in body
    assert re.search(r"measures Estuary Gateway.*?off target", body, re.DOTALL)
