-- id: I-TASK-04
-- title: {zh: 分类指导覆盖率, en: Tasks that were guided}
-- kind: share
-- unit: percent
-- formula: {zh: 至少有一次指导记录的任务 ÷ 全部任务（不含当年取消的）, en: assignments with at least one entry of guidance ÷ all that were not cancelled in the year}
-- numerator: {zh: 到统计基准日至少有一次指导记录的, en: those with at least one entry of guidance by the day}
-- denominator: {zh: 当年没有取消的任务, en: assignments that were not cancelled in the year}
-- population: {zh: 当年清单的任务，按承担组织年末所在镇街；只数有没有指导，不说明指导的质量, en: "assignments of the year's list, by the town of the organisation at the end of the year; whether there was guidance, not how good it was"}
-- not_computable: {zh: 当年没有下达任务, en: nothing was assigned}
-- source: 三(一)3
-- breakdowns:
--   basic: {zh: 基础任务, en: Basic tasks}
--   feature: {zh: 特色任务, en: Feature tasks}

SELECT
    counted_in AS area,
    period,
    breakdown,
    count(guided.id) AS numerator,
    count(*) AS denominator
FROM list_assignments
JOIN places USING (area)
LEFT JOIN (
    SELECT DISTINCT task_assignment_id AS id
    FROM task_assignments__guidance
    WHERE date <= getvariable('as_of')
) AS guided USING (id)
GROUP BY ALL
