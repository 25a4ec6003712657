"""The core runs where there is no site engine."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.site
WITHOUT_ENGINES = """
import sys
from importlib.abc import MetaPathFinder

class Refuse(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"mkdocs", "material", "mkdocs_macros"}:
            raise ImportError(f"{name} is not there")

sys.meta_path.insert(0, Refuse())
from rmpkit.faces.cli import main
sys.argv = ["rmp", "check", "rmp-data", "--as-of", "2026-11-20", "--fail-on", "never"]
main()
"""


def test_plans_are_checked_without_any_site_engine():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_ENGINES],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "9 plans" in done.stderr
