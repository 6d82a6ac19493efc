-- title: {zh: 送服务到点合计, en: Services brought to places}
-- about: {zh: 按聚集点（place）和全部（all）, en: By place and in all}
-- columns:
--   board: {zh: 怎么分, en: by what}
--   code: {zh: 聚集点, en: place}
--   n: {zh: 点单, en: orders}
--   delivered: {zh: 已送达, en: delivered}
--   open: {zh: 尚未送达, en: not delivered yet}
--   participants: {zh: 已送达的参与人次；一条也没有填写时为空, en: participants in what was delivered; empty if none is recorded}
--   asked: {zh: 反馈人数；一条也没有填写时为空, en: people asked for their opinion; empty if none is recorded}
--   satisfied: {zh: 其中满意的；一条也没有填写时为空, en: satisfied among them; empty if none is recorded}
--   places: {zh: 涉及的聚集点, en: places concerned}

WITH boards AS (
    SELECT *, unnest(['all', 'place']) AS board, unnest(['', place]) AS code
    FROM deliveries
)
SELECT
    board,
    code,
    count(*) AS n,
    count(delivered_on) AS delivered,
    count(*) - count(delivered_on) AS open,
    sum(participants) FILTER (delivered_on IS NOT NULL) AS participants,
    sum(feedback_n) AS asked,
    sum(feedback_satisfied) AS satisfied,
    count(DISTINCT place) AS places
FROM boards
GROUP BY ALL
ORDER BY ALL
