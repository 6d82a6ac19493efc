-- code: V-412
-- severity: error
-- source: 三(三)1
-- title: {zh: 由团组织主管, en: Homes are supervised by the League}
-- message:
--   zh: 主管团组织“{name}”（{org}）不是团组织
--   en: '"{name}" ({org}), which supervises the home, is not a League organisation'
-- hint:
--   zh: supervising_org 写区、镇街或村社的团组织；运营单位写在 operator_org
--   en: name a League organisation in supervising_org, and who runs the home in operator_org

SELECT homes.id, 'supervising_org' AS field, orgs.id AS org, short_name AS name
FROM homes
JOIN orgs ON orgs.id = supervising_org
WHERE org_kind <> 'league'
