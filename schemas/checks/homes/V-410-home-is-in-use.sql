-- code: V-410
-- severity: warning
-- scope: catalog
-- source: general
-- title: {zh: 开放的青年之家有活动, en: Open homes are in use}
-- message:
--   zh: 近90天没有活动，也没有预告（{last_zh}）
--   en: no event in 90 days and none announced ({last_en})
-- hint:
--   zh: 办过的补到 data/events/；确实停用的把 status 改为 suspended
--   en: add those held to data/events/, or set status to suspended if it is not in use

WITH latest AS (
    SELECT home, max(last_end)::DATE AS last
    FROM events_that_count
    JOIN event_ends USING (id)
    GROUP BY home
)
SELECT
    id,
    'status' AS field,
    coalesce(format('上一次在 {}', last), '从未登记过活动') AS last_zh,
    coalesce(format('the last one was on {}', last), 'none was ever recorded') AS last_en
FROM open_homes
LEFT JOIN latest ON latest.home = open_homes.id
WHERE coalesce(last, opened_on) < getvariable('as_of') - INTERVAL 90 DAY
