-- code: V-106
-- severity: warning
-- scope: catalog
-- source: 三(二)1
-- title: {zh: 每个村社有团支部, en: Every village has a League branch}
-- message:
--   zh: “{name}”（{town}）还没有运行中的团支部
--   en: '"{name}" ({town}) has no active League branch'
-- hint:
--   zh: 在 data/orgs/ 建立它的团支部（tier 写 village，area 写 {id}）
--   en: add its branch to data/orgs/ (tier village, area {id})

SELECT village.id, village.name, towns.name AS town
FROM current_areas AS village
JOIN towns ON towns.id = village.parent
WHERE village.level = 'village'
    AND village.id NOT IN (SELECT area FROM league_orgs WHERE tier = 'village' AND area IS NOT NULL)
