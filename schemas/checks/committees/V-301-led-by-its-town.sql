-- code: V-301
-- severity: error
-- source: 三(二)1
-- title: {zh: 由本镇街的团组织牵头, en: Joint committees are led by their own town}
-- message:
--   zh: 牵头的“{org_name}”不是“{name}”的镇街团组织
--   en: '"{org_name}", which leads it, is not the League organisation of "{name}"'
-- hint:
--   zh: 改正 lead_org 或 area，两者要是同一个镇街
--   en: correct lead_org or area; both must be of one town

SELECT
    committees.id,
    'lead_org' AS field,
    orgs.short_name AS org_name,
    areas.name
FROM committees
JOIN orgs ON orgs.id = lead_org
JOIN areas ON areas.id = committees.area
WHERE tier = 'town' AND orgs.area <> committees.area
