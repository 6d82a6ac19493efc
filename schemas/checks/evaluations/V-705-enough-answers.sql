-- code: V-705
-- severity: error
-- source: general
-- title: {zh: 样本够大才公布比例, en: No rates from few answers}
-- message:
--   zh: 只有 {n} 份有效回答，少于最小样本 {minimum} 份，不能公布比例
--   en: "{n} valid answers are fewer than the smallest sample of {minimum}; no rate may be given"
-- hint:
--   zh: "{do_zh}"
--   en: "{do_en}"

SELECT id, field, n, min_survey_n AS minimum, do_zh, do_en
FROM (
    SELECT
        evaluation_id AS id, format('measures[{}].n', seq - 1) AS field, n,
        'value 写 null，删去 n 和区间，用 reason 说明“有效样本不足”' AS do_zh,
        'set value to null, delete n and the interval, and say so in reason' AS do_en
    FROM evaluations__measures
    WHERE value IS NOT NULL AND (scale = 'percent' OR survey IS NOT NULL)
    UNION ALL
    SELECT
        survey_id, format('by_area[{}].results[{}].n', by_area_seq - 1, seq - 1), n,
        '删去这一行结果，只留有效份数', 'delete these results and leave the number of answers only'
    FROM surveys__by_area__results
)
CROSS JOIN district
WHERE n < min_survey_n
