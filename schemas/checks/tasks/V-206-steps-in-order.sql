-- code: V-206
-- severity: error
-- source: 三(一)3
-- title: {zh: 落实步骤的先后, en: Steps of an assignment in order}
-- message:
--   zh: "{late_zh} {late} 早于{early_zh} {early}"
--   en: "{late_en} {late} is before {early_en} {early}"
-- hint:
--   zh: 先下达、部署，再确认、开始、完成，最后评价；核对日期，改正写错的一个
--   en: issued, deployed, acknowledged, started, completed, evaluated, in this order; correct the date that is wrong

WITH steps (id, place, field, date, zh, en) AS (
    SELECT task_assignments.id, 1, 'task', tasks.issued_on, '清单下达日期', 'issue of the list'
    FROM task_assignments
    JOIN tasks ON tasks.id = task
    UNION ALL
    SELECT id, 2, 'deployment.issued_on', deployment_issued_on, '部署日期', 'issued_on' FROM task_assignments
    UNION ALL
    SELECT id, 3, 'deployment.acknowledged_on', deployment_acknowledged_on, '确认日期', 'acknowledged_on' FROM task_assignments
    UNION ALL
    SELECT id, 4, 'started_on', started_on, '开始日期', 'started_on' FROM task_assignments
    UNION ALL
    SELECT id, 5, 'completed_on', completed_on, '完成日期', 'completed_on' FROM task_assignments
    UNION ALL
    SELECT id, 6, 'evaluation.date', evaluation_date, '评价日期', 'the evaluation' FROM task_assignments
)
SELECT
    id,
    field,
    date AS late,
    zh AS late_zh,
    en AS late_en,
    lag(date) OVER in_order AS early,
    lag(zh) OVER in_order AS early_zh,
    lag(en) OVER in_order AS early_en
FROM steps
WHERE date IS NOT NULL
WINDOW in_order AS (PARTITION BY id ORDER BY place)
QUALIFY date < lag(date) OVER in_order
