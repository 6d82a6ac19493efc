-- code: V-106
-- severity: error
-- source: 三(二)1
-- title: {zh: 每个镇街只有一个团组织, en: No town has two League committees}
-- message:
--   zh: “{name}”已有镇街团组织“{title}”（{first}）
--   en: '"{name}" already has a League organisation of town tier, "{title}" ({first})'
-- hint:
--   zh: 核对 area 和 tier；已并入别处的把 status 改为 merged
--   en: check area and tier; set status to merged if it was merged into another

-- Beside the real committee there may be one of the demonstration.
SELECT
    league_orgs.id,
    'area' AS field,
    towns.name,
    first_value(league_orgs.id) OVER by_town AS first,
    first_value(short_name) OVER by_town AS title
FROM league_orgs
JOIN towns ON towns.id = league_orgs.area
WHERE tier = 'town'
WINDOW by_town AS (PARTITION BY league_orgs.area, league_orgs.provenance = 'demo' ORDER BY league_orgs.id)
QUALIFY row_number() OVER by_town > 1
