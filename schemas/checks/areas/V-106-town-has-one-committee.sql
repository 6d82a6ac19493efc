-- code: V-106
-- severity: error
-- scope: catalog
-- source: 三(二)1
-- title: {zh: 每个镇街有一个团组织, en: Every town has one League committee}
-- message:
--   zh: “{name}”没有运行中的镇街团组织，方案要求全覆盖
--   en: '"{name}" has no active League organisation of town tier; the plan asks for one in every town'
-- hint:
--   zh: 在 data/orgs/ 建立它的团（工）委（tier 写 town，area 写 {id}），或改正已有组织的 area、status
--   en: add its committee to data/orgs/ (tier town, area {id}), or correct area or status of an existing one

SELECT id, name
FROM towns
WHERE id NOT IN (SELECT area FROM league_orgs WHERE tier = 'town' AND area IS NOT NULL)
