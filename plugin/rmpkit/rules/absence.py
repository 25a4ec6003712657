"""What a post answers for, and what nobody would look after if somebody left."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from rmpkit.disclosure.edition import NO_PLAN, ShownOrganisation, ShownPlan
from rmpkit.model.record import Entry, key_of
from rmpkit.model.reference import arguments, hints_of, references
from rmpkit.model.stages import StageRecord
from rmpkit.rules.case import Case, Whole
from rmpkit.rules.persons import Somebody

ANSWERS = ("owner", "chair", "keeper", "accountable", "watched-by", "led-by")
"""Keys that say a post answers for the record they stand in."""


@dataclass(frozen=True, slots=True)
class Charge:
    """One thing that a post answers for."""

    post: str

    register: str
    """The key of its register; `exit` where the post would lead it."""

    id: str
    """The record; `led-by` for the exit, of which there is one."""

    record: Entry | None
    """What is written there; nothing for the exit."""


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post that somebody holds, and what would become of it without them."""

    post: str

    stands_in: str | None
    """Who would stand in, by short name; nobody where no other person is named for it."""

    charges: tuple[Charge, ...]
    """What it answers for."""


@dataclass(frozen=True, slots=True)
class Without:
    """What one relationship, or the organisation, would be without somebody."""

    case: Case
    """The relationship; for the organisation, the case that has no plan."""

    vacancies: tuple[Vacancy, ...]
    """The posts they hold today, those for which nobody stands in first."""

    stood_in_for: tuple[str, ...]
    """Posts of others for which they are to stand in."""

    @property
    def plan(self) -> ShownPlan | None:
        """The relationship; none for the organisation."""
        return None if self.case.plan is NO_PLAN else self.case.plan


def without(whole: Whole, somebody: Somebody) -> tuple[Without, ...]:
    """What the organisation and each relationship would be without somebody; only those that would notice."""
    return tuple(found for case in (whole.own, *whole.cases) if (found := _in(case, somebody)))


def _in(case: Case, somebody: Somebody) -> Without | None:
    if not (somebody.ours if case.plan is NO_PLAN else somebody.known_to(case.plan)):
        return None
    charges = tuple(charges_of(case))
    posts = (*_posts(case), *(charge.post for charge in charges))
    held = [post for post in dict.fromkeys(posts) if case.holder(post) == somebody.id]
    vacancies = [
        Vacancy(post, standing_in(case, post), tuple(each for each in charges if each.post == post)) for post in held
    ]
    others = tuple(
        post
        for post, deputy in _deputies(case).items()
        if case.holder(deputy) == somebody.id and case.holder(post) not in (None, somebody.id)
    )
    ordered = tuple(sorted(vacancies, key=lambda each: each.stands_in is not None))
    return Without(case, ordered, others) if ordered or others else None


def _posts(case: Case) -> tuple[str, ...]:
    """The posts of a plan, or of the organisation itself."""
    organisation = case.edition.organisation
    whole = case.plan is NO_PLAN and organisation is not None
    return tuple(organisation.roles if organisation and whole else case.plan.roles)


def _deputies(case: Case) -> Mapping[str, str]:
    """Which post stands in for which, of a plan, or of the organisation itself."""
    organisation = case.edition.organisation
    return organisation.deputies if organisation and case.plan is NO_PLAN else case.plan.deputies


def deputy_of(case: Case, post: str) -> str | None:
    """The post that stands in for another: as the plan says, else as the organisation does."""
    organisation = case.edition.organisation
    return case.plan.deputies.get(post) or (organisation.deputies.get(post) if organisation else None)


def standing_in(case: Case, post: str) -> str | None:
    """Who would do what a post does while its holder is away: whoever holds its deputy, if that is somebody else."""
    deputy = case.holder(deputy_of(case, post) or "")
    return None if deputy == case.holder(post) else deputy


def charges_of(case: Case) -> Iterator[Charge]:
    """What each post of a plan answers for that is still open, register by register."""
    kept = case.edition.organisation if case.plan is NO_PLAN else case.plan
    for field, register in registers_of(kept) if kept else ():
        for key, record in register.items():
            for path, to, post in references(record) if asks(record) else ():
                if to == "posts" and path[0] in ANSWERS:
                    yield Charge(post, key_of(field), str(key), record)
    for post in case.plan.exit.led_by if case.plan.exit else ():
        yield Charge(post, "exit", "led-by", None)


_OVER = ("done", "kept", "realised_on", "dead", "settled_without")
"""What says of a record that nobody has to see to it any more."""


def asks(record: Entry) -> bool:
    """Whether a record still asks for anything of whoever answers for it."""
    if isinstance(record, StageRecord):
        return record.live
    return getattr(record, "open", True) and not any(getattr(record, field, None) for field in _OVER)


def registers_of(kept: ShownPlan | ShownOrganisation) -> Iterator[tuple[str, Mapping[str, Entry]]]:
    """Every register of a plan, or of the organisation, that holds something, by its field."""
    kind: type[BaseModel] = type(kept)
    for field in _registers(kind):
        if found := getattr(kept, field):
            yield field, found


@cache
def _registers(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a plan, or of the organisation, that hold records by their ids."""
    hints = hints_of(kind)
    kinds = {field: arguments(hints[field], dict) for field in kind.model_fields}
    return tuple(field for field, of in kinds.items() if of and isinstance(of[1], type) and issubclass(of[1], Entry))
