-- code: V-605
-- severity: error
-- source: general
-- title: {zh: 人数和次数合理, en: Plausible numbers}
-- message: {zh: "{what_zh}", en: "{what_en}"}
-- hint:
--   zh: 核对这两个数，看有没有多写一个零
--   en: check both numbers; look for a zero too many

SELECT
    id,
    'result.participants' AS field,
    format('参加 {} 人次，是名额 {} 的十倍以上', result_participants, capacity) AS what_zh,
    format('{} participants, more than ten times the {} places', result_participants, capacity) AS what_en
FROM events
WHERE result_participants > 10 * capacity

UNION ALL

SELECT
    id,
    'result.satisfaction.satisfied',
    format(
        '满意 {} 人，多于回答的 {} 人', result_satisfaction_satisfied, result_satisfaction_n
    ),
    format('{} are satisfied, more than the {} who answered', result_satisfaction_satisfied, result_satisfaction_n)
FROM events
WHERE result_satisfaction_satisfied > result_satisfaction_n

UNION ALL

-- Volunteers may have been asked as well.
SELECT
    id,
    'result.satisfaction.n',
    format('回答的 {} 人，多于参加的 {} 人次', result_satisfaction_n, result_participants),
    format('{} answered, more than the {} who took part', result_satisfaction_n, result_participants)
FROM events
WHERE result_satisfaction_n > result_participants + coalesce(result_volunteers, 0)

UNION ALL

SELECT
    id,
    'feedback.n',
    format('反馈的 {} 人，多于参加的 {} 人次', feedback_n, participants),
    format('{} gave feedback, more than the {} who took part', feedback_n, participants)
FROM deliveries
WHERE feedback_n > participants

UNION ALL

-- Once a day at most at one home.
SELECT
    lead_assignment_id,
    format('duty_sessions[{}].count', seq - 1),
    format('{} 值守 {} 次，这个季度只有 {} 天', quarter, count, days),
    format('{} times on duty in {}, which has {} days', count, quarter, days)
FROM lead_assignments__duty_sessions
CROSS JOIN LATERAL (SELECT make_date(left(quarter, 4)::INT, 3 * right(quarter, 1)::INT - 2, 1) AS begins)
CROSS JOIN LATERAL (SELECT (begins + INTERVAL 3 MONTH)::DATE - begins AS days)
WHERE count > days

UNION ALL

SELECT
    id,
    'youth_estimate.value',
    format('估计 {} 人，不在所选的区间（{}）里', youth_estimate_value, if(most IS NULL, format('{} 人以上', least), format('{} 至 {} 人', least, most))),
    format('an estimate of {} is not in its band ({})', youth_estimate_value, if(most IS NULL, format('{} and more', least), format('{} to {}', least, most)))
FROM gathering_places
JOIN (
    VALUES ('under_500', 0, 499), ('from_500', 500, 999), ('from_1000', 1000, 2999), ('from_3000', 3000, 9999),
    ('from_10000', 10000, NULL)
) AS bands (band, least, most) ON band = youth_estimate_band
WHERE youth_estimate_value < least OR youth_estimate_value > most
