-- code: V-110
-- severity: warning
-- source: general
-- title: {zh: 组织重名, en: Organisations of the same name}
-- message:
--   zh: 与 {other} 同名：“{name}”
--   en: it has the same name as {other}, "{name}"
-- hint:
--   zh: 确认是两个不同的组织；同一个组织只留一条记录，其余的简称要能区分
--   en: keep one record of one organisation; give different ones names that tell them apart

SELECT
    id,
    'short_name' AS field,
    short_name AS name,
    first_value(id) OVER by_name AS other
FROM orgs
WHERE status IN ('preparing', 'active')
WINDOW by_name AS (PARTITION BY short_name ORDER BY id)
QUALIFY row_number() OVER by_name > 1
