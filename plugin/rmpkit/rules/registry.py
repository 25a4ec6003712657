"""Every rule there is, in the order of their codes. A rule that is not listed here is not run; a test says so."""

from rmpkit.rules import (
    across,
    approvals,
    approvers,
    assessment,
    audits,
    cadence,
    candidates,
    changes,
    competence,
    context,
    course,
    cover,
    dates,
    disputes,
    documents,
    exits,
    forums,
    goals,
    ideas,
    knowledge,
    leadership,
    loose_ends,
    method,
    mutuality,
    organisation,
    overdue,
    ownership,
    parting,
    pinned,
    promises,
    ranking,
    results,
    reviews,
    second_look,
    segments,
    selection,
    sharing,
    silence,
    strategy,
    team,
    terms,
    upkeep,
    value,
    weighing,
)
from rmpkit.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    organisation.policy_missing,  # RMP101
    organisation.policy_review_overdue,  # RMP102
    organisation.system_ser_missing,  # RMP103
    organisation.scope_unapproved,  # RMP104
    leadership.appointment_unrecorded,  # RMP105
    context.climate_undecided,  # RMP106
    context.surrounding_unanswered,  # RMP107
    context.context_stale,  # RMP108
    context.obligation_unmet,  # RMP109
    method.process_unowned,  # RMP110
    method.process_unconnected,  # RMP111
    method.process_change_unsaid,  # RMP112
    method.value_untold,  # RMP113
    leadership.leadership_unattributed,  # RMP114
    leadership.own_post_vacant,  # RMP115
    method.risk_above_appetite,  # RMP116
    method.method_unapproved,  # RMP117
    method.aim_undated,  # RMP118
    segments.relationship_unsorted,  # RMP119
    segments.segmentation_stale,  # RMP120
    leadership.resource_unapproved,  # RMP121
    competence.skill_assessment_stale,  # RMP122
    competence.behaviour_unasked,  # RMP123
    competence.briefing_unattended,  # RMP124
    competence.message_overdue,  # RMP125
    documents.document_unapproved,  # RMP126
    documents.document_unplaced,  # RMP127
    documents.document_review_overdue,  # RMP128
    method.corporate_plan_older,  # RMP129
    reviews.measure_without_rhythm,  # RMP130
    audits.relationship_unaudited,  # RMP131
    audits.audit_overdue,  # RMP132
    audits.audit_of_own_work,  # RMP133
    reviews.management_review_overdue,  # RMP134
    reviews.review_input_missing,  # RMP135
    audits.nonconformity_without_cause,  # RMP136
    audits.nonconformity_overdue,  # RMP137
    audits.effect_unchecked,  # RMP138
    audits.certificate_ending,  # RMP139
    organisation.relationship_unplanned,  # RMP150
    approvers.top_approval_unshown,  # RMP151
    approvers.approver_out_of_post,  # RMP152
    leadership.own_deputy_vacant,  # RMP170
    leadership.executive_without_deputy,  # RMP171
    audits.finding_unplaced,  # RMP172
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
    overdue.action_overdue,  # RMP308
    overdue.known_gap_ended,  # RMP309
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
    pinned.approval_unpinned,  # RMP605
    pinned.terms_changed_since_approval,  # RMP606
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
    weighing.weighing_undecided,  # RMP841
    weighing.weighing_unexplained,  # RMP842
    weighing.weighing_stale,  # RMP843
    course.tailoring_undecided,  # RMP844
    strategy.estimate_uncompared,  # RMP845
    strategy.option_alone,  # RMP846
    strategy.surroundings_unanswered,  # RMP847
    assessment.key_person_uncovered,  # RMP848
    strategy.third_party_unowned,  # RMP849
    strategy.case_older_than_change,  # RMP850
    strategy.knowledge_older_than_party,  # RMP851
    strategy.consideration_unowned,  # RMP852
    course.outcome_not_taken_in,  # RMP853
    assessment.swot_unanswered,  # RMP854
    assessment.blocker_unanswered,  # RMP855
    assessment.profile_stale,  # RMP856
    assessment.maturity_gap_open,  # RMP857
    assessment.appointment_unexplained,  # RMP858
    assessment.skill_effect_unchecked,  # RMP859
    candidates.conduct_unweighed,  # RMP860
    candidates.partner_unweighed,  # RMP861
    candidates.candidate_alone,  # RMP862
    candidates.due_diligence_open,  # RMP863
    candidates.talk_without_confidence,  # RMP864
    candidates.negotiators_unprepared,  # RMP865
    candidates.candidate_untold,  # RMP866
    candidates.scores_apart,  # RMP867
    course.course_unexplained,  # RMP868
    course.plan_standing_still,  # RMP869
    team.team_one_sided,  # RMP871
    team.team_gap_open,  # RMP872
    forums.joint_plan_unopened,  # RMP873
    forums.forum_without_terms,  # RMP874
    forums.relationship_unrisked,  # RMP875
    knowledge.sharing_unkept,  # RMP876
    ideas.value_not_taken_in,  # RMP877
    terms.ownership_unsaid,  # RMP878
    forums.process_gap_open,  # RMP879
    results.baseline_missing,  # RMP880
    results.relationship_unmeasured,  # RMP881
    terms.boundary_unnamed,  # RMP882
    terms.trigger_unchecked,  # RMP883
    ideas.gain_share_unsaid,  # RMP884
    ideas.idea_waiting,  # RMP885
    ideas.gain_uncompared,  # RMP886
    ideas.lesson_unapplied,  # RMP887
    results.report_unexplained,  # RMP888
    results.objective_unanswered,  # RMP889
    results.action_effect_unchecked,  # RMP890
    results.answers_too_few,  # RMP891
    results.results_unshown,  # RMP892
    results.issue_unexplained,  # RMP893
    parting.exit_uninitiated,  # RMP894
    parting.continuity_unplanned,  # RMP895
    parting.handover_overdue,  # RMP896
    parting.exit_unreviewed,  # RMP897
    parting.opportunity_unowned,  # RMP898
    parting.plan_left_open,  # RMP899
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
    loose_ends.reading_unanswered,  # RMP931
    loose_ends.risk_untreated,  # RMP936
    loose_ends.gain_unplaced,  # RMP938
    loose_ends.executive_new_plan_old,  # RMP939
    loose_ends.executive_not_in_roles,  # RMP940
    overdue.risk_response_overdue,  # RMP941
    approvals.approval_before_version,  # RMP950
    ranking.minimum_unreached,  # RMP951
    ranking.choice_not_first,  # RMP952
    value.gain_in_another_unit,  # RMP970
    goals.residual_unrated,  # RMP971
    course.usual_way_unconfirmed,  # RMP972
    sharing.pass_without_effect,  # RMP980
    sharing.opened_without_act,  # RMP981
)
