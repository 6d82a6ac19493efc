-- In which area each home and gathering place lay when: a row a stay, with its first and last day. Apart from
-- `org_areas`, so that a figure about organisations does not rest on homes, which may all be made up.
CREATE TABLE place_areas AS
WITH stays (id, area, last_on) AS (
    SELECT home_id, area, until FROM homes__former_areas
    UNION ALL
    SELECT id, area, DATE '9999-12-31' FROM homes
    UNION ALL
    SELECT gathering_place_id, area, until FROM gathering_places__former_areas
    UNION ALL
    SELECT id, area, DATE '9999-12-31' FROM gathering_places
)
SELECT
    id,
    area,
    coalesce(lag(last_on) OVER (PARTITION BY id ORDER BY last_on) + 1, DATE '0001-01-01') AS first_on,
    last_on
FROM stays;
