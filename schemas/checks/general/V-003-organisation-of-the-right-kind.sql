-- code: V-003
-- severity: error
-- source: general
-- title: {zh: 组织的类别相符, en: Organisations are of the right kind}
-- message:
--   zh: "{what_zh}应填{wanted_zh}，“{name}”（{target}）不是"
--   en: "{what_en} must be {wanted_en}; \"{name}\" ({target}) is not"
-- hint:
--   zh: 换成{wanted_zh}的编号（见 data/orgs/）
--   en: give the id of {wanted_en} (see data/orgs/)

WITH wanted (id, field, target, kind, what_zh, what_en) AS (
    SELECT id, 'lead_org', lead_org, 'town', '牵头团组织', 'the leader' FROM committees
    UNION ALL
    SELECT committee_id, format('members[{}].org', seq - 1), org, if(member_type = 'league_org', 'league', 'other'), '成员', 'the member'
    FROM committees__members
    UNION ALL
    SELECT id, 'org', org, 'town', '队伍所属组织', 'the team''s organisation' FROM teams
    UNION ALL
    SELECT id, 'league_org', league_org, 'league', '合作的团组织', 'the League''s side' FROM partnerships
    UNION ALL
    SELECT id, 'org', org, 'league', '摸底的组织', 'the organisation of a baseline' FROM baselines
),
kinds (kind, zh, en) AS (
    VALUES
        ('league', '团组织', 'a League organisation'),
        ('town', '镇街团组织', 'the League organisation of a town'),
        ('other', '团组织以外的单位', 'a body other than the League')
)
SELECT
    wanted.*,
    short_name AS name,
    zh AS wanted_zh,
    en AS wanted_en
FROM wanted
JOIN kinds ON kinds.kind = wanted.kind
JOIN orgs ON orgs.id = wanted.target
WHERE CASE wanted.kind
    WHEN 'league' THEN org_kind <> 'league'
    WHEN 'other' THEN org_kind = 'league'
    ELSE tier IS DISTINCT FROM 'town'
END
