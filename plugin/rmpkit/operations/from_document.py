"""A plan that begins as signposts to the headings of a document that a team already has."""

import textwrap
from collections.abc import Iterator, Sequence
from functools import cache

from rmpkit.catalogue.library import load_library
from rmpkit.model.misfit import nearest
from rmpkit.store.emission import emit
from rmpkit.store.manuscript import Heading

DEEPEST = 2
"""Headings further in are left out: a plan points at chapters and sections, not at paragraphs."""

_HEAD = """\
# Where the plan stands that we already have, heading by heading. Somebody opens each place and dates it:
# checked: 2026-12-15. Behind answers stands what it is evidence for; take the # away where the proposal fits.
"""


def signposts(found: Sequence[Heading], document: str, *, prefix: str = "SP") -> str:
    """The lines of `signposts:` for a part of a plan that has none yet, one for each heading.

    Args:
        found: the headings, in order.
        document: where the document is kept: a web address, or its number and name in words.
        prefix: the letters that the ids begin with.
    """
    chosen = [each for each in found if each.level <= DEEPEST] or found
    return f"{_HEAD}signposts:\n" + "".join(
        _signpost(f"{prefix}-{n}", each, document) for n, each in enumerate(chosen, 1)
    )


def _signpost(key: str, heading: Heading, document: str) -> str:
    record = {key: {"title": heading.text, "at": f"{document}, section {heading.text}"[:300].rstrip()}}
    lines = textwrap.indent(emit(record), "  ")
    near = nearest(heading.text, _titles())
    return lines + (f"    # answers: [{_titles()[near]}]\n" if near else "")


@cache
def _titles() -> dict[str, str]:
    """What requirements are called, and their ids."""
    return dict(_named())


def _named() -> Iterator[tuple[str, str]]:
    for catalogue in load_library():
        for requirement in catalogue.requirements.values():
            yield requirement.title, requirement.id
