-- id: I-FLAT-04
-- title: {zh: 部署时延, en: Days from list to town and village}
-- kind: median
-- unit: workdays
-- formula: {zh: 从任务下发到接收的工作日数，取中位数，镇街和村社分别计算, en: "working days from a task's issue to its acknowledgement; the median, for towns and for villages"}
-- population: {zh: 当年清单的任务，按承担组织年末所在镇街；还没有接收的、日期不在工作日历内的列为缺失, en: "assignments of the year's list, by the town of the organisation at the end of the year; those not acknowledged, or with a date outside the calendar, are missing"}
-- not_computable: {zh: 没有已接收的任务，或日期不在工作日历内, en: "nothing was acknowledged, or the dates lie outside the calendar"}
-- source: 三(一)3
-- breakdowns:
--   town: {zh: 镇（街道）, en: Towns}
--   village: {zh: 村（社区）, en: Villages}

SELECT
    counted_in AS area,
    period,
    tier AS breakdown,
    median(known.number - issued.number) AS value,
    count(known.number - issued.number) AS n,
    count(*) - count(known.number - issued.number) AS missing
FROM list_assignments AS assignments
JOIN places USING (area)
JOIN tasks ON tasks.id = assignments.task
LEFT JOIN workdays AS issued ON issued.date = coalesce(assignments.deployment_issued_on, tasks.issued_on)
LEFT JOIN workdays AS known ON known.date = assignments.deployment_acknowledged_on
WHERE breakdown = 'all' AND tier IN ('town', 'village')
GROUP BY counted_in, period, tier
