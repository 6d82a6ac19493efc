-- code: V-707
-- severity: error
-- source: general
-- title: {zh: 人数太少的不公开, en: Small counts of people stay out}
-- message:
--   zh: "{what_zh} {n} 人，少于 {min_cell} 人的不公开"
--   en: "{what_en}: {n}; counts under {min_cell} are not published"
-- hint: {zh: "{do_zh}", en: "{do_en}"}

-- What git once had stays in its history, so a small count is refused before it is committed, and
-- so is a part that leaves a small rest. 0 tells nothing of anybody.
WITH counts (id, field, n, whole, part_zh, part_en, rest_zh, rest_en, nullable) AS (
    SELECT id, 'registered_volunteers', registered_volunteers, NULL,
        '注册志愿者', 'registered volunteers', NULL, NULL, true
    FROM teams
    UNION ALL
    SELECT id, 'active_volunteers', active_volunteers, registered_volunteers,
        '活跃志愿者', 'active volunteers', '没有服务过的注册志愿者', 'registered volunteers who never served', true
    FROM teams
    UNION ALL
    SELECT id, 'membership.members_total', membership_members_total, NULL, '团员', 'members', NULL, NULL, true
    FROM baselines
    WHERE org NOT IN (SELECT id FROM orgs WHERE tier IN ('village', 'unit')) -- a rule of their own
    UNION ALL
    SELECT id, 'membership.members_14_17', membership_members_14_17, membership_members_total,
        '14至17岁团员', 'members aged 14 to 17', '成年团员', 'members of age', true
    FROM baselines
    UNION ALL
    SELECT id, 'membership.joined_last_12m', membership_joined_last_12m, NULL,
        '一年内入团', 'joined in a year', NULL, NULL, true
    FROM baselines
    UNION ALL
    SELECT id, 'membership.transferred_in', membership_transferred_in, NULL, '转入', 'transferred in', NULL, NULL, true
    FROM baselines
    UNION ALL
    SELECT id, 'membership.transferred_out', membership_transferred_out, NULL,
        '转出', 'transferred out', NULL, NULL, true
    FROM baselines
    UNION ALL
    SELECT id, 'zhtj.members_registered', zhtj_members_registered, NULL,
        '已录入团员', 'members entered', NULL, NULL, true
    FROM baselines
    UNION ALL
    SELECT id, 'participants', participants, NULL, '参加', 'participants', NULL, NULL, false
    FROM deliveries
    UNION ALL
    SELECT id, 'feedback.n', feedback_n, NULL, '回答', 'answers', NULL, NULL, false
    FROM deliveries
    UNION ALL
    SELECT id, 'feedback.satisfied', feedback_satisfied, feedback_n,
        '满意', 'satisfied', '没有说满意', 'who did not say so', false
    FROM deliveries
    UNION ALL
    SELECT id, 'result.participants', result_participants, NULL, '参加', 'participants', NULL, NULL, false
    FROM events
    UNION ALL
    SELECT id, 'result.volunteers', result_volunteers, NULL, '志愿者', 'volunteers', NULL, NULL, false
    FROM events
    UNION ALL
    SELECT id, 'result.satisfaction.n', result_satisfaction_n, NULL, '回答', 'answers', NULL, NULL, false
    FROM events
    UNION ALL
    SELECT id, 'result.satisfaction.satisfied', result_satisfaction_satisfied, result_satisfaction_n,
        '满意', 'satisfied', '没有说满意', 'who did not say so', false
    FROM events
),
cells AS (
    SELECT id, field, n, part_zh AS what_zh, part_en AS what_en, nullable
    FROM counts
    UNION ALL
    SELECT id, field, whole - n, rest_zh, rest_en, nullable
    FROM counts
)
SELECT
    cells.*,
    min_cell,
    if(nullable, '把它改写成 null，在 notes_public 说明“人数太少，不公开”', '删去它，在 notes_public 说明“人数太少，不公开”') AS do_zh,
    if(nullable, 'write null, and say in notes_public that the count is too small',
        'delete it, and say in notes_public that the count is too small') AS do_en
FROM cells
JOIN district ON n BETWEEN 1 AND min_cell - 1
