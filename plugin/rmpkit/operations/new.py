"""A record added to a plan: its id, its file, its lines, and nothing else in the file moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from rmpkit.model.days import read_period
from rmpkit.model.finding import Finding, Severity
from rmpkit.model.goals import Reading
from rmpkit.model.misfit import Misfit, nearest
from rmpkit.model.record import Part
from rmpkit.model.showing import show
from rmpkit.operations.check import vocabulary
from rmpkit.operations.drafts import Desk, Draft, NotAddedError, UnfitAnswerError, answer
from rmpkit.operations.homes import NoHomeError, home
from rmpkit.operations.meanings import word_meant
from rmpkit.operations.questions import DECISION, PLACEHOLDER, Sort
from rmpkit.operations.series import decision_series, next_id, numbered
from rmpkit.store.document import Data
from rmpkit.store.emission import Word
from rmpkit.store.folder import Folder, Source
from rmpkit.store.insertion import NotInsertedError, insert_below, insert_record, record_lines
from rmpkit.store.portfolio import read_folder
from rmpkit.store.reading import read_document
from rmpkit.store.saving import save
from rmpkit.store.spelling import spelt
from rmpkit.store.text import decode


def new_record(desk: Desk, sort: Sort, answers: Mapping[str, str], *, part: Part | None, today: date) -> Draft:
    """A record, ready to be written; what was not answered is a placeholder, or left out.

    Args:
        desk: the plan.
        sort: what is added.
        answers: the answers by key; an empty one is none.
        part: where it is to stand; among what only the owner sees where nothing is said, since a partner is let in
            on purpose or not at all.
        today: the day it is added.

    Raises:
        NotAddedError: an answer does not fit, or the file cannot take it.
    """
    if not any(question.placeholder for question in sort.questions) and not any(
        answers.get(question.key, "").strip() for question in sort.questions if not question.usual
    ):
        named = ", ".join(f"--{question.key}" for question in sort.questions if not question.usual)
        raise NotAddedError(f"Nothing was said of the {sort.name}. Answer at least one of {named}.")
    stands = part or Part.INTERNAL
    try:
        source = home(desk.loaded.folder, desk.plan.id, desk.sources, sort.register, stands)
    except NoHomeError as error:
        raise NotAddedError(str(error)) from None
    record = dict(_keys(desk, sort, answers, stands, today))
    raised_by = str(record.get("raised-by", desk.owner)).partition(".")[0]
    key = next_id(sort, desk.plan, stands, party=raised_by, shared=desk.shared, texts=desk.texts)
    return _tried(desk, stands, source, (sort.register, key), record)


def new_reading(desk: Desk, measure: str, period: str, answers: Mapping[str, str]) -> Draft:
    """A reading of a measure, ready to be written.

    Args:
        desk: the plan.
        measure: the measure by its short name.
        period: the month or the day it speaks of.
        answers: `value`, and `note` or `by` where there is something to say.

    Raises:
        NotAddedError: an answer does not fit, or the file cannot take it.
    """
    measure = measure_of(desk, measure)
    found = desk.plan.measures[measure]
    period = period_of(desk, measure, period)
    record = {key: answer(desk, Reading, key, text) for key, text in answers.items() if text}
    place = desk.loaded.portfolio.places.of(desk.plan.id, ("measures", measure))
    source = next((each for each in desk.sources if place is not None and each.file == place.file), None)
    if source is None:
        raise NotAddedError(f'The file of the measure "{measure}" cannot be found. Run rmp check first.')
    short = record["value"] if list(record) == [Reading.SHORT] else record
    return _tried(desk, found.part, source, ("measures", measure, "readings", period), short)


def measure_of(desk: Desk, text: str) -> str:
    """The measure that an answer names, by its short name.

    Raises:
        UnfitAnswerError: the plan has none of this name.
    """
    known = word_meant(text, desk.plan.measures)
    if known in desk.plan.measures:
        return known
    near = nearest(text, desk.plan.measures)
    mend = f'Write "{near}".' if near else f"There are {', '.join(desk.plan.measures) or 'none'}."
    raise UnfitAnswerError("measure", f'"{show(text)}" is not a measure of this plan.', mend)


def period_of(desk: Desk, measure: str, text: str) -> str:
    """The month or the day that an answer names, where the measure has no reading for it yet.

    Raises:
        UnfitAnswerError: it is none, or there is a reading for it.
    """
    try:
        period = read_period(text)
    except Misfit as misfit:
        raise UnfitAnswerError("period", misfit.happened, misfit.mend) from None
    found = desk.plan.measures.get(measure)
    if found is not None and period in found.readings:
        happened = f"{measure} has a reading for {period}: {found.readings[period].value:f}."
        raise UnfitAnswerError("period", happened, "Name another month, or change that one in the file.")
    return str(period)


def write(draft: Draft, root: Path) -> None:
    """Put a draft in its file.

    Args:
        draft: what is to be written.
        root: the data folder.

    Raises:
        SavingRefusedError: the file was changed meanwhile, or is not one to write to.
        OSError: it cannot be written.
    """
    save(root / draft.file, draft.after, read=draft.before)


def _keys(desk: Desk, sort: Sort, answers: Mapping[str, str], part: Part, today: date) -> Iterator[tuple[str, Data]]:
    """The keys of a record in their order, with what stands behind each."""
    for question in sort.questions:
        text = answers.get(question.key, "").strip() or usual(desk, question.usual, today)
        if question.key == DECISION:
            if text:
                decided = answer(desk, sort.record, DECISION, text)
                yield "decisions", {numbered(decision_series(desk.plan, part, shared=desk.shared), desk.texts): decided}
        elif text:
            yield question.key, answer(desk, sort.record, question.key, text)
        elif question.placeholder:
            yield question.key, f"{PLACEHOLDER}{question.placeholder}"
    if sort.dated:
        yield "raised", spelt(today)


def usual(desk: Desk, word: str, today: date) -> str:
    """What is meant where nothing is said."""
    return {"today": today.isoformat(), "owner": desk.owner}.get(word, "")


def _tried(desk: Desk, part: Part, source: Source, path: tuple[str, ...], record: Data) -> Draft:
    """The file with a record in it, read again as part of the plan.

    Raises:
        NotAddedError: it cannot be put there, or does not fit once it stands there.
    """
    there = source in desk.sources
    text = decode(source.raw)
    if not isinstance(text, str):
        raise NotAddedError(f"{source.file}: {text.message} {text.mend}")
    *above, key = path
    try:
        after = _inserted(text, above, key, record)
    except NotInsertedError as error:
        raise NotAddedError(f"{source.file}: {error}") from None
    changed = replace(source, raw=after.encode())
    others = [each for each in desk.sources if each.file != source.file]
    known = _errors(desk, desk.sources)
    for told, finding in _errors(desk, [*others, changed]).items():
        if told not in known:
            raise NotAddedError(f"{source.file}: {finding.message} {finding.mend}")
    document, _ = read_document(changed.raw, file=source.file, plan=desk.plan.id)
    mark = document.marks[path].key or (1, 1)
    lines = tuple(_added(text, after))
    return Draft(source.file, source.raw if there else None, after, key, part, mark[0], lines)


def _inserted(text: str, above: Sequence[str], key: str, record: Data) -> str:
    if isinstance(record, Mapping) and len(above) == 1:
        return insert_record(text, above[0], key, record_lines({Word(each): value for each, value in record.items()}))
    return insert_below(text, above, record_lines({Word(key): record}))


def _added(before: str, after: str) -> Iterator[str]:
    """The lines that are new, as a run between what both begin with and what both end with."""
    old, new = before.split("\n"), after.split("\n")
    start = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    rest = len(old) - start
    yield from (line for line in new[start : len(new) - rest] if line.strip())


def _errors(desk: Desk, sources: Sequence[Source]) -> Mapping[str, Finding]:
    """Errors of the plan as some files have it, by what stays the same when lines move."""
    loaded, plan = desk.loaded, desk.plan.id
    ours = [source for source in loaded.folder.sources if source.plan is None]
    kept = Folder((*ours, *sources), (), {plan: loaded.folder.evidence.get(plan, ())}, (plan,), ())
    found = read_folder(kept, vocabulary=vocabulary(loaded.library)).findings
    return {each.fingerprint: each for each in found if each.kind.severity is Severity.ERROR}
