-- code: V-607
-- severity: error
-- source: 三(四)3
-- title: {zh: 配送与对应的活动一致, en: Deliveries and their events agree}
-- message: {zh: "{what_zh}", en: "{what_en}"}
-- hint: {zh: "{do_zh}", en: "{do_en}"}

WITH brought AS (
    SELECT
        deliveries.id,
        delivered_on,
        deliveries.place,
        deliveries.participants,
        events.id AS event,
        events.status,
        events.starts_at::DATE AS held_on,
        events.gathering_place,
        result_participants
    FROM deliveries
    JOIN events ON events.id = deliveries.event
    WHERE deliveries.status IN ('delivered', 'feedback')
)
SELECT
    id,
    'delivered_on' AS field,
    format('送达日期 {} 与活动 {} 的日期 {} 不是同一天', delivered_on, event, held_on) AS what_zh,
    format('delivered_on {} is not the day of {}, {}', delivered_on, event, held_on) AS what_en,
    '核对两个日期，或换成那一天的活动' AS do_zh,
    'check both dates, or name the event of that day' AS do_en
FROM brought
WHERE delivered_on <> held_on

UNION ALL

SELECT
    id,
    'event',
    format('已经送达，但活动 {} 还没有记为已举办', event),
    format('it was delivered, but {} is not recorded as held', event),
    '活动办过了就把它的 status 改为 held；没办成就改正这里的 status',
    'set the status of the event to held, or correct the status here'
FROM brought
WHERE status NOT IN ('held', 'archived')

UNION ALL

SELECT
    id,
    'event',
    format('送到 {}，活动 {} 却在 {}', place, event, gathering_place),
    format('it went to {}, but {} was at {}', place, event, gathering_place),
    '改正 place 或 event，或活动的 gathering_place',
    'correct place or event, or gathering_place of the event'
FROM brought
WHERE gathering_place <> place

UNION ALL

SELECT
    id,
    'participants',
    format('参加人次 {} 与活动 {} 的 {} 不同', participants, event, result_participants),
    format('participants {} differ from {} at {}', participants, result_participants, event),
    '两处是同一场，人次要一致',
    'both are the same event; make the numbers agree'
FROM brought
WHERE participants <> result_participants

UNION ALL

SELECT
    id,
    'feedback.satisfied',
    format('满意 {} 人，多于回答的 {} 人', feedback_satisfied, feedback_n),
    format('{} were content, more than the {} who answered', feedback_satisfied, feedback_n),
    '核对两个数，写反了就对调',
    'check both numbers; swap them if they are the wrong way round'
FROM deliveries
WHERE feedback_satisfied > feedback_n
