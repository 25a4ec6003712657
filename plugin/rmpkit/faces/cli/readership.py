"""Who reads what is written into a part of a plan, as a sentence begins."""

from rmpkit.model.record import Disclosure, Part


def readers_of(part: Part) -> str:
    """Who reads a part."""
    match part.disclosure:
        case Disclosure.JOINT:
            return "every party of the plan reads it"
        case Disclosure.PARTY:
            return f"{part.party} and our people read it"
        case Disclosure.RESTRICTED:
            return "those of our people read it who are let in"
        case _:
            return "our people read it"
