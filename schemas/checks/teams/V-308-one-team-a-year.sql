-- code: V-308
-- severity: error
-- source: general
-- title: {zh: 一个镇街一年一支队伍, en: One team a town and year}
-- message:
--   zh: 这个组织 {year} 年的队伍已经写在 {first}
--   en: the team of this organisation for {year} is already in {first}
-- hint:
--   zh: 只留一条，或改正 org、year
--   en: keep one of them, or correct org or year

SELECT id, 'org' AS field, year, first_value(id) OVER by_year AS first
FROM teams
WINDOW by_year AS (PARTITION BY org, year ORDER BY id)
QUALIFY row_number() OVER by_year > 1
