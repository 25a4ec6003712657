"""Addresses, and how pages link to each other."""

import pytest

from rmpkit.model.stages import Stage
from rmpkit.views import addresses
from rmpkit.views.addresses import of_path, relative, safe_web


@pytest.mark.parametrize(
    ("to", "here", "link"),
    [
        ("", "", "./"),
        ("", "due/", "../"),
        ("due/", "", "due/"),
        ("due/#Later", "due/", "#Later"),
        ("relationships/a/risks/#R-N13", "relationships/a/", "risks/#R-N13"),
        ("relationships/a/risks/#R-N13", "relationships/a/exit/", "../risks/#R-N13"),
        ("relationships/a/", "relationships/a/exit/", "../"),
        ("rules/review-overdue/", "requirements/wt.exit/", "../../rules/review-overdue/"),
        ("relationships/a/evidence/x.pdf", "relationships/a/signposts/", "../evidence/x.pdf"),
        ("https://example.org/", "due/", "https://example.org/"),
    ],
)
def test_a_link_is_relative_to_its_page(to, here, link):
    assert relative(to, here=here) == link


@pytest.mark.parametrize("address", ["https://example.org", "http://example.org:8080/a?b#c", "mailto:a@example.org"])
def test_an_address_of_the_web_may_be_a_link(address):
    assert safe_web(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "HR system, folder Collaboration",
        "//evil.example",
        "javascript:alert(1)",
        "https://u:p@evil.example",
        "https://",
        "https:evil.example",
        "https://a b.example",
        "ftp://example.org",
        "https://example.org/\u202egnp",
        'https://example.org/"x',
    ],
)
def test_anything_else_is_shown_as_words(address):
    assert not safe_web(address)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (("risks", "R-N13", "owner"), "risks/#R-N13"),
        (("risks", "R-N99"), "risks/#Joint"),
        (("stages", Stage.WORKING_TOGETHER), "working-together/"),
        (("stages", "working-together", "reviews"), "working-together/#Reviews"),
        (("meetings", "M-31", "decisions", "D-21"), "meetings/#D-21"),
        (("roles", "estuary.ser"), "#estuary.ser"),
        (("versions", "v2.1"), "approvals/#v2.1"),
        (("health-checks", "H-5", "northgate"), "objectives/#H-5"),
        (("exit", "principles"), "exit/#Agreed"),
        (("title",), ""),
        ((), ""),
    ],
)
def test_a_record_is_shown_on_its_page(the_example, path, address):
    plan = the_example.judged.edition.plan("harbour-alliance")
    assert of_path(plan, path) == addresses.relationship("harbour-alliance", address)


def test_a_scheme_in_capitals_leads_out_of_the_site_too():
    assert safe_web("HTTPS://Host.example/x")
    assert relative("HTTPS://Host.example/x", here="due/") == "HTTPS://Host.example/x"


@pytest.mark.parametrize("host", ["a-.example", "-a.example", "a..example", ".example", "a_b.example", "a" * 60 + "!"])
def test_a_host_that_no_host_is_called_is_no_link(host):
    assert not safe_web(f"https://{host}/")
