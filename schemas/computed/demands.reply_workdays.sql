-- Working days from the day a demand came in until its first reply; unknown (NULL) while there is no
-- reply, or where a date lies outside the calendars that the plan names.
WITH named AS (
    SELECT id, year
    FROM calendars
    WHERE id IN (SELECT value FROM plan__workday_calendar)
),
special AS (
    SELECT date, any_value(kind) AS kind
    FROM calendars__days
    WHERE calendar_id IN (SELECT id FROM named)
    GROUP BY date
),
days AS (
    SELECT DISTINCT
        unnest(generate_series(make_date(year, 1, 1), make_date(year, 12, 31), INTERVAL 1 DAY))::DATE AS date
    FROM named
),
numbered AS (
    SELECT date, sum(coalesce(kind = 'workday', isodow(date) <= 5)::INTEGER) OVER (ORDER BY date)::BIGINT AS number
    FROM days
    LEFT JOIN special USING (date)
)
SELECT demands.id, reply.number - receipt.number AS value
FROM demands
JOIN numbered AS receipt ON receipt.date = received_on
JOIN numbered AS reply ON reply.date = first_reply_on
