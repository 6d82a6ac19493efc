-- Every day of the years that the plan of that day has calendars for: its kind where the calendar names it, and the
-- number of working days up to and including it. The working days from one date to another are the difference of
-- their numbers.
CREATE TABLE workdays AS
WITH named AS (
    SELECT DISTINCT calendars.id, year, first_on, last_on
    FROM calendars
    JOIN plan__workday_calendar AS names ON names.value = calendars.id
    JOIN plans ON plans.plan = names.plan_id
),
special AS (
    SELECT date, any_value(kind) AS kind
    FROM calendars__days
    JOIN named ON named.id = calendar_id AND date BETWEEN first_on AND last_on
    GROUP BY date
),
days AS (
    SELECT DISTINCT date
    FROM (
        SELECT
            unnest(generate_series(make_date(year, 1, 1), make_date(year, 12, 31), INTERVAL 1 DAY))::DATE AS date,
            first_on,
            last_on
        FROM named
    )
    WHERE date BETWEEN first_on AND last_on
)
SELECT
    date,
    kind AS calendar_kind,
    coalesce(kind = 'workday', isodow(date) <= 5) AS is_workday,
    sum(coalesce(kind = 'workday', isodow(date) <= 5)::INTEGER) OVER (ORDER BY date)::BIGINT AS number
FROM days
LEFT JOIN special USING (date);
