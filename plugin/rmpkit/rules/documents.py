"""Rules about the documents that the organisation works by."""

from collections.abc import Iterator

from rmpkit.model.papers import DocumentKind
from rmpkit.rules.case import OwnCase
from rmpkit.rules.rule import Problem, organisation_rule


@organisation_rule("RMP126", requirements=("sup.docinfo.create",))
def document_unapproved(case: OwnCase) -> Iterator[Problem]:
    """The version of a document that is in use does not say who approved it and when.

    ## Why it matters
    People follow what they find. What nobody approved is followed all the same.

    ## Example
    ```yaml
    documents:
      DC-1:
        approved-by:
    ```

    Instead:
    ```yaml
    documents:
      DC-1:
        approved-by: estuary.chief-executive
    ```
    """
    for name, document in case.organisation.documents.items():
        if document.kind in (DocumentKind.RECORD, DocumentKind.FROM_OUTSIDE):
            continue  # approved by nobody here
        if not (document.approved_by and document.approved):
            message = f"{name} ({document.title}) does not say who approved it, and when."
            yield Problem(("documents", name), message, "Add approved-by: and approved:.")


@organisation_rule("RMP127", requirements=("sup.docinfo.general",))
def document_unplaced(case: OwnCase) -> Iterator[Problem]:
    """A document is listed, and nothing says where it is kept, or who keeps it current.

    ## Why it matters
    The list is there so that anybody finds the right version, also when the one who always knew is away.

    ## Example
    ```yaml
    documents:
      DC-1:
        at:
    ```

    Instead:
    ```yaml
    documents:
      DC-1:
        at: https://docs.estuary.example/manual
    ```
    """
    for name, document in case.organisation.documents.items():
        asked = {"at": document.at, "owner": document.owner}
        wanting = [key for key, value in asked.items() if value is None]
        if wanting:
            words = {"at": "where it is kept", "owner": "who keeps it current"}
            message = f"{name} ({document.title}) does not say {' and '.join(words[key] for key in wanting)}."
            yield Problem(("documents", name), message, f"Add {' and '.join(f'{key}:' for key in wanting)}.")


@organisation_rule("RMP128", requirements=("sup.docinfo.control",))
def document_review_overdue(case: OwnCase) -> Iterator[Problem]:
    """Nobody has looked within its interval whether a document still fits.

    ## Why it matters
    An old version is not seen to be old by the one who opens it.

    ## Example
    ```yaml
    documents:
      DC-1:
        approved: 2023-02-06
        reviewed: 2023-02-06
    ```

    Instead:
    ```yaml
    documents:
      DC-1:
        reviewed: 2025-02-03
    ```
    """
    for name, document in case.organisation.documents.items():
        days = (day for day in (document.approved, document.reviewed) if day and day <= case.today)
        seen, interval = max(days, default=None), document.every or case.intervals.document_review
        if seen and interval.after(seen) < case.today:
            message = f"{name} ({document.title}) was last looked at on {seen}; the interval is {interval.words}."
            yield Problem(("documents", name), message, "Read it again, and write the day behind reviewed:.")
