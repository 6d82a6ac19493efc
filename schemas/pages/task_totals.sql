-- title: {zh: 任务落实合计, en: How far tasks are}
-- about: {zh: 按任务（task）、按镇街（town，不属于哪个镇街的为空）、按层级（tier）、按清单类别（class）、按任务类别（category，没有类别的为空）和全部（all）；已取消的不算, en: "By task, by town (empty for those of no town), by tier, by class of list, by category (empty for those without) and in all; without those cancelled"}
-- columns:
--   board: {zh: 怎么分, en: by what}
--   code: {zh: 任务、镇街、层级或类别, en: "task, town, tier, class or category"}
--   n: {zh: 落实项数, en: assigned}
--   evaluated: {zh: 已评价, en: evaluated}
--   submitted: {zh: 已提交, en: submitted}
--   in_progress: {zh: 推进中（含退回的）, en: "in progress, sent back among them"}
--   not_begun: {zh: 尚未开始, en: not begun}
--   done: {zh: 已提交或已评价, en: submitted or evaluated}
--   unfinished: {zh: 其余的, en: the others}
--   progress: {zh: 平均进度（%）；一条也没有填写时为空, en: mean progress (%); empty if none is recorded}

WITH boards AS (
    SELECT
        assignments.*,
        unnest(['all', 'task', 'town', 'tier', 'class', 'category']) AS board,
        unnest(['', task, coalesce(town, ''), tier, list_class, coalesce(category, '')]) AS code
    FROM task_assignments AS assignments
    JOIN tasks ON tasks.id = task
    JOIN orgs ON orgs.id = org
    LEFT JOIN town_of USING (area)
    WHERE assignments.status <> 'cancelled'
)
SELECT
    board,
    code,
    count(*) AS n,
    count(*) FILTER (status = 'evaluated') AS evaluated,
    count(*) FILTER (status = 'submitted') AS submitted,
    count(*) FILTER (status IN ('in_progress', 'returned')) AS in_progress,
    count(*) FILTER (status IN ('deployed', 'acknowledged')) AS not_begun,
    count(*) FILTER (status IN ('evaluated', 'submitted')) AS done,
    count(*) FILTER (status NOT IN ('evaluated', 'submitted')) AS unfinished,
    avg(progress) AS progress
FROM boards
GROUP BY ALL
ORDER BY board, min(id)
