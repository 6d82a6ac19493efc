-- What organisations of the district have been asked to do, with the list's year and class and their area;
-- a task counts once under its class and once under all.
CREATE TABLE list_assignments AS
SELECT
    assignments.*,
    tasks.list_year::VARCHAR AS period,
    tasks.due_on,
    unnest(['all', tasks.list_class]) AS breakdown,
    orgs.area,
    orgs.tier
FROM task_assignments AS assignments
JOIN tasks ON tasks.id = assignments.task
JOIN orgs ON orgs.id = assignments.org
WHERE tasks.list_year <= year(getvariable('as_of')) AND assignments.status <> 'cancelled';
