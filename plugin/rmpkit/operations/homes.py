"""The file in which a record of a plan has its place."""

from collections.abc import Mapping, Sequence

from rmpkit.model.misfit import listed
from rmpkit.model.record import Part
from rmpkit.store.folder import RELATIONSHIPS, Folder, Source
from rmpkit.store.reading import read_document
from rmpkit.store.schema import PLAN_SLOTS


class NoHomeError(Exception):
    """Records of a register cannot stand in a part; says why, and what to do first."""


def home(folder: Folder, plan: str, sources: Sequence[Source], register: str, part: Part) -> Source:
    """The file for records of a part: the one that holds the register, else the part's own, else a new one.

    Args:
        folder: the data folder.
        plan: the plan.
        sources: its files, as they are to be.
        register: the key of the register.
        part: the part.

    Raises:
        NoHomeError: there is no such place in the plan, or it was not fetched.
    """
    _refuse_elsewhere(folder, plan, sources, register, part)
    files = [source for source in sources if source.alone or source.part == part]
    holding = [source for source in files if register in _keys(source)]
    if holding:
        return holding[-1]
    base = f"{RELATIONSHIPS}/{plan}/{part}"
    whole = next((source for source in files if source.alone or source.file == f"{base}.yml"), None)
    if whole is not None:
        return whole
    name = f"{base}/{register}.yml" if files else f"{base}.yml"
    return next((source for source in files if source.file == name), Source(name, plan, part, b""))


def _refuse_elsewhere(folder: Folder, plan: str, sources: Sequence[Source], register: str, part: Part) -> None:
    if any(source.alone for source in sources):
        if part != Part.INTERNAL:
            first = f"Make it a folder with {part}.yml first."
            raise NoHomeError(f"{plan} is kept in one file, all of it internal. {first}")
        return
    if part in folder.unfetched.get(plan, ()):
        raise NoHomeError(f"The part {part} is kept in a repository of its own. Fetch it first.")
    slot = PLAN_SLOTS[register]
    if not slot.takes(part):
        raise NoHomeError(f"{register} stand in {listed(map(str, slot.parts))}, not in {part}.")


def _keys(source: Source) -> Sequence[str]:
    document, _ = read_document(source.raw, file=source.file, plan=source.plan)
    return tuple(document.data) if isinstance(document.data, Mapping) else ()
