-- code: V-508
-- severity: warning
-- source: 三(二)3
-- title: {zh: 拨了款的任务要完成, en: Paid tasks are completed}
-- message:
--   zh: 经费已全部下拨，对应的任务“{title}”（{assignment}）还没有完成
--   en: 'all of it was paid, but the task "{title}" ({assignment}) is not completed'
-- hint:
--   zh: 任务做完后写佐证并提交；还没做完的经费状态用 partly_disbursed
--   en: submit the task with its evidence once done; until then the status is partly_disbursed

SELECT funding.id, format('task_assignments[{}]', seq - 1) AS field, value AS assignment, task_assignments.title
FROM funding__task_assignments
JOIN funding ON funding.id = funding_id
JOIN task_assignments ON task_assignments.id = value
WHERE funding.status IN ('disbursed', 'accepted', 'closed')
    AND task_assignments.status NOT IN ('submitted', 'evaluated')
