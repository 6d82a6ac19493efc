-- id: I-TASK-03
-- title: {zh: 已完成任务按期率, en: Finished tasks that were in time}
-- kind: share
-- unit: percent
-- formula: {zh: 在期限内完成的任务 ÷ 已完成的任务, en: assignments completed by their day ÷ completed assignments}
-- numerator: {zh: 完成日期不晚于清单期限的, en: those completed on or before the day their task was due}
-- denominator: {zh: 有完成日期、清单有期限的, en: those with a day of completion whose task has a due day}
-- population: {zh: 只算已提交或已评价的任务，按承担组织年末所在镇街；没有完成的不论是否过期都不在内；没有完成日期或期限的列为缺失, en: "only assignments submitted or evaluated, by the town of the organisation at the end of the year; unfinished ones are left out, overdue or not; those without one of the dates are missing"}
-- not_computable: {zh: 没有已完成的任务, en: nothing has been completed}
-- source: 三(一)3
-- breakdowns:
--   basic: {zh: 基础任务, en: Basic tasks}
--   feature: {zh: 特色任务, en: Feature tasks}

SELECT
    counted_in AS area,
    period,
    breakdown,
    count(*) FILTER (completed_on <= due_on) AS numerator,
    count(completed_on <= due_on) AS denominator,
    count(*) - count(completed_on <= due_on) AS missing,
    ['finished_only'] AS notes
FROM list_assignments
JOIN places USING (area)
WHERE status IN ('submitted', 'evaluated')
GROUP BY ALL
