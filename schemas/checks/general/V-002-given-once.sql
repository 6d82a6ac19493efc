-- code: V-002
-- severity: error
-- source: general
-- title: {zh: 同一件事只记一次, en: One thing is recorded once}
-- message:
--   zh: "{what_zh}已经记在“{first}”里"
--   en: "{what_en} is recorded in \"{first}\" already"
-- hint:
--   zh: 合并到一个文件；多出来的一个若已公布过，改为 removed
--   en: put both into one file; set the other one to removed if it was published

SELECT
    id,
    field,
    what_zh,
    what_en,
    first_value(id) OVER same AS first
FROM (
    SELECT id, 'dimension' AS field, concat_ws('/', subject_org, year, dimension) AS key,
        '这个组织这一年这个维度的评价' AS what_zh, 'this dimension of this organisation and year' AS what_en
    FROM evaluations
    UNION ALL
    SELECT id, 'month', concat_ws('/', org, month), '这个组织这个月的延时服务', 'this month of this organisation'
    FROM extended_service
)
WINDOW same AS (PARTITION BY field, key ORDER BY id)
QUALIFY row_number() OVER same > 1
