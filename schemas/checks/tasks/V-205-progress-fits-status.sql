-- code: V-205
-- severity: error
-- source: 三(一)3
-- title: {zh: 进度与状态相符, en: Progress and status agree}
-- message:
--   zh: 状态是 {status}（{status_zh}），{what_zh}
--   en: "the status is {status}, {what_en}"
-- hint:
--   zh: "{do_zh}"
--   en: "{do_en}"

WITH words (status, status_zh) AS (
    VALUES
        ('deployed', '已部署'), ('acknowledged', '已确认'), ('in_progress', '进行中'), ('submitted', '已提交'),
        ('returned', '已退回'), ('evaluated', '已评价')
),
found AS (
    SELECT
        id, status, 'progress' AS field,
        format('进度却只有 {}%', progress) AS what_zh,
        format('but progress is {} only', progress) AS what_en,
        '做完了就把 progress 改为 100；没有做完就把 status 改为 in_progress' AS do_zh,
        'set progress to 100 if it is done, else status to in_progress' AS do_en
    FROM task_assignments
    WHERE status IN ('submitted', 'evaluated') AND progress < 100
    UNION ALL
    SELECT
        id, status, 'progress',
        format('写了完成日期，进度却只有 {}%', progress),
        format('completed_on is given, but progress is {} only', progress),
        '做完了就把 progress 改为 100；没有做完就删去 completed_on',
        'set progress to 100 if it is done, else delete completed_on'
    FROM task_assignments
    WHERE status IN ('acknowledged', 'in_progress', 'returned') AND completed_on IS NOT NULL AND progress < 100
    UNION ALL
    SELECT
        id, status, 'progress',
        format('还没有开始，进度却写了 {}%', progress),
        format('so it has not begun, but progress is {}', progress),
        '已经开始做了就把 status 改为 in_progress，写上 started_on；没有开始就把 progress 改为 0',
        'set status to in_progress and give started_on if it has begun, else set progress to 0'
    FROM task_assignments
    WHERE status IN ('deployed', 'acknowledged') AND progress > 0
    UNION ALL
    SELECT
        id, status, if(completed_on IS NULL, 'started_on', 'completed_on'),
        '还没有确认，却写了开始或完成的日期',
        'so it is not acknowledged, but started_on or completed_on is given',
        '确认了就写 deployment 下的 acknowledged_on，把 status 改为 in_progress；没有就删去这个日期',
        'give acknowledged_on under deployment and set status to in_progress if it was, else delete the date'
    FROM task_assignments
    WHERE status = 'deployed' AND (started_on IS NOT NULL OR completed_on IS NOT NULL)
)
SELECT found.*, status_zh
FROM found
JOIN words USING (status)
