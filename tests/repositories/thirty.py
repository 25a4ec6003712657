"""A repository of thirty commits over two small plans, with everything that a history can hold and a hostile one adds.

`thirty(folder)` makes it in about a second, the same to the last byte each time; the fixture `the_thirty` makes it once
for a whole run. Whoever reads it must leave `ran` empty: each program that git could be made to run leaves its name there.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.repositories.repository import git, ran

_FIRST_DAY = 1_767_268_800  # 2026-01-01, noon, UTC
_A_DAY = 86_400
_AUTHORS = ("Fiona McKellar <f@hollin.example>", "João Silva <j@lark.example>", "x'; touch y <-@x.example>")

LARK, LARKFIELD = "relationships/lark", "relationships/larkfield"
Files = dict[str, bytes]

_ORGANISATION = """\
format: 1
id: hollin
name: Hollin Dairy
people:
  amara: {name: Ruth Amara}
"""
_PLAN = """\
title: Lark cold chain
type: supplier
state: active
parties:
  hollin: {name: Hollin Dairy, letter: H}
  lark: {name: Lark Transport, letter: L}
roles:
  hollin.ser:
    amara: {from: 2025-01-01}
  hollin.manager:
    amara: {from: 2025-01-01}
  lark.manager:
    quill: {from: 2025-01-01}
"""
_JOINT = """\
purpose: Milk that arrives cold
people:
  quill: {name: Tom Quill, of: lark}
risks:
  R-L1:
    title: The chiller is old and may stop in a hot week
    owner: lark.manager
"""
_INTERNAL = "risks:\n  R-1: {title: They may be sold before the summer, owner: hollin.manager}\n"
_R_L2 = "  R-L2:\n    title: Both yards close for the works at the bridge\n    owner: hollin.manager\n"
_TERN = "title: Tern\ntype: network\nstate: active\nparties: {hollin: {name: Hollin Dairy}}\n"


@dataclass(frozen=True)
class Thirty:
    """The repository, and the ways in which people come to have it."""

    root: Path
    """The folder people work in; the plans are in `rmp-data`."""

    commits: tuple[str, ...]
    """All thirty, oldest first."""

    named: Mapping[str, str]
    """Some of them by what they did."""

    ran: Path
    """A folder in which every program that was run leaves its name; to be empty."""

    shallow: Path
    """A clone of the last two commits."""

    partial: Path
    """A clone without contents, but for those of the last commit."""

    worktree: Path
    """A second folder of the same repository, at the twentieth commit."""

    bare: Path
    """A clone without a folder to work in."""

    @property
    def data(self) -> Path:
        """The plans."""
        return self.root / "rmp-data"

    @property
    def everywhere(self) -> tuple[Path, ...]:
        """Every copy of the repository."""
        return self.root, self.shallow, self.partial, self.worktree, self.bare


class _Story:
    """Commits as git's importer reads them."""

    def __init__(self) -> None:
        self.stream: list[bytes] = []
        self.held: list[Files] = []
        self.names: dict[str, int] = {}

    def commit(self, files: Files, *parents: int, called: str, branch: str = "main") -> int:
        """One more commit; gives its number, from 1."""
        number = len(self.held) + 1
        when = f"{_AUTHORS[number % len(_AUTHORS)]} {_FIRST_DAY + number * _A_DAY} +0000"
        lines = [f"commit refs/heads/{branch}", f"mark :{number}", f"author {when}", f"committer {when}"]
        self.stream += ["\n".join(lines).encode(), b"\n", *_counted(f"{called}\n\n$(touch x) ::error::x\n".encode())]
        self.stream += [f"from :{parents[0]}\n".encode()] if parents else []
        self.stream += [f"merge :{each}\n".encode() for each in parents[1:]]
        self.stream.append(b"deleteall\n")
        for name, content in sorted({**files, "../.gitattributes": b"* filter=evil diff=evil merge=evil\n"}.items()):
            path = name.removeprefix("../") if name.startswith("../") else f"rmp-data/{name}"
            self.stream += [f"M 100644 inline {path}\n".encode(), *_counted(content)]
        self.held.append(files)
        self.names[called] = number
        return number

    def at(self, number: int) -> Files:
        return dict(self.held[number - 1])


def _counted(content: bytes) -> tuple[bytes, ...]:
    return f"data {len(content)}\n".encode(), content, b"\n"


def _changed(files: Files, name: str, old: str, new: str) -> Files:
    text = files[name].decode()
    assert old in text, (name, old)
    return {**files, name: text.replace(old, new, 1).encode()}


def _with(files: Files, name: str, more: str) -> Files:
    return {**files, name: files.get(name, b"") + more.encode()}


def _told() -> _Story:
    """What happened, commit by commit."""
    story = _Story()
    _until_the_merge(story)
    _from_the_renaming(story)
    return story


def _then(story: _Story, files: Files, called: str) -> Files:
    story.commit(files, *([len(story.held)] if story.held else []), called=called)
    return files


def _until_the_merge(story: _Story) -> None:
    joint, plan = f"{LARK}/joint.yml", f"{LARK}/plan.yml"
    now = {
        "organisation.yml": _ORGANISATION.encode(),
        plan: _PLAN.encode(),
        joint: _JOINT.encode(),
        f"{LARK}/internal.yml": _INTERNAL.encode(),
    }
    _then(story, now, "begun")
    now = _then(story, _with(now, joint, _R_L2), "a risk")
    now = _then(
        story, _changed(now, joint, "    owner: lark.manager", "    owner: lark.manager\n    due: 2026-03-01"), "a day"
    )
    now = _then(story, {**now, "relationships/tern.yml": _TERN.encode()}, "a second plan")
    now = _then(story, _with(now, joint, "issues:\n  I-1: {title: Late lorries, raised: 2026-01-04}\n"), "an issue")
    now = _then(
        story,
        _with(now, joint, "meetings:\n  M-1: {on: 2026-01-05, present: [hollin.manager, lark.manager]}\n"),
        "a meeting",
    )
    form = (
        now[joint]
        .decode()
        .replace(
            "  I-1: {title: Late lorries, raised: 2026-01-04}",
            "  I-1:   # of January\n    raised: '2026-01-04'\n    title: \"Late lorries\"",
        )
    )
    now = _then(story, {**now, joint: form.encode()}, "only the form")
    now = _then(story, {**now, joint: now[joint].replace(b"\n", b"\r\n")}, "line ends")
    now = _then(story, {**now, joint: now[joint].replace(b"\r\n", b"\n")}, "line ends again")
    now = _then(story, _changed(now, joint, "R-L2:", "R-L3:"), "a record renamed")
    record = f"{LARK}/joint/record.yml"
    now = _then(
        story, {record: now[joint], **{name: each for name, each in now.items() if name != joint}}, "a file renamed"
    )
    text = now[record].decode()
    start, end = text.index("risks:"), text.index("issues:")
    now = _then(
        story,
        {**now, record: (text[:start] + text[end:]).encode(), f"{LARK}/joint/risks.yml": text[start:end].encode()},
        "a section moved",
    )
    risks = f"{LARK}/joint/risks.yml"
    fork = len(story.held)
    now = _then(story, _with(now, risks, "  R-L4: {title: The gate sticks, owner: lark.manager}\n"), "one side")
    one = len(story.held)
    other = _with(
        story.at(fork), record, "actions:\n  A-1: {title: Ask for a price, owner: hollin.manager, due: 2026-02-01}\n"
    )
    two = story.commit(other, fork, called="the other side", branch="other")
    now = {**now, record: other[record]}
    story.commit(now, one, two, called="both sides merged")


def _from_the_renaming(story: _Story) -> None:
    now = story.at(len(story.held))
    plan, record, risks = f"{LARK}/plan.yml", f"{LARK}/joint/record.yml", f"{LARK}/joint/risks.yml"
    text = _changed(now, plan, "state: active", "state: active\nformerly: [lark]")
    now = _then(
        story, {name.replace(f"{LARK}/", f"{LARKFIELD}/"): each for name, each in text.items()}, "a plan renamed"
    )
    plan, record, risks = (name.replace(f"{LARK}/", f"{LARKFIELD}/") for name in (plan, record, risks))
    now = _then(
        story,
        _changed(now, record, "Milk that arrives cold", "Milk that arrives cold, and bottles that come back"),
        "a term",
    )
    now = _then(
        story,
        _with(now, record, "measures:\n  cold: {question: Is it cold?, of: lark, target: at least 95}\n"),
        "a measure",
    )
    now = _then(
        story,
        _changed(now, record, "Milk that arrives cold, and bottles that come back", "Milk that arrives cold"),
        "the term reverted",
    )
    fork = len(story.held)
    now = _then(story, _changed(now, risks, "due: 2026-03-01", "due: 2026-04-01"), "a day put off")
    one = len(story.held)
    other = _changed(story.at(fork), risks, "may stop in a hot week", "may stop in July")
    two = story.commit(other, fork, called="a word", branch="word")
    now = {**now, risks: _changed(other, risks, "due: 2026-03-01", "due: 2026-05-01")[risks]}
    story.commit(now, one, two, called="a merge like neither")
    now = _then(
        story, {**now, "relationships/tern.yml": _TERN.replace("type: network", "type: [network").encode()}, "a slip"
    )
    now = _then(story, {**now, "relationships/tern.yml": _TERN.encode()}, "the slip mended")
    now = _then(story, _with(now, f"{LARKFIELD}/evidence/minutes.md", "Held.\n"), "evidence")
    now = _then(
        story,
        _changed(now, record, "I-1:", "I-1:\n    state: resolved\n    outcome: Two more lorries"),
        "an issue resolved",
    )
    now = _then(
        story, _with(now, f"{LARKFIELD}/internal.yml", "signposts:\n  SP-1: {title: Offer, at: Safe 3}\n"), "ours alone"
    )
    now = _then(story, {name: each for name, each in now.items() if name != "relationships/tern.yml"}, "a plan gone")
    now = _then(story, _changed(now, "organisation.yml", "Hollin Dairy", "Hollin Dairies"), "another name")
    _then(
        story,
        _changed(now, risks, "  R-L3:", "  R-L5: {title: Glass on the road, owner: lark.manager}\n  R-L3:"),
        "the last",
    )


_TRAP = """#!/bin/sh
touch '{ran}/{name}'
exit 1
"""
_HOOKS = (
    "applypatch-msg", "post-checkout", "post-commit", "post-index-change", "post-merge", "post-rewrite", "pre-auto-gc",
    "pre-commit", "reference-transaction", "fsmonitor-watchman", "update", "post-update", "pre-receive", "post-receive",
)  # fmt: skip


def _trap(folder: Path, name: str, ran_: Path) -> Path:
    script = folder / name
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(_TRAP.format(ran=ran_, name=name), "utf-8")
    script.chmod(0o755)
    return script


def _make_evil(repository: Path, ran_: Path) -> None:
    """Have a repository run a program wherever git can be made to."""
    base = repository / ".git" if (repository / ".git").is_dir() else repository
    traps = {name: _trap(base / "traps", name, ran_) for name in (
        "fsmonitor", "ssh", "external", "textconv", "pager", "editor", "alias", "included", "clean", "smudge", "process",
        "gpg", "pack-hook", "credential", "askpass", "refs", "merge", "proxy", "remote",
    )}  # fmt: skip
    for hook in _HOOKS:
        _trap(base / "hooks", hook, ran_)
    (base / "more").write_text(
        f"[core]\n\tpager = {traps['included']}\n[alias]\n\trev-list = !{traps['alias']}\n", "utf-8"
    )
    settings = f"""
[core]
	fsmonitor = {traps["fsmonitor"]}
	hooksPath = {base}/hooks
	sshCommand = {traps["ssh"]}
	pager = {traps["pager"]}
	editor = {traps["editor"]}
	askPass = {traps["askpass"]}
	alternateRefsCommand = {traps["refs"]}
	gitProxy = {traps["proxy"]}
[pager]
	rev-list = {traps["pager"]}
	cat-file = {traps["pager"]}
	diff-tree = {traps["pager"]}
	ls-tree = {traps["pager"]}
	rev-parse = {traps["pager"]}
	for-each-ref = {traps["pager"]}
[diff]
	external = {traps["external"]}
[diff "evil"]
	textconv = {traps["textconv"]}
	command = {traps["external"]}
[merge "evil"]
	driver = {traps["merge"]}
[filter "evil"]
	clean = {traps["clean"]}
	smudge = {traps["smudge"]}
	process = {traps["process"]}
	required = true
[alias]
	cat-file = !{traps["alias"]}
	rev-parse = !{traps["alias"]}
	ls-tree = !{traps["alias"]}
	diff-tree = !{traps["alias"]}
[gpg]
	program = {traps["gpg"]}
[log]
	showSignature = true
[credential]
	helper = !{traps["credential"]}
[uploadpack]
	packObjectsHook = {traps["pack-hook"]}
[remote "origin"]
	uploadpack = {traps["remote"]}
	vcs = evil
[include]
	path = {base}/more
"""
    with (base / "config").open("a", encoding="utf-8") as file:
        file.write(settings)


ODD_BRANCHES = ("-x", "--all", "--output={ran}/written", "a;touch-b", "$(id)", "émile")
"""Branches that git lets be made, with names that mean something else elsewhere."""


def thirty(folder: Path) -> Thirty:
    """Make the repository and its clones in an empty folder."""
    root, ran_ = folder / "plans", folder / "ran"
    root.mkdir(parents=True)
    ran_.mkdir()
    story = _told()
    git(root, "init", "--quiet", "--template=")
    ran(root, "fast-import", "--quiet", "--export-marks=../marks", given=b"".join(story.stream))
    marks = dict(line.split() for line in (folder / "marks").read_text("ascii").splitlines())
    commits = tuple(marks[f":{number}"] for number in range(1, len(story.held) + 1))
    git(root, "reset", "--quiet", "--hard")
    for branch in ODD_BRANCHES:
        git(root, "update-ref", f"refs/heads/{branch.format(ran=ran_)}", commits[0])
    git(root, "config", "uploadpack.allowFilter", "true")
    address = root.as_uri()
    git(folder, "clone", "--quiet", "--template=", "--depth", "2", address, "shallow")
    git(folder, "clone", "--quiet", "--template=", "--filter=blob:none", address, "partial")
    git(folder, "clone", "--quiet", "--template=", "--bare", address, "bare.git")
    git(root, "worktree", "add", "--quiet", "--detach", "../beside", commits[19])
    clones = [folder / name for name in ("shallow", "partial", "bare.git", "beside")]
    for repository in (root, *clones[:3]):
        _make_evil(repository, ran_)
    named = {name: commits[number - 1] for name, number in story.names.items()}
    return Thirty(root, commits, named, ran_, clones[0], clones[1], clones[3], clones[2])


def spring(of: Thirty, folder: Path) -> list[str]:
    """Which traps go off where a person runs everyday commands: a copy is used up for it, and cleared away."""
    copy = folder / "copy"
    shutil.copytree(of.root, copy, symlinks=True)
    with (copy / "rmp-data/organisation.yml").open("a", encoding="utf-8") as file:
        file.write("# edited\n")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    plainly = ("-c", "core.fsmonitor=false", "-c", "filter.evil.process=", "-c", "filter.evil.required=false")
    for words in (("status",), (*plainly, "diff"), ("checkout", "-f", "HEAD"), ("fetch", "ssh://x.example/y")):
        subprocess.run(["git", *words], cwd=copy, env=clean, capture_output=True, check=False, timeout=60)
    found = sorted(path.name for path in of.ran.iterdir())
    for path in of.ran.iterdir():
        path.unlink()
    return found
