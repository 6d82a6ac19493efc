-- code: R-05
-- title: {zh: 没有活动预告的青年之家, en: Homes without a coming event}
-- message:
--   zh: 还没有预告活动（{last_zh}）
--   en: no event is announced ({last_en})

WITH latest AS (
    SELECT home, max(last_end)::DATE AS last, max(last_start)::DATE AS coming
    FROM events_that_count
    JOIN event_ends USING (id)
    GROUP BY home
)
SELECT
    id,
    operator_org AS org,
    NULL::DATE AS due,
    coalesce(format('上一次在 {}', last), '从未登记过') AS last_zh,
    coalesce(format('the last was on {}', last), 'none was ever recorded') AS last_en
FROM open_homes
LEFT JOIN latest ON latest.home = open_homes.id
WHERE coming IS NULL OR coming < getvariable('as_of')
