-- code: V-702
-- severity: error
-- source: general
-- title: {zh: 公布的评价指标齐全, en: A published evaluation has all its measures}
-- message:
--   zh: 已公布的{dimension_zh}缺少指标{missing_zh}
--   en: "this published evaluation lacks {missing_en}"
-- hint:
--   zh: 补上；没有结果的也写一行，value 写 null，用 reason 说明为什么
--   en: add it; if there is no result, add a row with value null and the reason

SELECT
    evaluations.id,
    'measures' AS field,
    any_value(dimension_zh) AS dimension_zh,
    string_agg(format('{}（{}）', zh, code), '、' ORDER BY code) AS missing_zh,
    string_agg(code, ', ' ORDER BY code) AS missing_en
FROM evaluations
JOIN dimension_measures USING (dimension)
ANTI JOIN evaluations__measures AS given ON given.evaluation_id = evaluations.id AND given.code = dimension_measures.code
WHERE status = 'published'
GROUP BY evaluations.id
