-- code: V-701
-- severity: error
-- source: 三(四)2
-- title: {zh: 指标与维度相符, en: Measures belong to the dimension}
-- message:
--   zh: "{dimension_zh}的指标是{codes_zh}，不能写 {code}{twice_zh}"
--   en: "the measures of this dimension are {codes_en}; {code} is {not_en}"
-- hint:
--   zh: 换成这个维度的指标，或把它移到相应维度的评价里
--   en: use a measure of this dimension, or move it to the evaluation of its own

WITH allowed AS (
    SELECT
        dimension,
        any_value(dimension_zh) AS dimension_zh,
        list(code) AS codes,
        string_agg(format('{}（{}）', zh, code), '、' ORDER BY code) AS codes_zh,
        string_agg(code, ', ' ORDER BY code) AS codes_en
    FROM dimension_measures
    GROUP BY dimension
)
SELECT
    evaluation_id AS id,
    format('measures[{}].code', seq - 1) AS field,
    measures.code,
    dimension_zh,
    codes_zh,
    codes_en,
    if(list_contains(codes, measures.code), ' 两次', '') AS twice_zh,
    if(list_contains(codes, measures.code), 'given twice', 'none of them') AS not_en
FROM evaluations__measures AS measures
JOIN evaluations ON evaluations.id = evaluation_id
JOIN allowed USING (dimension)
QUALIFY NOT list_contains(codes, measures.code)
    OR row_number() OVER (PARTITION BY evaluation_id, measures.code ORDER BY seq) > 1
