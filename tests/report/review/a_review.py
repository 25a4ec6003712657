"""A review made by hand, with changes of every rank, prompts of every fate, and evidence won and lost."""

from dataclasses import replace
from datetime import date

from rmpkit.changes.change import Change, Difference, Effect, EvidenceMove, Kind, Rank
from rmpkit.changes.gate import Gate, Seen, Unheard, Waiting
from rmpkit.changes.notes import Note
from rmpkit.changes.speakers import Speaker
from rmpkit.changes.wording import words_between
from rmpkit.model.finding import Finding, Path, Place
from rmpkit.model.record import JOINT_RECORD, JOINT_TERM, PUBLIC_RECORD, Nature, Part
from rmpkit.report.located import Located
from rmpkit.report.review.review import Muted, Review
from rmpkit.rules.evidence import State
from rmpkit.rules.registry import RULES

JOINT = "rmp-data/relationships/harbour-alliance/joint.yml"
BEFORE, NOW = Place(JOINT, 70, 5), Place(JOINT, 71, 5)
KINDS = {rule.kind.name: rule.kind for rule in RULES}


def change(
    sentence: str,
    rank: Rank,
    *,
    plan: str | None = "harbour-alliance",
    path: Path = ("objectives", "O-1", "title"),
    kind: Kind = Kind.CHANGED,
    before: object = "old",
    after: object = "new",
    nature: Nature = JOINT_RECORD,
    ranked_by: str = "removed",
    base: Place | None = BEFORE,
    head: Place | None = NOW,
    effect: Effect = Effect.NEUTRAL,
    requirements: tuple[str, ...] = (),
    approvers: tuple[str, ...] = (),
    labels: tuple[str, ...] = (),
) -> Change:
    difference = Difference(plan, path, kind, before, after, str, nature, Part.JOINT if plan else None)
    return Change(difference, sentence, rank, ranked_by, base, head, effect, requirements, approvers, labels)


def prompt(name: str, message: str, *path: str, line: int = 12) -> Located:
    finding = Finding(KINDS[name], "harbour-alliance", path, message, "Write what is so.")
    return Located(finding, Place(JOINT, line, 3))


EXIT_GONE = change(
    "The exit trigger X-3, “Change of control”, is not there any more.",
    Rank.MUST_SEE,
    path=("exit-triggers", "X-3"),
    kind=Kind.REMOVED,
    before="Change of control",
    after=None,
    nature=JOINT_TERM,
    base=Place(JOINT, 77, 3),
    head=None,
    effect=Effect.WEAKENS,
    requirements=("wt.exit",),
    approvers=("harbour.ser",),
)
OPENED = change(
    "The risk R-H3 can now be read by every party.",
    Rank.MUST_SEE,
    path=("risks", "R-H3"),
    kind=Kind.MOVED,
    before="internal",
    after="joint",
    ranked_by="opened-wider",
    approvers=("harbour.ser",),
)
POLICY = change(
    "The policy is reviewed every 24 months instead of every 12 months.",
    Rank.LOOK_AT,
    plan=None,
    path=("intervals", "policy"),
    before="12 months",
    after="24 months",
    ranked_by="interval-longer",
    base=Place("rmp-data/organisation.yml", 31, 3),
    head=Place("rmp-data/organisation.yml", 31, 3),
    nature=PUBLIC_RECORD,
    labels=("dates only",),
)
RAISED = change(
    "The impact of the risk R-N13 went up from 4 to 5; no action was added.",
    Rank.LOOK_AT,
    path=("risks", "R-N13", "impact"),
    before="4",
    after="5",
    ranked_by="risk-up",
    approvers=("northgate.environment",),
)
DONE = change("The action A-45 is done.", Rank.PROGRESS, path=("actions", "A-45", "done"), ranked_by="progress")
WORDED = replace(
    change("The title of O-2 is worded anew.", Rank.WORDING, path=("objectives", "O-2", "title"), ranked_by="wording"),
    words=words_between(
        "The channel stays at 14.5 metres, works or no works", "The channel stays 14.5 metres deep, come what may"
    ),
)
ORDER = change("The order of readings is another.", Rank.NOISE, path=("measures",), ranked_by="form")

AISHA = Speaker("harbour.ser", "khan", "Aisha Khan")
REVIEW = Review(
    base="1a2b3c4d5e6f708192a3b4c5d6e7f80910213243",
    head="fedcba98765432100123456789abcdeffedcba98",
    lying=False,
    audience="internal",
    today=date(2026, 11, 20),
    catalogue="iso44001",
    changes=(EXIT_GONE, OPENED, POLICY, RAISED, DONE, WORDED, ORDER),
    raised=(prompt("action-overdue", "The action A-38 was due on 2026-09-30, and is still open.", "actions", "A-38"),),
    resolved=(
        prompt("risk-untreated", "The risk R-N1 is high, and nothing is done about it.", "risks", "R-N1", line=8),
    ),
    standing=(prompt("action-overdue", "The action A-2 was due on 2026-08-31, and is still open.", "actions", "A-2"),),
    muted=(
        Muted(
            prompt("action-overdue", "The action A-7 was due on 2026-07-31.", "actions", "A-7"), "Waits for the court"
        ),
    ),
    evidence=(
        EvidenceMove("harbour-alliance", "wt.exit", "Exit strategy", State.RECORDED, State.NONE),
        EvidenceMove("harbour-alliance", "wt.issues", "Issue resolution", State.CLAIMED, State.RECORDED),
    ),
    titles={"harbour-alliance": "Harbour Alliance"},
    posts={("harbour-alliance", "harbour.ser"): "Aisha Khan (senior executive of Harbour)"},
    gate=Gate(
        (Seen(OPENED, AISHA, "1a2b3c4d5e"),),
        (
            Waiting(EXIT_GONE, "It waits for Aisha Khan (harbour.ser).", (AISHA,)),
            Waiting(POLICY, "It changes agreed terms, and nothing says which meeting agreed it.", ()),
        ),
        (Unheard("0f9e8d7c6b", "Ben Ode does not hold harbour.ser. Name the post that he holds."),),
        (),
    ),
    notes=(Note("harbour-alliance", "worse-without-action", "Risk R-N13 weighs more, and no action was added."),),
    ranking={
        "opened-wider": "Something may be read by more people.",
        "removed": "Something is not there any more.",
        "interval-longer": "Something is looked at less often.",
        "risk-up": "A risk is rated higher.",
        "wording": "The same in other words.",
    },
)
QUIET = Review(
    base=REVIEW.base,
    head=REVIEW.head,
    lying=True,
    audience="joint:northgate",
    today=REVIEW.today,
    catalogue="iso44001",
    changes=(DONE,),
    titles=REVIEW.titles,
)
SAME = replace(QUIET, head=QUIET.base, lying=False, audience="internal", changes=())
