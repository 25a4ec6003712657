"""A plan that begins as signposts to the headings of a document that a team already has."""

import textwrap
from collections import Counter
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
    met: Counter[str] = Counter()
    lines = []
    for number, each in enumerate(chosen, 1):
        met[each.text] += 1
        lines.append(_signpost(f"{prefix}-{number}", each, document, met[each.text]))
    return f"{_HEAD}signposts:\n" + "".join(lines)


def _signpost(key: str, heading: Heading, document: str, time: int) -> str:
    """One heading; of several that say the same, each is told by how many stand above it."""
    which = f" (no. {time} of this name)" if time > 1 else ""
    record = {
        key: {"title": f"{heading.text}{which}", "at": f"{document}, section {heading.text}"[:270].rstrip() + which}
    }
    lines = textwrap.indent(emit(record), "  ")
    found = _meant(heading.text)
    return lines + (f"    # answers: [{found}]\n" if found else "")


def _meant(heading: str) -> str | None:
    """The requirement that a heading most likely speaks of: by its title, else by a word that plans use for it."""
    near = nearest(heading, _titles())
    words = heading.casefold()
    return _titles()[near] if near else next((id_ for word, id_ in WORDS if word in words), None)


WORDS = (
    ("exit", "wt.exit"),
    ("disengagement", "wt.exit"),
    ("escalation", "wt.issues"),
    ("issue", "wt.issues"),
    ("dispute", "wt.issues"),
    ("risk", "wt.risk"),
    ("governance", "wt.governance"),
    ("role", "wt.governance"),
    ("responsibilit", "wt.governance"),
    ("objective", "ps.jointobj"),
    ("measure", "wt.measures"),
    ("performance", "wt.measures"),
    ("kpi", "wt.measures"),
    ("knowledge", "wt.knowledge"),
    ("information", "wt.knowledge"),
    ("communication", "wt.knowledge"),
    ("competence", "wt.competence"),
    ("skills", "wt.competence"),
    ("training", "wt.competence"),
    ("behaviour", "st.trust"),
    ("trust", "st.trust"),
    ("contract", "wt.contract"),
    ("agreement", "wt.contract"),
    ("continuity", "ex.continuity"),
    ("lessons", "vc.learning"),
    ("innovation", "vc.process"),
    ("improvement", "vc.targets"),
    ("value", "vc.process"),
    ("process", "wt.process"),
)
"""Words of headings, the most telling first, and what they most likely answer: proposed, as a comment."""


@cache
def _titles() -> dict[str, str]:
    """What requirements are called, and their ids."""
    return dict(_named())


def _named() -> Iterator[tuple[str, str]]:
    for catalogue in load_library():
        for requirement in catalogue.requirements.values():
            yield requirement.title, requirement.id
