"""The sheet for the monthly round, printed by a browser."""

import re

import pytest

from rmpkit.render.form import MOST, ROOMY, TIGHT, round_form
from tests.faces.crowded import crowded


@pytest.mark.browser
@pytest.mark.parametrize(
    ("readings", "actions"), [(0, 0), (4, ROOMY - 4), (6, TIGHT - 6), (20, MOST - 20), (MOST + 9, 9)]
)
def test_the_form_is_one_page_of_a4_whatever_is_due(chromium, tmp_path, readings, actions):
    form = tmp_path / "round.html"
    form.write_text(round_form(crowded(readings, actions)), "utf-8")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(form.as_uri())
    raw = page.pdf(prefer_css_page_size=True)
    context.close()
    assert len(re.findall(rb"/Type\s*/Page\b", raw)) == 1
