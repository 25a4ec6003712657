"""Lists of words that the organisation may add to, where the standards leave open which words there are.

Ours stay, and rules that ask for one of them go on asking for it. An own word is read wherever it stands; whether the
organisation has it is looked at once its own file is read, since a plan may be read before.
"""

import re
from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import PlainValidator

from rmpkit.model.misfit import Misfit, nearest
from rmpkit.model.scalars import Choice, read_line
from rmpkit.model.showing import show

LONGEST_WORD = 40
_WORD = re.compile(r"[a-z][a-z0-9]*(?:[ -][a-z0-9]+)*")


def read_own_word(value: object) -> str:
    """A word of the organisation's own: lower-case letters, digits, spaces and hyphens."""
    text = read_line(value)
    if len(text) <= LONGEST_WORD and _WORD.fullmatch(text):
        return text
    better = re.sub(r"[^a-z0-9 -]+", "", text.lower())[:LONGEST_WORD].strip(" -")
    raise Misfit(
        f'"{show(text)}" is not written as words of your own are: lower-case letters a-z, digits, spaces and hyphens, '
        f"{LONGEST_WORD} at most.",
        f'Write "{better}".' if _WORD.fullmatch(better) else "Write one such as weather.",
    )


OwnWord = Annotated[str, PlainValidator(read_own_word)]
"""A word of the organisation's own, where it is given its title."""


class Vocabulary(Choice):
    """A list of words that the organisation may add its own to."""

    CRITERION_KIND = "criterion-kind"
    """What a selection criterion is about."""
    DOCUMENT_KIND = "document-kind"
    """What sort of paper a document is."""
    ENVIRONMENT_AREA = "environment-area"
    """Where at home something helps or blocks."""
    PARTY_KIND = "party-kind"
    """What a party is to the relationship."""
    RESOURCE_KIND = "resource-kind"
    """What sort of thing is given for working with others."""
    RISK_CATEGORY = "risk-category"
    """What a risk is about."""
    STAKEHOLDER_KIND = "stakeholder-kind"
    """What a stakeholder is to those who work together."""
    TRIGGER_KIND = "trigger-kind"
    """What sort of thing would end a relationship."""
    VALUE_KIND = "value-kind"
    """What sort of gain something is."""


class OpenChoice(Choice):
    """A list of words beside which the organisation may have its own."""

    @classmethod
    def read(cls, value: object) -> Self:
        """The member written as `value`, or a word of the organisation's own."""
        try:
            return super().read(value)
        except Misfit:
            text = value.strip() if isinstance(value, str) else ""
            if len(text) > LONGEST_WORD or not _WORD.fullmatch(text):
                raise
        word = str.__new__(cls, text)  # no member: the list of ours is the same for every organisation
        word._name_ = word._value_ = text
        return word

    @classmethod
    def vocabulary(cls) -> Vocabulary:
        """The list it is, as the organisation calls it under `words`."""
        return Vocabulary(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower())

    @property
    def own(self) -> bool:
        """Whether it is no word of ours."""
        return self.name not in type(self).__members__


def unheard(word: OpenChoice, own: Iterable[str]) -> Misfit:
    """What to say of a word that is neither ours nor one of the organisation's.

    Args:
        word: the word.
        own: the words that the organisation has for this.
    """
    known = list(dict.fromkeys([*map(str, type(word)), *own]))
    near = nearest(word, known)
    others = ", ".join(each for each in known if each != near)
    add = f"Or add it to {word.vocabulary()} under words in organisation.yml, with its title."
    mend = f'Write "{near}". Others: {others}.' if near else f"Write one of {others}."
    return Misfit(f'"{show(word)}" is not one of the words for this.', f"{mend} {add}")
