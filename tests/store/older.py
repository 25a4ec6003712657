"""A format before the first one that there really was, for tests of the steps between formats.

In it risks were `perils`, their owner was `who`, what is done and by when stood in one text, and the purpose of a plan
stood in `plan.yml` below `about`.
"""

from collections.abc import Mapping

from rmpkit.model.finding import Path
from rmpkit.store.document import Data
from rmpkit.store.upgrades import Role, Step

BEFORE = {
    "organisation.yml": "# Ours.\nformat: 1\nid: hollin\nname: Hollin Dairy\npeople:\n  amara: {name: Ruth Amara}\n",
    "relationships/lark/plan.yml": (
        "title: Lark   # as they call it\ntype: supplier\nstate: active\nparties:\n"
        "  hollin: {name: Hollin Dairy}\n  lark:   {name: Lark}\n"
    ),
    "relationships/lark/joint.yml": (
        "# What we share.\n"
        "about:\n"
        '  purpose: "Milk that arrives cold"   # agreed\n'
        "\n"
        "# What may go wrong.\n"
        "perils:\n"
        "  R-L1:   # said aloud\n"
        "    title: 'The chiller is old'\n"
        "    who:   lark.manager   # him\n"
        "    do: Ask for a price until 2026-12-01   # soon\n"
        "  # The second.\n"
        "  R-L2: {title: Both yards close, who: hollin.manager}\n"
        "\n"
        "# The rest.\n"
        "issues:\n"
        "  I-1: {title: Late   lorries, raised: 2026-05-03}\n"
    ),
    "relationships/tern.yml": "title: Tern\ntype: network\nstate: active\nparties: {hollin: {name: Hollin Dairy}}\n",
}
"""Plans as they were written in it."""

AFTER = (
    "# What we share.\n"
    'purpose: "Milk that arrives cold"     # agreed\n'
    "\n"
    "# What may go wrong.\n"
    "risks:\n"
    "  R-L1:   # said aloud\n"
    "    title: 'The chiller is old'\n"
    "    owner: lark.manager   # him\n"
    "    action: Ask for a price\n"
    "    due: 2026-12-01                        # soon\n"
    "  # The second.\n"
    "  R-L2: {title: Both yards close, owner: hollin.manager}\n"
    "\n"
    "# The rest.\n"
    "issues:\n"
    "  I-1: {title: Late   lorries, raised: 2026-05-03}\n"
)
"""The joint part as it is rewritten."""


def step(data: Mapping[str, Data], role: Role) -> Step:
    """What a file of the older format says in the newer one."""
    if role is Role.ORGANISATION:
        return Step(data)
    moved: dict[Path, Path] = {("risks",): ("perils",), ("purpose",): ("about", "purpose")}
    said: dict[str, Data] = {}
    for key, value in data.items():
        if key == "about" and isinstance(value, Mapping) and set(value) <= {"purpose"}:
            said.update(value)
        elif key == "perils":
            said["risks"] = _risks(value, moved)
        else:
            said[key] = value
    return Step(said, moved)


def _risks(perils: Data, moved: dict[Path, Path]) -> Data:
    if not isinstance(perils, Mapping):
        return perils
    return {key: _risk(key, peril, moved) for key, peril in perils.items()}


def _risk(name: str, peril: Data, moved: dict[Path, Path]) -> Data:
    if not isinstance(peril, Mapping):
        return peril
    risk: dict[str, Data] = {}
    for key, value in peril.items():
        if key == "who":
            risk["owner"] = value
            moved["risks", name, "owner"] = ("perils", name, "who")
        elif key == "do" and isinstance(value, str):
            action, until, due = value.partition(" until ")
            risk |= {"action": action, "due": due} if until else {"action": action}
            moved["risks", name, "action"] = moved["risks", name, "due"] = ("perils", name, "do")
        else:
            risk[key] = value
    return risk


INJECTED = """
import rmpkit.store.upgrades as upgrades
from tests.store.older import step
upgrades.FORMAT, upgrades.UPGRADES = 2, {1: step}
"""
"""Lines of Python that make the older format known to a process."""
