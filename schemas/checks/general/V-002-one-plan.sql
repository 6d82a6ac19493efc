-- code: V-002
-- severity: error
-- source: general
-- title: {zh: 方案只有一份, en: There is one plan}
-- message:
--   zh: 已有一份实施中的方案“{title}”（{first}），这里又有一份
--   en: there is already a plan in force, "{title}" ({first})
-- hint:
--   zh: 实施中的方案只能有一份；把旧方案的 status 改为 ended，或删除这个文件
--   en: only one plan can be in force; set the status of the old one to ended, or delete this file

SELECT
    id,
    'status' AS field,
    first_value(id) OVER (ORDER BY id) AS first,
    first_value(title) OVER (ORDER BY id) AS title
FROM plan
WHERE status = 'active'
QUALIFY row_number() OVER (ORDER BY id) > 1
