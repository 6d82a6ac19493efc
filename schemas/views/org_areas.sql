-- In which area each organisation lay when: a row a stay, with its first and last day.
CREATE TABLE org_areas AS
WITH stays (id, area, last_on) AS (
    SELECT org_id, area, until FROM orgs__former_areas
    UNION ALL
    SELECT id, area, DATE '9999-12-31' FROM orgs
)
SELECT
    id,
    area,
    coalesce(lag(last_on) OVER (PARTITION BY id ORDER BY last_on) + 1, DATE '0001-01-01') AS first_on,
    last_on
FROM stays;
