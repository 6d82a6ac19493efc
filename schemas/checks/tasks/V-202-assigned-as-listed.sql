-- code: V-202
-- severity: warning
-- source: 三(一)3
-- title: {zh: 按清单分配, en: Assigned as the list says}
-- message:
--   zh: 任务“{title}”的适用范围里没有“{name}”
--   en: '"{title}" is not meant for "{name}"'
-- hint:
--   zh: 改正 org，或在任务 {task} 的 applies_to 里补上它
--   en: correct org, or add it to applies_to of {task}

SELECT task_assignments.id, 'org' AS field, tasks.title, tasks.id AS task, short_name AS name
FROM task_assignments
JOIN tasks ON tasks.id = task
JOIN orgs ON orgs.id = org
WHERE if(
    list_class = 'basic',
    NOT coalesce(list_contains(applies_to_tiers, tier), false),
    (tasks.id, orgs.id) NOT IN (SELECT (task_id, value) FROM tasks__applies_to_orgs)
)
