"""The JSON Schema of each kind of file, made from the model: what an editor offers, explains and marks while typing.

An editor sees one file and knows no other, so it judges the looks of a value and nothing else; `rmp check` says the
rest. What it knows: every key and its place, the words to choose from, the form of dates, ids and numbers.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import PlainValidator

from rmpkit.catalogue.library import load_library
from rmpkit.model.documented import documented
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.record import SET_BY_READER, Nature, Part, Record
from rmpkit.model.scalars import Choice, read_line, read_prose, read_record_id, read_requirement_id
from rmpkit.model.vocabulary import OpenChoice, Vocabulary, read_own_word
from rmpkit.report.hints import choices_in, extra_of, hints_of
from rmpkit.report.patterns import OFFERS, Schema, coded, form, key_form, written
from rmpkit.report.reference import EXTRA, READERS, doc, extra_key
from rmpkit.report.snippets import PREFIXES, new_record
from rmpkit.report.values import SCALARS, meanings, spaced
from rmpkit.store.kinds import KEY_UNKNOWN, PLACE_WRONG, VALUE_MISSING, VALUE_UNFIT
from rmpkit.store.schema import ORGANISATION_SLOTS, PLAN_SLOTS, Slot

_TOLD = ("title", "markdownDescription")
"""What is said of a key, wherever its value stands."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"

KINDS: Mapping[str, str] = {
    "organisation": "organisation.yml",
    "plan": "plan.yml",
    "joint": "joint.yml, and files below joint/",
    "internal": "internal.yml, and files below internal/",
    "restricted": "restricted.yml, and files below restricted/",
    "with-party": "with-<party>.yml, and files below with-<party>/",
    "one-file": "a plan that is kept in one file",
}
"""Each kind of file there is a schema for, and which files are meant."""

PLACES: Mapping[str, tuple[str, ...]] = {
    "organisation": ("organisation.yml",),
    "plan": ("relationships/*/plan.yml",),
    **{
        part: (f"relationships/*/{part}.yml", f"relationships/*/{part}/*.yml")
        for part in ("joint", "internal", "restricted")
    },
    "with-party": ("relationships/*/with-*.yml", "relationships/*/with-*/*.yml"),
    "one-file": ("relationships/*.yml",),
}
"""Where files of each kind are, below the data folder, as patterns that editors know."""


def name(kind: str) -> str:
    """The file that a schema is kept in."""
    return f"{kind}.schema.json"


_SCALAR_NAMES: Mapping[Callable[..., Any], str] = {
    scalar.read: scalar.read.__name__.removeprefix("read_").replace("_", "-") for scalar in SCALARS
}


OwnWords = Mapping[Vocabulary, Mapping[str, str]] | None
"""The words that an organisation has for itself, with their titles; `None` where nobody knows whose plans they are."""


def schema(kind: str, *, guide: str = "", own: OwnWords = None) -> str:
    """The schema of one kind of file, as JSON.

    Args:
        kind: one of `KINDS`.
        guide: the address at which the guide is published, for links; none where it is published nowhere.
        own: the words of the organisation whose plans are typed.
    """
    return json.dumps(_Maker(kind, guide, own).whole(), ensure_ascii=False, indent=1) + "\n"


class _Maker:
    """One schema in the making: what several keys share stands once, under `$defs`."""

    def __init__(self, kind: str, guide: str, own: OwnWords) -> None:
        self._kind = kind
        self._own = own
        self._guide = guide
        self._shared: dict[str, Schema] = {}

    def whole(self) -> Schema:
        """The schema of the file."""
        slots = _slots(self._kind)
        owner, start = (Organisation, "organisation.") if self._kind == "organisation" else (Plan, "")
        hints = hints_of(owner)
        keys = {slot.key: self._top(owner, slot, hints[slot.field], f"{start}{slot.key}") for slot in slots}
        needed = [slot.key for slot in slots if slot.required]
        if needed:
            said = f"{KINDS[self._kind].capitalize()} needs {' and '.join(needed)}: write them at the left edge."
        else:
            said = "A file of a plan has keys at the left edge, each with a colon."
        return {
            "$schema": DIALECT,
            "title": KINDS[self._kind],
            "markdownDescription": doc(owner),
            "type": "object",
            "properties": keys,
            "propertyNames": _names(
                list(keys), f"This is not a key of {KINDS[self._kind]}.", KEY_UNKNOWN.code, PLACE_WRONG.code
            ),
            **({"required": needed} if needed else {}),
            "errorMessage": coded(said, VALUE_MISSING.code),
            "$defs": dict(sorted(self._shared.items())),
        }

    def _top(self, owner: type[Record], slot: Slot, hint: Any, way: str) -> Schema:  # noqa: ANN401 - a type of any shape
        """A key at the left edge; all but those that are needed may be empty, and those of registers are maps."""
        made = self._key(owner, slot.field, hint, way)
        return made if slot.required or "anyOf" in made or "else" in made else _or_empty(made)

    def _key(self, record: type[Record], name: str, hint: Any, way: str) -> Schema:  # noqa: ANN401 - a type of any shape
        info = record.model_fields[name]
        key = info.alias or name
        says = documented(record).get(name, "")
        told = {"title": key, "markdownDescription": self._told(hint, says, way, needed=info.is_required())}
        value = self._value(hint, way)
        empty = type(None) in get_args(_bare(hint)) and extra_of(hint, PlainValidator) is None
        made = {**told, **value, **_offers(hint)}
        return _or_empty(made, proposes=bool(_choices(hint))) if empty else made

    def _told(self, hint: Any, says: str, way: str, *, needed: bool) -> str:  # noqa: ANN401 - a type of any shape
        nature = extra_of(hint, Nature)
        reader = _reader(hint)
        parts = [says]
        if reader not in (None, read_line, read_prose):
            parts.append(written(reader))
        standing = f"{nature.standing.value.capitalize()}, for {READERS[nature.disclosure]}." if nature else ""
        parts.append(f"{'Needed. ' if needed else ''}{standing}".strip())
        link = f" [Every key]({self._guide}/reference/fields/)" if self._guide else ""
        parts.append(f"`rmp explain {way}`{link}")
        return "\n\n".join(part for part in parts if part)

    def _value(self, hint: Any, way: str) -> Schema:  # noqa: ANN401 - a type of any shape
        reader = extra_of(hint, PlainValidator)
        if reader is not None:
            return self._single(reader.func)
        bare = _bare(hint)
        if isinstance(bare, type) and issubclass(bare, Choice):
            return self._ref(bare.__name__, lambda: _choice(bare, self._own))
        if isinstance(bare, type) and issubclass(bare, Record):
            return self._record(bare, way)
        arms = [arm for arm in get_args(bare) if arm is not type(None)]
        origin = get_origin(bare)
        if origin in (Union, UnionType):
            return self._value(arms[0], way)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._map(arms[0], arms[1], way)
        said = coded("A list stands here. Write it in square brackets, with commas: [first, second].", VALUE_UNFIT.code)
        return {"type": "array", "items": self._value(arms[0], way), "errorMessage": said}

    def _single(self, read: Callable[..., Any]) -> Schema:
        if read is read_requirement_id:
            return self._ref("requirement", _requirement)
        return self._ref(_SCALAR_NAMES[read], lambda: form(read))

    def _map(self, key: Any, value: Any, way: str) -> Schema:  # noqa: ANN401 - types of any shape
        said = coded("Lines stand below this key: each a name, a colon and what belongs to it.", VALUE_UNFIT.code)
        made: Schema = {"type": "object"}
        chosen = _bare(key)
        below = self._value(value, way)
        if type(None) in get_args(_bare(value)):
            below = _or_empty(below)
        if isinstance(chosen, type) and issubclass(chosen, Choice):
            words = dict(meanings(chosen))
            made["properties"] = {
                str(each): {"title": str(each), "markdownDescription": words.get(each.name, ""), **below}
                for each in chosen
            }
            made["propertyNames"] = _names(list(map(str, chosen)), "This is not one of the words.", VALUE_UNFIT.code)
        else:
            reader = _reader(key)
            assert reader is not None  # noqa: S101 - every key of a map is read by a function
            made["propertyNames"] = key_form(reader)
            made["additionalProperties"] = below
            snippet = _snippet(reader, value, way)
            if snippet:
                made["defaultSnippets"] = [snippet]
        return {**made, "errorMessage": said}

    def _record(self, record: type[Record], way: str) -> Schema:
        return self._ref(record.__name__, lambda: self._opened(record, way))

    def _opened(self, record: type[Record], way: str) -> Schema:
        """A record with its keys, and the form that may stand for it where it has one."""
        hints = hints_of(record)
        names = [n for n in record.model_fields if n not in SET_BY_READER and extra_of(hints[n], Nature) is not None]
        keys = {
            record.model_fields[n].alias or n: self._key(
                record, n, hints[n], f"{way}.{record.model_fields[n].alias or n}"
            )
            for n in names
        }
        noun = spaced(record.__name__).lower()
        needed = [record.model_fields[n].alias or n for n in names if record.model_fields[n].is_required()]
        lacks = f" It needs {' and '.join(needed)}." if needed else ""
        made: Schema = {
            "type": "object",
            "title": spaced(record.__name__),
            "markdownDescription": f"{doc(record)}\n\n`rmp explain {way}`",
            "properties": keys,
            **({"required": needed} if needed else {}),
            "errorMessage": coded(
                f"The keys of the {noun} stand on lines below it, further right.{lacks}", VALUE_MISSING.code
            ),
        }
        if record.model_config.get("extra") == "allow":
            made["additionalProperties"] = self._value(get_args(hints[EXTRA])[1], f"{way}.{extra_key(record)}")
        else:
            made["propertyNames"] = _names(list(keys), f"This is not a key of the {noun}.", KEY_UNKNOWN.code)
        return self._or_short(record, made, hints, way) if record.SHORT else made

    def _or_short(self, record: type[Record], made: Schema, hints: Mapping[str, Any], way: str) -> Schema:
        """A record that one value may stand for: by what is written there it is judged as one or the other."""
        short = self._value(hints[record.SHORT], way)
        names = made["propertyNames"]
        made["propertyNames"] = {  # beside alternatives the server blends lists of words, and drops our sentence
            "pattern": f"^({'|'.join(names['enum'])})$",
            "patternErrorMessage": names["errorMessage"],
            "doNotSuggest": True,
        }
        return {
            "title": made["title"],
            "markdownDescription": made["markdownDescription"],
            "anyOf": [short, {"if": {"type": "object"}, "then": made, "else": short}],
        }

    def _ref(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self._shared:
            self._shared[name] = {}  # a record may hold its own kind further below
            self._shared[name] = make()
        return {"$ref": f"#/$defs/{name}"}


def _slots(kind: str) -> Sequence[Slot]:
    match kind:
        case "organisation":
            return tuple(ORGANISATION_SLOTS.values())
        case "one-file":
            return tuple(PLAN_SLOTS.values())
        case _:
            part = Part.only_with("party") if kind == "with-party" else Part.named(kind)
            return tuple(slot for slot in PLAN_SLOTS.values() if part is not None and slot.takes(part))


def _or_empty(made: Schema, *, proposes: bool = False) -> Schema:
    """A value that may also be empty.

    A `null` among its types would be proposed to the author, so it stands in a condition. An editor proposes words from
    alternatives, and never from conditions: what `proposes` words has both.
    """
    outside = _TOLD if made.get("type") == "object" else (*_TOLD, "defaultSnippets")
    told = {key: made[key] for key in outside if key in made}
    value = {key: each for key, each in made.items() if key not in outside}
    unless_empty = {"if": {"type": "null"}, "else": value}
    if value.get("type") == "object":
        return {**told, "properties": {}, **unless_empty}
    return {**told, "anyOf": [*([value] if proposes else []), unless_empty]}


def _names(keys: list[str], said: str, *codes: str) -> Schema:
    """The keys that may stand here; those that may are proposed where they are declared."""
    return {
        "enum": keys,
        "errorMessage": coded(f"{said} Write one of these: {', '.join(keys)}.", *codes),
        "doNotSuggest": True,
    }


def _choice(choice: type[Choice], own: OwnWords) -> Schema:
    """The words of a list; without those that an organisation has for itself, nobody is scolded for another one."""
    told = {str(each): dict(meanings(choice)).get(each.name, "") for each in choice}
    if not issubclass(choice, OpenChoice):
        return _known(told)
    if own is not None:
        return _known({**told, **own.get(choice.vocabulary(), {})})
    known = _known(told)
    said = known["errorMessage"]
    return {"anyOf": [{**form(read_own_word), "errorMessage": said, "patternErrorMessage": said}, known]}


def _known(told: Mapping[str, str]) -> Schema:
    words = list(told)
    described = {"markdownEnumDescriptions": list(told.values())} if any(told.values()) else {}
    said = coded(
        f"This is not one of the words for it. Write {', '.join(words[:-1])} or {words[-1]}.", VALUE_UNFIT.code
    )
    return {"enum": words, **described, "errorMessage": said}


def _requirement() -> Schema:
    """Requirements of the standards that come along are proposed; an organisation may work by one of its own."""
    titles: dict[str, str] = {}
    for catalogue in load_library():
        for requirement in catalogue.requirements.values():
            titles.setdefault(requirement.id, f"{requirement.title} ({requirement.printed})")
    free = form(read_requirement_id)
    known = {
        "enum": list(titles),
        "markdownEnumDescriptions": list(titles.values()),
        "errorMessage": free["errorMessage"],
    }
    return {"anyOf": [free, known]}


def _snippet(read: Callable[..., Any], value: Any, way: str) -> Schema | None:  # noqa: ANN401 - a type of any shape
    record = _bare(value)
    if not (isinstance(record, type) and issubclass(record, Record)) or record.SHORT:
        return None
    key = way.rpartition(".")[2]
    shown = f"{PREFIXES.get(key, 'N')}-1" if read is read_record_id else _example(read)
    return new_record(record, way, shown)


def _example(read: Callable[..., Any]) -> str:
    return next(scalar.right[-1] for scalar in SCALARS if scalar.read is read)


def _offers(hint: Any) -> Schema:  # noqa: ANN401 - a type of any shape
    offered = OFFERS.get(_reader(hint) or print, ())
    return {"defaultSnippets": [{"label": each, "bodyText": each} for each in offered]} if offered else {}


def _reader(hint: Any) -> Callable[..., Any] | None:  # noqa: ANN401 - a type of any shape
    """The function that reads a single value; nothing where the type is a list, a map or a record."""
    validator = extra_of(hint, PlainValidator)
    if validator is not None:
        func: Callable[..., Any] = validator.func
        return func
    bare = _bare(hint)
    if get_origin(bare) in (Union, UnionType):
        return next((found for arm in get_args(bare) if (found := _reader(arm)) is not None), None)
    return None


def _choices(hint: Any) -> bool:  # noqa: ANN401 - a type of any shape
    """Whether a value is chosen from words."""
    return bool(choices_in(hint)) and get_origin(_bare(hint)) in (Union, UnionType)


def _bare(hint: Any) -> Any:  # noqa: ANN401 - a type of any shape
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint
