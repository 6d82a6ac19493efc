-- code: R-03
-- title: {zh: 任务到期, en: Tasks due}
-- message:
--   zh: 任务“{task}”还没有完成（进度 {progress}）
--   en: task "{task}" is not done (progress {progress})

SELECT
    task_assignments.id,
    org,
    tasks.due_on AS due,
    tasks.title AS task,
    coalesce(progress || '%', '—') AS progress
FROM task_assignments
JOIN tasks ON tasks.id = task
WHERE task_assignments.status IN ('deployed', 'acknowledged', 'in_progress', 'returned')
    AND completed_on IS NULL
    AND tasks.due_on <= getvariable('until')
