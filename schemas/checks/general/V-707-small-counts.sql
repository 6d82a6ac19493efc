-- code: V-707
-- severity: error
-- source: general
-- title: {zh: 人数太少的不公开, en: Small counts of people stay out}
-- message:
--   zh: "{what_zh} {n} {unit}，少于 {min_cell} {unit}的不公开"
--   en: "{what_en}: {n}; counts under {min_cell} are not published"
-- hint: {zh: "{do_zh}", en: "{do_en}"}

-- What git once had stays in its history, so a small count is refused before it is committed, and
-- so is a part that leaves a small rest. 0 tells nothing of anybody.
WITH words (field, zh, en, whole, rest_zh, rest_en) AS (
    VALUES
        ('registered_volunteers', '注册志愿者', 'registered volunteers', NULL, NULL, NULL),
        ('active_volunteers', '活跃志愿者', 'active volunteers', 'registered_volunteers',
            '没有服务过的注册志愿者', 'registered volunteers who never served'),
        ('membership.members_total', '团员', 'members', NULL, NULL, NULL),
        ('membership.members_14_17', '14至17岁团员', 'members aged 14 to 17', 'membership.members_total',
            '成年团员', 'members of age'),
        ('membership.joined_last_12m', '一年内入团', 'joined in a year', NULL, NULL, NULL),
        ('membership.transferred_in', '转入', 'transferred in', NULL, NULL, NULL),
        ('membership.transferred_out', '转出', 'transferred out', NULL, NULL, NULL),
        ('zhtj.members_registered', '已录入团员', 'members entered', NULL, NULL, NULL),
        ('participants', '参加', 'participants', NULL, NULL, NULL),
        ('feedback.n', '回答', 'answers', NULL, NULL, NULL),
        ('feedback.satisfied', '满意', 'satisfied', 'feedback.n', '没有说满意', 'who did not say so'),
        ('result.participants', '参加', 'participants', NULL, NULL, NULL),
        ('result.volunteers', '志愿者', 'volunteers', NULL, NULL, NULL),
        ('result.satisfaction.n', '回答', 'answers', NULL, NULL, NULL),
        ('result.satisfaction.satisfied', '满意', 'satisfied', 'result.satisfaction.n', '没有说满意', 'who did not say so')
),
may_be_null AS (
    UNPIVOT (SELECT id, registered_volunteers, active_volunteers FROM teams) ON COLUMNS(* EXCLUDE id) INTO NAME field VALUE n
    UNION ALL
    UNPIVOT (
        SELECT
            id,
            membership_members_total AS "membership.members_total",
            membership_members_14_17 AS "membership.members_14_17",
            membership_joined_last_12m AS "membership.joined_last_12m",
            membership_transferred_in AS "membership.transferred_in",
            membership_transferred_out AS "membership.transferred_out",
            zhtj_members_registered AS "zhtj.members_registered"
        FROM baselines
    ) ON COLUMNS(* EXCLUDE id) INTO NAME field VALUE n
),
may_be_missing AS (
    UNPIVOT (SELECT id, participants, feedback_n AS "feedback.n", feedback_satisfied AS "feedback.satisfied" FROM deliveries)
    ON COLUMNS(* EXCLUDE id) INTO NAME field VALUE n
    UNION ALL
    UNPIVOT (
        SELECT
            id,
            result_participants AS "result.participants",
            result_volunteers AS "result.volunteers",
            result_satisfaction_n AS "result.satisfaction.n",
            result_satisfaction_satisfied AS "result.satisfaction.satisfied"
        FROM events
    ) ON COLUMNS(* EXCLUDE id) INTO NAME field VALUE n
),
counts AS (
    SELECT
        *,
        '把它改写成 null，在 notes_public 说明“人数太少，不公开”' AS do_zh,
        'write null, and say in notes_public that the count is too small' AS do_en
    FROM may_be_null
    UNION ALL
    SELECT
        *,
        '删去它，在 notes_public 说明“人数太少，不公开”',
        'delete it, and say in notes_public that the count is too small'
    FROM may_be_missing
),
figures AS (
    SELECT case_id AS id, format('metrics[{}].value', seq - 1) AS field, value, unit, indicator FROM cases__metrics
    UNION ALL
    SELECT brand_id, format('outputs[{}].value', seq - 1), value, unit, indicator FROM brands__outputs
),
cells AS (
    SELECT id, field, n, '人' AS unit, zh AS what_zh, en AS what_en, do_zh, do_en
    FROM counts
    JOIN words USING (field)
    WHERE field <> 'membership.members_total'
        OR id NOT IN (SELECT baselines.id FROM baselines JOIN orgs ON orgs.id = org AND tier IN ('village', 'unit')) -- a rule of their own
    UNION ALL
    SELECT part.id, part.field, whole.n - part.n, '人', rest_zh, rest_en, part.do_zh, part.do_en
    FROM counts AS part
    JOIN words USING (field)
    JOIN counts AS whole ON whole.id = part.id AND whole.field = words.whole
    UNION ALL
    SELECT
        id, field, value, unit, '“' || indicator || '”', '"' || indicator || '"',
        '删去这一行，正文里也不写；或者与别的时段合并成一个数',
        'delete the row and leave it out of the text, or merge it with other periods into one count'
    FROM figures
    WHERE value = floor(value) AND regexp_matches( -- a mean is no count
        unit,
        '^(?:个?人[次数]?|人·次|[名位户][^0-9外]{0,4}|个?家庭|people|persons?|households?|families|visits|visitors|participants|members|volunteers)$',
        'i'
    )
)
SELECT cells.* REPLACE (format('{:g}', cells.n::DOUBLE) AS n), min_cell
FROM cells
JOIN district ON cells.n > 0 AND cells.n < min_cell
