"""What somebody at the keyboard means by a word: a relationship by its title, a post by who holds it, any capitals."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from rmpkit.model.misfit import Misfit, listed, nearest, plain
from rmpkit.model.organisation import Organisation
from rmpkit.model.plan import Plan
from rmpkit.model.showing import show

_MOST = 12
"""Posts that are named one by one."""


def word_meant(text: str, words: Iterable[str]) -> str:
    """The word of a list that was written with other capitals, spaces or hyphens; the text itself where none was."""
    known = list(words)
    if text in known:
        return text
    alike = [word for word in known if plain(word) == plain(text)]
    return alike[0] if len(alike) == 1 else text


def plan_meant(text: str, plans: Mapping[str, Plan]) -> str:
    """The relationship that was named by its title, or with other capitals; the text itself where none was."""
    if text in plans:
        return text
    titled = [key for key, plan in plans.items() if plan.title.casefold() == text.strip().casefold()]
    return titled[0] if len(titled) == 1 else word_meant(text, plans)


def person_meant(text: str, people: Collection[str], names: Mapping[str, str]) -> str:
    """The one person of a name, by short name; the text itself where there is none or more than one."""
    if text in people:
        return text
    named = [key for key in people if names[key].casefold() == text.strip().casefold()]
    return named[0] if len(named) == 1 else text


def post_meant(text: str, plan: Plan, organisation: Organisation | None, *, today: date | None = None) -> str:
    """The post that somebody means: by its id, or by the person who holds no other; the text where it is a new one.

    Raises:
        Misfit: it is a person who holds several posts or none, or nothing that could be a post.
    """
    roles = {**(organisation.roles if organisation else {}), **plan.roles}
    known = word_meant(text, roles)
    if known in roles or ("." in text.strip(".") and " " not in text):
        return known
    everybody = {**(organisation.people if organisation else {}), **plan.people}
    person = person_meant(text, everybody, {key: each.name for key, each in everybody.items()})
    if person not in everybody:
        near = nearest(text, [*(each.name for each in everybody.values()), *roles])
        posts = listed(list(roles)[:_MOST]) if roles else "a party, a dot and a role"
        mend = f'The nearest is "{show(near)}".' if near else f"Write {posts}."
        raise Misfit(f'"{show(text)}" is neither a post nor somebody who holds one.', mend)
    held = [
        post
        for post, holders in roles.items()
        if person in holders and (holders[person].to is None if today is None else holders[person].holds_on(today))
    ]
    if len(held) == 1:
        return held[0]
    name = show(everybody[person].name)
    if held:
        raise Misfit(f"{name} holds {len(held)} posts.", f"Write {listed(held)}.")
    raise Misfit(f"{name} holds no post.", "Write the post, and who holds it under roles: in plan.yml.")
