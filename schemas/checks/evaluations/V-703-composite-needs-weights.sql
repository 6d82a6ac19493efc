-- code: V-703
-- severity: error
-- source: general
-- title: {zh: 有权重才有总分, en: No total without weights}
-- message:
--   zh: 不能写综合得分：{why_zh}
--   en: "no composite score may be given: {why_en}"
-- hint:
--   zh: 删去这份综合评价，三个维度分别公布
--   en: delete this composite; the dimensions are published side by side

-- By the plan in force at the end of the year.
WITH done AS (
    SELECT subject_org, year, count(DISTINCT dimension) AS dimensions
    FROM evaluations
    WHERE dimension <> 'composite' AND status IN ('concluded', 'published')
    GROUP BY subject_org, year
)
SELECT
    evaluations.id,
    'dimension' AS field,
    if(evaluation_weights_youth IS NULL, '方案没有设定三个维度的权重', format('三个维度只完成了 {} 个', coalesce(dimensions, 0))) AS why_zh,
    if(evaluation_weights_youth IS NULL, 'the plan sets no weights', format('{} of three dimensions are done', coalesce(dimensions, 0))) AS why_en
FROM evaluations
LEFT JOIN done USING (subject_org, year)
LEFT JOIN plans ON make_date(year, 12, 31) BETWEEN first_on AND last_on
WHERE dimension = 'composite' AND (evaluation_weights_youth IS NULL OR coalesce(dimensions, 0) < 3)
