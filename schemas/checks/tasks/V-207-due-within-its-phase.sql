-- code: V-207
-- severity: warning
-- source: 四
-- title: {zh: 期限在阶段之内, en: Due within the phase}
-- message:
--   zh: 完成期限 {due} 不在所属阶段“{name}”（{starts} 至 {ends}）之内
--   en: 'due on {due}, outside its phase "{name}" ({starts} to {ends})'
-- hint:
--   zh: 改正 due_on，或换成期限所在的阶段
--   en: correct due_on, or name the phase it falls in

SELECT
    tasks.id,
    'due_on' AS field,
    due_on AS due,
    phases.name,
    coalesce(starts_on::VARCHAR, '…') AS starts,
    coalesce(ends_on::VARCHAR, '…') AS ends
FROM tasks
JOIN phases ON phases.id = phase
WHERE due_on < starts_on OR due_on > ends_on
