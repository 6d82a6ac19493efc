-- code: V-002
-- severity: error
-- source: general
-- title: {zh: 方案只有一份, en: There is one plan}
-- message:
--   zh: 已有一份实施中的方案“{title}”（{first}），这里又有一份
--   en: there is already a plan in force, "{title}" ({first})
-- hint:
--   zh: 实施中的方案只能有一份；把旧方案的 status 改为 ended 并写 valid_to，或删除这个文件
--   en: only one plan can be in force; set the status of the old one to ended and give its valid_to, or delete this file

-- Two may be written down as active if one begins after the other has ended.
SELECT others.id, 'status' AS field, plan.id AS first, plan.title
FROM plan
JOIN plan AS others ON others.id > plan.id
WHERE plan.status = 'active'
    AND others.status = 'active'
    AND NOT coalesce(plan.valid_to < others.valid_from, false)
    AND NOT coalesce(others.valid_to < plan.valid_from, false)
QUALIFY row_number() OVER (PARTITION BY others.id ORDER BY plan.id) = 1
