"""Threads about choosing: whether to collaborate, what we lack for it, and with whom."""

from collections.abc import Iterator, Mapping
from datetime import date

from rmpkit.model.assessment import Quadrant, Swot
from rmpkit.model.finding import Path
from rmpkit.model.record import Part
from rmpkit.model.risks import Action
from rmpkit.model.selection import Skill
from rmpkit.model.stages import Stage
from rmpkit.rules.case import Case
from rmpkit.rules.chain import Chain, Step, ahead, gap, spared, there, unanswered

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
    criteria = organisation.segment_criteria if organisation else {}
    method = organisation.segmentation if organisation else None
    day = method.approved if method else None
    weighed = plan.segmentation
    if criteria:
        paths: tuple[Path, ...] = tuple(("segment-criteria", key) for key in criteria)
        yield there("Criteria", *paths, on=day, of_organisation=True)
    elif organisation and organisation.segments:
        yield there("Criteria", ("segments",), on=day, of_organisation=True)
    else:
        yield ahead("Criteria", "the organisation names none")
    if weighed and weighed.scores:
        given = ", ".join(f"{key} {score}" for key, score in weighed.scores.items())
        yield there("Score", ("segmentation",), says=given)
    else:
        yield elsewhere(case, "Score", "aw.prioritise") or unanswered("Score", "not weighed", "aw.prioritise")
    yield _collaborates(case)
    yield from _decided(case)


def _collaborates(case: Case) -> Step:
    weighed, name = case.plan.segmentation, "Decision to collaborate"
    if weighed and weighed.decision and weighed.decided:
        return there(name, ("segmentation",), on=weighed.decided, says=str(weighed.decision))
    if weighed:
        mend = "Add decision:, decided-by: and decided:."
        return gap(name, "weighed, and not decided", mend, "weighing-undecided", at=("segmentation",))
    if case.plan.segment:
        return there(name, ("segment",), says=case.plan.segment)
    return ahead(name, "not sorted yet")


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
    named = {each.action for each in case.plan.swot.values() if each.action}
    for key, weakness in case.plan.swot.items():
        if weakness.quadrant is Quadrant.WEAKNESS:
            yield Chain(WEAKNESS, key, weakness.title, tuple(_of_weakness(case, key, weakness)))
    for key, skill in case.plan.skills.items():
        lacking = bool(skill.required and skill.assessed and skill.assessed < skill.required)
        if (lacking or skill.action) and skill.action not in named:
            yield Chain(WEAKNESS, key, skill.needs, tuple(_of_skill(case, key, skill)), over=not lacking)


def _of_weakness(case: Case, key: str, weakness: Swot) -> Iterator[Step]:
    path: Path = ("swot", key)
    seen = case.plan.reviews_of(Stage.INTERNAL_ASSESSMENT)
    looked = (*seen, weakness.reviewed) if weakness.reviewed else seen
    day = max((on for on in looked if on <= case.today), default=None)
    says = f"matters: {weakness.significance}" if weakness.significance else ""
    see: tuple[Path, ...] = (("signposts", weakness.see),) if weakness.see else ()
    yield there("Weakness", path, *see, on=day, says=says)
    action = case.plan.actions.get(weakness.action or "")
    if action is None:
        mend = "Add action:, or accepted: with the reason."
        if weakness.accepted:
            yield spared("Action", f"accepted: {weakness.accepted}")
        else:
            yield gap("Action", "nothing mends it yet", mend, "swot-unanswered", at=path)
        return
    yield there("Action", ("actions", action.id), on=action.done or action.due, says=_stands(action))
    skills = {name: skill for name, skill in case.plan.skills.items() if skill.action == action.id}
    yield from _learned(skills, action)


def _of_skill(case: Case, key: str, skill: Skill) -> Iterator[Step]:
    path: Path = ("skills", key)
    yield there("Weakness", path, says=f"{skill.required} of 5 is needed" if skill.required else "")
    action = case.plan.actions.get(skill.action or "")
    if action is None:
        mend = "Add action: with the one that closes the gap."
        yield gap("Action", "nothing closes it yet", mend, "skill-gap-open", at=path)
        return
    yield there("Action", ("actions", action.id), on=action.done or action.due, says=_stands(action))
    yield from _learned({key: skill}, action)


def _stands(action: Action) -> str:
    return "done" if action.done else str(action.state)


def _learned(skills: Mapping[str, Skill], action: Action) -> Iterator[Step]:
    """The record of competence behind an action, and whether it was scored again once that was done."""
    if not skills:
        yield ahead("Competence record", "no skill names the action")
        yield ahead("Score next time", "not yet")
        return
    paths: tuple[Path, ...] = tuple(("skills", key) for key in skills)
    before = "; ".join(
        f"{skill.assessed} where {skill.required} is needed" for skill in skills.values() if skill.assessed
    )
    day = max((skill.on for skill in skills.values() if skill.on), default=None)
    looked = max((skill.effect_checked for skill in skills.values() if skill.effect_checked), default=None)
    again = action.done is not None and any(each and each >= action.done for each in (day, looked))
    yield there("Competence record", *paths, on=None if again else day, says="" if again else before)
    if again:
        scores = "; ".join(f"{skill.assessed} of 5" for skill in skills.values() if skill.assessed)
        yield there("Score next time", *paths, on=max(filter(None, (day, looked))), says=scores)
    elif action.done:
        mend = "Look whether it did, and add effect-checked: and assessed:."
        rules = ("effect-unchecked", "skill-effect-unchecked")
        yield gap("Score next time", "not looked at since", mend, *rules, at=paths[0])
    else:
        yield ahead("Score next time", "not yet")


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
        moderated = plan.selection.moderated if plan.selection else None
        says = f"{len(names)} candidates" + (", settled together" if moderated else "")
        yield there("Scores", *(("scores", key) for key in plan.scores), on=moderated or given, says=says)
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
