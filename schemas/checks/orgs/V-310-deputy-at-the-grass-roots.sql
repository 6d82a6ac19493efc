-- code: V-310
-- severity: error
-- source: 三(二)2
-- title: {zh: 社工兼任的是基层副书记, en: Social workers are deputies at the grass roots}
-- message:
--   zh: 社工兼任的应是基层团组织的副书记，“{name}”{what_zh}
--   en: 'a social worker may be deputy of a grass-roots League organisation; "{name}" {what_en}'
-- hint:
--   zh: org 和 stationed_at 写镇街、村社或单位的团组织
--   en: name the League organisation of a town, village or unit in org and stationed_at

SELECT
    posts.id,
    'org' AS field,
    short_name AS name,
    if(org_kind = 'league', '是区级以上团组织', '不是团组织') AS what_zh,
    if(org_kind = 'league', 'is of district tier or above', 'is not a League organisation') AS what_en
FROM posts
JOIN orgs ON orgs.id = posts.org
WHERE held_by_category = 'social_worker'
    AND title_code IN ('deputy_secretary', 'standing_deputy', 'part_time_deputy')
    AND (org_kind <> 'league' OR tier IN ('city', 'district'))
