"""The templates, and the few filters they may use."""

import html
import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from rmpkit.render.prose import prose
from rmpkit.views.addresses import Link, is_web, relative
from rmpkit.views.sheet import Sheet
from rmpkit.views.suggestions import suggestion


@cache
def environment() -> Environment:
    """Our own templates: everything is escaped, and nothing may be left undefined."""
    found = Environment(
        loader=PackageLoader("rmpkit.render", "templates/rmp"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals["suggest"] = _suggest
    found.filters |= {"href": _href, "link": _link, "prose": _prose, "capital": _capital}
    return found


@pass_context
def _href(context: Context, link: Link) -> str:
    """Where a link leads from the page that is being made."""
    if is_web(link.to):
        return link.to
    return relative(f"{context.get('root', '')}{link.to}", here=context["sheet"].address)


@pass_context
def _link(context: Context, link: Link | str) -> Markup:
    """A link as an `a`; one that leaves the site tells the other side nothing. Bare words stay words."""
    if isinstance(link, str):
        return escape(link)
    away = Markup(' rel="noopener noreferrer"') if is_web(link.to) else Markup("")
    label = Markup(' aria-label="{}"').format(link.label) if link.label else Markup("")
    return Markup('<a href="{}"{}{}>{}</a>').format(_href(context, link), away, label, link.text)


@pass_context
def _suggest(context: Context, record: str) -> Markup:
    """Who reads a record beside the usual readers; its place in a thread; how a reader suggests a change to it."""
    sheet: Sheet = context["sheet"]
    link = suggestion(sheet, record)
    said = " ".join(filter(None, (sheet.standing.get(record), sheet.written.get(record))))
    note = Markup('<span class="rmp-role rmp-standing">{}</span>').format(said) if said else Markup("")
    mail = Markup('<span class="rmp-suggest">{}</span>').format(_link(context, link)) if link else Markup("")
    place = sheet.threads.get(record)
    thread = Markup('<span class="rmp-thread">{}</span>').format(_link(context, place)) if place else Markup("")
    return note + thread + mail


def _prose(text: str) -> Markup:
    return Markup('<div class="rmp-prose">{}</div>').format(prose(text))


def _capital(text: str) -> str:
    """The text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def armoured(body: str) -> str:
    """A body in which no later engine finds a template of its own, a macro or a snippet.

    Our own markup has no braces, and `<` of an author is a reference already, so that `--8<--` cannot stand either.
    """
    return body.replace("{", "&#123;").replace("}", "&#125;")


_TAG = re.compile(r'<span class="rmp-tag">[^<]*</span>|<[^>]*>')


def words_of(markup: str) -> str:
    """The words of a piece of our markup, not escaped; a tag beside a heading is no part of it."""
    return html.unescape(" ".join(_TAG.sub("", markup).split()))
