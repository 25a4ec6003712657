"""What the judging itself finds, without a rule to look for it: a requirement with no evidence, an idle mute."""

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


MUTE_UNUSED = Kind(
    code="RMP706",
    name="mute-unused",
    severity=Severity.NOTE,
    title="A muted rule holds nothing back.",
    why="A mute that is no longer needed, or that names the wrong record, hides the next real case.",
    bad="muted-rules:\n  forum-not-held:\n    why: The board meets after the outage\n    by: estuary.manager\n"
    "    until: 2026-06-30",
    good="muted-rules:\n  forum-not-held:\n    why: The board meets after the outage\n    by: estuary.manager\n"
    "    until: 2026-06-30\nforums:\n  board:\n    every: week",
)


def unused(plan: str | None, rule: str) -> Finding:
    """The finding that says a mute holds nothing back."""
    message = f"The mute of {rule} holds nothing back."
    return Finding(MUTE_UNUSED, plan, ("muted-rules", rule), message, "Remove it, or correct the records it names.")


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
