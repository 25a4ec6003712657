"""Everything a sentence about one difference is made of: who is spoken of, what it said, what it says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from rmpkit.changes.around import Around, field_of, kept_in, record_at
from rmpkit.changes.change import Difference
from rmpkit.changes.labels import label_of
from rmpkit.changes.nouns import NOUNS, SINGLES
from rmpkit.changes.saying import LONGEST, Voice, clipped, days, often, upper
from rmpkit.model.amounts import Amount
from rmpkit.model.called import name_of, naming_field
from rmpkit.model.days import Span
from rmpkit.model.finding import Path
from rmpkit.model.meetings import Forum
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import Entry, Record
from rmpkit.model.showing import show
from rmpkit.model.stages import Stage


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence speaks of."""

    text: str
    """Inside a sentence: `risk R-N13, Dredging licence comes late`."""

    named: bool
    """Whether an id and a name stand in it, so that a colon has to follow."""

    @property
    def lead(self) -> str:
        """What begins a sentence that goes on without it: `risk R-N13, Dredging licence comes late: `."""
        return f"{self.text}: " if self.named else ""

    @property
    def it(self) -> str:
        """What begins a sentence of which it is the subject."""
        return f"{self.text}: it" if self.named else self.text

    @property
    def object(self) -> str:
        """What it is called later in the same sentence."""
        return "it" if self.named else self.text


@dataclass(frozen=True)
class Telling:
    """One difference, and how what it is about is said."""

    difference: Difference
    around: Around
    then: Voice
    now: Voice
    record: Record | None
    """The record in which the field stands, as it is now, or as it was where it is gone."""

    field: str
    """The field; empty for a whole record."""

    keys: Path
    """What follows the field in the path: a month, a party."""

    @property
    def before(self) -> str:
        """What it said, in words."""
        return self.then.say(self.difference.before, self.difference.hint)

    @property
    def after(self) -> str:
        """What it says, in words."""
        return self.now.say(self.difference.after, self.difference.hint)

    @property
    def label(self) -> str:
        """What the field is called."""
        return label_of(self.field, self.difference.after or self.difference.before, type(self.record).__name__)

    @cached_property
    def subject(self) -> Subject:
        """What the sentence speaks of."""
        return subject_of(self)

    @property
    def key(self) -> str:
        """The last step of the path, in words."""
        return self.now.key(_read(self.difference.path[-1])) if self.difference.path else ""

    def made(self, phrase: str) -> str:
        """A phrase with its words put in."""
        return upper(phrase.format_map(Words(self)))


class Words(Mapping[str, str]):
    """What a phrase may name between braces; each is made only where it is named."""

    def __init__(self, telling: Telling, more: Mapping[str, str] = MappingProxyType({})) -> None:
        self.telling, self.more = telling, more

    def __getitem__(self, name: str) -> str:
        return self.more[name] if name in self.more else _MADE[name](self.telling)

    def __iter__(self) -> Iterator[str]:
        return iter((*self.more, *_MADE))

    def __len__(self) -> int:
        return len(self.more) + len(_MADE)


def _last(telling: Telling) -> str:
    return str(telling.difference.path[-1]) if telling.difference.path else ""


def _bare(value: object) -> str:
    return clipped(value) if isinstance(value, str) else ""


def _often(value: object) -> str:
    return often(value) if isinstance(value, Span) else ""


_MADE: Mapping[str, Callable[[Telling], str]] = {
    "id": lambda telling: str(telling.difference.path[1]) if len(telling.difference.path) > 1 else "",
    "lead": lambda telling: telling.subject.lead,
    "it": lambda telling: telling.subject.it,
    "object": lambda telling: telling.subject.object,
    "subject": lambda telling: telling.subject.text,
    "before": lambda telling: telling.before,
    "after": lambda telling: telling.after,
    "key": lambda telling: telling.key,
    "key_raw": lambda telling: show(_last(telling), 2 * LONGEST),
    "key_criterion": lambda telling: telling.now.criterion(_last(telling)),
    "key_list": lambda telling: str(telling.difference.path[1]).replace("-", " "),
    "key_post": lambda telling: telling.now.post(_last(telling)),
    "key_stage": lambda telling: stage(str(telling.difference.path[1])),
    "label_bare": lambda telling: telling.field.replace("_", " "),
    "requirement": lambda telling: telling.now.requirement(str(getattr(telling.record, "requirement", "") or "")),
    "label": lambda telling: telling.label,
    "bare_before": lambda telling: _bare(telling.difference.before),
    "bare_after": lambda telling: _bare(telling.difference.after),
    "moved": lambda telling: moved(telling.difference.before, telling.difference.after),
    "often_before": lambda telling: _often(telling.difference.before),
    "often_after": lambda telling: _often(telling.difference.after),
}


def _read(step: str | int) -> object:
    """A step of a path as the day that it may be; a path holds text alone."""
    try:
        return date.fromisoformat(str(step))
    except ValueError:
        return step


def moved(before: object, after: object) -> str:
    """By how much a day or an amount moved: 21 days later."""
    if isinstance(before, date) and isinstance(after, date):
        return f"{days(abs((after - before).days))} {'later' if after > before else 'earlier'}"
    if isinstance(before, Amount) and isinstance(after, Amount) and before.currency == after.currency:
        return "more" if after.value > before.value else "less"
    return ""


def told(difference: Difference, around: Around) -> Telling:
    """A difference with the records and the voices that its sentence needs."""
    plan = difference.plan
    then, now = (Voice(case, plan) for case in (around.then(difference), around.now(difference)))
    kept = kept_in(now.case, plan) or kept_in(then.case, plan)
    path = difference.path
    if not path or kept is None:
        return Telling(difference, around, then, now, kept, "", path)
    top = field_of(type(kept), str(path[0]))
    entry = record_at(now.case, plan, path) or record_at(then.case, plan, difference.was or path)
    if entry is not None:
        field = _field(entry, path[2]) if len(path) > 2 else ""  # noqa: PLR2004 - register, id, field
        return Telling(difference, around, then, now, entry, field, path[3:])
    single = getattr(kept, top, None) if top else None
    if single is None and top:
        single = getattr(kept_in(then.case, plan), top, None)
    if isinstance(single, Record) and len(path) > 1:
        return Telling(difference, around, then, now, single, _field(single, path[1]), path[2:])
    return Telling(difference, around, then, now, kept, top, path[1:])


def _field(record: Record, key: str | int) -> str:
    return field_of(type(record), str(key)) or str(key)


def subject_of(telling: Telling) -> Subject:
    """What a sentence speaks of, under the name it has now; under the one it had, where it is gone.

    What is told to be another is no part of the name: nobody says that the check of 25 May is of 25 May now.
    """
    path, record = telling.difference.path, telling.record
    if record is not None and len(path) > 1 and in_register(record, path):
        return _entry(telling.now, str(path[0]), str(path[1]), record, telling.field)
    if not path or isinstance(record, Plan | Organisation):
        return Subject("the relationship" if telling.difference.plan else "the organisation", named=False)
    return single(str(path[0]), of_plan=telling.difference.plan is not None)


_OWN_SINGLES = {"segmentation": "the method of segmentation"}


def single(key: str, *, of_plan: bool = True) -> Subject:
    """A key that holds one thing."""
    words = SINGLES.get(key, f"the {key.replace('-', ' ')}")
    return Subject(words if of_plan else _OWN_SINGLES.get(key, words), named=False)


def in_register(record: Record, path: Path) -> bool:
    """Whether a record stands under an id of its own."""
    return isinstance(record, Entry) or (path[0] == "certificates" and not isinstance(record, Organisation))


def _entry(voice: Voice, register: str, key: str, record: Record, field: str) -> Subject:  # noqa: C901, PLR0911, PLR0912 - one line a register
    name = clipped(name_of(record))
    match register:
        case "forums":
            return Subject(the(name), named=False)
        case "parties" | "people":
            return Subject(name, named=False)
        case "candidates":
            return Subject(f"candidate {name}", named=False)
        case "stages":
            return Subject(stage(key), named=False)
        case "measures":
            asked = "" if field == "question" else f" ({name})"
            return Subject(f"measure {key}{asked}", named=bool(asked))
        case "answers":
            return Subject(f"the statement on {voice.requirement(key)}", named=False)
        case "not-applicable":
            return Subject(f"{voice.requirement(key)}, which does not arise", named=True)
        case "scores":
            of = "" if field == "candidate" else f" of {voice.record(getattr(record, 'candidate', ''), 'candidates')}"
            on = "" if field == "criterion" else f" on {getattr(record, 'criterion', '')}"
            return Subject(f"score {key}{of}{on}", named=False)
        case "appointments":
            person = getattr(record, "person", None) if field != "person" else None
            of = f" of {voice.person(person)}" if person else ""
            as_ = "" if field == "post" else f" as {getattr(record, 'post', '')}"
            return Subject(f"appointment {key}{of}{as_}", named=False)
        case "course":
            of = "" if field == "on" else f" of {voice.say(getattr(record, 'on', None), None)}"
            return Subject(f"decision {key}{of} on the course", named=False)
        case "muted-rules":
            return Subject(f"the muted rule {key}", named=False)
        case "certificates":
            of = "" if field == "standard" else f", {clipped(getattr(record, 'standard', ''))}"
            return Subject(f"certificate {key}{of}", named=bool(of))
        case "meetings" | "management-reviews" | "health-checks":
            return Subject(dated(voice, register, key, record, field), named=False)
        case _:
            return _named(register, key, record, field)


def _named(register: str, key: str, record: Record, field: str) -> Subject:
    name = clipped(name_of(record))
    noun = noun_of(register, record) if field != "quadrant" else "entry"
    if register == "revisions":
        of = "" if field == "version" else f" ({clipped(getattr(record, 'version', ''))})"
        return Subject(f"{noun} {key}{of}", named=False)
    if not name or field == naming_field(record):
        return Subject(f"{noun} {key}", named=False)
    return Subject(f"{noun} {key}, {name}", named=True)


def noun_of(register: str, record: Record | None = None) -> str:
    """What a record of a register is called."""
    if register == "swot" and record is not None:
        return str(getattr(record, "quadrant", "") or NOUNS["swot"])
    return NOUNS.get(register, "record")


def dated(voice: Voice, register: str, key: str, record: Record, field: str = "") -> str:
    """Something that was held on a day: meeting M-31 of the board on 10 November 2026.

    Args:
        voice: the edition it is said of.
        register: the register, by its key.
        key: the record's id.
        record: the record.
        field: what is told of it, which is left out of its name.
    """
    forum = getattr(record, "forum", None) if field != "forum" else None
    of = f" of {forum_of(voice, forum)}" if forum else ""
    on = f" on {voice.say(getattr(record, 'on', None), None)}" if field != "on" else ""
    return f"{NOUNS[register]} {key}{of}{on}"


def forum_of(voice: Voice, forum: str) -> str:
    """A forum under the name the parties use, inside a sentence."""
    kept = kept_in(voice.case, voice.plan)
    found = kept.forums.get(forum) if kept else None
    return the(clipped(found.title)) if isinstance(found, Forum) else f"the forum {forum}"


_COMMON = frozenset(
    {"board", "boards", "management", "joint", "operations", "operational", "steering", "executive", "senior",
     "working", "weekly", "monthly", "quarterly", "project", "delivery", "team", "programme", "commercial",
     "technical", "safety", "design", "daily", "review", "relationship", "strategic"}
)  # fmt: skip
"""Words with which a forum's name may begin that are no names themselves."""


def the(name: str) -> str:
    """The name of a forum inside a sentence: the management team, the Harbour board."""
    first, _, rest = name.partition(" ")
    if first.lower() == "the":
        return f"the {rest}"
    if first.lower() in _COMMON:
        return f"the {first.lower()} {rest}".rstrip()
    return f"the {name}"


def stage(key: str) -> str:
    """A stage by its number, which is its name, and its key in words."""
    found = Stage(key)
    return f"stage {found.number} ({key.replace('-', ' ')})"
