-- code: V-605
-- severity: error
-- source: general
-- title: {zh: 参加人数合理, en: Plausible numbers}
-- message: {zh: "{what_zh}", en: "{what_en}"}
-- hint:
--   zh: 核对数字，看有没有多写一个零
--   en: check the digits; look for a zero too many

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
