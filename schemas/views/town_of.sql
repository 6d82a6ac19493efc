-- The town that an area lies in: a town lies in itself, a village in the town above it. Of the district, or of
-- what lies outside any town, there is no row.
CREATE TABLE town_of AS
SELECT id AS area, id AS town
FROM areas
WHERE level = 'town'
UNION ALL
SELECT id, parent
FROM areas
WHERE level = 'village';
