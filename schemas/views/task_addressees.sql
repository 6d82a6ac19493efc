-- Who has to do each task of a list that was issued: the organisations at work in the tiers of a basic
-- task, those named by a feature task. An organisation that ended before the list was issued, or was founded after
-- its year, is not asked. A list that only made-up organisations have been given, or only real ones, asks nothing
-- of the others.
CREATE TABLE task_addressees AS
WITH asked AS (
    SELECT tasks.id AS task, list_year, list_class, orgs.id AS org
    FROM tasks
    JOIN tasks__applies_to_tiers AS tiers ON tiers.task_id = tasks.id
    JOIN orgs ON orgs.tier = tiers.value AND org_kind = 'league'
    WHERE tasks.status IN ('issued', 'closed')
        AND (orgs.status = 'active' OR orgs.status IN ('merged', 'dissolved') AND orgs.valid_to IS NOT NULL)
        AND coalesce(year(orgs.valid_from) <= list_year, true)
        AND coalesce(orgs.valid_to >= coalesce(issued_on, make_date(list_year, 1, 1)), true)
    UNION
    SELECT tasks.id, list_year, list_class, named.value
    FROM tasks
    JOIN tasks__applies_to_orgs AS named ON named.task_id = tasks.id
    WHERE tasks.status IN ('issued', 'closed')
),
given AS (
    SELECT list_year, list(DISTINCT orgs.provenance = 'demo') AS made_up
    FROM task_assignments
    JOIN tasks ON tasks.id = task_assignments.task
    JOIN orgs ON orgs.id = task_assignments.org
    GROUP BY list_year
)
SELECT asked.*
FROM asked
JOIN orgs ON orgs.id = asked.org
LEFT JOIN given USING (list_year)
WHERE coalesce(list_contains(made_up, orgs.provenance = 'demo'), true);
