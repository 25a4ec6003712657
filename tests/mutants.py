"""The check of the checks: one step of the projection is taken out at a time, and a test must notice.

    .venv/bin/python tests/mutants.py            every mutant of tests/disclosure/mutants.yml
    .venv/bin/python tests/mutants.py 'a party'  those whose name holds these words

Each mutant is a copy of the package in a folder of its own, and the tests named below run against it. It is noticed when
something that a test asserts does not hold; that a test breaks down with another error proves nothing, and is said.
Exits with 1 where a mutant lives on, and names it. The markings of the model are tried in the ordinary suite, in memory:
`tests/disclosure/test_markings.py`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugin/rmpkit"
STEPS = (
    "tests/disclosure/test_openness.py",
    "tests/disclosure/test_edition.py",
    "tests/disclosure/test_refusals.py",
    "tests/disclosure/test_cases.py",
    "tests/disclosure/test_attacks.py",
    "tests/disclosure/test_leak_paths.py",
    "tests/acceptance/test_threads.py",
)
"""What notices a step that is missing."""


class Verdict(IntEnum):
    """What came of the tests, as the exit code of the process in which they ran."""

    NOTICED = 81
    """Something that a test asserts did not hold."""

    BROKEN = 82
    """Tests broke down with other errors, and nothing that one asserts was seen not to hold."""

    LIVES = 83
    """All of them passed."""


@dataclass(frozen=True)
class Mutant:
    """One change that must not go unnoticed."""

    name: str
    file: str
    take: str
    put: str

    def applied(self, text: str) -> str:
        """The file with the change.

        Raises:
            LookupError: what is to be taken out is not there exactly once.
        """
        if text.count(self.take) != 1:
            raise LookupError(f"{self.name}: {self.file} holds it {text.count(self.take)} times: {self.take!r}")
        return text.replace(self.take, self.put)


def steps() -> Iterator[Mutant]:
    """The mutants that are written down."""
    for each in yaml.safe_load((ROOT / "tests/disclosure/mutants.yml").read_text("utf-8")):
        yield Mutant(each["name"], each["file"], each["take"], each["put"])


class _Judge:
    """Tells an assertion that does not hold from a test that breaks down."""

    def __init__(self) -> None:
        self.noticed = self.broken = False

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: "pytest.CallInfo[None]") -> Iterator[None]:
        """Look at what a test ended with; one assertion is enough."""
        report = yield
        if call.excinfo is not None and not call.excinfo.errisinstance(pytest.skip.Exception):
            if call.excinfo.errisinstance((AssertionError, pytest.fail.Exception)):
                self.noticed = True
                item.session.shouldstop = "noticed"
            else:
                self.broken = True
        return report


def judged() -> Verdict:
    """What the tests say of the package that is imported; run in a process of its own."""
    judge = _Judge()
    code = pytest.main(["-q", "-p", "no:cacheprovider", *STEPS], plugins=[judge])
    if judge.noticed:
        return Verdict.NOTICED
    return Verdict.LIVES if code == pytest.ExitCode.OK and not judge.broken else Verdict.BROKEN


def verdict(mutant: Mutant | None) -> Verdict:
    """What the tests say of a mutant; without one, of a copy of the package as it is."""
    with tempfile.TemporaryDirectory(prefix="rmp-mutant-") as folder:
        # Compiled files go along: what stays the same is not compiled anew.
        shutil.copytree(PACKAGE, Path(folder) / "rmpkit")
        if mutant is not None:
            file = Path(folder) / "rmpkit" / mutant.file
            file.write_text(mutant.applied(file.read_text("utf-8")), "utf-8")
        asked = "import sys; from tests.mutants import judged; sys.exit(judged())"
        done = subprocess.run(
            [sys.executable, "-c", asked],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1", "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        return Verdict(done.returncode) if done.returncode in set(Verdict) else Verdict.BROKEN


def main(words: str = "") -> int:
    """Run the mutants whose names hold `words`; the number that were not noticed."""
    chosen = [each for each in steps() if words in each.name]
    if verdict(None) is not Verdict.LIVES:
        print("The tests fail without any mutant: mend them first.")  # noqa: T201 - a script speaks to whoever runs it
        return 1
    noticed = 0
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        for each, found in zip(chosen, pool.map(verdict, chosen), strict=True):
            print(f"{_SAID[found]}: {each.name}", flush=True)  # noqa: T201 - a script speaks to whoever runs it
            noticed += found is Verdict.NOTICED
    print(f"{noticed} of {len(chosen)} mutants were noticed.")  # noqa: T201 - a script speaks to whoever runs it
    return len(chosen) - noticed


_SAID = {
    Verdict.NOTICED: "noticed",
    Verdict.BROKEN: "breaks the tests, which proves nothing",
    Verdict.LIVES: "lives on",
}


if __name__ == "__main__":
    sys.exit(min(1, main(*sys.argv[1:2])))
