-- code: V-407
-- severity: warning
-- scope: catalog
-- source: 三(三)1
-- title: {zh: 有旗舰店, en: There is a flagship}
-- message:
--   zh: “{name}”还没有开放的旗舰店
--   en: '"{name}" has no open flagship yet'
-- hint:
--   zh: 方案要求高标准建设旗舰店；已有的把 store_class 写成 flagship
--   en: the plan asks for one; set store_class to flagship where it fits

SELECT plan AS id, 'district_area' AS field, name
FROM district
WHERE NOT EXISTS (FROM open_homes WHERE store_class = 'flagship')
