"""Rich author text is words, lists, tables and links to the web, and nothing else."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmpkit.render.environment import armoured
from rmpkit.render.prose import TAGS, prose

HARMLESS = [
    ("Two *words* and **more**", "<p>Two <em>words</em> and <strong>more</strong></p>"),
    ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
    ("[a](https://example.org/x?y=1&z=2)", 'href="https://example.org/x?y=1&amp;z=2"'),
    ("[a](mailto:a.b@example.org)", 'href="mailto:a.b@example.org"'),
    ("<https://example.org>", 'rel="noopener noreferrer"'),
    ("|a|b|\n|-|-|\n|1|2|", "<table>"),
    ("|a|b|\n|-|-|\n|1|2|3|4|", "<td>2 | 3 | 4</td>"),
    ("7. seven\n8. eight", '<ol start="7">'),
    ("[Note]: later", "[Note]: later"),
    ("[the minutes](minutes.md)", "[the minutes](minutes.md)"),
    ("[x](https://user@e.example)", "[x](https://user@e.example)"),
    ("# not a heading", "# not a heading"),
    ("Not one\n=======", "Not one"),
    ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
]


@pytest.mark.parametrize(("written", "shown"), HARMLESS)
def test_what_people_write_is_shown(written, shown):
    assert shown in prose(written)


HOSTILE_LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java%0ascript:alert(1)",
    "java&#10;script:alert(1)",
    "&#106;avascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https://user:pass@evil.example",
    "https://good.example@evil.example",
    "https://good.example\\@evil.example",
    "http://[::1]/",
    "../../admin",
    "#top",
    "mailto:a@b.example?cc=c@d.example,<script>",
    "https://exämple.org",
]


@pytest.mark.parametrize("address", HOSTILE_LINKS[:-2] + HOSTILE_LINKS[-1:])
@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", "<{}>", "[x][r]\n\n[r]: {}"])
def test_a_link_that_hides_something_is_no_link(form, address):
    assert "href" not in prose(form.format(address)) or "xn--" in prose(form.format(address))


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/pixel.png)",
    "![x][r]\n\n[r]: https://evil.example/pixel.png",
    "<svg/onload=alert(1)>",
    "<iframe src=https://evil.example></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    "<!--><script>alert(1)</script>-->",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    '[x](https://e.example "onmouseover=alert(1)")',
    '[x](https://e.example "\\" onmouseover=\\"alert(1)")',
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "```html onload=alert(1)\nx\n```",
    "<style>@import 'https://evil.example'</style>",
    "<base href=https://evil.example>",
    "<form action=https://evil.example><input name=x>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
]


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}


def _seen(html: str) -> _Seen:
    seen = _Seen()
    seen.feed(html)
    return seen


ALLOWED = {("a", "href"), ("a", "title"), ("a", "rel"), ("ol", "start")}


@pytest.mark.parametrize("written", HOSTILE)
def test_a_payload_is_shown_as_words(written):
    seen = _seen(prose(written))
    assert seen.tags <= TAGS
    assert seen.attributes <= ALLOWED


@given(st.text(alphabet="<>\"'&;:/\\()[]!#*_`|-= \nabjscript{}%@.8", max_size=60))
def test_no_text_makes_a_tag_that_is_not_on_the_list(written):
    seen = _seen(prose(written))
    assert seen.tags <= TAGS
    assert seen.attributes <= ALLOWED


INJECTIONS = [
    "{{ 7*7 }}",
    "{% include 'x' %}",
    "{# note #}",
    '--8<-- "/etc/passwd"',
    "-8<- x",
    "{{ rmp }}",
    "[x](https://e.example/{{7*7}})",
]


@pytest.mark.parametrize("written", INJECTIONS)
def test_a_later_engine_finds_nothing_to_run(written):
    shown = armoured(prose(written))
    assert not any(mark in shown for mark in ("{{", "{%", "{#", "8<-"))


@given(st.text(alphabet="{}%#-8< ", max_size=40))
def test_no_text_survives_as_a_template(written):
    shown = armoured(prose(written))
    assert "{" not in shown
    assert "8<-" not in shown
