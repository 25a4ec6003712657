"""Rules about who reads what: records that say one thing about their readers and stand where others read."""

from collections.abc import Iterator, Mapping

from rmpkit.model.agreements import Sharing
from rmpkit.model.record import Disclosure, Entry, key_of
from rmpkit.model.reference import references
from rmpkit.rules.case import Case
from rmpkit.rules.rule import Problem, plan_rule


def _registers(case: Case) -> Iterator[tuple[str, Mapping[str, Entry]]]:
    """The registers of a plan, by key."""
    for field in type(case.plan).model_fields:
        found = getattr(case.plan, field)
        if isinstance(found, Mapping) and found and all(isinstance(each, Entry) for each in found.values()):
            yield key_of(field), found


@plan_rule("RMP708")
def shared_not_moved(case: Case) -> Iterator[Problem]:
    """A record says that it was shared, and stands where no partner reads it.

    ## Why it matters
    Sharing is an act: the record moves to where the parties read it. One that only says so is read by nobody else,
    while its author believes that the partner knows.

    ## Example
    ```yaml
    risks:
      IR-1:
        shared: {on: 2026-02-10, by: estuary.ser}
    ```

    Instead:
    ```yaml
    risks:
      R-N7:
        title: We depend on one dredger
        owner: estuary.manager
        objective: O-1
        likelihood: 2
        impact: 2
        shared: {on: 2026-02-10, by: estuary.ser}
    ```
    """
    for register, records in _registers(case):
        for key, record in records.items():
            if record.shared and record.part.disclosure >= Disclosure.INTERNAL:
                yield Problem(
                    (register, key, "shared"),
                    f"{key} was shared on {record.shared.on}, and stands in the {record.part} part.",
                    "Move it to the joint part, under an id of that part's own, or remove the line.",
                )


@plan_rule("RMP709")
def closed_item_shared(case: Case) -> Iterator[Problem]:
    """Something that is never to be shared is written where the parties read.

    ## Why it matters
    The name of a thing can be the secret. It is left out of every partner's copy, but whoever reads the file reads it.

    ## Example
    ```yaml
    knowledge:
      K-1:
        share: cannot
    ```

    Instead:
    ```yaml
    knowledge:
      K-1:
        share: could
    ```
    """
    for key, item in case.plan.knowledge.items():
        if item.share is Sharing.CANNOT and item.part.disclosure < Disclosure.INTERNAL:
            yield Problem(
                ("knowledge", key, "share"),
                f"{key} is never to be shared, and stands in the {item.part} part.",
                "Move it to internal.yml, or say on which conditions it could be shared.",
            )


@plan_rule("RMP710")
def reference_to_closed(case: Case) -> Iterator[Problem]:
    """A record that a partner reads names one that it does not read.

    ## Why it matters
    The reference is left out of the partner's copy, so that the thread ends there for one side and goes on for the
    other. And the id alone, in the file, tells that there is something.

    ## Example
    ```yaml
    actions:
      A-1:
        comes-from: IR-1
    ```

    Instead:
    ```yaml
    actions:
      A-1:
        comes-from: R-N1
    ```
    """
    closed = {key: record for _, records in _registers(case) for key, record in records.items() if key[:1].isupper()}
    for register, records in _registers(case):
        for key, record in records.items():
            for path, to, name in references(record):
                target = closed.get(name) if to not in ("requirements", "rules") else None
                if target and _narrower(target, record):
                    yield Problem(
                        (register, key, *path),
                        f"{key} names {name}, which stands in the {target.part} part.",
                        "Name a record that the same parties read, or leave the line out.",
                        name,
                    )


@plan_rule("RMP981")
def opened_without_act(case: Case) -> Iterator[Problem]:
    """A record stands where the parties read it under an id of the internal part, and nothing says who opened it.

    ## Why it matters
    Opening is an act of somebody on a day, for what was read cannot be called back. Ids of internal records begin with
    I before the letters of the register, IR-1 beside R-1: one of them among the joint records has come from there.

    ## Example
    ```yaml
    risks:
      IR-7:
        title: We depend on one dredger
        owner: estuary.manager
        objective: O-1
        likelihood: 2
        impact: 2
    ```

    Instead:
    ```yaml
    risks:
      IR-7:
        title: We depend on one dredger
        owner: estuary.manager
        objective: O-1
        likelihood: 2
        impact: 2
        shared: {on: 2026-02-10, by: estuary.ser}
    ```
    """
    for register, records in _registers(case):
        opened = {_series(key) for key, record in records.items() if _is_open(record)}
        closed = {_series(key) for key, record in records.items() if not _is_open(record)}
        for key, record in records.items():
            series = _series(key)
            ours = series[:1] == "I" and series[1:] in opened and series in closed
            if ours and _is_open(record) and record.shared is None:
                yield Problem(
                    (register, key),
                    f"{key} stands in the {record.part} part, and nothing says who opened it.",
                    "Add shared: with the day and the post that decided it, or move the record back.",
                )


def _series(key: str) -> str:
    """The letters that an id begins with."""
    return key.partition("-")[0]


def _is_open(record: Entry) -> bool:
    """Whether somebody beside the owner reads a record, by where it stands."""
    return record.part.disclosure < Disclosure.INTERNAL


@plan_rule("RMP980")
def pass_without_effect(case: Case) -> Iterator[Problem]:
    """A file is passed to a partner as it is, and the line lets nothing out.

    ## Why it matters
    Whoever wrote it believes that the copy can be made, and it is refused. The owner passes files of the evidence
    folder: what another party's post decides, or what is kept elsewhere, is not the search's affair.

    ## Example
    ```yaml
    signposts:
      SP-1:
        passed:
          sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
          by: estuary.ser
          on: 2026-02-10
    ```

    Instead:
    ```yaml
    signposts:
      SP-1:
        note: It is kept where documents are kept, and no copy carries it
    ```
    """
    for key, signpost in case.plan.signposts.items():
        given = signpost.passed
        if given and not signpost.at.startswith("evidence/"):
            yield Problem(
                ("signposts", key, "passed"),
                f"{key} is passed as it is, and is no file of the evidence folder.",
                "Remove the line: what is kept elsewhere is not searched.",
            )
        elif given and case.own and given.by.partition(".")[0] != case.own:
            yield Problem(
                ("signposts", key, "passed", "by"),
                f"{key} was passed by {given.by}, and only {case.party_name(case.own)} passes its files.",
                f"Name the post of {case.party_name(case.own)} that read the file and decided so.",
            )


def _narrower(target: Entry, record: Entry) -> bool:
    """Whether somebody beside the owner reads the record, and not the one that it names."""
    here, there = record.part.readers, target.part.readers
    return here.disclosure < Disclosure.INTERNAL and here.within(there) != here
