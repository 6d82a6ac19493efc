-- The working hours of each plan, in minutes of each day of the week, with the days on which it was in force.
CREATE TABLE plan_hours AS
SELECT
    plan,
    first_on,
    last_on,
    unnest(days) AS day,
    "from"[1:2]::INTEGER * 60 + "from"[4:5]::INTEGER AS begins,
    "to"[1:2]::INTEGER * 60 + "to"[4:5]::INTEGER AS ends
FROM plan__work_hours
JOIN plans ON plans.plan = plan_id;
