"""Which repositories of other accounts this user, or this machine, says are safe to open.

git opens no repository that belongs to somebody else, unless `safe.directory` names it: in a container or a mounted
folder, where a pipeline checks out, that is every one. Our git reads nobody's settings; so these, and nothing else, are
asked for where git refused, and handed on in a file of our own. git before 2.38 heeds them in no other place than the
user's file and the machine's: neither by `-c` nor in the environment. Measured with git 2.39; see
https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
"""What of the environment says where this user and this machine keep their settings."""

ASKED = ("config", "--type=path", "-z", "--get-all", "safe.directory")
"""What git is asked, outside of every repository, so that none can name itself."""


@dataclass(slots=True)
class Trust:
    """What was found; asked once a run, and only where git refused."""

    asked: bool = False
    directories: tuple[str, ...] = ()

    def take(self, said: bytes) -> None:
        """Keep what git said to the question."""
        self.asked = True
        self.directories = tuple(piece.decode("utf-8", "surrogateescape") for piece in said.split(b"\0")[:-1])


def surroundings(environment: Mapping[str, str], nowhere: str) -> Mapping[str, str]:
    """The environment in which git is asked what is safe: the user's own, which leads into no repository."""
    kept = {name: value for name, value in environment.items() if not name.upper().startswith("GIT_") or name in KEPT}
    return {**kept, "GIT_CEILING_DIRECTORIES": nowhere, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def settings(directories: Iterable[str]) -> bytes:
    """A file of settings that says which repositories are safe, and nothing else."""
    lines = "".join(f'\tdirectory = "{_quoted(directory)}"\n' for directory in directories)
    return f"[safe]\n{lines}".encode("utf-8", "surrogateescape")


def _quoted(directory: str) -> str:
    escaped = directory.replace("\\", "\\\\").replace('"', '\\"')
    return escaped.replace("\n", "\\n").replace("\t", "\\t").replace("\b", "\\b")


def is_refusal(message: str) -> bool:
    """Whether git refused a repository for whose it is."""
    return "dubious ownership" in message or "safe.directory" in message or "unsafe repository" in message
