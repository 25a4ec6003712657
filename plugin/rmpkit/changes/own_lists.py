"""How lists are told that one kind of record has."""

from collections.abc import Mapping

from rmpkit.changes.phrases import Listed
from rmpkit.model.evidence import Answer, MutedRule, Signpost
from rmpkit.model.exit import ExitStrategy, ExitTrigger
from rmpkit.model.goals import HealthCheck
from rmpkit.model.meetings import Forum, Meeting
from rmpkit.model.record import Record
from rmpkit.model.risks import Risk

LISTS: Mapping[tuple[type[Record], str], Listed] = {
    (Forum, "members"): Listed(
        "{items} {has} a seat in {subject} now",
        "{items} {has} none any more",
        "{items} {has} no seat in {subject} any more",
    ),
    (Meeting, "present"): Listed(
        "{items} {is} named as present at {subject} now",
        "{items} {is} not any more",
        "{items} {is} not named as present at {subject} any more",
    ),
    (Meeting, "reviewed"): Listed(
        "{subject} reviewed {items} too",
        "it is not said any more to have reviewed {items}",
        "{subject} is not said any more to have reviewed {items}",
    ),
    (Signpost, "answers"): Listed(
        "{lead}it is evidence for {items} now",
        "it is none for {items} any more",
        "{lead}it is not evidence for {items} any more",
    ),
    (Signpost, "can_open"): Listed(
        "{lead}{items} can open it now", "{items} cannot open it any more", "{lead}{items} cannot open it any more"
    ),
    (ExitTrigger, "watched_by"): Listed(
        "{lead}{items} {watches} it now", "{items} {does} not any more", "{lead}{items} {does} not watch it any more"
    ),
    (Risk, "depends_on"): Listed(
        "{lead}it hangs together with {items} now",
        "it is not said any more to hang together with {items}",
        "{lead}it is not said any more to hang together with {items}",
    ),
    (Answer, "see"): Listed(
        "{subject} is shown by {items} now",
        "it is not shown by {items} any more",
        "{subject} is not shown by {items} any more",
    ),
    (ExitStrategy, "led_by"): Listed(
        "{items} would lead the exit now", "{items} would not any more", "{items} would not lead the exit any more"
    ),
    (HealthCheck, "actions"): Listed(
        "{subject} led to {items}",
        "it is not said any more to have led to {items}",
        "{subject} is not said any more to have led to {items}",
    ),
    (MutedRule, "records"): Listed(
        "the rule {id} is muted for {items} as well now",
        "it is not muted for {items} any more",
        "the rule {id} is not muted for {items} any more",
    ),
}
"""Lists told in their own way in one kind of record."""
