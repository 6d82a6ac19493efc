-- code: V-202
-- severity: error
-- scope: catalog
-- source: 三(一)3
-- title: {zh: 基础任务全覆盖, en: Basic tasks reach everyone}
-- message:
--   zh: 基础任务“{title}”还有 {n} 个组织没有分到：{names}{more_zh}
--   en: 'the basic task "{title}" has not been given to {n} organisation(s): {names_en}{more_en}'
-- hint:
--   zh: 在 data/task-assignments/ 给每个组织加一条（task 写 {id}，org 写 {orgs}{more_zh}）；清单还没有定就把 status 改为 draft
--   en: add one for each to data/task-assignments/ (task {id}, org {orgs_en}{more_en}), or set status to draft while the list is not final

WITH missing AS (
    SELECT task, org, short_name, row_number() OVER (PARTITION BY task ORDER BY org) AS place
    FROM task_addressees
    JOIN orgs ON orgs.id = org
    WHERE list_class = 'basic' AND (task, org) NOT IN (SELECT (task, org) FROM task_assignments)
)
SELECT
    task AS id,
    'applies_to' AS field,
    any_value(title) AS title,
    count(*) AS n,
    string_agg(short_name, '、' ORDER BY place) FILTER (place <= 5) AS names,
    string_agg(short_name, ', ' ORDER BY place) FILTER (place <= 5) AS names_en,
    string_agg(org, '、' ORDER BY place) FILTER (place <= 5) AS orgs,
    string_agg(org, ', ' ORDER BY place) FILTER (place <= 5) AS orgs_en,
    if(count(*) > 5, '等', '') AS more_zh,
    if(count(*) > 5, ' …', '') AS more_en
FROM missing
JOIN tasks ON tasks.id = task
GROUP BY task
