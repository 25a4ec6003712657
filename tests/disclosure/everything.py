"""A data folder with something beside its default in every field of every register of every part."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.disclosure.canaries import ALONE, OTHER, OWNER, SHARED, planted

Documents = Mapping[str, Mapping[str, Any]]
"""What stands in each file of a data folder."""


MET_PEOPLE, MET_POSTS = frozenset({"okafor"}), frozenset({f"{OWNER}.helm"})
"""The owner's people and posts whom joint records name."""

SHOWN, KEPT, STRAY = (f"relationships/{SHARED}/evidence/{name}.pdf" for name in ("shown", "kept", "stray"))
"""Evidence files: one that a joint signpost names, one that a restricted one names, and one that none does."""


def documents_of_everything(folder: Path, *, variants: int = 1, closed_references: bool = True) -> Documents:
    """The planted folder, and in it what is written there by hand or left at its default.

    Args:
        folder: where it is written.
        variants: how many records each register of a part has at most.
        closed_references: whether what every party reads refers to what is closed to them, where it can.
    """
    found = {file: dict(document) for file, document in planted(folder, variants=variants).documents.items()}
    _organisation(found["organisation.yml"])
    for plan in (SHARED, OTHER, ALONE):
        _identity(found[f"relationships/{plan}/plan.yml"], plan)
    for file in (SHOWN, KEPT):
        part = "joint" if file == SHOWN else "restricted"
        signpost = next(iter(found[f"relationships/{SHARED}/{part}.yml"]["signposts"].values()))
        signpost["at"] = file.partition(f"{SHARED}/")[2]
        signpost.pop("can-open", None)
    for file, document in found.items():
        for check in document.get("health-checks", {}).values():
            check["out-of"] = "7"
        for version in document.get("versions", {}).values():
            for approval in version["approved"].values():
                approval["how"] = "email"
        if file.endswith("/joint.yml"):
            _joint(document, found[file.replace("joint", "plan")])
            if not closed_references:
                found[file] = _within(document, _of_other_parts(found, file))
    for file, document in found.items():
        (folder / file).write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True), "utf-8")
    return found


def _of_other_parts(documents: Documents, file: str) -> list[Mapping[str, Any]]:
    folder = file.rpartition("/")[0]
    return [each for other, each in documents.items() if other.startswith(f"{folder}/") and other != file]


def _within(document: dict[str, Any], others: list[Mapping[str, Any]]) -> dict[str, Any]:
    """A document whose references name records of its own, where they named those of another part."""
    instead = {
        str(name): str(next(iter(document[register])))
        for other in others
        for register, records in other.items()
        if isinstance(records, dict) and isinstance(document.get(register), dict)
        for name in records
    }

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: told(item) for key, item in value.items()}
        if isinstance(value, list):
            return [told(item) for item in value]
        return instead.get(value, value)

    return {key: told(value) for key, value in document.items()}


def _organisation(document: dict[str, Any]) -> None:
    document["intervals"] |= {"risk-review": "month", "policy-review": "2 years"}
    document["roles"] |= {post: {"okafor": {"from": "2020-01-01"}} for post in MET_POSTS}
    for certificate in document["certificates"].values():
        certificate["see"] = next(iter(document["signposts"]))
    document["scales"] = {
        "likelihood": {str(step): f"likely as {step}" for step in range(1, 6)},
        "impact": {str(step): f"grave as {step}" for step in range(1, 6)},
        "bands": {"green": "1", "red": "9"},
    }


def _identity(document: dict[str, Any], plan: str) -> None:
    document |= {"form": "signposts", "formerly": [f"{plan}-once"]}
    for letter, party in zip("ABC", document["parties"].values(), strict=False):
        party |= {"kind": "operator", "letter": letter, "joined": "2019-02-03"}
    document["parties"]["gone-by"] = {"name": "Gone By Limited", "joined": "2019-02-03", "left": "2020-03-04"}
    document["stages"] = {
        stage: {"state": state, "owner": f"{OWNER}.ser", "reviews": {"2022-05-06": "Looked at again"}}
        for stage, state in document["stages"].items()
    }


def _joint(document: dict[str, Any], identity: dict[str, Any]) -> None:
    posts = list(identity["roles"])
    document["deputies"] = {posts[1]: posts[0]}
    for risk in document.get("risks", {}).values():
        risk["owner"] = next(iter(MET_POSTS))
    for item in list(document.get("knowledge", {}).values())[:1]:
        document["knowledge"]["ZK-900001"] = {**item, "share": "cannot", "item": "What is never shared"}
    signpost = next(iter(document.get("signposts", {"SP-1": None})))
    held = {"from": "2020-01-01", "to": "2024-01-01", "appointed": signpost}
    identity["roles"][f"{posts[1].partition('.')[0]}.former"] = {"okafor": held}
