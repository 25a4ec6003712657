"""Rules about audits, certificates, and what was found not to be as required."""

from collections.abc import Iterator
from datetime import date

from rmpkit.model.audits import Audit, Certificate, FoundBy, VisitKind
from rmpkit.model.days import Span
from rmpkit.model.finding import Severity
from rmpkit.rules.case import OwnCase
from rmpkit.rules.rule import Problem, organisation_rule

RENEWAL_AHEAD = Span(6, 0, "half-year")
"""How long before a certificate ends its renewal should have a day: a visit is asked for months ahead."""


@organisation_rule("RMP172", severity=Severity.NOTE, requirements=("im.nc",))
def finding_unplaced(case: OwnCase) -> Iterator[Problem]:
    """Something was found at a visit or by an internal audit, and it does not say at which.

    ## Why it matters
    At the next visit the last one is opened first. What it found, and what became of that, is then one line away.

    ## Example
    ```yaml
    nonconformities:
      NC-1:
        found-by: internal audit
        audit:
    ```

    Instead:
    ```yaml
    nonconformities:
      NC-1:
        found-by: internal audit
        audit: AU-1
    ```
    """
    ours = case.organisation
    places = {
        FoundBy.CERTIFICATION_VISIT: ("visits", "visit", ours.visits),
        FoundBy.INTERNAL_AUDIT: ("audits", "audit", ours.audits),
    }
    for name, found in ours.nonconformities.items():
        register, key, known = places.get(found.found_by, ("", "", {})) if found.found_by else ("", "", {})
        if known and getattr(found, key) is None and not case.unread(register):
            message = f"{name} ({found.title}) was found at one of the {register}, and does not say at which."
            yield Problem(("nonconformities", name), message, f"Add {key}: with its id.")


@organisation_rule("RMP131", requirements=("pe.audit",))
def relationship_unaudited(case: OwnCase) -> Iterator[Problem]:
    """Audits are planned by relationship, and one relationship is in none of this cycle.

    ## Why it matters
    The relationship that nobody looks into is the one where everybody believes that all is well.

    ## Example
    ```yaml
    audits:
      AU-1:
        relationships:
    ```

    Instead:
    ```yaml
    audits:
      AU-1:
        relationships: [northgate]
    ```
    """
    audits = case.organisation.audits.values()
    if not audits or case.unread("audits"):
        return
    covered = {plan for audit in audits if _in_cycle(audit, case) for plan in audit.relationships}
    for plan in case.plans:
        recent = plan.started is not None and case.intervals.audit_cycle.after(plan.started) >= case.today
        if plan.id not in covered and not (recent and any(audit.relationships for audit in audits)):
            yield Problem(
                ("audits",),
                f"No audit within {_long(case.intervals.audit_cycle)}, done or planned, looks at {plan.title}.",
                f"Add {plan.id} to relationships: of an audit, or plan one.",
                plan.id,
            )


def _in_cycle(audit: Audit, case: OwnCase) -> bool:
    """Whether an audit was done within the cycle, or is still to come; that one has slipped is told by itself."""
    return audit.done is None or case.intervals.audit_cycle.after(audit.done) >= case.today


def _long(span: Span) -> str:
    return span.words if span.text[:1].isdigit() or span.text == "half-year" else f"a {span.text}"


@organisation_rule("RMP132", requirements=("pe.audit",))
def audit_overdue(case: OwnCase) -> Iterator[Problem]:
    """The day an audit was planned for has passed, and it has not been done.

    ## Why it matters
    A programme may slip once, with a new day. One that slips without a word is no programme.

    ## Example
    ```yaml
    audits:
      AU-2:
        planned: 2026-02-02
    ```

    Instead:
    ```yaml
    audits:
      AU-2:
        planned: 2026-06-08
    ```
    """
    for name, audit in case.organisation.audits.items():
        if audit.done is None and audit.planned and audit.planned < case.today:
            message = f"The audit {name} ({audit.title}) was planned for {audit.planned}, and is not done."
            yield Problem(("audits", name), message, "Write done: with the day, or plan a new one.")


@organisation_rule("RMP133", requirements=("pe.audit",))
def audit_of_own_work(case: OwnCase) -> Iterator[Problem]:
    """An audit is done by somebody whose own work it looks at.

    ## Why it matters
    Nobody sees the gaps in their own work. Somebody from another relationship, or from outside, is enough.

    ## Example
    ```yaml
    audits:
      AU-1:
        independent: no
    ```

    Instead:
    ```yaml
    audits:
      AU-1:
        independent: yes
    ```
    """
    for name, audit in case.organisation.audits.items():
        if audit.independent is False:
            message = f"The audit {name} ({audit.title}) looks at work of the one who looks."
            yield Problem(("audits", name, "independent"), message, "Have another post look, and name it as auditor:.")


@organisation_rule("RMP136", requirements=("im.nc",))
def nonconformity_without_cause(case: OwnCase) -> Iterator[Problem]:
    """Something that was not as required was closed, or is past its day, and no cause or action is on record.

    ## Why it matters
    What was only put right comes back. The cause says what keeps it away.

    ## Example
    ```yaml
    nonconformities:
      NC-1:
        cause:
    ```

    Instead:
    ```yaml
    nonconformities:
      NC-1:
        cause: The form had no line for it
    ```
    """
    for name, found in case.organisation.nonconformities.items():
        if found.open and not (found.due and found.due < case.today):
            continue
        asked: dict[str, str | None] = {"cause": found.cause}
        if not found.open:  # what was put right at once keeps nothing away; while it is open, RMP203 asks for the owner
            asked |= {"owner": found.owner, "action": found.action}
        wanting = [key for key, value in asked.items() if value is None]
        if wanting:
            message = f"{name} ({found.title}) has no {' and no '.join(wanting)} on record."
            yield Problem(("nonconformities", name), message, f"Add {' and '.join(f'{key}:' for key in wanting)}.")


@organisation_rule("RMP137", requirements=("im.nc",))
def nonconformity_overdue(case: OwnCase) -> Iterator[Problem]:
    """The day by which something was to be as required has passed, and it is still open.

    ## Why it matters
    A new day with a reason is under control. The body that certifies asks for either.

    ## Example
    ```yaml
    nonconformities:
      NC-2:
        due: 2026-02-09
    ```

    Instead:
    ```yaml
    nonconformities:
      NC-2:
        due: 2026-05-11
    ```
    """
    for name, found in case.organisation.nonconformities.items():
        if found.open and found.due and found.due < case.today:
            message = f"{name} ({found.title}) was to be closed by {found.due}, and is still open."
            yield Problem(("nonconformities", name), message, "Write closed: with the day, or agree a new due:.")


@organisation_rule("RMP138", requirements=("im.nc", "im.improve"))
def effect_unchecked(case: OwnCase) -> Iterator[Problem]:
    """Something was closed or done, and nobody has written down whether it worked.

    ## Why it matters
    An action that was done is not an action that helped. One look, three months later, tells the two apart.

    ## Example
    ```yaml
    improvements:
      IM-1:
        effect:
    ```

    Instead:
    ```yaml
    improvements:
      IM-1:
        effect: Answers to partners take four days, not nine
    ```
    """
    soon = case.intervals.value_review
    for name, found in case.organisation.nonconformities.items():
        if _waited(found.closed, soon, case.today) and not found.effective:
            message = f"{name} ({found.title}) was closed on {found.closed}, and nobody looked whether that worked."
            mend = "Look, and write the day behind effective: and what it showed behind effect:."
            yield Problem(("nonconformities", name), message, mend, requirement="im.nc")
    for name, better in case.organisation.improvements.items():
        if _waited(better.done, soon, case.today) and not better.effect:
            message = f"{name} ({better.title}) was done on {better.done}, and nothing says what became better."
            mend = "Add effect: with what became better, and how that is known."
            yield Problem(("improvements", name), message, mend, requirement="im.improve")


def _waited(day: date | None, span: Span, today: date) -> bool:
    """Whether something was done so long ago that its effect can be seen."""
    return day is not None and span.after(day) < today


@organisation_rule("RMP139", requirements=("ctx.scope",))
def certificate_ending(case: OwnCase) -> Iterator[Problem]:
    """A certificate has ended and none followed it, or it ends within half a year with no day for its renewal.

    ## Why it matters
    Renewal has to be finished before the last day, and the body that certifies is booked out for months.

    ## Example
    ```yaml
    certificates:
      CE-1:
        ends: 2026-06-30
    ```

    Instead:
    ```yaml
    certificates:
      CE-1:
        ends: 2027-06-30
    ```
    """
    certificates = case.organisation.certificates
    for name, certificate in certificates.items():
        ends = certificate.ends
        if ends is None or ends >= RENEWAL_AHEAD.after(case.today):
            continue
        later = [each for each in certificates.values() if each.ends is None or each.ends > ends]
        if ends < case.today and not later and not case.unread("certificates"):
            message = f"The certificate {name} for {certificate.standard} ended on {ends}."
            yield Problem(("certificates", name), message, "Add the certificate that follows it, with its last day.")
        elif ends >= case.today and not _followed(case, certificate, ends, later):
            message = f"The certificate {name} for {certificate.standard} ends on {ends}."
            mend = "Add the visit under visits: with its body, kind: renewal and its day."
            yield Problem(("certificates", name, "ends"), message, mend)


def _followed(case: OwnCase, certificate: Certificate, ends: date, later: list[Certificate]) -> bool:
    """Whether a certificate for the same is there already, or its own body comes to renew it before it ends."""
    renewed = any(each.standard == certificate.standard for each in later)
    return renewed or any(
        visit.kind is VisitKind.RENEWAL
        and visit.on is not None
        and case.today <= visit.on <= ends
        and certificate.body in (None, visit.body)
        for visit in case.organisation.visits.values()
    )
