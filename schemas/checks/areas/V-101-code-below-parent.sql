-- code: V-101
-- severity: error
-- source: general
-- title: {zh: 区划代码与上级一致, en: Area codes continue those of their parents}
-- message:
--   zh: 代码 {code} 不是以上级“{parent_name}”的代码 {parent_code} 开头
--   en: the code {code} does not begin with {parent_code}, the code of its parent "{parent_name}"
-- hint:
--   zh: 核对 code 和 parent，改正其中一个
--   en: check code and parent and correct one of them

SELECT area.id, 'code' AS field, area.code, parent.name AS parent_name, parent.code AS parent_code
FROM areas AS area
JOIN areas AS parent ON parent.id = area.parent
WHERE NOT starts_with(area.code, parent.code) OR area.code = parent.code
