"""Where every page is, and how one page links to another.

An address is a path below the site's root with a slash at the end; the home page is the empty text. Anchors of records
are their exact ids. Anchors of sections start with a capital and go on in small letters, so that no id, which is all
capitals before its hyphen, and no short name, which has none, is ever the same.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from rmpkit.disclosure.edition import ShownOrganisation, ShownPlan
from rmpkit.model.assessment import Maturity
from rmpkit.model.finding import Path
from rmpkit.model.record import Disclosure
from rmpkit.model.stages import Stage

HOME = ""
DUE = "due/"
ORGANISATION = "organisation/"
REQUIREMENTS = "requirements/"
RULES = "rules/"
PEOPLE = "people/"
CLAUSES = f"{REQUIREMENTS}clauses/"
GLOSSARY = f"{ORGANISATION}glossary/"
ORGANISATION_GAPS = f"{ORGANISATION}gaps/"
PHASES = f"{REQUIREMENTS}phases/"
TRANSITION = f"{REQUIREMENTS}transition/"
ASSESSOR = "assessor/"
CONTEXT = f"{ORGANISATION}context/"
PORTFOLIO = f"{ORGANISATION}portfolio/"
METHOD = f"{ORGANISATION}method/"
COMPETENCE = f"{ORGANISATION}competence/"
AUDITS = f"{ORGANISATION}audits/"
OWN_THREADS = f"{ORGANISATION}threads/"
REVIEWS = f"{ORGANISATION}reviews/"

RISKS = "risks/"
ACTIONS = "actions/"
OBJECTIVES = "objectives/"
MEETINGS = "meetings/"
EXIT = "exit/"
SIGNPOSTS = "signposts/"
PROMPTS = "prompts/"
GAPS = "gaps/"
FOR_ASSESSOR = "assessor/"
ISSUES = "issues/"
COMMITMENTS = "commitments/"
CHARTER = "charter/"
VALUE = "value/"
SHARING = "sharing/"
CASE = "case/"
ASSESSMENT = "self-assessment/"
SELECTION = "selection/"
POSTS = "people/"
APPROVALS = "approvals/"
THREADS = "threads/"
HISTORY = "history/"

WHERE_FILLED = frozenset({ISSUES, COMMITMENTS, CHARTER, VALUE, SHARING, CASE, ASSESSMENT, SELECTION})
"""Pages of a plan that are made only where something stands on them."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a place of the site, or of the web."""

    text: str
    """The words, not escaped."""

    to: str
    """An address below the site's root, with an anchor if need be; or a whole https, http or mailto address."""

    label: str = ""
    """What the link is to, said for those who hear only the link; empty where the words say it."""


def relationship(plan: str, leaf: str = "") -> str:
    """The page of a plan, or one of the pages below it."""
    return f"relationships/{plan}/{leaf}"


def stage(plan: str, which: Stage) -> str:
    """The page of one stage of a plan."""
    return relationship(plan, f"{which}/")


def person(name: str) -> str:
    """The page of a person."""
    return f"{PEOPLE}{name}/"


def requirement(requirement_id: str) -> str:
    """The page of a requirement."""
    return f"{REQUIREMENTS}{requirement_id}/"


def rule(name: str) -> str:
    """The page of a rule."""
    return f"{RULES}{name}/"


def evidence_file(plan: str, name: str) -> str:
    """A file of a plan's evidence folder, as it is carried to the site."""
    return quote(relationship(plan, name))


def relative(to: str, *, here: str) -> str:
    """How a page links to an address, so that it works under any base path; whole web addresses stay as they are."""
    if is_web(to):
        return to
    path, mark, anchor = to.partition("#")
    if path == here:
        return f"#{anchor}" if mark else "./"
    found = posixpath.relpath(f"/{path}", f"/{here}")
    return (found + "/" if path.endswith("/") or not path else found) + mark + anchor


def is_web(address: str) -> bool:
    """Whether an address leads out of the site."""
    return address[:8].lower().startswith(("https://", "http://", "mailto:"))


_HOST = re.compile(r"(?!-)[a-z0-9-]+(?<!-)(?:\.(?!-)[a-z0-9-]+(?<!-))*\.?(?::[0-9]{1,5})?", re.ASCII | re.IGNORECASE)


def safe_web(address: str) -> bool:
    """Whether a web address that an author wrote may become a link.

    It names its scheme and a plain host, and hides no user, no control character and no second host.
    """
    text = address.strip()
    if not text.isprintable() or any(char in text for char in " \\\"'<>`"):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+", parts.path, re.ASCII) is not None
    return (
        parts.scheme in ("https", "http")
        and text.lower().startswith(f"{parts.scheme}://")
        and bool(_HOST.fullmatch(parts.netloc))
    )


_LEAF: Mapping[str, str] = {
    "risks": RISKS,
    "actions": ACTIONS,
    "objectives": OBJECTIVES,
    "measures": OBJECTIVES,
    "health-checks": OBJECTIVES,
    "reports": OBJECTIVES,
    "forums": MEETINGS,
    "meetings": MEETINGS,
    "exit": EXIT,
    "exit-triggers": EXIT,
    "exit-transition": EXIT,
    "exit-continuity": EXIT,
    "exit-review": EXIT,
    "exit-review-ours": EXIT,
    "future-opportunities": EXIT,
    "closing": EXIT,
    "signposts": SIGNPOSTS,
    "answers": SIGNPOSTS,
    "known-gaps": SIGNPOSTS,
    "not-applicable": SIGNPOSTS,
    "muted-rules": PROMPTS,
    "early-warnings": ISSUES,
    "resolution-ladder": ISSUES,
    "issues": ISSUES,
    "views-on-record": ISSUES,
    "commitments": COMMITMENTS,
    "deliverables": COMMITMENTS,
    "charter": CHARTER,
    "agreements": CHARTER,
    "decision-rights": CHARTER,
    "responsibilities": CHARTER,
    "conflicts-of-interest": CHARTER,
    "communications": CHARTER,
    "stakeholders": CHARTER,
    "value-process": VALUE,
    "value-ideas": VALUE,
    "lessons": VALUE,
    "decisions": VALUE,
    "knowledge": SHARING,
    "intellectual-property": SHARING,
    "processes": SHARING,
    "aims-compared": SHARING,
    "business-case": CASE,
    "segmentation": CASE,
    "usual-way": CASE,
    "tailoring": CASE,
    "value-analysis": CASE,
    "strategy": CASE,
    "options": CASE,
    "pestle": CASE,
    "third-parties": CASE,
    "risk-process": CASE,
    "course": CASE,
    "swot": ASSESSMENT,
    "environment": ASSESSMENT,
    "profile": ASSESSMENT,
    "key-people": ASSESSMENT,
    "appointments": ASSESSMENT,
    "skills": ASSESSMENT,
    "maturity": OBJECTIVES,
    "selection": SELECTION,
    "criteria": SELECTION,
    "candidates": SELECTION,
    "scores": SELECTION,
    "due-diligence": SELECTION,
    "engagements": SELECTION,
    "negotiation": SELECTION,
    "exit-considerations": EXIT,
    "deputies": POSTS,
    "duties": POSTS,
    "team-skills": POSTS,
    "induction": POSTS,
    "versions": APPROVALS,
    "revisions": APPROVALS,
    "acknowledgements": APPROVALS,
    "document-control": APPROVALS,
}
_SECTION: Mapping[str, str] = {
    "roles": "Who",
    "parties": "Who",
    "people": "Who",
    "stages": "Stages",
    "purpose": "Purpose",
    "why": "Why",
    "segment": "Why",
    "versions": "Versions",
    "mandate": "Why",
    "background": "Setting",
    "overview": "Setting",
    "stage-statements": "Stages",
    "risks": "Joint",
    "forums": "Forums",
    "exit": "Agreed",
    "health-checks": "Health",
    "measures": "Measures",
    "objectives": "Objectives",
}
_WHERE_FILLED: Mapping[str, str] = {
    "change-events": "Events",
    "early-warnings": "Warnings",
    "resolution-ladder": "Ladder",
    "issues": "Issues",
    "views-on-record": "Views",
    "deliverables": "Deliverables",
    "charter": "Charter",
    "agreements": "Agreements",
    "decision-rights": "Rights",
    "responsibilities": "Responsibilities",
    "conflicts-of-interest": "Interests",
    "communications": "Communications",
    "stakeholders": "Stakeholders",
    "value-process": "Process",
    "value-ideas": "Ideas",
    "reports": "Reports",
    "lessons": "Lessons",
    "decisions": "Decisions",
    "knowledge": "Knowledge",
    "intellectual-property": "Ownership",
    "processes": "Processes",
    "aims-compared": "Aims",
    "business-case": "Case",
    "segmentation": "Weighed",
    "usual-way": "Usual",
    "tailoring": "Tailored",
    "value-analysis": "Worth",
    "strategy": "Strategy",
    "options": "Options",
    "pestle": "Around",
    "third-parties": "Third",
    "risk-process": "Looked-after",
    "course": "Course",
    "swot": "Swot",
    "environment": "Home",
    "profile": "Profile",
    "key-people": "Key",
    "appointments": "Appointed",
    "maturity": "Maturity",
    "skills": "Skills",
    "selection": "Route",
    "due-diligence": "Checks",
    "engagements": "Talks",
    "negotiation": "Brief",
    "criteria": "Criteria",
    "candidates": "Candidates",
    "scores": "Scores",
    "exit-considerations": "Considered",
    "exit-continuity": "Continuity",
    "exit-review": "Review",
    "exit-review-ours": "Alone",
    "future-opportunities": "Future",
    "closing": "Closing",
    "duties": "Duties",
    "team-skills": "Team",
    "induction": "Induction",
    "revisions": "Revisions",
    "acknowledgements": "Acknowledged",
    "document-control": "Control",
}
"""Sections that stand on their page only where something is written."""

_BARE = {
    "exit", "muted-rules", "not-applicable", "charter", "document-control", "deputies",
    "business-case", "segmentation", "strategy", "risk-process", "usual-way", "profile", "selection", "negotiation",
    "exit-review", "exit-review-ours", "closing", "induction", "value-process", "intellectual-property",
}  # fmt: skip
_ANCHORED = frozenset(_LEAF) - _BARE | {"roles", "change-events"}


def leaf_of(key: str) -> str:
    """The page of a plan on which what stands under a key is shown; the overview is the empty text."""
    return _LEAF.get(key, "")


def own_page_of(key: str) -> str:
    """The page on which what stands under a key of the organisation is shown."""
    return _OWN.get(key, (ORGANISATION, ""))[0]


def is_made(plan: ShownPlan, leaf: str) -> bool:
    """Whether a plan has a page: most are always made, some only where something stands on them."""
    if leaf == ASSESSMENT and any(_ours(found) for found in plan.maturity.values()):
        return True
    return leaf not in WHERE_FILLED or any(_value(plan, key) for key, page in _LEAF.items() if page == leaf)


def _ours(found: Maturity) -> bool:
    """Whether what was found of our maturity is for the owner's people alone."""
    return found.part.disclosure >= Disclosure.INTERNAL


def _leaf(plan: ShownPlan, register: str, key: str) -> str:
    """The page of a register; what was found of maturity stands with health checks where the parties read it."""
    found = plan.maturity.get(key) if register == "maturity" else None
    return ASSESSMENT if found and _ours(found) else _LEAF.get(register, "")


def of_path(plan: ShownPlan, path: Path) -> str:
    """Where the value at a path of a plan is shown: its page, and its anchor if it has one."""
    register = str(path[0]) if path else ""
    key = str(path[1]) if len(path) > 1 else ""
    if register == "our-reviews" and key in tuple(Stage):
        return stage(plan.id, Stage(key)) + "#Reviews"
    if register == "stages" and key in tuple(Stage):
        return stage(plan.id, Stage(key)) + ("#Reviews" if path[2:] == ("reviews",) else "")
    leaf = _leaf(plan, register, key)
    page = relationship(plan.id, leaf if is_made(plan, leaf) else "")
    if register == "meetings" and len(path) > 3 and path[2] == "decisions":  # noqa: PLR2004 - meetings, id, decisions, id
        return f"{page}#{path[3]}"
    if register in _ANCHORED and key in _register(plan, register):
        return f"{page}#{key}"
    section = _SECTION.get(register) or (_WHERE_FILLED.get(register) if _value(plan, register) else None)
    return f"{page}#{section}" if section else page


def _value(plan: ShownPlan, key: str) -> object:
    return getattr(plan, key.replace("-", "_"), None)


def _register(plan: ShownPlan, register: str) -> Mapping[str, object]:
    found = _value(plan, register)
    return found if isinstance(found, Mapping) else {}


_OWN: Mapping[str, tuple[str, str]] = {
    "policy": (ORGANISATION, "Policy"),
    "scope": (ORGANISATION, "Scope"),
    "certificates": (ORGANISATION, "Certificates"),
    "people": (ORGANISATION, "People"),
    "roles": (ORGANISATION, "People"),
    "ser": (ORGANISATION, "People"),
    "deputies": (ORGANISATION, "People"),
    "words": (GLOSSARY, "Own-words"),
    "signposts": (ORGANISATION, "Kept"),
    "answers": (ORGANISATION, "Said"),
    "known-gaps": (ORGANISATION, "Gaps"),
    "not-applicable": (ORGANISATION, "Absent"),
    "intervals": (ORGANISATION, "Intervals"),
    "muted-rules": (ORGANISATION, "Muted"),
    "context": (CONTEXT, "Context"),
    "climate": (CONTEXT, "Climate"),
    "stakeholders": (CONTEXT, "Stakeholders"),
    "segments": (PORTFOLIO, "Segments"),
    "segmentation": (PORTFOLIO, "Segmentation"),
    "segment-criteria": (PORTFOLIO, "Criteria"),
    "processes": (METHOD, "Processes"),
    "value": (METHOD, "Value"),
    "objectives": (METHOD, "Objectives"),
    "measures": (METHOD, "Measures"),
    "risk-method": (METHOD, "Method"),
    "risks": (METHOD, "Risks"),
    "actions": (METHOD, "Actions"),
    "resources": (METHOD, "Resources"),
    "corporate-plan": (METHOD, "Corporate"),
    "documents": (METHOD, "Documents"),
    "communications": (METHOD, "Communications"),
    "leadership": (COMPETENCE, "Leadership"),
    "responsibilities": (COMPETENCE, "Responsibilities"),
    "competences": (COMPETENCE, "Competences"),
    "skills": (COMPETENCE, "Skills"),
    "briefings": (COMPETENCE, "Briefings"),
    "visits": (AUDITS, "Visits"),
    "audits": (AUDITS, "Audits"),
    "nonconformities": (AUDITS, "Nonconformities"),
    "improvements": (AUDITS, "Improvements"),
    "management-reviews": (REVIEWS, "Reviews"),
    "forums": (REVIEWS, "Forums"),
    "meetings": (REVIEWS, "Meetings"),
    "decisions": (REVIEWS, "Decisions"),
    "acknowledgements": (REVIEWS, "Acknowledged"),
}
"""Where each key of the organisation is shown: the page, and the section of it."""

_ALWAYS = frozenset({ORGANISATION, PORTFOLIO, REVIEWS})
"""Pages of the organisation that are made though nothing is written for them: they look across the relationships."""

_UNANCHORED = frozenset({"people", "intervals", "segments", "muted-rules", "not-applicable"})
"""Registers whose records have no anchor of their own."""


_IN_THREADS = ("nonconformities", "objectives", "risks", "segment-criteria", "segmentation")
"""Keys of the organisation through which a thread is drawn."""


def is_made_for(organisation: ShownOrganisation, page: str) -> bool:
    """Whether the organisation has a page: most are made only where something stands on them."""
    if page == OWN_THREADS:
        return any(_own_value(organisation, key) for key in _IN_THREADS)
    return page in _ALWAYS or any(_own_value(organisation, key) for key, (home, _) in _OWN.items() if home == page)


def of_own_path(organisation: ShownOrganisation, path: Path) -> str:
    """Where the value at a path of the organisation is shown: its page, and its anchor if it has one."""
    register = str(path[0]) if path else ""
    page, section = _OWN.get(register, (ORGANISATION, ""))
    found = _own_value(organisation, register)
    if not is_made_for(organisation, page):
        return ORGANISATION
    if register in ("meetings", "management-reviews") and len(path) > 3 and path[2] == "decisions":  # noqa: PLR2004 - meetings, id, decisions, id
        return f"{page}#{path[1]}"
    if len(path) > 1 and isinstance(found, Mapping) and path[1] in found and register not in _UNANCHORED:
        return f"{page}#People" if register == "roles" else f"{page}#{path[1]}"
    standing = found or register in ("policy", "scope", "people", "roles", "ser", "signposts")
    return f"{page}#{section}" if section and standing else page


def _own_value(organisation: ShownOrganisation, key: str) -> object:
    return getattr(organisation, key.replace("-", "_"), None)
