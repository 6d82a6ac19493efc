-- code: V-310
-- severity: error
-- source: 三(二)2
-- title: {zh: 社工兼任派驻地副书记, en: Social workers are deputies where they are stationed}
-- message:
--   zh: 社工兼任副书记的岗位属于“{org_name}”，派驻的却是“{station_name}”（{station}）
--   en: the deputy's post belongs to "{org_name}", the social worker is stationed at "{station_name}" ({station})
-- hint:
--   zh: 兼任的是派驻地的副书记，org 和 stationed_at 应是同一个组织
--   en: org and stationed_at must be the same organisation

SELECT
    posts.id,
    'stationed_at' AS field,
    org.short_name AS org_name,
    station.id AS station,
    station.short_name AS station_name
FROM posts
JOIN orgs AS org ON org.id = posts.org
JOIN orgs AS station ON station.id = posts.stationed_at
WHERE held_by_category = 'social_worker'
    AND title_code IN ('deputy_secretary', 'standing_deputy', 'part_time_deputy')
    AND stationed_at <> posts.org
