"""A requirement that applies and has no evidence: the one gap that no rule needs to look for."""

from rmpkit.model.finding import Finding, Kind, Severity
from rmpkit.rules.evidence import Evidence

EVIDENCE_MISSING = Kind(
    code="RMP700",
    name="evidence-missing",
    severity=Severity.NOTE,
    title="A requirement that applies has nothing recorded or signposted.",
    why=(
        "Evidence that exists and cannot be found is no evidence on the day it is asked for. A signpost to where it is "
        "kept is enough; where there is none yet, a known gap with a reason and a day is honest."
    ),
    bad="stages:\n  partner-selection:\n    reviews:",
    good="stages:\n  partner-selection:\n    reviews:\n      2024-03-01: Put through the same questions",
)


def gap(plan: str | None, evidence: Evidence) -> Finding:
    """The finding that says a requirement has no evidence."""
    requirement = evidence.requirement
    return Finding(
        EVIDENCE_MISSING,
        plan,
        ("stages", requirement.stage) if plan and requirement.stage else (),
        f"Nothing is recorded or signposted for {requirement.id} ({requirement.title}).",
        evidence.next_step,
        reference=requirement.id,
        requirement=requirement.id,
    )
