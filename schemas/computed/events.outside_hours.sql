-- Whether any part of an event lies outside working hours (“8小时之外”): before or after work, or on
-- a day off. Unknown (NULL) where the plan in force on the day gives no working hours, or where it hangs on a calendar
-- that the plan does not name. On a working day made up at the weekend, Monday's hours hold.
-- An event has one part a day; one that lasts longer than a day is outside anyway.
WITH parts AS (
    SELECT id, starts_at::DATE AS date, hour(starts_at) * 60 + minute(starts_at) AS begins,
        if(ends_at::DATE = starts_at::DATE, hour(ends_at) * 60 + minute(ends_at), 1440) AS ends,
        ends_at > starts_at + INTERVAL 1 DAY AS is_long
    FROM events
    UNION ALL
    SELECT id, ends_at::DATE, 0, hour(ends_at) * 60 + minute(ends_at), false
    FROM events
    WHERE ends_at::DATE > starts_at::DATE AND hour(ends_at) * 60 + minute(ends_at) > 0
),
days AS (
    SELECT
        parts.*,
        is_workday,
        ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][
            if(is_workday AND isodow(parts.date) > 5, 1, isodow(parts.date))
        ] AS day
    FROM parts
    LEFT JOIN workdays USING (date)
),
judged AS (
    SELECT
        days.id,
        days.is_workday,
        EXISTS (FROM plan_hours AS any_hours WHERE days.date BETWEEN any_hours.first_on AND any_hours.last_on) AS is_set,
        is_long
        OR coalesce(
            sum(greatest(0, least(days.ends, work.ends) - greatest(days.begins, work.begins)))
                FILTER (work.day IS NOT NULL),
            0
        ) < days.ends - days.begins AS is_off_hours
    FROM days
    LEFT JOIN plan_hours AS work ON work.day = days.day AND days.date BETWEEN work.first_on AND work.last_on
    GROUP BY days.id, days.date, days.begins, days.ends, is_workday, is_long
)
SELECT
    id,
    CASE
        WHEN bool_or(is_set AND (is_off_hours OR NOT coalesce(is_workday, true))) THEN true
        WHEN bool_and(is_set AND is_workday IS NOT NULL) THEN false
    END AS value
FROM judged
GROUP BY id
