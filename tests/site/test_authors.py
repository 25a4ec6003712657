"""Whatever stands in any text field of the model is text on the page, in every engine."""

import re
from html.parser import HTMLParser

import pytest

from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from tests.site.authors import HOSTILE, Author, models, text_fields, written_by
from tests.site.engines import needed, run, write_tree

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("authors")]  # each site is built once

OTHERS = [pytest.param(name, marks=pytest.mark.engines) for name in ("properdocs plugin", "zensical tree")]
PLUGIN = """\
site_name: Plans
theme: {name: material, font: false}
plugins:
  - search
  - macros: {on_error_fail: true}
  - rmp: {as_of: 2026-03-01}
markdown_extensions: [attr_list, md_in_html, pymdownx.snippets, pymdownx.superfences, {toc: {permalink: true}}]
"""
TREE = PLUGIN.replace("  - rmp: {as_of: 2026-03-01}\n", "") + "nav: [index.md, due/index.md]\n"


@pytest.fixture(scope="module")
def the_author():
    return Author()


@pytest.fixture(scope="module")
def the_data(the_author, tmp_path_factory):
    return written_by(the_author, tmp_path_factory.mktemp("author"))


@pytest.fixture(scope="module", params=["mkdocs plugin", "mkdocs tree", *OTHERS])
def the_site(request, the_data):
    """The plans, built by one engine with macros, snippets and fences switched on."""
    engine, way = request.param.split()
    if engine != "mkdocs":
        needed(engine)
    project = the_data.parent
    file = project / "mkdocs.yml"
    file.write_text(PLUGIN if way == "plugin" else TREE, "utf-8")
    target = project / f"site-{engine}-{way}"
    (project / "docs").mkdir(exist_ok=True)
    if way == "tree" and not (project / "docs/.rmp-pages").exists():
        write_tree(project, project / "docs", as_of="2026-03-01")
    file.write_text(file.read_text("utf-8") + f"site_dir: {target.name}\n" + _docs(project, way), "utf-8")
    run(engine, project)
    return target


def _docs(project, way):
    if way == "tree":
        return ""
    (project / "hand").mkdir(exist_ok=True)
    return "docs_dir: hand\n"


class _Markup(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []
        self.words: list[str] = []
        self.hidden = ""

    def handle_starttag(self, tag, attrs):
        self.hidden = tag if tag in {"script", "style"} else ""
        for name, value in attrs:
            if name.startswith("on") or (name in {"href", "src"} and (value or "").strip().startswith("javascript:")):
                self.live.append(f"{tag} {name}={value}")
        if tag == "img" and dict(attrs).get("src") == "x":
            self.live.append("img")

    def handle_endtag(self, _):
        self.hidden = ""

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)
        elif "alert(" in data:
            self.live.append(data)


def test_every_text_field_of_the_model_is_filled(the_author, the_data):
    ours = set(models())
    singles = {(Plan, name) for _, name in text_fields({Plan})} | {
        (Organisation, n) for _, n in text_fields({Organisation})
    }
    missing = text_fields(ours) - the_author.fields - singles
    assert sorted(f"{record.__name__}.{name}" for record, name in missing) == []
    assert len(the_author.tokens) > 120


def test_nothing_runs_and_every_text_is_shown_as_written(the_author, the_site):
    shown: dict[str, bool] = {}
    for page in sorted(the_site.rglob("*.html")):
        found = _Markup()
        found.feed(page.read_text("utf-8"))
        assert found.live == [], page
        words = " ".join("".join(found.words).split())
        assert "14" not in re.findall(r"tok\d{4}z (\S+)", words), page
        assert "root:x:0" not in words, page
        assert "rendering error" not in words.lower(), page
        for token in set(re.findall(r"tok\d{4}z", words)):
            shown[token] = shown.get(token, False) or HOSTILE.format(token) in words
    assert len(shown) > 50
    assert sorted(the_author.tokens[token] for token, whole in shown.items() if not whole) == []


def test_titles_of_windows_are_texts(the_site):
    for page in the_site.rglob("relationships/**/index.html"):
        (title,) = re.findall(r"<title>(.*?)</title>", page.read_text("utf-8"), re.DOTALL)
        assert "<" not in title
