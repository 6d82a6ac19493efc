-- id: I-TASK-01
-- title: {zh: 任务下达率, en: Tasks assigned}
-- kind: share
-- unit: percent
-- formula: {zh: 已下达的任务 ÷ 应下达的任务（基础任务×适用组织，加特色任务×点名组织）, en: "assignments made ÷ assignments due (basic tasks × organisations of their tiers, and feature tasks × organisations named)"}
-- numerator: {zh: 应下达中已有任务落实记录的（含已取消的）, en: those due that have an assignment (a cancelled one too)}
-- denominator: {zh: 当年清单应下达的, en: all that the year's list asks for}
-- population: {zh: 已下发或已结束的清单任务，按组织年末所在镇街；下发前已撤销、当年以后才成立的组织不算；一年的清单只下达给示例组织或只下达给真实组织的，另一类不算应下达, en: "tasks that were issued or closed, by the town of the organisation at the end of the year; one that ended before the list was issued, or was founded after its year, is not asked; a year's list that only demonstration organisations were given, or only real ones, asks nothing of the others"}
-- not_computable: {zh: 当年没有下发任务清单, en: no list was issued}
-- source: 三(一)3
-- breakdowns:
--   basic: {zh: 基础任务, en: Basic tasks}
--   feature: {zh: 特色任务, en: Feature tasks}

SELECT
    counted_in AS area,
    list_year::VARCHAR AS period,
    breakdown,
    count(made.task) AS numerator,
    count(*) AS denominator
FROM (SELECT *, unnest(['all', list_class]) AS breakdown FROM task_addressees) AS due
JOIN org_areas AS stays ON stays.id = due.org AND make_date(list_year, 12, 31) BETWEEN stays.first_on AND stays.last_on
JOIN places USING (area)
LEFT JOIN (SELECT DISTINCT task, org FROM task_assignments) AS made ON made.task = due.task AND made.org = due.org
WHERE list_year <= year(getvariable('as_of'))
GROUP BY ALL
