-- Every area with itself and all areas that came out of it, and their codes. What lies in an heir may have lain in
-- the area while that existed.
CREATE TABLE area_heirs AS
WITH RECURSIVE succession AS (
    SELECT area AS earlier, area_id AS later FROM areas__predecessors
    UNION
    SELECT area_id, area FROM areas__successors
),
heirs (area, heir, steps) AS (
    SELECT id, id, 0
    FROM areas
    UNION
    SELECT heirs.area, later, steps + 1
    FROM heirs
    JOIN succession ON earlier = heir
    WHERE steps < 20
)
SELECT DISTINCT heirs.area, heir, code
FROM heirs
JOIN areas ON areas.id = heir;
