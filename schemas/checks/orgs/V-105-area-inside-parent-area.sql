-- code: V-105
-- severity: error
-- source: general
-- title: {zh: 下级团组织在上级的区域内, en: Organisations lie inside the area of their parent}
-- message:
--   zh: 所在区域“{name}”不在上级团组织“{parent_name}”的区域“{parent_area}”内
--   en: the area "{name}" is not inside "{parent_area}", the area of the parent "{parent_name}"
-- hint:
--   zh: 改正 area 或 parent
--   en: correct area or parent

SELECT
    org.id,
    'area' AS field,
    areas.name,
    parent.short_name AS parent_name,
    above.name AS parent_area
FROM league_orgs AS org
JOIN areas ON areas.id = org.area
JOIN league_orgs AS parent ON parent.id = org.parent
JOIN areas AS above ON above.id = parent.area
WHERE NOT starts_with(areas.code, above.code)
