"""The plan of a relationship, begun: a folder with its files, guidance as comments, and TODO where it is due."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rmpkit.model.finding import Severity
from rmpkit.model.misfit import Misfit, listed
from rmpkit.model.organisation import Organisation
from rmpkit.model.placeholder import placeholder_in
from rmpkit.model.portfolio import Portfolio
from rmpkit.model.record import Part
from rmpkit.model.relationship import RelationshipType
from rmpkit.model.scalars import read_line, read_slug, short_from
from rmpkit.model.showing import show
from rmpkit.model.stages import Stage
from rmpkit.operations.check import Loaded, vocabulary
from rmpkit.operations.drafts import NotAddedError, UnfitAnswerError
from rmpkit.operations.meanings import person_meant, word_meant
from rmpkit.operations.questions import PLACEHOLDER
from rmpkit.store.document import Data
from rmpkit.store.emission import emit
from rmpkit.store.folder import RELATIONSHIPS, Folder, Source
from rmpkit.store.placing import filled
from rmpkit.store.portfolio import read_folder
from rmpkit.store.spelling import spelt

ASKED: Mapping[str, tuple[str, str]] = {
    "partner": ("The organisation it is with, by its name", ""),
    "type": (f"What kind of relationship it is: {', '.join(RelationshipType)}", RelationshipType.SUPPLIER.value),
    "stage": (f"The stage that is being worked on: {', '.join(Stage)}", Stage.AWARENESS.value),
    "ser": ("Our senior executive responsible, by short name", ""),
    "manager": ("Our relationship manager, by short name", ""),
    "why": ("Why we want it, for our own people", ""),
    "purpose": ("What it is for, in words that the partner would use too", ""),
}
"""What is asked of whoever begins a plan, and what is meant where nothing is said."""

_HEADS: Mapping[str, str] = {
    "plan.yml": """\
# Who takes part, who holds which post, and how the eight stages stand. Every party reads this file.
# A post is a party, a dot and a role; <party>.ser is the senior executive responsible. Whoever leaves gets a last day.
# Stages overlap and come back: write each one that has begun, in progress or established.
""",
    "joint.yml": """\
# What the parties share: every party reads this file. What starts with TODO is still to be written, or removed.
# Records are added by: rmp new objective, rmp new risk, rmp new meeting.
""",
    "internal.yml": """\
# What only our own people read. What starts with TODO is still to be written, or removed.
""",
}


@dataclass(frozen=True, slots=True)
class Founded:
    """A plan that was begun."""

    plan: str
    """Its short name."""

    files: tuple[str, ...]
    """What was written, below the data folder."""

    placeholders: int
    """How many texts are still to be written."""


def fits(loaded: Loaded, key: str, text: str) -> None:
    """Look whether an answer can be used.

    Raises:
        UnfitAnswerError: it cannot.
    """
    owner = loaded.portfolio.organisation
    try:
        if key == "type":
            RelationshipType.read(word_meant(text, RelationshipType))
        elif key == "stage":
            Stage.read(word_meant(text, Stage))
        elif key == "partner":
            _short(text)
        elif key in {"ser", "manager"} and owner is not None and _person(owner, text) not in owner.people:
            named = (f"{name} ({person.name})" for name, person in list(owner.people.items())[:20])
            happened = f'"{show(text)}" is not among the people in organisation.yml.'
            there = f"Write {listed(each)}" if (each := [show(one) for one in named]) else "There are none yet"
            raise UnfitAnswerError(key, happened, f"{there}, or add a line to people: there.")
    except Misfit as misfit:
        raise UnfitAnswerError(key, misfit.happened, misfit.mend) from None


def found(loaded: Loaded, name: str, answers: Mapping[str, str], *, data: Path, today: date, more: str = "") -> Founded:
    """Begin a plan: all of its files, or nothing.

    Args:
        loaded: the data folder, read.
        name: what the parties call the relationship.
        answers: the answers by key; an empty one is none.
        data: where the data folder is.
        today: the first day of those who hold a post.
        more: lines for the internal part, such as signposts to a document that is there already.

    Raises:
        NotAddedError: there is such a plan, or an answer does not fit.
        TargetRefusedError: something stands in its place.
        OSError: it cannot be written.
    """
    owner = loaded.portfolio.organisation
    if owner is None:
        raise NotAddedError("organisation.yml cannot be read. Mend it first: rmp check tells what is in the way.")
    for key, text in answers.items():
        if text:
            fits(loaded, key, text)
    try:
        plan, title = _short(read_line(name)), read_line(name)
    except Misfit as misfit:
        raise NotAddedError(f"{misfit.happened} {misfit.mend}") from None
    _refuse_if_there(loaded, plan)
    texts = {file: head + emit(said) for file, head, said in _files(owner, loaded.portfolio, title, answers, today)}
    texts["internal.yml"] += more
    _refuse_unreadable(loaded, plan, texts)
    (data / RELATIONSHIPS).mkdir(exist_ok=True)
    with filled(data / RELATIONSHIPS / plan) as folder:
        for file, text in texts.items():
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
    files = tuple(f"{RELATIONSHIPS}/{plan}/{file}" for file in texts)
    return Founded(plan, files, sum(text.count(PLACEHOLDER) for text in texts.values()))


def _files(
    owner: Organisation, portfolio: Portfolio, title: str, answers: Mapping[str, str], today: date
) -> Iterator[tuple[str, str, Mapping[str, Data]]]:
    partner = answers.get("partner", "")
    parties: dict[str, Data] = {owner.id: {"name": owner.id if placeholder_in(owner.name) else owner.name}}
    if partner:
        parties[_party(portfolio, partner)] = {"name": partner}
    roles: dict[str, Data] = {
        f"{owner.id}.{role}": {_person(owner, answers[role]): {"from": spelt(today)}}
        for role in ("ser", "manager")
        if answers.get(role)
    }
    said: dict[str, Data] = {
        "title": title,
        "type": word_meant(answers["type"], RelationshipType),
        "state": "active" if partner else "proposed",
        "parties": parties,
        **({"roles": roles} if roles else {}),
        "stages": {word_meant(answers["stage"], Stage): "in progress"},
    }
    yield "plan.yml", _HEADS["plan.yml"], said
    if partner:
        yield (
            "joint.yml",
            _HEADS["joint.yml"],
            {
                "overview": f"{PLACEHOLDER}the work in a few sentences",
                "purpose": answers.get("purpose") or f"{PLACEHOLDER}what it is for, in words all parties agreed",
                "objectives": {"O-1": {"title": f"{PLACEHOLDER}the first aim, in one line"}},
            },
        )
    yield (
        "internal.yml",
        _HEADS["internal.yml"],
        {
            "why": answers.get("why") or f"{PLACEHOLDER}why we want it",
            "mandate": f"{PLACEHOLDER}who asked for it, and with what authority",
            "business-case": {"summary": f"{PLACEHOLDER}whether it is worth it, in a few sentences"},
            "risks": {f"{'IR' if partner else 'R'}-1": {"title": f"{PLACEHOLDER}what may go wrong first"}},
        },
    )


def _person(owner: Organisation, text: str) -> str:
    return person_meant(text, owner.people, {key: person.name for key, person in owner.people.items()})


def _party(portfolio: Portfolio, partner: str) -> str:
    """The short name of a party: the one it has in other plans, else one made from its name."""
    named = ((key, party.name) for plan in portfolio.plans for key, party in plan.parties.items())
    return next((key for key, name in named if name == partner), _short(partner))


def _short(name: str) -> str:
    return read_slug(short_from(name))


def _refuse_if_there(loaded: Loaded, plan: str) -> None:
    for each in loaded.portfolio.plans:
        if each.id == plan or plan in each.formerly:
            raise NotAddedError(f'There is a relationship "{plan}" already. Choose another name, or add to that one.')


def _refuse_unreadable(loaded: Loaded, plan: str, texts: Mapping[str, str]) -> None:
    """Read the files as they will be, so that a fresh plan has prompts, and no errors."""
    ours = [source for source in loaded.folder.sources if source.plan is None]
    parts = {file: Part.named(file.removesuffix(".yml")) for file in texts}
    sources = [
        Source(f"{RELATIONSHIPS}/{plan}/{file}", plan, parts[file], text.encode()) for file, text in texts.items()
    ]
    read = read_folder(Folder((*ours, *sources), (), {}, (plan,), ()), vocabulary=vocabulary(loaded.library))
    for finding in read.findings:
        if finding.plan == plan and finding.kind.severity is Severity.ERROR:
            raise NotAddedError(f"{finding.message} {finding.mend}")
