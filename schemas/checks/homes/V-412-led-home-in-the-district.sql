-- code: V-412
-- severity: error
-- source: 三(四)3
-- title: {zh: 领办的青年之家在本区, en: Homes that are led are in the district}
-- message:
--   zh: “{home_name}”的主管团组织“{org_name}”不在本区
--   en: '"{org_name}", which supervises "{home_name}", is not in the district'
-- hint:
--   zh: 换成本区的青年之家，或改正它的 supervising_org
--   en: choose a home of the district, or correct its supervising_org

SELECT
    lead_assignments.id,
    'home' AS field,
    homes.name AS home_name,
    orgs.short_name AS org_name
FROM lead_assignments
JOIN homes ON homes.id = home
JOIN orgs ON orgs.id = supervising_org
CROSS JOIN district
LEFT JOIN areas ON areas.id = orgs.area
WHERE orgs.tier = 'city' OR NOT coalesce(starts_with(areas.code, district.code), true)
