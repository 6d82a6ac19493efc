-- id: I-DEM-01
-- title: {zh: 诉求首次回复时长, en: Days to the first reply}
-- kind: median
-- unit: workdays
-- formula: {zh: 从收到诉求到首次回复的工作日数，取中位数和九成分位数, en: "working days from a demand to the first reply: the median and the 90th percentile"}
-- population: {zh: 当年收到的诉求，当年撤回和重复的不算；还没有回复的、日期不在工作日历内的列为缺失，所以数值可能偏短, en: "demands of the year without those withdrawn or duplicate in it; those not yet answered, or with a date outside the calendar, are missing, so that the figure may be too short"}
-- not_computable: {zh: 没有已回复的诉求，或日期不在工作日历内, en: "no demand was answered, or the dates lie outside the calendar"}
-- source: 二(三)
-- breakdowns:
--   median: {zh: 中位数, en: Median}
--   p90: {zh: 九成分位数, en: 90th percentile}

SELECT
    counted_in AS area,
    period,
    breakdown,
    if(breakdown = 'median', median(days_to_reply), quantile_cont(days_to_reply, 0.9)) AS value,
    count(days_to_reply) AS n,
    count(*) - count(days_to_reply) AS missing
FROM counted_demands
JOIN places USING (area)
CROSS JOIN (VALUES ('median'), ('p90')) AS statistics (breakdown)
GROUP BY counted_in, period, breakdown
