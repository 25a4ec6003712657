"""Pieces of a plan as HTML that a page written by hand may hold, whatever engine reads that page."""

from dataclasses import dataclass

from markupsafe import Markup

from rmpkit.render.environment import environment
from rmpkit.render.markdown import armoured_body, armoured_text
from rmpkit.views.addresses import Link, relative
from rmpkit.views.excerpts import Excerpt, Summary


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a piece is to stand."""

    address: str
    """The address of the page below the site's root."""

    root: str = ""
    """Where the generated pages begin below the site's root: empty, or a path with a slash at the end."""

    plan: str | None = None
    """Read by templates; a page written by hand belongs to no plan."""

    beside: tuple[()] = ()
    """Read by templates; a page written by hand stands beside no others of ours."""


def summary(view: Summary, spot: Spot) -> Markup:
    """A relationship in a few lines."""
    return _block("excerpt-summary.html", view, spot)


def register(view: Excerpt, spot: Spot) -> Markup:
    """A register as a table."""
    return _block("excerpt-register.html", view, spot)


def link(found: Link, spot: Spot) -> Markup:
    """A link inside a sentence."""
    to = relative(f"{spot.root}{found.to}", here=spot.address)
    return Markup('<a href="{}">{}</a>').format(to, Markup(armoured_text(found.text)))  # noqa: S704 - armoured in the same line


def complaint(words: str) -> Markup:
    """What is shown where a piece was asked for that is not there."""
    return Markup('<strong class="rmp-missing">{}</strong>').format(Markup(armoured_text(words)))  # noqa: S704 - likewise


def _block(template: str, view: Summary | Excerpt, spot: Spot) -> Markup:
    body = environment().get_template(template).render(view=view, sheet=spot, root=spot.root)
    return Markup(armoured_body(body))  # noqa: S704 - made by our own template, which escapes
