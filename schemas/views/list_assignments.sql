-- What organisations of the district have been asked to do, with the list's year and class, their tier, and the area
-- where they lay at the end of that year; a task counts once under its class and once under all. One that was
-- cancelled by the end of the year is left out; one cancelled later counts with the status it had before.
CREATE TABLE list_assignments AS
SELECT
    assignments.* REPLACE (coalesce(before.status, assignments.status) AS status),
    tasks.list_year::VARCHAR AS period,
    tasks.due_on,
    unnest(['all', tasks.list_class]) AS breakdown,
    stays.area,
    orgs.tier
FROM task_assignments AS assignments
JOIN tasks ON tasks.id = assignments.task
JOIN orgs ON orgs.id = assignments.org
JOIN org_areas AS stays ON stays.id = orgs.id
    AND make_date(tasks.list_year, 12, 31) BETWEEN stays.first_on AND stays.last_on
LEFT JOIN status_before AS before ON before.id = assignments.id AND before.until > make_date(tasks.list_year, 12, 31)
WHERE tasks.list_year <= year(getvariable('as_of')) AND (assignments.status <> 'cancelled' OR before.id IS NOT NULL);
