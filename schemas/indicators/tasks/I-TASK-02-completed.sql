-- id: I-TASK-02
-- title: {zh: 任务完成率, en: Tasks completed}
-- kind: share
-- unit: percent
-- formula: {zh: 已评价的任务 ÷ 全部任务（不含当年取消的）, en: evaluated assignments ÷ all assignments that were not cancelled in the year}
-- numerator: {zh: 已评价的任务, en: assignments that are evaluated}
-- denominator: {zh: 当年没有取消的任务, en: assignments that were not cancelled in the year}
-- population: {zh: 当年清单的任务，按承担组织年末所在镇街；做完而未评价的不算完成, en: "assignments of the year's list, by the town of the organisation at the end of the year; one that is done but not evaluated does not count"}
-- not_computable: {zh: 当年没有下达任务, en: nothing was assigned}
-- source: 三(一)3
-- breakdowns:
--   basic: {zh: 基础任务, en: Basic tasks}
--   feature: {zh: 特色任务, en: Feature tasks}

SELECT
    counted_in AS area,
    period,
    breakdown,
    count(*) FILTER (status = 'evaluated') AS numerator,
    count(*) AS denominator
FROM list_assignments
JOIN places USING (area)
GROUP BY ALL
