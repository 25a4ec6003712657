"""A data folder that a test may spoil, beside a secret that no output may hold."""

import shutil
from pathlib import Path

import pytest

CLEAN = Path(__file__).parents[1] / "rules/clean"
CANARY = "curlew-under-the-jetty"
"""Stands in a file outside the data folder, and nowhere else."""


@pytest.fixture
def the_folder(tmp_path: Path) -> Path:
    """The clean plans, with a secret file and a secret folder beside them."""
    for file in ("secret.pdf", "secrets/deep.pdf"):
        path = tmp_path / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"%PDF-1.4 {CANARY}", encoding="utf-8")
    (tmp_path / "secret.yml").write_text(f"risks:\n  R-9:\n    title: {CANARY}\n", encoding="utf-8")
    return Path(shutil.copytree(CLEAN, tmp_path / "data"))
