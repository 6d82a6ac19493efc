-- code: V-005
-- severity: error
-- source: general
-- title: {zh: 活动时间先后, en: Times of an event in order}
-- message:
--   zh: "{late_zh} {late} {not_zh} {early}"
--   en: "{late_en} {late} is {not_en} {early}"
-- hint:
--   zh: 核对日期和钟点；晚上七点写 19:00，不写 07:00
--   en: check day and hour; seven in the evening is 19:00, not 07:00

SELECT
    id,
    field,
    late_zh,
    late_en,
    not_zh,
    not_en,
    strftime(late, '%Y-%m-%d %H:%M') AS late,
    strftime(early, '%Y-%m-%d %H:%M') AS early
FROM (
    SELECT
        id, 'ends_at' AS field, ends_at AS late, starts_at AS early,
        '结束时间' AS late_zh, 'ends_at' AS late_en,
        '不晚于开始时间' AS not_zh, 'not after starts_at' AS not_en
    FROM events
    WHERE ends_at <= starts_at
    UNION ALL
    SELECT
        id, 'signup.deadline', signup_deadline, last_end,
        '报名截止', 'the deadline', '晚于活动结束时间', 'after the event ends at'
    FROM events
    JOIN event_ends USING (id)
    WHERE signup_deadline > last_end
)
