-- Where something that lies in an area counts: in the district, and in the town if it lies in one.
CREATE TABLE places AS
SELECT areas.id AS area, district.area AS counted_in
FROM areas
JOIN district ON starts_with(areas.code, district.code)
UNION ALL
SELECT areas.id, areas.id
FROM areas
JOIN district ON district.area = areas.parent
WHERE level = 'town'
UNION ALL
SELECT villages.id, towns.id
FROM areas AS villages
JOIN areas AS towns ON towns.id = villages.parent
JOIN district ON district.area = towns.parent
WHERE villages.level = 'village' AND towns.level = 'town';
