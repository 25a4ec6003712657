"""The check of the checks: one marking or one step of the projection is taken out at a time, and a test must notice.

    .venv/bin/python tests/mutants.py            every mutant of tests/disclosure/mutants.yml, and every marking
    .venv/bin/python tests/mutants.py 'a party'  those whose name holds these words

Each mutant is a copy of the package in a folder of its own; the tests named below run against it, and it is killed when
one of them fails. Exits with 1 where a mutant lives on, and names it. Markings are read off the model, so that a field
added tomorrow has its mutant: one that is closed is opened to the parties, one that is open loses its marking.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugin/rmpkit"
OPENNESS = (
    "from tests.disclosure import test_openness as t; t.test_the_model_opens_what_the_list_opens_and_nothing_else()"
)
"""What notices a marking: the list of what is open, asked without the start of a test runner."""

STEPS = (
    "tests/disclosure/test_edition.py",
    "tests/disclosure/test_refusals.py",
    "tests/disclosure/test_cases.py",
    "tests/disclosure/test_attacks.py",
    "tests/disclosure/test_leak_paths.py",
    "tests/acceptance/test_threads.py",
)
"""What notices a step that is missing."""


@dataclass(frozen=True)
class Mutant:
    """One change that must not go unnoticed."""

    name: str
    file: str
    take: str
    put: str
    tests: tuple[str, ...]

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
        yield Mutant(each["name"], each["file"], each["take"], each["put"], STEPS)


_MARKING = re.compile(r"\b(PUBLIC|JOINT|INTERNAL|RESTRICTED)_(TERM|RECORD)\b")


def markings() -> Iterator[Mutant]:
    """A mutant for every field of the model: what is closed opened, what is open without its marking."""
    for file in sorted((PACKAGE / "model").glob("*.py")):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        for node in ast.walk(ast.parse("".join(lines))):
            if not isinstance(node, ast.ClassDef):
                continue
            for field in node.body:
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    yield from _marking(
                        file, node.name, field.target.id, "".join(lines[field.lineno - 1 : field.end_lineno])
                    )


def _marking(file: Path, record: str, name: str, text: str) -> Iterator[Mutant]:
    found = _MARKING.search(text)
    if found is None or "ClassVar" in text:
        return
    closed = found[1] in ("INTERNAL", "RESTRICTED")
    put = _MARKING.sub(f"JOINT_{found[2]}", text) if closed else re.sub(rf", {found[0]}\b", ', "no marking"', text)
    what = "is opened" if closed else "has no marking"
    place = file.relative_to(PACKAGE).as_posix()
    source = file.read_text("utf-8")
    head = source[source.index(f"class {record}(") :]
    before = source[: source.index(f"class {record}(")]
    start = len(before) + head.index(text)
    # The same line may stand in several records: the text before it tells which is meant.
    take = source[max(0, start - 1500) : start] + text
    yield Mutant(f"{record}.{name} {what}", place, take, take[: -len(text)] + put, ())


def killed(mutant: Mutant) -> bool:
    """Whether a test notices the mutant."""
    with tempfile.TemporaryDirectory(prefix="rmp-mutant-") as folder:
        # Compiled files go along: what stays the same is not compiled anew.
        shutil.copytree(PACKAGE, Path(folder) / "rmpkit")
        file = Path(folder) / "rmpkit" / mutant.file
        file.write_text(mutant.applied(file.read_text("utf-8")), "utf-8")
        command = (
            ["-c", OPENNESS] if mutant.tests == () else ["-m", "pytest", "-qx", "-p", "no:cacheprovider", *mutant.tests]
        )
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1", "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode == 1  # a test failed; anything else would prove nothing


def main(words: str = "") -> int:
    """Run the mutants whose names hold `words`; the number that live on."""
    chosen = [each for each in (*steps(), *markings()) if words in each.name]
    unharmed = Mutant("nothing is changed", "model/record.py", "class Entry(Record):", "class Entry(Record):", STEPS)
    if killed(unharmed):
        print("The tests fail without any mutant: mend them first.")  # noqa: T201 - a script speaks to whoever runs it
        return 1
    living = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        for each, dead in zip(chosen, pool.map(killed, chosen), strict=True):
            print(f"{'noticed' if dead else 'lives on'}: {each.name}", flush=True)  # noqa: T201 - a script speaks to whoever runs it
            if not dead:
                living.append(each.name)
    print(f"{len(chosen) - len(living)} of {len(chosen)} mutants were noticed.")  # noqa: T201 - a script speaks to whoever runs it
    return len(living)


if __name__ == "__main__":
    sys.exit(min(1, main(*sys.argv[1:2])))
