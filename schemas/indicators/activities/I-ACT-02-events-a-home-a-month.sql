-- id: I-ACT-02
-- title: {zh: 每家每月活动, en: Events a home a month}
-- kind: ratio
-- unit: events_per_month
-- formula: {zh: 当年在青年之家举办的活动 ÷ 青年之家开放的月数之和, en: events held in homes in the year ÷ the sum of the months in which the homes were open}
-- numerator: {zh: 当年在青年之家举办的活动, en: events held in homes in the year}
-- denominator: {zh: 各青年之家当年开放的月数（开放一天也算一个月）之和，到统计基准日为止, en: "sum over the homes of the months in which they were open (for a day at least), up to the day"}
-- population: {zh: 已开放过的青年之家，按年末所在镇街；在别处办的活动不算, en: "homes that have opened, by their town at the end of the year; events elsewhere are left out"}
-- not_computable: {zh: 这一年没有开放的青年之家, en: no home was open in the year}
-- source: 三(三)1

WITH years AS (
    SELECT DISTINCT period, period::INTEGER AS year
    FROM held_events
),
months AS (
    SELECT
        period,
        stays.area,
        homes.id,
        date_diff(
            'month',
            greatest(opened_on, make_date(year, 1, 1)),
            least(coalesce(closed_on, getvariable('as_of')), getvariable('as_of'), make_date(year, 12, 31))
        ) + 1 AS months
    FROM homes
    JOIN years ON opened_on <= make_date(year, 12, 31) AND coalesce(closed_on >= make_date(year, 1, 1), true)
    JOIN place_areas AS stays ON stays.id = homes.id AND make_date(year, 12, 31) BETWEEN stays.first_on AND stays.last_on
    WHERE opened_on <= getvariable('as_of') AND status IN ('open', 'suspended', 'closed')
),
held AS (
    SELECT period, home AS id, count(*) AS events
    FROM held_events
    WHERE home IS NOT NULL
    GROUP BY ALL
)
SELECT
    counted_in AS area,
    period,
    coalesce(sum(events), 0) AS numerator,
    sum(months) AS denominator,
    count(*) AS n
FROM months
LEFT JOIN held USING (period, id)
JOIN places USING (area)
GROUP BY ALL
