-- code: V-209
-- severity: warning
-- source: 三(一)3
-- title: {zh: 任务按期完成, en: Assignments are done in time}
-- message:
--   zh: “{title}”应在 {due} 前完成，“{name}”已超过 {days} 天
--   en: '"{title}" was due on {due}; "{name}" is {days} day(s) late'
-- hint:
--   zh: 做完后写 completed_on 和 evidence，把 status 改为 submitted；不做了就改为 cancelled 并写明原因
--   en: once done give completed_on and evidence and set status to submitted; if given up set cancelled, with the reason

SELECT
    task_assignments.id,
    'status' AS field,
    tasks.title,
    due_on AS due,
    getvariable('as_of') - due_on AS days,
    short_name AS name
FROM task_assignments
JOIN tasks ON tasks.id = task
JOIN orgs ON orgs.id = org
WHERE task_assignments.status IN ('deployed', 'acknowledged', 'in_progress', 'returned')
    AND completed_on IS NULL
    AND due_on < getvariable('as_of')
