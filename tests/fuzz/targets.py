"""What has to hold of whatever is read and shown. Each takes any input and raises only where something is amiss."""

import html
import re
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import nh3
from markdown import Markdown

from rmpkit.disclosure.audience import Audience
from rmpkit.model.finding import Finding, Place
from rmpkit.model.showing import UNSHOWABLE
from rmpkit.operations.check import load, look
from rmpkit.operations.pages import pages
from rmpkit.render.markdown import armoured_body, armoured_text
from rmpkit.render.prose import TAGS, prose
from rmpkit.report import concise, json
from rmpkit.store.document import Data
from rmpkit.store.reading import read_document
from rmpkit.store.text import REFUSED, decode
from rmpkit.views.addresses import safe_web
from tests.hostile import markup
from tests.rules.overlay import CLEAN

DAY = date(2026, 3, 1)
PLAN = "relationships/northgate"
FILES = ("organisation.yml", f"{PLAN}/plan.yml", f"{PLAN}/joint.yml", f"{PLAN}/internal.yml", "catalogues/own.yml")
"""Files that a folder may hold, of which one is anything at all."""

UNSAFE = re.compile(f"[\n\t{UNSHOWABLE}]")
MEANING = re.compile(r"[{}`*_\[\]!|#~^\\]")
"""Signs that an engine for Markdown or templates reads something into."""

ENGINE = ("attr_list", "md_in_html", "tables", "admonition", "def_list", "footnotes", "pymdownx.snippets",
          "pymdownx.superfences", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark", "toc")  # fmt: skip


def document(raw: bytes) -> tuple[Finding, ...]:
    """One file: a document and findings, the same each time, with places inside the file and words that can be printed."""
    read = read_document(raw, file="x.yml", plan="p")
    assert read == read_document(raw, file="x.yml", plan="p")
    found, text = read[1], decode(raw)
    lines = text.split("\n") if isinstance(text, str) else None
    for finding in found:
        assert not UNSAFE.search(f"{finding.message} {finding.mend}")
        assert finding.message.endswith(".")
        assert finding.mend.endswith(".")
        _inside(finding.place, lines, raw)
    assert found or read[0].data is not None
    for path, mark in read[0].marks.items():
        for place in filter(None, (mark.key, mark.value)):
            _inside(Place("x.yml", *place), lines, raw)
        assert _at(read[0].data, path)
    _texts(read[0].data)
    return found


def _inside(place: Place | None, lines: list[str] | None, raw: bytes) -> None:
    assert place is not None
    assert place.line >= 1
    assert place.column >= 1
    if lines is None:
        assert place.line <= len(re.split(b"\r\n|\r|\n", raw))
    else:
        assert place.line <= len(lines)
        assert place.column <= len(lines[place.line - 1]) + 1


def _at(data: Data, path: tuple[str | int, ...]) -> bool:
    """Whether a path leads somewhere."""
    for step in path:
        if isinstance(data, Mapping) and isinstance(step, str) and step in data:
            data = data[step]
            continue
        if not (isinstance(data, tuple) and isinstance(step, int) and step < len(data)):
            return False
        data = data[step]
    return True


def _texts(data: Data) -> None:
    """Whatever is kept is text, and each text can be seen."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            assert isinstance(key, str)
            assert not REFUSED.search(key)
            _texts(value)
    elif isinstance(data, tuple):
        for item in data:
            _texts(item)
    else:
        assert data is None or not REFUSED.search(data)


def folder(files: Mapping[str, bytes], *, whole: bool = True) -> None:
    """A data folder in which some files are anything: it is read, judged, told and shown, and nothing is raised.

    Args:
        files: what is laid over the clean plans, by path.
        whole: whether its pages are made as well.
    """
    with tempfile.TemporaryDirectory() as work:
        root = Path(work) / "data"
        shutil.copytree(CLEAN, root)
        for file, raw in files.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_bytes(raw)
        loaded = load(root)
        assert loaded.portfolio == load(root).portfolio
        texts = {path.as_posix(): path.read_bytes() for path in root.rglob("*.yml")}
    for audience in (Audience.INTERNAL, Audience.joint("northgate")):
        checked = look(loaded, audience, today=DAY)
        said = concise.render(checked.located)
        assert all(line.startswith(work) for line in said.splitlines())
        assert not re.search(f"[\t{UNSHOWABLE}]", said)
        json.render(checked.located, today=DAY, catalogue="iso44001").encode("ascii")
        for item in checked.located:
            raw = texts.get(item.place.file, b"")  # of a file that is missing the first line is named
            text = decode(raw)
            _inside(item.place, text.split("\n") if isinstance(text, str) else None, raw)
        for page in pages(checked.judged, library=checked.library) if whole else ():
            page.body.encode("utf-8")
            assert markup.read(f"<article>{page.body}</article>").wrong == [], page.path


CLEANER = nh3.Cleaner(
    tags=set(TAGS), attributes={"a": {"href", "title"}, "ol": {"start"}}, link_rel="noopener noreferrer",
    url_schemes={"https", "http", "mailto"},
)  # fmt: skip


def rich(text: str) -> str:
    """A longer text: only what is allowed, stable under cleaning, and the same words after another engine has had it."""
    shown = str(prose(text))
    found = markup.read(f'<article><div class="rmp-prose">{shown}</div></article>')
    assert found.wrong == []
    assert found.open == []
    for tag, attributes in re.findall(r"<([a-z0-9]+)([^<>]*)>", shown):
        for name, value in re.findall(r'([a-z-]+)="([^"]*)"', attributes):
            assert (tag, name) in {("a", "href"), ("a", "title"), ("a", "rel"), ("ol", "start")}
            if name == "href":
                assert safe_web(html.unescape(value))
    assert CLEANER.clean(shown) == shown
    assert prose(text) == shown
    armour(f'<div class="rmp-prose">{shown}</div>', found)
    return shown


def armour(body: str, plain: markup.Markup) -> None:
    """A body in armour has the same words and nothing else, also after Python-Markdown with all its extensions."""
    armoured = armoured_body(body)
    assert armoured_body(armoured) == armoured
    between = "".join(re.split(r"<[^>]*>", armoured))
    assert not MEANING.search(re.sub(r"&#?\w+;", "", between))
    assert "\n\n" not in armoured
    for read in (armoured, Markdown(extensions=list(ENGINE)).convert(f"---\ntitle: x\n---\n\n{armoured}\n")):
        found = markup.read(f"<article>{read}</article>")
        assert found.wrong == []
        assert markup.words(plain) in markup.words(found)


def plain(text: str) -> None:
    """A short text in armour: letters, digits and references, and the same text once they are read."""
    armoured = armoured_text(text)
    assert re.fullmatch(r"(?:&#[0-9]+;|[^\W_]| )*", armoured)
    assert html.unescape(armoured) == text


def kept(tokens: tuple[str, ...], shown: str) -> None:
    """Each word of a text is among what is shown, or in an address."""
    everything = html.unescape(shown)
    assert [token for token in tokens if token not in everything] == []
