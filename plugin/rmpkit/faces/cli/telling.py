"""What is said of plans whose texts others may not read: the place, and never a word of them."""

from collections.abc import Collection, Iterable

import click

from rmpkit.disclosure.audience import Audience
from rmpkit.model.finding import Finding
from rmpkit.model.showing import printable, show
from rmpkit.operations.check import Loaded
from rmpkit.operations.leaks import Leak
from rmpkit.operations.passing import Pass

MOST = 20
"""Lines of one kind that are printed; more are counted."""


def finding_line(read: Loaded, finding: Finding) -> str:
    """Where something was found, and of what kind it is."""
    place = finding.place or read.portfolio.places.of(finding.plan, finding.path)
    where = f"{read.root}/{place.file}:{place.line}:{place.column} " if place else ""
    return f"{show(where, 300)}{finding.kind.code} {finding.kind.title}"


def leak_lines(read: Loaded, leaks: Collection[Leak]) -> list[str]:
    """Where each withheld text is written and in which files of the copy it stands, text by text."""
    files: dict[str, list[str]] = {}
    for leak in leaks:
        named = f"{leak.file}, which is another file since it was passed," if leak.changed else leak.file
        files.setdefault(leak.closed or _written_at(read, leak), []).append(named)
    closed = {leak.closed for leak in leaks}
    return [
        f"{_named(names)} cannot be looked through: {where}"
        if where in closed
        else f"{where} stands in {_named(names)}"
        for where, names in files.items()
    ]


def _written_at(read: Loaded, leak: Leak) -> str:
    place = read.portfolio.places.of(leak.plan, leak.spot)
    return show(f"{read.root}/{place.file}:{place.line}" if place else leak.plan or "organisation.yml", 300)


def _named(files: Iterable[str]) -> str:
    first, *others = dict.fromkeys(files)
    return f"{show(first, 200)}{f' and {len(others)} more' if others else ''}"


def say_passed(found: Iterable[Pass]) -> None:
    """Say in which files of a copy internal texts were not looked for, and who answers for that."""
    for each in found:
        say(f"Not searched for internal texts: {show(each.file, 200)}, passed by {each.by} on {each.on}.")


def say_unfinished(read: Loaded, audience: Audience, found: Collection[Finding]) -> None:
    """Say which placeholders a copy carries, place by place; it was made all the same."""
    if not found:
        return
    texts = (
        "1 text that is still a placeholder" if len(found) == 1 else f"{len(found)} texts that are still placeholders"
    )
    say(f"The {audience} copy shows {texts}. Write what is known, and make the copy again:")
    say_some([finding_line(read, finding) for finding in found])


def say_some(lines: list[str]) -> None:
    """Say so many lines, and count the others."""
    for line in lines[:MOST]:
        say(f"  {line}")
    if len(lines) > MOST:
        say(f"  and {len(lines) - MOST} more")


def say(line: str) -> None:
    """Say a line to the person at the keyboard, beside what is piped on."""
    click.echo(printable(line), err=True)
