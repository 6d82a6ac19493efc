-- code: V-105
-- severity: error
-- source: 三(一)2
-- title: {zh: 团组织逐级隶属, en: League organisations follow each other tier by tier}
-- message:
--   zh: "{tier_zh}的上级应是{wanted_zh}，“{parent_name}”（{parent}）{actual_zh}"
--   en: "{tier_en} belongs under {wanted_en}; \"{parent_name}\" ({parent}) {actual_en}"
-- hint:
--   zh: 改正 parent 或 tier
--   en: correct parent or tier

WITH tiers (tier, above, zh, en, wanted_zh, wanted_en) AS (
    VALUES
        ('city', [NULL], '市级团组织', 'a city committee', '（本站不写）', 'nothing on this site'),
        ('district', ['city'], '区级团组织', 'a district committee', '市级团组织', 'the city committee'),
        ('direct', ['district'], '直属团组织', 'a direct organisation', '区级团组织', 'the district committee'),
        ('town', ['district'], '镇街团组织', 'a town committee', '区级团组织', 'the district committee'),
        ('village', ['town'], '村社团组织', 'a village branch', '镇街团组织', 'a town committee'),
        (
            'unit',
            ['district', 'direct', 'town', 'village', 'unit'],
            '单位团组织',
            'an organisation of a unit',
            '区、直属、镇街、村社或单位团组织',
            'a district, direct, town, village or unit organisation'
        )
)
SELECT
    org.id,
    'parent' AS field,
    org.parent,
    parent.short_name AS parent_name,
    own.zh AS tier_zh,
    own.en AS tier_en,
    own.wanted_zh,
    own.wanted_en,
    coalesce('是' || theirs.zh, '不是团组织') AS actual_zh,
    coalesce('is ' || theirs.en, 'is not a League organisation') AS actual_en
FROM league_orgs AS org
JOIN orgs AS parent ON parent.id = org.parent
JOIN tiers AS own ON own.tier = org.tier
LEFT JOIN tiers AS theirs ON theirs.tier = parent.tier
WHERE NOT coalesce(list_contains(own.above, parent.tier), false)
