-- title: {zh: 青年之家, en: Youth Homes}
-- about:
--   zh: 目前开放的青年之家，和本季有活动的处数
--   en: Homes open now, and how many of them held an event in the quarter
-- columns:
--   open: {zh: 开放, en: open}
--   in_use: {zh: 本季有活动, en: with an event}

SELECT
    counted_in AS area,
    count(*) AS open,
    count(*) FILTER (EXISTS (
        FROM held_events
        WHERE home = open_homes.id
            AND starts_at::DATE BETWEEN getvariable('since') AND getvariable('until')
    )) AS in_use
FROM open_homes
JOIN places ON places.area = open_homes.area
GROUP BY counted_in
