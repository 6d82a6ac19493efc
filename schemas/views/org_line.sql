-- Every organisation with itself and all those above it, up to 20 steps.
CREATE TABLE org_line AS
WITH RECURSIVE line (org, above, steps) AS (
    SELECT id, id, 0
    FROM orgs
    UNION
    SELECT org, parent, steps + 1
    FROM line
    JOIN orgs ON orgs.id = line.above
    WHERE parent IS NOT NULL AND parent <> org AND steps < 20
)
SELECT DISTINCT org, above
FROM line;
