-- code: R-10
-- title: {zh: 领办和联系点到期, en: Terms that end}
-- message:
--   zh: 期限到了；继续就改 to，不再继续把 status 改为 ended
--   en: 'the term ends: set to if it goes on, or status to ended'

SELECT lead_assignments.id, posts.org, "to" AS due
FROM lead_assignments
JOIN posts ON posts.id = post
WHERE lead_assignments.status = 'active' AND "to" <= getvariable('until')
UNION ALL
SELECT contact_points.id, coalesce(holder_org, posts.org), "to"
FROM contact_points
LEFT JOIN posts ON posts.id = holder_post
WHERE contact_points.status = 'active' AND "to" <= getvariable('until')
