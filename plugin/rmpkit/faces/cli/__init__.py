"""The command `rmp`. Verbs are imported when they are called, so that `rmp --help` is quick."""

from rmpkit.faces.cli.command import main

__all__ = ["main"]
