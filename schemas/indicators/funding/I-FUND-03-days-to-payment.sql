-- id: I-FUND-03
-- title: {zh: 经费下拨时长, en: Days from approval to payment}
-- kind: median
-- unit: workdays
-- formula: {zh: 从审核通过到第一次下拨的工作日数，取中位数, en: working days from approval to the first payment; the median}
-- population: {zh: 当年审核通过的申报，按申报单位年末所在镇街；还没有下拨的、日期不在工作日历内的列为缺失，所以中位数可能偏短, en: "applications of the year that were approved, by the applicant's town at the end of the year; those not yet paid, or with a date outside the calendar, are missing, so the median may be too short"}
-- not_computable: {zh: 没有已下拨的经费，或日期不在工作日历内, en: "nothing was paid, or the dates lie outside the calendar"}
-- source: 三(二)3
-- breakdowns:
--   basic: {zh: 基本支出, en: Basic funding}
--   project: {zh: 项目申报, en: Project funding}

SELECT
    counted_in AS area,
    period,
    breakdown,
    median(paid.number - approved.number) AS value,
    count(paid.number - approved.number) AS n,
    count(*) - count(paid.number - approved.number) AS missing
FROM grants
JOIN places USING (area)
LEFT JOIN workdays AS approved ON approved.date = review_date
LEFT JOIN workdays AS paid ON paid.date = first_paid_on
WHERE review_result = 'approved'
GROUP BY ALL
