"""The saved inputs: what was found to be interesting once, small enough to be read."""

from pathlib import Path

from tests.hostile.payloads import PAYLOADS

HERE = Path(__file__).parent / "corpus"
ROOT = Path(__file__).parents[2]
SMALL = 6_000
"""Bytes of a file of the example that is taken as it is."""


def documents() -> dict[str, bytes]:
    """Files, by name: of the corpus, of the bad inputs, of the clean plans and of the example."""
    found = {f"corpus/{path.name}": path.read_bytes() for path in sorted(HERE.glob("document-*"))}
    for folder in ("tests/bad-inputs", "tests/rules/clean", "rmp-data"):
        for path in sorted((ROOT / folder).rglob("*.y*ml")):
            if path.stat().st_size < SMALL and path.name != "cases.yml":
                found[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    return found


def texts() -> dict[str, str]:
    """Longer texts, by name: of the corpus, and the payloads."""
    found = {f"corpus/{path.name}": path.read_text("utf-8") for path in sorted(HERE.glob("text-*"))}
    return found | {f"payload/{case['id']}": case["payload"] for case in PAYLOADS}
