-- code: V-005
-- severity: error
-- source: general
-- title: {zh: 曾在区域按先后排, en: Former areas in order}
-- message:
--   zh: 上一行写的是到 {before} 止，这一行到 {until} 止，不比它晚
--   en: the row before ends on {before}, this one on {until}, which is no later
-- hint:
--   zh: 从早到晚一行一段，同一天只能在一个区划；重复的删去一行
--   en: write one row a stay, earliest first; on one day it lies in one area, so delete a row that is there twice

WITH stays (id, seq, until) AS (
    SELECT org_id, seq, until FROM orgs__former_areas
    UNION ALL
    SELECT home_id, seq, until FROM homes__former_areas
    UNION ALL
    SELECT gathering_place_id, seq, until FROM gathering_places__former_areas
)
SELECT
    id,
    format('former_areas[{}].until', seq - 1) AS field,
    until,
    lag(until) OVER (PARTITION BY id ORDER BY seq) AS before
FROM stays
QUALIFY until <= before
