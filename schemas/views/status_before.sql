-- The status that a cancelled assignment or a reopened demand had until that day, as its other dates tell. Of an
-- assignment that was returned it is not known that it was; a demand that was closed anew has lost its first outcome.
CREATE TABLE status_before AS
SELECT
    id,
    cancelled_on AS until,
    CASE
        WHEN evaluation_date IS NOT NULL THEN 'evaluated'
        WHEN completed_on IS NOT NULL THEN 'submitted'
        WHEN started_on IS NOT NULL THEN 'in_progress'
        WHEN deployment_acknowledged_on IS NOT NULL THEN 'acknowledged'
        ELSE 'deployed'
    END AS status
FROM task_assignments
WHERE task_assignments.status = 'cancelled' AND cancelled_on IS NOT NULL
UNION ALL
SELECT
    id,
    reopened_on,
    CASE
        WHEN coalesce(resolved_on > reopened_on, true) THEN 'replied'
        WHEN outcome IN ('answered', 'solved', 'transferred') THEN 'resolved'
        ELSE 'closed_unresolved'
    END
FROM demands
WHERE reopened_on IS NOT NULL;
