"""Threads about choosing: whether to collaborate, what we lack for it, and with whom."""

from collections.abc import Iterator
from datetime import date

from rmpkit.model.finding import Path
from rmpkit.model.record import Part
from rmpkit.model.selection import Skill
from rmpkit.rules.case import Case
from rmpkit.rules.chain import Chain, Step, ahead, gap, spared, there, unanswered
from rmpkit.rules.threads_of_aims import closed_step

SEGMENT, WEAKNESS, SELECTION = 3, 4, 5


def kept_elsewhere(case: Case, *requirements: str) -> tuple[Path, ...]:
    """The signposts and answers of the plan that speak of requirements, where there are no rows."""
    signs = [("signposts", key) for key, sign in case.plan.signposts.items() if set(requirements) & set(sign.answers)]
    return (*signs, *(("answers", each) for each in requirements if each in case.plan.answers))


def _checked(case: Case, paths: tuple[Path, ...]) -> date | None:
    """The last day one of some signposts was opened."""
    signs = (case.plan.signposts.get(str(path[1])) for path in paths if path[0] == "signposts")
    return max((sign.checked for sign in signs if sign and sign.checked), default=None)


def elsewhere(case: Case, name: str, *requirements: str) -> Step | None:
    """A step whose records are kept elsewhere."""
    paths = kept_elsewhere(case, *requirements)
    if not paths:
        return None
    return there(name, *paths, on=_checked(case, paths), says="kept elsewhere")


def segmentation(case: Case) -> Iterator[Chain]:
    """Criteria of segmentation, score, decision to collaborate, business case, decision about it."""
    yield Chain(SEGMENT, "", case.plan.title, tuple(_segmented(case)))


def _segmented(case: Case) -> Iterator[Step]:
    plan, organisation = case.plan, case.edition.organisation
    segments = organisation.segments if organisation else {}
    if segments:
        yield there("Criteria", ("segments",), says=f"{len(segments)} sorts of relationship", of_organisation=True)
    else:
        yield ahead("Criteria", "the organisation names none")
    yield elsewhere(case, "Score", "aw.prioritise") or ahead("Score", "not weighed")
    if plan.segment:
        yield there("Decision to collaborate", ("segment",), says=plan.segment)
    else:
        yield ahead("Decision to collaborate", "not sorted yet")
    yield from _decided(case)


def _decided(case: Case) -> Iterator[Step]:
    business = case.plan.business_case
    if business is None:
        kept = elsewhere(case, "Business case", "kn.case")
        yield kept or ahead("Business case", "none yet")
        yield spared("Decision", "where the case is kept") if kept else ahead("Decision", "")
        return
    see = (("signposts", business.see),) if business.see else ()
    yield there("Business case", ("business-case",), *see)
    if business.outcome is None:
        mend = "Add outcome, by and on."
        yield gap("Decision", "no decision on it", mend, "business-case-undecided", at=("business-case",))
    else:
        yield there("Decision", ("business-case",), on=business.on, says=str(business.outcome))


def weaknesses(case: Case) -> Iterator[Chain]:
    """Weakness, action, competence record, better score next time."""
    for key, skill in case.plan.skills.items():
        if skill.required and skill.assessed and skill.assessed < skill.required:
            yield Chain(WEAKNESS, key, skill.needs, tuple(_of_skill(case, key, skill)))


def _of_skill(case: Case, key: str, skill: Skill) -> Iterator[Step]:
    path: Path = ("skills", key)
    yield there("Weakness", path, on=skill.on, says=f"{skill.assessed} where {skill.required} is needed")
    action = case.plan.actions.get(skill.action or "")
    if action is None:
        mend = "Add action: with the one that closes the gap."
        yield gap("Action", "nothing closes it yet", mend, "skill-gap-open", at=path)
        yield ahead("Closed", "")
        yield ahead("Score next time", "")
        return
    yield there("Action", ("actions", action.id), on=action.due, says=str(action.state))
    yield closed_step({action.id: action})
    yield _scored_again(case, key, skill, action.done)


def _scored_again(case: Case, key: str, skill: Skill, done: date | None) -> Step:
    if done is None or skill.on is None:
        return ahead("Score next time", "not yet")
    if skill.on >= done:
        return there("Score next time", ("skills", key), on=skill.on, says=f"{skill.assessed} of 5")
    if case.intervals.read_again.after(done) >= case.today:
        return ahead("Score next time", "not yet")
    mend = "Look at the skill again, and write assessed: and on:."
    return gap("Score next time", f"not scored since {skill.on}", mend, "skill-not-scored-again", at=("skills", key))


def selection(case: Case) -> Iterator[Chain]:
    """Criteria with their day, scores, decision, joint objectives, start of the joint plan."""
    yield Chain(SELECTION, "", case.plan.title, tuple(_selected(case)))


def _selected(case: Case) -> Iterator[Step]:
    plan = case.plan
    if plan.criteria:
        fixed = max((each.agreed for each in plan.criteria.values() if each.agreed), default=None)
        yield there("Criteria", *(("criteria", key) for key in plan.criteria), on=fixed)
    else:
        yield elsewhere(case, "Criteria", "ia.criteria") or ahead("Criteria", "none on record")
    if plan.scores:
        given = max((each.on for each in plan.scores.values() if each.on), default=None)
        names = dict.fromkeys(each.candidate for each in plan.scores.values())
        yield there("Scores", *(("scores", key) for key in plan.scores), on=given, says=f"{len(names)} candidates")
    else:
        yield elsewhere(case, "Scores", "ps.evaluate") or ahead("Scores", "none on record")
    yield _chosen(case)
    yield from _begun(case)


def _chosen(case: Case) -> Step:
    chosen = {key: each for key, each in case.plan.candidates.items() if each.chosen}
    if chosen:
        day = max(each.decided for each in chosen.values() if each.decided)
        paths: tuple[Path, ...] = tuple(("candidates", key) for key in chosen)
        return there("Decision", *paths, on=day, says=", ".join(each.name for each in chosen.values()))
    kept = elsewhere(case, "Decision", "ps.decide")
    if kept:
        return kept
    undecided = "Write state: preferred for the one that was chosen, with decided: and decided-by:."
    missing = "nobody is chosen yet" if case.plan.candidates else "none on record"
    return gap("Decision", missing, undecided, "choice-undecided")


def _begun(case: Case) -> Iterator[Step]:
    plan = case.plan
    joint = {key: each for key, each in plan.objectives.items() if each.part == Part.JOINT}
    versions = {key: each for key, each in plan.versions.items() if not each.minor}
    first = min((each.on for each in versions.values() if each.on), default=None)
    if joint:
        held = (plan.meetings.get(each.agreed_at or "") for each in joint.values())
        day = max((meeting.on for meeting in held if meeting), default=None)
        yield there("Joint objectives", *(("objectives", key) for key in joint), on=day)
    elif kept := elsewhere(case, "Joint objectives", "ps.jointobj"):
        yield kept
    elif versions and not case.unread("objectives"):
        yield unanswered("Joint objectives", "the terms have none", "ps.jointobj")
    else:
        yield ahead("Joint objectives", "none yet")
    if versions:
        oldest = min(versions, key=lambda key: (versions[key].on or date.max, key))
        yield there("Joint plan begins", ("versions", oldest), on=first, says=oldest)
    else:
        yield ahead("Joint plan begins", "no version yet")
