"""Whatever an author writes is text on the page: nothing of it runs, is included or becomes markup."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("hostile")]  # the site is built once
HOSTILE = (
    '</title><script>alert(1)</script> {{ 7*7 }} {% raw %} "onfocus="alert(2) \' &amp; '
    "<img src=x onerror=alert(3)> {{ cycler.__init__.__globals__.os.mkdir('canary') }}"
)
INCLUDE = '--8<-- "/etc/passwd"'


class _Markup(HTMLParser):
    """Collects what could run, and the text beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: Counter[str] = Counter()
        self.handlers: list[str] = []
        self.images: list[str] = []
        self.text: list[str] = []
        self.within = ""

    def handle_starttag(self, tag, attrs):
        self.within = tag
        self.handlers.extend(f"{tag} {name}" for name, _ in attrs if name.startswith("on"))
        self.handlers.extend(f"{tag} {name}" for name, value in attrs if (value or "").startswith("javascript:"))
        if tag == "img":
            self.images.append(dict(attrs).get("src") or "")
        if tag == "script":
            self.scripts[dict(attrs).get("src") or ""] += 1

    def handle_endtag(self, _):
        self.within = ""

    def handle_data(self, data):
        if self.within != "script":
            self.text.append(data)


def _markup(html: str) -> _Markup:
    parser = _Markup()
    parser.feed(html)
    return parser


@pytest.fixture(scope="module")
def hostile(a_copy, build):
    """The example with a hostile title, name and text, and with macros and snippets switched on."""
    project = a_copy()
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("  - search\n", "  - search\n  - macros\n")
    settings.write_text(
        text.replace("markdown_extensions:\n", "markdown_extensions:\n  - pymdownx.snippets\n"), "utf-8"
    )
    quoted = HOSTILE.replace("'", "''")
    plan = project / "rmp-data/relationships/brightwater-pumps"
    written = {
        plan / "plan.yml": (("title: Brightwater Pumps", f"title: '{quoted}'"),),
        plan / "joint.yml": (
            ("name: Alan Marsh", f"name: '{quoted}'"),
            ("title: Two pumps fail in one storm", f"title: '{quoted}'"),
            ("purpose: The dock pumps run", f"purpose: |\n  {INCLUDE}\n\n  {HOSTILE}\n\n  The dock pumps run"),
            ("title: Yearly Meeting", f"title: '{quoted}'"),
        ),
    }
    for file, changes in written.items():
        content = file.read_text("utf-8")
        for old, new in changes:
            assert old in content
            content = content.replace(old, new)
        file.write_text(content, "utf-8")
    built = build(project)
    assert built.code == 0, built.log
    assert "acro rendering error" not in built.log
    return project, built


def test_nothing_an_author_wrote_runs(hostile, example):
    project, built = hostile
    usual = {address: _markup(example.page(address)) for address in example.addresses()}
    for address in built.addresses():
        found = _markup(built.page(address))
        assert found.handlers == [], address
        assert found.images == usual[address].images, address
        assert found.scripts == usual[address].scripts, address
    assert not list(project.rglob("canary"))


def test_what_an_author_wrote_is_shown_as_written(hostile):
    _, built = hostile
    shown = "".join(_markup(built.page("relationships/brightwater-pumps")).text)
    assert HOSTILE in shown
    assert INCLUDE in re.sub("[“”]", '"', shown)


def test_the_title_of_the_window_is_the_title_as_written(hostile):
    _, built = hostile
    title = re.search(r"<title>(.*?)</title>", built.page("relationships/brightwater-pumps"), re.DOTALL)
    assert title is not None
    assert "{{ 7*7 }}" in title[1]
    assert "&lt;script&gt;" in title[1]


def test_no_file_of_the_machine_is_included(hostile):
    _, built = hostile
    assert not [name for name, content in built.bytes_of("**/*").items() if b"root:x:0" in content]


@pytest.mark.browser
def test_searching_for_a_hostile_title_shows_it_and_runs_nothing(hostile, chromium, serving):
    _, built = hostile
    page = chromium.new_page()
    dialogs: list[str] = []

    def refuse(dialog):
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.goto(serving(built.folder), wait_until="networkidle")  # the index is fetched on opening
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("raw", delay=50)
    page.wait_for_selector(".md-search-result__item")
    results = page.locator(".md-search-result__list")
    assert "<script>" in results.inner_text()
    assert results.locator("script, img").count() == 0
    assert dialogs == []
    page.close()
