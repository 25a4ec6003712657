"""Where each record stands on the threads page of its plan, or of the organisation."""

from collections.abc import Iterator, Mapping

from rmpkit.rules.chain import Chain
from rmpkit.views.addresses import Link

_BY_ID = 2
"""Steps of a path to a record: its register and its id."""


def anchor_of(chain: Chain) -> str:
    """The anchor of a chain; one that is drawn through the whole plan has that of its thread."""
    return f"Thread-{chain.thread}-{chain.about}" if chain.about else f"Thread-{chain.thread}"


def places_in(chains: tuple[Chain, ...], page: str) -> Mapping[str, Link]:
    """The place of every record that stands in a thread, by its id: where it leads the chain, else the first.

    Args:
        chains: the chains of one plan, or of the organisation.
        page: the address of the page on which they are drawn.
    """
    found: dict[str, Link] = {}
    for record, chain in (*_heads(chains), *_members(chains)):
        found.setdefault(record, Link("thread", f"{page}#{anchor_of(chain)}", f"{record} in its thread"))
    return found


def _heads(chains: tuple[Chain, ...]) -> Iterator[tuple[str, Chain]]:
    return ((chain.about, chain) for chain in chains if chain.about)


def _members(chains: tuple[Chain, ...]) -> Iterator[tuple[str, Chain]]:
    for chain in chains:
        for path in chain.paths:
            if len(path) >= _BY_ID and path[0] not in ("roles", "candidates"):
                yield str(path[-1]), chain
