"""What a code or a name stands for: the same source as the site's pages."""

from rmpkit.catalogue.kinds import CATALOGUE
from rmpkit.model.finding import Kind
from rmpkit.model.misfit import nearest
from rmpkit.rules.gaps import EVIDENCE_MISSING, MUTE_UNUSED
from rmpkit.rules.registry import RULES
from rmpkit.store.kinds import READING

_ALL = (*READING, *CATALOGUE, *(rule.kind for rule in RULES), EVIDENCE_MISSING, MUTE_UNUSED)

KINDS: tuple[Kind, ...] = tuple(sorted(_ALL, key=lambda kind: kind.code))
"""Every kind of finding there is, by code."""


class UnknownCodeError(LookupError):
    """A code or a name was asked for that does not exist."""

    def __init__(self, asked: str, near: str | None) -> None:
        hint = f'The nearest is "{near}".' if near else "The rules page lists them all."
        super().__init__(f'There is no rule "{asked}". {hint}')


def explain(asked: str) -> Kind:
    """The kind of finding with this code or name.

    Raises:
        UnknownCodeError: there is none.
    """
    for kind in KINDS:
        if asked.strip().upper() == kind.code or asked.strip().lower() == kind.name:
            return kind
    raise UnknownCodeError(asked, nearest(asked, [*(kind.name for kind in KINDS), *(kind.code for kind in KINDS)]))
