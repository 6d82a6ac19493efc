-- Days from which an area is another one than before, even if it kept its code: a town that took in (part of)
-- another, and the district whose list of towns changed. Figures from before and after do not compare.
CREATE TABLE town_changes AS
SELECT DISTINCT heirs.area_id AS area, earlier.valid_to + 1 AS changed_on
FROM areas__predecessors AS heirs
JOIN areas AS earlier ON earlier.id = heirs.area
WHERE earlier.valid_to IS NOT NULL AND heirs.kind <> 'continue'
UNION
SELECT DISTINCT district.area, towns.valid_to + 1
FROM areas AS towns
JOIN district ON district.area = towns.parent
WHERE towns.level = 'town' AND towns.valid_to IS NOT NULL;
