"""The golden corpus: one change a file, as a relationship manager would tell it, with what is said of it.

A file is a heading, a piece of YAML that is laid over the clean plan of the rules' tests before the change, another
after it, and the sentences. Keys are those of a plan; of organisation.yml below `organisation`; of one part of the
plan below `joint`, `internal` or `restricted`. `relationships` names plans that stand beside, or are gone; `evidence`
files, each with what it holds. What stands in a file word for word, slips and all, is told below `text` by its name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from rmpkit.changes.approvers import who
from rmpkit.changes.change import Change, Effect
from rmpkit.changes.comparison import Comparison, compare
from rmpkit.model.portfolio import EvidenceFile
from rmpkit.model.record import Part
from rmpkit.rules.judgement import Judged
from rmpkit.store.evidence import Held
from rmpkit.store.folder import ORGANISATION, Folder, Source
from tests.changes.pairs import closed_in, judged
from tests.rules.overlay import LOADER, folder_with, merged

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(CORPUS.glob("*.md"))
NORTHGATE = "northgate"

_FILE = re.compile(
    r"# (?P<title>[^\n]+)\n+(?P<prose>.*?)\n?## Before\n+```yaml\n(?P<before>.*?)```\n+## After\n+```yaml\n(?P<after>.*?)```\n+"
    r"## What is said\n+(?P<said>.*)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Story:
    """One file of the corpus."""

    path: Path
    title: str
    before: str
    after: str
    said: str

    @classmethod
    def read(cls, path: Path) -> "Story":
        match = _FILE.fullmatch(path.read_text("utf-8"))
        assert match, f"{path.name} is not a story: heading, Before, After, What is said"
        return cls(path, match["title"], match["before"], match["after"], match["said"])

    @property
    def comparison(self) -> Comparison:
        return self._compared(self.before, self.after, self.held)

    @property
    def backwards(self) -> Comparison:
        """The comparison the other way round."""
        return self._compared(self.after, self.before, self.held[::-1])

    def _compared(self, one: str, other: str, held: tuple[Held, Held]) -> Comparison:
        closed, hidden = (closed_in(folder_of(text)) for text in (one, other))
        return compare(state(one), state(other), held=held, closed=closed, hidden=hidden)

    @cached_property
    def states(self) -> tuple[Judged, Judged]:
        return state(self.before), state(self.after)

    @property
    def held(self) -> tuple[Held, Held]:
        """What the evidence files hold before and after."""
        before, after = (yaml.load(text, LOADER) or {} for text in (self.before, self.after))
        return _held(before), _held(after)

    def written(self) -> str:
        """The file with what is really said."""
        text = self.path.read_text("utf-8")
        return text[: text.index("## What is said")] + f"## What is said\n\n{told(self.comparison)}"


def _held(over: dict[str, Any]) -> Held:
    return {(NORTHGATE, name): f"named for {content}" for name, content in dict(over.get("evidence", {})).items()}


def _emptied(value: Any) -> Any:
    """`null` is written where something is taken away."""
    if isinstance(value, dict):
        return {key: _emptied(item) for key, item in value.items()}
    return "" if value == "null" else value


@cache
def state(text: str) -> Judged:
    """The clean folder with one piece of YAML over it, judged."""
    return judged(folder_of(text))


@cache
def folder_of(text: str) -> Folder:
    """The clean folder with one piece of YAML over it."""
    over = _emptied(yaml.load(text, LOADER) or {})
    own = {"organisation": over.pop("organisation", {})}
    parts = {name: over.pop(name) for name in ("joint", "internal", "restricted") if name in over}
    beside, files = over.pop("relationships", None), over.pop("evidence", ())
    word_for_word = over.pop("text", {})
    laid = {NORTHGATE: over, **own} if beside is not None else {**over}
    folder = folder_with(yaml.safe_dump(laid), across=beside is not None)
    if beside is None and own["organisation"]:
        ours = folder_with(yaml.safe_dump(own["organisation"]), organisation=True)
        changed = next(source for source in ours.sources if source.file == "organisation.yml")
        folder = replace(folder, sources=tuple(changed if s.file == changed.file else s for s in folder.sources))
    for name, keys in parts.items():
        folder = _in_part(folder, f"{NORTHGATE}/{name}.yml", keys)
    for plan, name in dict(beside or {}).items():
        folder = _called(folder, plan, name)
    for name, words in word_for_word.items():
        folder = _word_for_word(folder, name, words)
    evidence = tuple(EvidenceFile(name, 10) for name in files)
    return replace(folder, evidence={**folder.evidence, NORTHGATE: evidence})


def _in_part(folder: Folder, file: str, keys: dict[str, Any]) -> Folder:
    if not any(source.file.endswith(file) for source in folder.sources):
        beside = next(source for source in folder.sources if source.file.endswith(f"{NORTHGATE}/internal.yml"))
        part = Part.named(file.rpartition("/")[2].removesuffix(".yml"))
        new = replace(beside, file=beside.file.replace("internal.yml", file.rpartition("/")[2]), part=part, raw=b"{}")
        folder = replace(folder, sources=(*folder.sources, new))

    def laid(source: Any) -> Any:
        if not source.file.endswith(file):
            return source
        return replace(
            source, raw=yaml.safe_dump(merged(yaml.load(source.raw, LOADER), keys), sort_keys=False).encode()
        )

    return replace(folder, sources=tuple(map(laid, folder.sources)))


def _word_for_word(folder: Folder, name: str, words: str) -> Folder:
    """The folder with a file that holds these words: one of the organisation, or of a part of the plan."""
    plan = None if name == ORGANISATION else NORTHGATE
    file = name if plan is None else f"relationships/{NORTHGATE}/{name}"
    part = Part.named(name.split("/", maxsplit=1)[0].removesuffix(".yml")) if plan else None
    kept = (source for source in folder.sources if source.file != file)
    sources = sorted((*kept, Source(file, plan, part, words.encode())), key=lambda source: source.file)
    return replace(folder, sources=tuple(sources))


def _called(folder: Folder, plan: str, name: str) -> Folder:
    """The folder with a plan under another name, or without it where no name is given."""
    kept = tuple(s for s in folder.sources if s.plan != plan)
    moved = tuple(
        replace(s, plan=name, file=s.file.replace(f"/{plan}/", f"/{name}/"))
        for s in folder.sources
        if s.plan == plan and name
    )
    plans = tuple(sorted({*folder.plans, *([name] if name else [])} - {plan} | ({plan} if plan == name else set())))
    return replace(folder, sources=tuple(sorted((*kept, *moved), key=lambda s: s.file)), plans=plans)


def told(comparison: Comparison) -> str:
    """What is said of a comparison, as it stands in a file of the corpus."""
    lines = [line for change in comparison.changes for line in _told(comparison, change)]
    lines += [f"- Not done: {note.says}" for note in comparison.notes]
    return "\n".join(lines or ["Nothing is said: nobody would notice."]) + "\n"


def _told(comparison: Comparison, change: Change) -> Iterator[str]:
    yield f"- **{change.rank.value}** {change.sentence}"
    also = [change.ranked_by, *change.labels]
    if change.effect is not Effect.NEUTRAL:
        also.append(f"{change.effect.value} {', '.join(change.requirements)}".strip())
    if change.approvers:
        also.append("for " + ", ".join(who(comparison.case_of(change, post), post) for post in change.approvers))
    yield f"    - {'; '.join(also)}"
    if change.words:
        pieces = {"kept": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
        yield f"    - {' '.join(pieces[piece.fate].format(piece.text) for piece in change.words)}"
