"""A published copy lives under the Content-Security-Policy it brings, and what is not its own does not run under it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from tests.site.conftest import PATIENCE, REPOSITORY, environment

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("policy")]  # copies are made once

HARBOUR = "relationships/harbour-alliance"
PAGES = {
    "internal": (
        "",
        "due/",
        f"{HARBOUR}/",
        f"{HARBOUR}/risks/",
        f"{HARBOUR}/objectives/",
        "people/",
        "rules/",
        "no/such/page/",
    ),
    "joint:northgate": (
        "",
        f"{HARBOUR}/",
        f"{HARBOUR}/approvals/",
        "organisation/",
        "requirements/wt.exit/",
        "no/such/page/",
    ),
}
EVIDENCE = f"{HARBOUR}/evidence/change-requests.csv"
LISTENING = """
window.__refused = [];
document.addEventListener("securitypolicyviolation", (event) => window.__refused.push(event.effectiveDirective));
"""
REFUSED = "window.__refused"
PLANTED = """
<script>window.__ran = "a script in the page"</script>
<img src="x" onerror="window.__ran = 'a handler'">
<script src="https://evil.example/x.js"></script>
<style>body { display: none }</style>
<p style="display: none">x</p>
<iframe src="https://evil.example/"></iframe>
<object data="rmp/built.json"></object>
<base href="https://evil.example/">
"""


class _Strict(SimpleHTTPRequestHandler):
    """Sends each file as the guide says a server should."""

    headers_sent: dict[str, str]

    def __init__(self, *args: Any, sent: dict[str, str], **kwargs: Any) -> None:
        self.headers_sent = sent
        super().__init__(*args, **kwargs)

    def log_message(self, *_: object) -> None:
        pass

    def end_headers(self) -> None:
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, *_: object) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def copies(tmp_path_factory) -> dict[str, Path]:
    """Copies of the example for the owner's people and for a party."""
    made = {}
    for audience in PAGES:
        target = tmp_path_factory.mktemp("published") / "copy"
        command = [sys.executable, "-c", "from rmpkit.faces.cli import main; main()", "publish", "--audience", audience]
        done = subprocess.run(
            [*command, "--to", str(target), "--as-of", "2026-11-20"],
            cwd=REPOSITORY, env=environment({}), capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        made[audience] = target
    return made


@pytest.fixture
def strictly(serving) -> Callable[..., str]:
    """Serves a folder with the header it brings, or with another."""

    def serve(folder: Path, policy: str | None = None) -> str:
        sent = {"Content-Security-Policy": policy or policy_of(folder), "X-Content-Type-Options": "nosniff"}
        return str(serving(folder, partial(_Strict, sent=sent)))

    return serve


def policy_of(folder: Path) -> str:
    name, _, value = (folder / "rmp/content-security-policy.txt").read_text("utf-8").strip().partition(": ")
    assert name == "Content-Security-Policy"
    return value


@pytest.fixture(params=[1280, 390])
def page(request, chromium):
    """A page that listens for what the policy refuses."""
    made = chromium.new_page(viewport={"width": request.param, "height": 800})
    made.add_init_script(LISTENING)
    yield made
    made.close()


def search(page, word: str) -> int:
    """Look for a word, and give the number of pages found."""
    if page.viewport_size["width"] < 600:
        page.locator("label[for=__search].md-header__button").click()
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(word, delay=20)
    page.wait_for_selector(".md-search-result__item")
    found = page.locator(".md-search-result__item").count()
    page.keyboard.press("Escape")
    return int(found)


def toggle(page) -> bool:
    """Change from light to dark or back, and say whether anything changed."""
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    before = page.evaluate(scheme)
    page.locator("form[data-md-component=palette] label:visible").first.click()
    return bool(page.evaluate(scheme) != before)


def test_the_policy_allows_no_inline_style_and_no_script_but_by_its_hash(copies):
    for folder in copies.values():
        policy = policy_of(folder)
        assert "unsafe" not in policy
        assert "*" not in policy
        assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
        for file in folder.rglob("*.html"):
            assert not re.search(r"<style|<[^>]* style=|<[^>]* on[a-z]+=", file.read_text("utf-8")), file


@pytest.mark.parametrize("audience", PAGES)
def test_every_kind_of_page_works_under_the_policy(copies, strictly, page, audience):
    address = strictly(copies[audience])
    for name in PAGES[audience]:
        page.goto(f"{address}{name}", wait_until="networkidle")
        assert page.evaluate(REFUSED) == [], name
        assert page.locator("h1").count() >= 1
    page.goto(f"{address}{HARBOUR}/", wait_until="networkidle")
    if page.viewport_size["width"] < 600:
        page.locator("label[for=__drawer].md-header__button").click()
        page.locator(".md-nav--primary a[href='risks/']").first.click()
        page.wait_for_url(f"{address}{HARBOUR}/risks/")
    assert toggle(page)
    assert search(page, "dredging") > 0
    page.emulate_media(media="print")
    assert page.locator(".md-header").first.is_hidden()
    page.emulate_media(media="screen")
    assert len(page.pdf()) > 10_000
    page.evaluate("window.scrollTo(0, 600)")
    page.evaluate("window.scrollTo(0, 300)")  # the button back to the top
    assert page.evaluate(REFUSED) == []


def test_days_are_counted_by_our_script_under_the_policy(copies, strictly, page):
    page.goto(f"{strictly(copies['internal'])}due/", wait_until="networkidle")
    assert page.locator(".rmp-ago").count() > 0
    assert page.evaluate(REFUSED) == []


def test_evidence_is_sent_as_what_it_is(copies, strictly, page):
    answer = page.request.get(f"{strictly(copies['internal'])}{EVIDENCE}")
    assert answer.ok
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "html" not in answer.headers["content-type"]


@pytest.mark.parametrize("guarded", [True, False])
def test_what_somebody_plants_runs_only_without_the_policy(copies, strictly, page, tmp_path, guarded):
    folder = tmp_path / "copy"
    shutil.copytree(copies["joint:northgate"], folder)
    home = folder / "index.html"
    home.write_text(home.read_text("utf-8").replace("<h1", f"{PLANTED}<h1", 1), "utf-8")
    foreign = []

    def elsewhere(route):
        foreign.append(route.request.url)
        route.abort()

    page.route("https://evil.example/**", elsewhere)
    page.goto(strictly(folder, None if guarded else "default-src * 'unsafe-inline' data:"), wait_until="load")
    if guarded:
        assert page.evaluate("window.__ran") is None
        refused = page.evaluate(REFUSED)
        wanted = {"script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr", "frame-src", "object-src"}
        assert wanted | {"base-uri"} <= set(refused)
        assert page.locator("h1").first.is_visible()
        assert foreign == []
    else:
        assert page.evaluate("window.__ran") is not None
        assert foreign != []


@pytest.mark.parametrize("directive", ["script-src", "style-src", "img-src", "connect-src"])
def test_no_part_of_the_policy_is_there_for_nothing(copies, strictly, chromium, directive):
    folder = copies["internal"]
    without = re.sub(rf"{directive} [^;]*; ?", "", policy_of(folder))
    page = chromium.new_page()
    page.add_init_script(LISTENING)
    page.goto(f"{strictly(folder, without)}{HARBOUR}/", wait_until="networkidle")
    page.evaluate("document.querySelector('input.md-search__input').focus()")
    for _ in range(100):
        if page.evaluate(REFUSED):
            break
        page.wait_for_timeout(100)
    assert {name.removesuffix("-elem") for name in page.evaluate(REFUSED)} == {directive}
    page.close()
