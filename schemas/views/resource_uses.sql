-- Each use of a resource, with the area where the user lay that day and whether it crosses tiers or sectors.
CREATE TABLE resource_uses AS
SELECT
    uses.resource_id AS resource,
    year(uses.date)::VARCHAR AS period,
    stays.area,
    users.tier IS DISTINCT FROM owners.tier OR users.org_kind <> owners.org_kind AS crosses
FROM resources__uses AS uses
JOIN resources ON resources.id = uses.resource_id
JOIN orgs AS users ON users.id = uses.org
JOIN org_areas AS stays ON stays.id = users.id AND uses.date BETWEEN stays.first_on AND stays.last_on
JOIN orgs AS owners ON owners.id = resources.owner_org
WHERE uses.date <= getvariable('as_of');
