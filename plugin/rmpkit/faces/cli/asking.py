"""Questions to the person at the keyboard, each with what is meant where nothing is said; options answer them too."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import click

from rmpkit.faces.cli import terminal
from rmpkit.faces.cli.reasons import Halted
from rmpkit.model.showing import printable
from rmpkit.operations.drafts import UnfitAnswerError


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, ready to be put."""

    key: str
    """The option that answers it."""

    words: str
    """The question."""

    usual: str = ""
    """What is meant where nothing is said."""

    placeholder: str = ""
    """What stands in the file until somebody knows; nothing where it may be left out."""

    waits: bool = False
    """Whether only its option answers it."""

    needed: bool = False
    """Whether nothing can be written without an answer."""


def at_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return terminal.answered()


def answers_to(
    questions: Iterable[Asked], given: Mapping[str, str | None], *, yes: bool, fits: Callable[[str, str], object]
) -> dict[str, str]:
    """An answer to every question: from its option, from the person at the keyboard, or as usual.

    Args:
        questions: what is asked.
        given: what options said.
        yes: whether nothing is to be asked.
        fits: raises where an answer does not fit a question.

    Raises:
        click.UsageError: something has to be known, and nobody can be asked.
    """
    asking = not yes and at_terminal()
    answers = {}
    for question in questions:
        text = given.get(question.key)
        if text is None and asking and not question.waits:
            text = _put(question, fits)
        elif text is None and not question.usual and (question.needed or (question.placeholder and not yes)):
            raise click.UsageError(_lacking(question))
        answers[question.key] = question.usual if text is None else text
    return answers


def _lacking(question: Asked) -> str:
    words = f"{question.words[:1].lower()}{question.words[1:]}"
    leave = "" if question.needed else f', or add --yes to leave "{question.placeholder}" there'
    return f"Add --{question.key}: {words}{leave}."


def _put(question: Asked, fits: Callable[[str, str], object]) -> str:
    left = question.usual or question.placeholder or ("" if question.needed else "leave out")

    def read(text: str) -> str:
        if text == left:
            return question.usual
        try:
            fits(question.key, text)
        except UnfitAnswerError as error:
            raise click.BadParameter(printable(str(error))) from None
        return text

    try:
        return str(click.prompt(question.words, default=left or None, value_proc=read, err=True))
    except click.Abort:
        raise Halted("Nothing was written.") from None
