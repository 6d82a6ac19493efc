-- Each use of a resource, with the user's area and whether it crosses tiers or sectors.
CREATE TABLE resource_uses AS
SELECT
    uses.resource_id AS resource,
    year(uses.date)::VARCHAR AS period,
    users.area,
    users.tier IS DISTINCT FROM owners.tier OR users.org_kind <> owners.org_kind AS crosses
FROM resources__uses AS uses
JOIN resources ON resources.id = uses.resource_id
JOIN orgs AS users ON users.id = uses.org
JOIN orgs AS owners ON owners.id = resources.owner_org
WHERE uses.date <= getvariable('as_of');
