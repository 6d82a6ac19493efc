-- code: V-105
-- severity: error
-- scope: catalog
-- source: 三(一)2
-- title: {zh: 有区级团组织, en: There is a district committee}
-- message:
--   zh: “{name}”没有运行中的区级团组织
--   en: '"{name}" has no active district committee'
-- hint:
--   zh: 在 data/orgs/ 建立它（tier 写 district，area 写 {area}），或改正已有组织的 area、status
--   en: add it to data/orgs/ (tier district, area {area}), or correct area or status of an existing one

SELECT plan AS id, 'district_area' AS field, area, name
FROM district
WHERE area NOT IN (SELECT area FROM league_orgs WHERE tier = 'district' AND area IS NOT NULL)
