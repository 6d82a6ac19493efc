-- code: V-202
-- severity: error
-- source: 三(一)3
-- title: {zh: 同一任务不重复分配, en: No task twice to one organisation}
-- message:
--   zh: “{name}”的任务“{title}”已经记在 {other} 里
--   en: '{other} already gives "{title}" to "{name}"'
-- hint:
--   zh: 合并成一条，多余的一条改为 cancelled 或 removed
--   en: join the two; set the one too many to cancelled or removed

SELECT
    task_assignments.id,
    'task' AS field,
    short_name AS name,
    tasks.title,
    lag(task_assignments.id) OVER same AS other
FROM task_assignments
JOIN tasks ON tasks.id = task
JOIN orgs ON orgs.id = org
WHERE task_assignments.status <> 'cancelled'
WINDOW same AS (PARTITION BY task, org ORDER BY task_assignments.id)
QUALIFY lag(task_assignments.id) OVER same IS NOT NULL
