-- code: V-204
-- severity: warning
-- scope: catalog
-- source: 三(一)3
-- title: {zh: 基础加特色, en: Basic plus feature}
-- message:
--   zh: “{name}”在 {year} 年的清单里只有基础任务，没有特色任务
--   en: 'the list of {year} has basic tasks for "{name}", but no feature task'
-- hint:
--   zh: 在 data/tasks/ 加一项特色任务（list_class 写 feature，applies_to.orgs 写 {id}），或把它加进已有的一项
--   en: add one to data/tasks/ (list_class feature, applies_to.orgs {id}), or name it in one that is there

WITH latest AS (SELECT max(list_year) AS year FROM task_addressees)
SELECT league_orgs.id, short_name AS name, year
FROM league_orgs
JOIN latest ON year IS NOT NULL
WHERE tier = 'town'
    AND league_orgs.id IN (SELECT org FROM task_addressees WHERE list_class = 'basic' AND list_year = year)
    AND league_orgs.id NOT IN (SELECT org FROM task_addressees WHERE list_class = 'feature' AND list_year = year)
