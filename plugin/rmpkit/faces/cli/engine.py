"""The engine that the command builds copies with: the one place where this face asks another for something."""

from pathlib import Path

from rmpkit.operations.check import Checked


def build(checked: Checked, data: Path, target: Path) -> tuple[str, ...]:
    """Build the site of an edition into an empty folder; gives what the engine warned of."""
    from rmpkit.faces.mkdocs.building import build_copy  # noqa: PLC0415 - the engine is slow to import

    return build_copy(checked, data, target)
