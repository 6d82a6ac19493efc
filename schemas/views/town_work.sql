-- What the League has and does in each town, record by record: what lies there, and what the town's own
-- organisations and those of its villages have. `seq` is the place in the list of a kind: by organisation, those of
-- the town first, then in the order of the kind.
CREATE TABLE town_work AS
WITH members AS (
    SELECT town, orgs.id AS org, row_number() OVER (ORDER BY level = 'village', areas.code, orgs.id) AS org_seq
    FROM orgs
    JOIN town_of USING (area)
    JOIN areas ON areas.id = orgs.area
)
SELECT area AS town, 'committee' AS kind, id, row_number() OVER (ORDER BY id) AS seq
FROM committees
WHERE status = 'active'
UNION ALL
SELECT town, 'team', id, row_number() OVER (ORDER BY org_seq, year DESC, id)
FROM teams
JOIN members USING (org)
UNION ALL
SELECT town, 'work-plan', id, row_number() OVER (ORDER BY org_seq, adopted_on DESC, id)
FROM work_plans
JOIN members USING (org)
UNION ALL
SELECT town, 'task-assignment', id, row_number() OVER (ORDER BY org_seq, id)
FROM task_assignments
JOIN members USING (org)
WHERE status <> 'cancelled'
UNION ALL
SELECT town, 'funding', id, row_number() OVER (ORDER BY org_seq, year DESC, id)
FROM funding
JOIN members ON org = applicant_org
UNION ALL
SELECT town, 'partnership', id, row_number() OVER (ORDER BY org_seq, id)
FROM partnerships
JOIN members ON org = league_org
UNION ALL
SELECT value, 'contact-point', contact_point_id, row_number() OVER (ORDER BY contact_point_id)
FROM (SELECT DISTINCT contact_point_id, value FROM contact_points__patch_areas)
UNION ALL
SELECT area, 'gathering-place', id, row_number() OVER (ORDER BY name, id)
FROM gathering_places
UNION ALL
SELECT area, 'delivery', deliveries.id, row_number() OVER (ORDER BY name, place, requested_on DESC, deliveries.id)
FROM deliveries
JOIN gathering_places ON gathering_places.id = place
UNION ALL
SELECT town, 'demand', id, row_number() OVER (ORDER BY received_on DESC, id)
FROM demands
JOIN town_of USING (area)
UNION ALL
SELECT town, 'evaluation', id, row_number() OVER (
    ORDER BY org_seq, year DESC, list_position(['party_gov', 'internal', 'youth', 'composite'], dimension), id
)
FROM evaluations
JOIN members ON org = subject_org
UNION ALL
SELECT area, 'pilot-site', id, row_number() OVER (ORDER BY id)
FROM pilot_sites
UNION ALL
SELECT town, 'extended-service', id, row_number() OVER (ORDER BY org_seq, month DESC, id)
FROM extended_service
JOIN members USING (org);
