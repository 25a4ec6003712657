"""What axe, a checker of accessibility, finds on one page of each kind: in what is ours, and not in the theme around it."""

import os
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.site,
    pytest.mark.browser,
    pytest.mark.node,
    pytest.mark.xdist_group("browser"),
]
HARBOUR = "relationships/harbour-alliance"
PAGES = (
    "",
    "due/",
    "assessor/",
    "organisation/",
    "organisation/portfolio/",
    "organisation/reviews/",
    "organisation/threads/",
    "requirements/transition/",
    "rules/signpost-stale/",
    f"{HARBOUR}/",
    f"{HARBOUR}/objectives/",
    f"{HARBOUR}/risks/",
    f"{HARBOUR}/meetings/",
    f"{HARBOUR}/working-together/",
    f"{HARBOUR}/approvals/",
    f"{HARBOUR}/people/",
    f"{HARBOUR}/threads/",
    f"{HARBOUR}/assessor/",
    f"{HARBOUR}/prompts/",
    "relationships/greyfriars-university/selection/",
)
OURS = ".md-content"
"""The theme's header, navigation and foot are not judged: what axe finds there is told in decision 8."""


@pytest.fixture(scope="session")
def axe() -> str:
    """The script; where it was not fetched the tests are left out, or fail if that was asked for."""
    script = Path(os.environ.get("RMP_AXE", "")) / "node_modules" / "axe-core" / "axe.min.js"
    if script.is_file():
        return script.read_text(encoding="utf-8")
    lacking = "RMP_AXE names no folder in which axe-core is installed"
    if os.environ.get("RMP_REQUIRE_NODE"):
        pytest.fail(lacking)
    pytest.skip(lacking)


@pytest.mark.parametrize("window", [(1280, "light"), (390, "dark")], ids=["at a desk by day", "in a hand by night"])
def test_axe_finds_nothing_in_what_is_ours(axe, chromium, example, serving, window):
    address, (width, scheme) = serving(example.folder), window
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = []
    for name in PAGES:
        assert page.goto(f"{address}{name}").status == 200, name
        page.evaluate(axe)
        result = page.evaluate("within => axe.run(within, {resultTypes: ['violations']})", OURS)
        found += [
            f"{name or 'home'}: {each['help']}: {node['html'][:200]}"
            for each in result["violations"]
            for node in each["nodes"]
        ]
    context.close()
    assert found == []
