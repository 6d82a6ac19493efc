-- code: V-402
-- severity: warning
-- scope: catalog
-- source: 三(三)1
-- title: {zh: 每个镇街有功能店, en: Every town has a functional home}
-- message:
--   zh: “{name}”还没有开放的功能店
--   en: '"{name}" has no open functional home yet'
-- hint:
--   zh: 方案要求突出特色建设功能店；开放后在 data/homes/ 登记（area 写 {id}）
--   en: the plan asks for functional homes; record one in data/homes/ (area {id}) once it opens

SELECT id, name
FROM towns
WHERE id NOT IN (SELECT area FROM open_homes WHERE store_class = 'functional')
