"""The built pages in a browser, at a desk and in a hand, by day and by night."""

import re

import pytest

from rmpkit.operations.containers import Room
from rmpkit.operations.pdf import said as pdf_said

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("browser")]  # the site is built once
HARBOUR = "relationships/harbour-alliance"
PAGES = (
    "",
    f"{HARBOUR}/",
    f"{HARBOUR}/working-together/",
    f"{HARBOUR}/risks/",
    f"{HARBOUR}/people/",
    f"{HARBOUR}/approvals/",
)


@pytest.fixture(scope="module")
def address(example, serving):
    """Where the example is served."""
    return serving(example.folder)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_open_without_error_without_sideways_scroll_and_without_asking_anyone_else(
    chromium, address, example, width, scheme
):
    trouble: list[str] = []
    foreign: list[str] = []

    def only_here(route):
        if route.request.url.startswith(address):
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.route("**/*", only_here)
    page = context.new_page()
    page.on("console", lambda message: trouble.extend([message.text] if message.type in {"error", "warning"} else ()))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    for name in PAGES:
        page.goto(f"{address}{name}", wait_until="networkidle")
        wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= room, f"{name or 'home'} is {wide} px wide in a window of {room}"
        shown = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
        assert shown == {"light": "default", "dark": "slate"}[scheme]
    context.close()
    assert trouble == []
    assert foreign == []


@pytest.mark.parametrize(("name", "target"), [("", "due/"), (f"{HARBOUR}/risks/", "../"), ("due/", "../requirements/")])
def test_on_a_phone_the_menu_leads_to_the_pages_around(chromium, address, name, target):
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{address}{name}")
    page.locator("label[for=__drawer].md-header__button").click()
    page.locator(f".md-nav--primary a[href='{target}']").first.wait_for(state="visible")
    page.close()


def test_the_dialog_of_the_search_is_found_by_its_name(chromium, address):
    page = chromium.new_page()
    page.goto(address)
    assert page.get_by_role("dialog", name="Search", include_hidden=True).count() == 1
    page.close()


def test_every_printed_sheet_says_whose_copy_it_is(chromium, address):
    page = chromium.new_page()
    page.goto(f"{address}{HARBOUR}/", wait_until="networkidle")
    printed = page.pdf(format="A4")
    page.close()
    sheets = len(re.findall(rb"/Type\s*/Page\b", printed))
    words = "".join(said.decode("utf-8", "replace") for said in pdf_said(printed, Room()) or ())
    assert sheets > 3
    assert words.replace(" ", "").count("ForthepeopleofEstuaryGatewayontheserelationships") >= sheets
