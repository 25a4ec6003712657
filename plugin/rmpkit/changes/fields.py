"""What is said of a field that says something else, something for the first time, or nothing any more."""

from typing import Any

from rmpkit.changes.change import Kind
from rmpkit.changes.labels import verb_of
from rmpkit.changes.own_lists import LISTS
from rmpkit.changes.own_phrases import OF_RECORDS
from rmpkit.changes.phrases import FLAGS, PHRASES, Phrase
from rmpkit.changes.saying import is_prose, is_text, often
from rmpkit.changes.signs import earlier
from rmpkit.changes.telling import Telling, Words, single
from rmpkit.changes.unwritten import default_of
from rmpkit.model.called import naming_field
from rmpkit.model.days import Span
from rmpkit.model.documented import documented
from rmpkit.model.evidence import MutedRule
from rmpkit.model.misfit import listed
from rmpkit.model.organisation import Intervals, Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import Record
from rmpkit.model.reference import arguments


def of_field(telling: Telling) -> str:
    """A field that says something else, something for the first time, or nothing any more."""
    found = telling.difference
    if telling.field in ("shared", "passed"):
        return _act_of_sharing(telling) if telling.field == "shared" else _act_of_passing(telling)
    if telling.keys:
        return _under_key(telling)
    if isinstance(telling.record, Intervals):
        return _interval(telling)
    if isinstance(found.before, bool) or isinstance(found.after, bool):
        return _flag(telling)
    if isinstance(found.before, tuple) or isinstance(found.after, tuple):
        return _list(telling)
    phrase = _phrase(telling)
    own = phrase.given if found.before is None else phrase.gone if found.after is None else phrase.changed
    return telling.made(own) if own and not _reworded(telling, own) else _general(telling)


def _act_of_sharing(telling: Telling) -> str:
    subject, after, before = telling.subject, telling.after, telling.before
    if telling.keys[-1:] == ("on",):
        return f"{subject.it} was opened to the parties on {after}; the day given before was {before}."
    return f"{subject.lead}{after} opened {subject.object} to the parties, not {before}."


def _act_of_passing(telling: Telling) -> str:
    lead, after, before = telling.subject.lead, telling.after, telling.before
    if telling.keys[-1:] == ("sha256",):
        return f"{lead}another file goes to partners now as it is, though it may hold words of internal records."
    if telling.keys[-1:] == ("on",):
        return f"{lead}its file was passed to partners as it is on {after}; the day given before was {before}."
    return f"{lead}{after} passed its file to partners as it is, not {before}."


def _reworded(telling: Telling, own: str) -> bool:
    """Whether a phrase that names both texts would be too long for paragraphs."""
    both = "{before}" in own and "{after}" in own
    return both and isinstance(telling.difference.before, str) and is_prose(telling.difference.hint)


def _phrase(telling: Telling) -> Phrase:
    own = OF_RECORDS.get((_kind(telling.record), telling.field))
    if own:
        return own
    if _moved_back(telling) or _still_over(telling):
        return Phrase()
    usual = PHRASES.get(telling.field, Phrase())
    fits = not is_text(telling.difference.hint)
    return usual if fits and not isinstance(telling.record, Plan | Organisation) else Phrase()


def _moved_back(telling: Telling) -> bool:
    """Whether the day of a look is an earlier one now, so that nobody looked again and the day was put right."""
    return telling.field in ("approved", "checked", "reviewed") and earlier(telling)


_OVER = frozenset({"agreed", "cancelled", "closed", "done", "occurred", "rejected", "resolved", "withdrawn"})


def _still_over(telling: Telling) -> bool:
    """Whether the day on which something ended is not given any more, and its state says that it ended all the same."""
    over = str(getattr(telling.record, "state", "")) in _OVER
    return over and telling.difference.after is None and telling.field in ("done", "closed", "settled")


def _kind(record: Record | None) -> type[Record]:
    for kind in (Plan, Organisation):
        if isinstance(record, kind):
            return kind
    return type(record) if record is not None else Record


def _about(telling: Telling) -> str:
    """What a general sentence begins with: `the vision of the charter`, `risk R-N13, Licence comes late: the note`."""
    subject, label = telling.subject, telling.label
    if isinstance(telling.record, Plan | Organisation):
        return single(telling.difference.register, of_plan=telling.difference.plan is not None).text
    if subject.named:
        return f"{subject.lead}{label}"
    if len(label.split()) > _SHORT or label.startswith("those "):
        return f"{_where(telling)} {subject.text}, {label}"
    return f"{label} {'for' if label in ('the reason', 'the reasons') else 'of'} {subject.text}"


_SHORT = 3
"""Words of a label that may still be followed by what it is of."""


def _where(telling: Telling) -> str:
    return "for" if telling.difference.register in ("candidates", "parties", "people") else "in"


def _verb(telling: Telling) -> str:
    """Is or are, as what a general sentence begins with asks for."""
    of_itself = isinstance(telling.record, Plan | Organisation)
    return verb_of(_about(telling) if of_itself else telling.label)


def _general(telling: Telling) -> str:
    """Any field, told by its label."""
    found, about, hint, verb = telling.difference, _about(telling), telling.difference.hint, _verb(telling)
    was = "they were" if verb == "are" else "it was"
    if found.before is None:
        return f"{about} {verb} {telling.after}; nothing was written before."
    if found.after is None:
        return f"{about} {verb} not given any more{_counts(telling)}; {was} {telling.before}."
    if is_prose(hint):
        return f"{about} {verb} reworded."
    if is_text(hint) and _names(telling):
        now, then = _CALLED.get(telling.field, ("reads", "it read"))
        return f"{telling.subject.text} {now} {telling.after} now; {then} {telling.before}."
    return f"{about} {verb} {telling.after} now; {was} {telling.before}."


def _counts(telling: Telling) -> str:
    """What is meant where nothing is written."""
    default = default_of(telling.record, telling.field)
    return "" if default is None else f" and counts as {telling.now.say(default, telling.difference.hint)}"


_ABOUT = ("is about", "it was about")
_CALLED = {
    "title": ("is called", "it was called"),
    "name": ("is called", "it was called"),
    "question": ("asks", "it asked"),
    "item": ("is", "it was"),
    "service": ("is", "it was"),
    "body": ("is by", "it was by"),
    "model": ("goes by", "it went by"),
    **dict.fromkeys(("about", "activity", "matter", "needs", "purpose", "topic"), _ABOUT),
}
"""What is said of a record by the field that says what it is; of a text, that it reads so."""

_DATED = ("meetings", "management-reviews", "health-checks", "appointments", "course", "scores", "certificates")
"""Registers whose records go by a day, a post or a standard, not by a name."""


def _names(telling: Telling) -> bool:
    """Whether the field says what its record is called."""
    record = telling.record
    known = record is not None and telling.difference.register not in _DATED
    return known and record is not None and telling.field == naming_field(record)


def _interval(telling: Telling) -> str:
    """One of the organisation's intervals, told by what the model says of it."""
    found, record = telling.difference, telling.record
    sentences = documented(type(record)) if record else {}
    says = sentences.get(telling.field, telling.label).rstrip(".")
    before, after = (each if isinstance(each, Span) else None for each in (found.before, found.after))
    then, now = (often(each) if says.startswith("How often") else f"{each.words}" for each in (before, after) if each)
    return f"{says}: {now} now instead of {then}."


def _flag(telling: Telling) -> str:
    yes, no = FLAGS.get(telling.field, ("", ""))
    phrase = yes if telling.difference.after is True else no
    if phrase:
        return telling.made(phrase)
    return f"{_about(telling)}: {telling.after} now; it was {telling.before}."


def _list(telling: Telling) -> str:
    """A list: what is in it now, and what is not any more."""
    found = telling.difference
    then, now = (each if isinstance(each, tuple) else () for each in (found.before, found.after))
    hint = _item(found.hint)
    added = telling.now.each(tuple(each for each in now if each not in then), hint)
    taken = telling.then.each(tuple(each for each in then if each not in now), hint)
    if not added and not taken:
        return f"{_about(telling)} {_verb(telling)} in another order."
    own = LISTS.get((_kind(telling.record), telling.field))
    if own and not (telling.field == "records" and not (then and now)):
        if not added:
            return f"{_of_items(telling, own.only_taken, taken)}."
        pieces = (_of_items(telling, own.added, added), _of_items(telling, own.taken, taken))
        return f"{'; '.join(filter(None, pieces))}."
    if isinstance(telling.record, MutedRule):
        return telling.made(_muted_for(telling))
    about, without = _about(telling), listed(taken, last="and") if taken else ""
    if not added:
        return f"{about} do not include {without} any more."
    rest = f"; {without} {'is' if len(taken) == 1 else 'are'} not among them any more" if taken else ""
    return f"{about} include {listed(added, last='and')} now{rest}."


def _item(hint: Any) -> Any:  # noqa: ANN401 - a type of any shape
    return (arguments(hint, tuple) or (Any,))[0]


def _muted_for(telling: Telling) -> str:
    """A rule that is muted for some records where it was for all, or the other way round."""
    phrase = OF_RECORDS[MutedRule, "records"]
    return phrase.given if telling.difference.after else phrase.gone


def _of_items(telling: Telling, phrase: str, items: list[str]) -> str:
    return phrase.format_map(Words(telling, _numbered(items))) if items else ""


def _numbered(items: list[str]) -> dict[str, str]:
    one = len(items) == 1
    verbs = {"has": "have", "is": "are", "watches": "watch", "does": "do"}
    forms = {single: single if one else many for single, many in verbs.items()}
    return {"items": listed(items, last="and") if items else "", **forms}


def _under_key(telling: Telling) -> str:
    """Something under a key of its own in a record, told in general."""
    found, about, key = telling.difference, _about(telling), telling.key
    verb = _verb(telling)
    was = "they were" if verb == "are" else "it was"
    if found.kind is Kind.ADDED or found.before is None:
        return f"{about} for {key} {verb} {telling.after}; nothing was written before."
    if found.kind is Kind.REMOVED or found.after is None:
        return f"{about} for {key} {verb} not given any more; {was} {telling.before}."
    if is_prose(found.hint):
        return f"{about} for {key} {verb} reworded."
    return f"{about} for {key} {verb} {telling.after} now; {was} {telling.before}."
