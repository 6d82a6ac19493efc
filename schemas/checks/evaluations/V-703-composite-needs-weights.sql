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

WITH done AS (
    SELECT subject_org, year, count(DISTINCT dimension) AS dimensions
    FROM evaluations
    WHERE dimension <> 'composite' AND status IN ('concluded', 'published')
    GROUP BY subject_org, year
)
SELECT
    evaluations.id,
    'dimension' AS field,
    if(weighted IS NULL, '方案没有设定三个维度的权重', format('三个维度只完成了 {} 个', coalesce(dimensions, 0))) AS why_zh,
    if(weighted IS NULL, 'the plan sets no weights', format('{} of three dimensions are done', coalesce(dimensions, 0))) AS why_en
FROM evaluations
LEFT JOIN done USING (subject_org, year)
LEFT JOIN (
    SELECT id AS weighted FROM plan JOIN district ON district.plan = plan.id WHERE evaluation_weights_youth IS NOT NULL
) ON true
WHERE dimension = 'composite' AND (weighted IS NULL OR coalesce(dimensions, 0) < 3)
