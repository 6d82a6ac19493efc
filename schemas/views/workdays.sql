-- Every day of the years that the plan's calendars cover, with the number of working days up to and including it:
-- the working days from one date to another are the difference of their numbers.
CREATE TABLE workdays AS
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
)
SELECT
    date,
    coalesce(kind = 'workday', isodow(date) <= 5) AS is_workday,
    sum(coalesce(kind = 'workday', isodow(date) <= 5)::INTEGER) OVER (ORDER BY date)::BIGINT AS number
FROM days
LEFT JOIN special USING (date);
