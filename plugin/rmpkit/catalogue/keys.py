"""What an author writes for a requirement to be recorded: the keys behind each predicate, and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from rmpkit.catalogue.predicate import (
    OWN_SER,
    AnyOf,
    Approved,
    Chosen,
    Filled,
    Held,
    Met,
    Predicate,
    RecordIn,
    Reviewed,
    Revised,
    Whose,
)
from rmpkit.catalogue.requirement import Level, Requirement
from rmpkit.model.meetings import Level as ForumLevel
from rmpkit.model.substance import Substance, substance_of


@dataclass(frozen=True, slots=True)
class Written:
    """One thing to write."""

    key: str
    """The key it stands under in the file, from the outside in: `exit: principles:`."""

    says: str = ""
    """What has to stand there, where the key alone does not say it."""

    @property
    def register(self) -> str:
        """The outermost key."""
        return self.key.partition(":")[0]

    def __str__(self) -> str:
        return f"{self.key} {self.says}".strip()


Ways = tuple[Written, ...]
"""Ways of writing the same thing; one is enough."""


def written_for(requirement: Requirement) -> tuple[Ways, ...]:
    """What to write for a requirement to be recorded, all together; nothing where no record carries it."""
    return tuple(
        (_SER,)
        if requirement.level is Level.ORGANISATION and predicate == OWN_SER
        else _ways(predicate, organisation=requirement.level is Level.ORGANISATION)
        for predicate in requirement.recorded_by
    )


def file_of(requirement: Requirement) -> str:
    """The file in which a statement or a signpost for a requirement stands."""
    if requirement.level is Level.ORGANISATION:
        return "organisation.yml"
    return "the joint part of the plan" if requirement.level is Level.JOINT else "the internal part of the plan"


def _record(predicate: RecordIn) -> Written:
    inner = f" {predicate.key}:" if predicate.key else ""
    path = (predicate.register, predicate.key) if predicate.key else (predicate.register,)
    asked = _with(substance_of(path))
    return Written(f"{predicate.register}:{inner}", f"in the {predicate.part} part{', ' if asked else ''}{asked}")


def _with(substance: Substance) -> str:
    """What a record has to say to count, key by key; empty where the record is enough."""
    asks = [" or ".join(f"{key}:" for key in ask.keys) for ask in substance.asks]
    return f"with {', '.join(asks)}" if asks else ""


def _looked_at(predicate: Reviewed | Revised | Met) -> Written:
    match predicate:
        case Reviewed(topic):
            return Written(f"meetings: reviewed: [{topic}]")
        case Revised(stage):
            return Written(f"revisions: takes-in: [{stage}]")
        case Met(level):
            whom = "with the SER of every party" if level is ForumLevel.STRATEGIC else f"of a forum of level {level}"
            return Written("meetings: present:", whom)


_SER = Written("ser:", "a post that somebody holds, by roles:")

_DECIDED: Mapping[type, Written] = {
    Approved: Written("versions: approved:", "by every party"),
    Chosen: Written("candidates:", "one preferred, with decided: and decided-by:"),
}


def _ways(predicate: Predicate, *, organisation: bool) -> Ways:
    match predicate:
        case AnyOf(predicates):
            return tuple(way for each in predicates for way in _ways(each, organisation=organisation))
        case Filled(path):
            return (Written(": ".join(path) + ":", _with(substance_of(path, organisation=organisation))),)
        case RecordIn():
            return (_record(predicate),)
        case Held(whose, post):
            whom = "every party" if whose is Whose.EVERY else "the owner of the plan"
            return (Written("roles:", f"a holder of the post {post} of {whom}"),)
        case Reviewed() | Revised() | Met():
            return (_looked_at(predicate),)
        case Approved() | Chosen():
            return (_DECIDED[type(predicate)],)
