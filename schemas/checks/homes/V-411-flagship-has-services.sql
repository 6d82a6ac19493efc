-- code: V-411
-- severity: warning
-- scope: catalog
-- source: 三(三)1
-- title: {zh: 旗舰店有服务项目, en: Flagships have service items}
-- message:
--   zh: 旗舰店还没有服务项目
--   en: the flagship has no service item yet
-- hint:
--   zh: 在 data/service-items/ 建立服务项目（origin_home 写 {id}）
--   en: add one to data/service-items/ (origin_home {id})

SELECT id, 'store_class' AS field
FROM open_homes
WHERE store_class = 'flagship'
    AND id NOT IN (SELECT origin_home FROM service_items WHERE status = 'active')
