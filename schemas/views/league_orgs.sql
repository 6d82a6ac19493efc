-- League organisations at work, with the code of their area.
CREATE TABLE league_orgs AS
SELECT orgs.*, areas.code AS area_code
FROM orgs
LEFT JOIN areas ON areas.id = orgs.area
WHERE org_kind = 'league' AND orgs.status = 'active';
