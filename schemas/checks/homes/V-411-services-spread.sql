-- code: V-411
-- severity: warning
-- source: 三(三)1
-- title: {zh: 旗舰店的服务项目逐步延伸, en: Services of flagships spread}
-- message:
--   zh: 服务项目自 {since} 起已满一年，还没有延伸到别的青年之家
--   en: the service has run since {since}, more than a year, and reached no other home
-- hint:
--   zh: 延伸后在 extended_to 里写上青年之家和开始日期
--   en: once it has, name the homes and dates in extended_to

SELECT service_items.id, 'origin_home' AS field, coalesce(service_items.valid_from, opened_on) AS since
FROM service_items
JOIN open_homes ON open_homes.id = origin_home
WHERE store_class = 'flagship'
    AND service_items.status = 'active'
    AND coalesce(service_items.valid_from, opened_on) < getvariable('as_of') - INTERVAL 12 MONTH
    AND NOT EXISTS (
        FROM service_items__extended_to
        WHERE service_item_id = service_items.id AND home <> origin_home
    )
