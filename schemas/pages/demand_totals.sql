-- title: {zh: 诉求合计, en: Demands and their answers}
-- about: {zh: 按类别（category）、按镇街（town，不属于哪个镇街的为空）和全部（all）, en: "By category, by town (empty for those of no town) and in all"}
-- columns:
--   board: {zh: 怎么分, en: by what}
--   code: {zh: 类别或镇街, en: category or town}
--   n: {zh: 收到, en: received}
--   replied: {zh: 已答复, en: replied to}
--   waiting: {zh: 尚未答复, en: not replied to yet}
--   solved: {zh: 已解决（重新办理的不算）, en: "solved, without those reopened"}
--   reply_workdays: {zh: 平均几个工作日首次答复；算不出时为空, en: working days until the first reply on average; empty where not known}

WITH boards AS (
    SELECT
        demands.*,
        unnest(['all', 'category', 'town']) AS board,
        unnest(['', category, coalesce(town, '')]) AS code
    FROM demands
    LEFT JOIN town_of USING (area)
)
SELECT
    board,
    code,
    count(*) AS n,
    count(first_reply_on) AS replied,
    count(*) - count(first_reply_on) AS waiting,
    count(*) FILTER (outcome = 'solved' AND status IN ('resolved', 'closed_unresolved')) AS solved,
    avg(reply_workdays) AS reply_workdays
FROM boards
GROUP BY ALL
ORDER BY ALL
