-- id: I-OPEN-01
-- title: {zh: 周开放时长, en: Opening hours a week}
-- kind: median
-- unit: hours_per_week
-- formula: {zh: 每个青年之家一周开放小时数之和，取中位数和最小值, en: "sum of a home's opening hours in a week; the median and the least of the homes"}
-- population: {zh: 统计基准日开放的青年之家平常一周的时间；临时调整和节假日停开不算, en: the usual week of homes that are open on the day; temporary hours and holidays are left out}
-- not_computable: {zh: 没有登记了开放时间的青年之家, en: no home has recorded hours}
-- source: 三(三)1
-- breakdowns:
--   median: {zh: 中位数, en: Median}
--   minimum: {zh: 最小值, en: Least}

WITH weeks AS (
    SELECT homes.id, homes.area, sum(ends - begins) / 60 AS hours
    FROM open_homes AS homes
    LEFT JOIN opening_minutes ON opening_minutes.home = homes.id
    GROUP BY homes.id, homes.area
)
SELECT
    counted_in AS area,
    breakdown,
    if(breakdown = 'median', median(hours), min(hours)) AS value,
    count(hours) AS n,
    count(*) - count(hours) AS missing
FROM weeks
JOIN places USING (area)
CROSS JOIN (VALUES ('median'), ('minimum')) AS statistics (breakdown)
GROUP BY counted_in, breakdown
