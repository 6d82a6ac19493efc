-- code: V-208
-- severity: warning
-- source: 三(一)3
-- title: {zh: 分类指导有记录, en: Assignments are guided}
-- message:
--   zh: “{name}”已确认的任务还没有一次指导记录
--   en: '"{name}" has acknowledged the task but no guidance is on record'
-- hint:
--   zh: 在 guidance 下加一行：date（哪天）、by_post（哪个岗位）、form（现场、线上或书面）
--   en: add a row under guidance with date, by_post and form

-- While a task is only deployed, nobody has asked for guidance yet.
SELECT task_assignments.id, 'status' AS field, short_name AS name
FROM task_assignments
JOIN orgs ON orgs.id = org
WHERE task_assignments.status NOT IN ('deployed', 'cancelled')
    AND task_assignments.id NOT IN (SELECT task_assignment_id FROM task_assignments__guidance)
