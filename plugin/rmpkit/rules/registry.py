"""Every rule there is, in the order of their codes. A rule that is not listed here is not run; a test says so."""

from rmpkit.rules import approvals, cadence, exits, goals, organisation, ownership, upkeep
from rmpkit.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    organisation.policy_missing,  # RMP101
    organisation.policy_review_overdue,  # RMP102
    organisation.system_ser_missing,  # RMP103
    ownership.ser_vacant,  # RMP201
    ownership.partner_ser_vacant,  # RMP202
    ownership.owner_missing,  # RMP203
    ownership.post_vacant,  # RMP204
    ownership.holder_left,  # RMP205
    cadence.risks_not_reviewed,  # RMP301
    cadence.stage_not_reviewed,  # RMP302
    cadence.self_assessment_stale,  # RMP303
    cadence.forum_not_held,  # RMP304
    cadence.reading_overdue,  # RMP305
    cadence.health_check_overdue,  # RMP306
    cadence.exit_not_reviewed,  # RMP307
    cadence.action_overdue,  # RMP308
    cadence.known_gap_ended,  # RMP309
    cadence.business_case_undecided,  # RMP310
    cadence.date_in_future,  # RMP311
    goals.objective_unmeasured,  # RMP401
    goals.measure_without_objective,  # RMP402
    goals.target_undirected,  # RMP403
    goals.score_falling,  # RMP404
    goals.value_unmeasured,  # RMP405
    goals.risk_unrated,  # RMP406
    exits.exit_principles_missing,  # RMP501
    exits.exit_trigger_missing,  # RMP502
    exits.trigger_unwatched,  # RMP503
    exits.trigger_met_undecided,  # RMP504
    exits.transition_unplanned,  # RMP505
    exits.exit_led_by_one_side,  # RMP506
    exits.exit_stage_absent,  # RMP507
    approvals.version_missing,  # RMP601
    approvals.approval_missing,  # RMP602
    approvals.approver_without_post,  # RMP603
    upkeep.signpost_stale,  # RMP701
    upkeep.signpost_dead,  # RMP702
    upkeep.signpost_closed_to_party,  # RMP703
    upkeep.not_applicable_refused,  # RMP704
    upkeep.mute_ended,  # RMP705
)
