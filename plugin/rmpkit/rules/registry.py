"""Every rule there is, in the order of their codes. A rule that is not listed here is not run; a test says so."""

from rmpkit.rules import (
    across,
    approvals,
    cadence,
    changes,
    cover,
    dates,
    disputes,
    exits,
    goals,
    knowledge,
    mutuality,
    organisation,
    ownership,
    promises,
    second_look,
    selection,
    sharing,
    silence,
    upkeep,
    value,
)
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
    cover.person_without_cover,  # RMP206
    cover.deputy_vacant,  # RMP207
    cover.activity_without_answerer,  # RMP208
    cover.register_one_sided,  # RMP209
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
    dates.date_in_future,  # RMP311
    promises.commitment_overdue,  # RMP312
    promises.deliverable_overdue,  # RMP313
    promises.agreement_ended,  # RMP314
    changes.change_not_read_again,  # RMP315
    cover.party_absent,  # RMP316
    goals.objective_unmeasured,  # RMP401
    goals.measure_without_objective,  # RMP402
    goals.target_undirected,  # RMP403
    goals.score_falling,  # RMP404
    goals.value_unmeasured,  # RMP405
    goals.risk_unrated,  # RMP406
    goals.score_unanswered,  # RMP407
    exits.exit_principles_missing,  # RMP501
    exits.exit_trigger_missing,  # RMP502
    exits.trigger_unwatched,  # RMP503
    exits.trigger_met_undecided,  # RMP504
    exits.transition_unplanned,  # RMP505
    exits.exit_led_by_one_side,  # RMP506
    changes.exit_older_than_change,  # RMP507
    exits.transition_unplaced,  # RMP508
    exits.exit_stage_absent,  # RMP509
    approvals.version_missing,  # RMP601
    approvals.approval_missing,  # RMP602
    approvals.approver_without_post,  # RMP603
    changes.terms_older_than_change,  # RMP604
    upkeep.signpost_stale,  # RMP701
    upkeep.signpost_dead,  # RMP702
    upkeep.signpost_closed_to_party,  # RMP703
    upkeep.not_applicable_refused,  # RMP704
    upkeep.mute_ended,  # RMP705
    changes.revisions_bunched,  # RMP707
    sharing.shared_not_moved,  # RMP708
    sharing.closed_item_shared,  # RMP709
    sharing.reference_to_closed,  # RMP710
    disputes.ladder_missing,  # RMP801
    disputes.ladder_step_one_sided,  # RMP802
    disputes.ladder_step_untimed,  # RMP803
    disputes.issue_past_limit,  # RMP804
    value.value_silent,  # RMP811
    value.gain_unshown,  # RMP812
    value.idea_without_owner,  # RMP813
    value.idea_without_reason,  # RMP814
    value.lesson_without_change,  # RMP815
    knowledge.sharing_without_conditions,  # RMP821
    knowledge.sharing_without_agreement,  # RMP822
    knowledge.sharing_open_at_exit,  # RMP823
    selection.criterion_after_scores,  # RMP831
    selection.scored_by_one,  # RMP832
    selection.choice_undecided,  # RMP833
    selection.skill_gap_open,  # RMP834
    selection.aims_in_conflict_undecided,  # RMP835
    across.leaver_holds_post_elsewhere,  # RMP901
    across.person_told_two_ways,  # RMP902
    across.party_letter_differs,  # RMP903
    across.party_under_two_short_names,  # RMP904
    across.party_left_elsewhere,  # RMP905
    across.signpost_told_two_ways,  # RMP906
    across.post_held_twice,  # RMP907
    across.person_without_cover_across,  # RMP908
    mutuality.answering_one_sided,  # RMP909
    mutuality.promises_one_sided,  # RMP910
    mutuality.gain_one_sided,  # RMP911
    mutuality.measured_one_sided,  # RMP912
    mutuality.chair_one_sided,  # RMP913
    second_look.numbers_well_people_not,  # RMP914
    second_look.health_scores_alike,  # RMP915
    second_look.assessors_agree_throughout,  # RMP916
    second_look.no_idea_let_go,  # RMP917
    second_look.risks_rated_alike,  # RMP918
    second_look.reviews_on_one_day,  # RMP919
    silence.quarter_unrecorded,  # RMP921
    silence.reviews_without_a_word,  # RMP922
    silence.review_in_the_same_words,  # RMP923
    upkeep.stage_absent_without_reason,  # RMP924
)
