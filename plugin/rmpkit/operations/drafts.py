"""A plan that is to be added to, and what is ready to be written into it."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from rmpkit.model.misfit import Misfit, nearest
from rmpkit.model.plan import Plan
from rmpkit.model.record import Part
from rmpkit.model.reference import arguments, arms, register_of
from rmpkit.model.scalars import Choice
from rmpkit.model.showing import show
from rmpkit.model.vocabulary import OpenChoice
from rmpkit.operations.check import Loaded, vocabulary
from rmpkit.operations.meanings import plan_meant, post_meant, word_meant
from rmpkit.operations.questions import reader_of, type_of
from rmpkit.store.document import Data
from rmpkit.store.folder import Source
from rmpkit.store.references import unknown_in_plan
from rmpkit.store.spelling import spelt
from rmpkit.store.wording import worded


class NotAddedError(Exception):
    """Nothing was written; says why, and what would help."""


class UnfitAnswerError(NotAddedError):
    """An answer does not fit what was asked."""

    def __init__(self, key: str, happened: str, mend: str) -> None:
        super().__init__(f"{happened} {mend}")
        self.key = key


@dataclass(frozen=True, slots=True)
class Desk:
    """A plan as it lies there, ready to be added to."""

    loaded: Loaded
    """The data folder, read."""

    plan: Plan
    """The plan."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its files."""
        return tuple(source for source in self.loaded.folder.sources if source.plan == self.plan.id)

    @property
    def shared(self) -> bool:
        """Whether it has a part that the parties share."""
        return any(source.part == Part.JOINT for source in self.sources)

    @property
    def alone(self) -> bool:
        """Whether it is kept in one file."""
        return any(source.alone for source in self.sources)

    @property
    def owner(self) -> str:
        """The party that keeps the plan; nothing where that cannot be read."""
        organisation = self.loaded.portfolio.organisation
        return organisation.id if organisation else ""

    @property
    def texts(self) -> tuple[str, ...]:
        """What its files hold, also those that cannot be read as plans."""
        return tuple(source.raw.decode("utf-8", "replace") for source in self.sources)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be written, tried and found readable."""

    file: str
    """The file, below the data folder."""

    before: bytes | None
    """What it holds; `None` for a new one."""

    after: str
    """What it is to hold."""

    key: str
    """The id, or the period of a reading."""

    part: Part
    """The part it stands in."""

    line: int
    """Where it begins, counted from 1."""

    lines: tuple[str, ...]
    """The lines that are added."""


def sit_down(loaded: Loaded, relationship: str) -> Desk:
    """The plan of a relationship, to be added to.

    Raises:
        NotAddedError: there is no such relationship.
    """
    plans = {plan.id: plan for plan in loaded.portfolio.plans}
    if (found := plan_meant(relationship, plans)) in plans:
        return Desk(loaded, plans[found])
    near = nearest(relationship, plans)
    known = f'Write "{near}".' if near else f"There are {', '.join(plans) or 'none'}."
    raise NotAddedError(f'There is no relationship "{show(relationship)}". {known}')


def part_of(text: str) -> Part:
    """The part of a plan that an answer names.

    Raises:
        UnfitAnswerError: it is none, or none that holds records.
    """
    part = Part.named(text)
    if part is None or part == Part.PLAN:
        happened = f'"{show(text)}" is no part that holds records.'
        raise UnfitAnswerError("part", happened, "Write joint, internal or restricted.")
    return part


def answer(desk: Desk, record: type[BaseModel], key: str, text: str) -> Data:
    """What an answer means, as it is written in the file.

    Raises:
        UnfitAnswerError: it does not fit the key, or names something that is not there.
    """
    hint: Any = type_of(record, key)
    several = bool(arguments(hint, tuple))
    given = tuple(filter(None, (piece.strip() for piece in text.split(",")))) if several else (text,)
    try:
        meant = tuple(_meant(desk, hint, each) for each in given)
    except Misfit as misfit:
        raise UnfitAnswerError(key, misfit.happened, misfit.mend) from None
    value = meant if several else meant[0]
    try:
        read = reader_of(record, key).validate_python(value)
    except ValidationError as error:
        unfit = next(worded(error.errors(include_url=False), None, key))
        raise UnfitAnswerError(key, unfit.happened, unfit.mend) from None
    words = vocabulary(desk.loaded.library)
    for finding in unknown_in_plan(desk.plan, desk.loaded.portfolio, words, hint, read):
        raise UnfitAnswerError(key, finding.message, finding.mend)
    return spelt(read)


def words_for(desk: Desk, record: type[BaseModel], key: str) -> tuple[str, ...]:
    """What may be answered, where that is a short list: the words of a key, or the posts of the plan."""
    hint: Any = type_of(record, key)
    inner = arguments(hint, tuple)
    for arm in arms(inner[0] if inner else hint):
        if isinstance(arm, type) and issubclass(arm, Choice):
            return (*arm, *_own_words(desk, arm))
        if register_of(arm) == "posts":
            return tuple(desk.plan.roles)[:_MOST_POSTS]
    return ()


def _own_words(desk: Desk, choice: type[Choice]) -> tuple[str, ...]:
    """The words that the organisation has beside ours."""
    owner = desk.loaded.portfolio.organisation
    if owner is None or not issubclass(choice, OpenChoice):
        return ()
    return tuple(word for word in owner.words.get(choice.vocabulary(), {}) if word not in tuple(choice))


_MOST_POSTS = 12
"""Posts that are named in a question."""


def _meant(desk: Desk, hint: Any, text: str) -> str:  # noqa: ANN401 - a type of any shape
    """What somebody means who writes a person for a post, or a word with other capitals.

    Raises:
        Misfit: it means nothing here, or more than one thing.
    """
    inner = arguments(hint, tuple)
    for arm in arms(inner[0] if inner else hint):
        if register_of(arm) == "posts":
            return post_meant(text, desk.plan, desk.loaded.portfolio.organisation)
        if isinstance(arm, type) and issubclass(arm, Choice):
            return word_meant(text, (*arm, *_own_words(desk, arm)))
    return text
