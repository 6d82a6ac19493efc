-- The bodies that run or supervise a Youth Home (organizations.csv).
WITH named AS (
    SELECT operator_org AS id FROM homes WHERE operator_org IS NOT NULL
    UNION
    SELECT supervising_org FROM homes WHERE supervising_org IS NOT NULL
)
SELECT
    orgs.id,
    full_name AS name,
    short_name AS alternate_name,
    concat_ws('；', kinds.title, nullif(orgs.notes_public, '')) AS description,
    public_contact_email AS email,
    website,
    above.id AS parent_organization_id
FROM orgs
JOIN named ON named.id = orgs.id
LEFT JOIN named AS above ON above.id = orgs.parent
LEFT JOIN codes AS kinds ON kinds.dataset = 'orgs' AND kinds.field = 'org_kind' AND kinds.code = orgs.org_kind
ORDER BY orgs.id
