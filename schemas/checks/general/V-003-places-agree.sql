-- code: V-003
-- severity: error
-- source: general
-- title: {zh: 同一记录里的地点相符, en: Places of a record agree}
-- message:
--   zh: "{what_zh}“{name}”在“{place}”，不在{around_zh}“{around}”"
--   en: "{what_en} \"{name}\" is in \"{place}\", not in {around_en}, \"{around}\""
-- hint:
--   zh: 核对这两项，改正其中一个
--   en: check both and correct one of them

-- Of each thing named: the area it is in, and the one it should be in. One of several will do. What is of another
-- town now may have been of this one before towns were merged.
WITH named (id, field, name, area, around, what_zh, what_en, around_zh, around_en) AS (
    SELECT homes.id, 'village_area', areas.name, village_area, homes.area, '村社', 'the village', '所属镇街', 'its town'
    FROM homes
    JOIN areas ON areas.id = village_area
    UNION ALL
    SELECT homes.id, 'supervising_org', short_name, orgs.area, homes.area, '主管团组织', 'its supervisor', '所属镇街', 'its town'
    FROM homes
    JOIN orgs ON orgs.id = supervising_org
    WHERE tier IN ('town', 'village')
    UNION ALL
    SELECT cases.id, 'home', homes.name, homes.area, cases.area, '青年之家', 'the home', '案例所属的', 'the place of the case'
    FROM cases
    JOIN homes ON homes.id = cases.home
    UNION ALL
    SELECT cases.id, 'brand_project', name, brands.area, cases.area, '品牌', 'the brand', '案例所属的', 'the place of the case'
    FROM cases
    JOIN brands ON brands.id = brand_project
    UNION ALL
    SELECT cases.id, 'brand_project', name, value, cases.area, '品牌', 'the brand', '案例所属的', 'the place of the case'
    FROM cases
    JOIN brands ON brands.id = brand_project
    JOIN brands__areas ON brand_id = brands.id
    UNION ALL
    SELECT cases.id, 'org', short_name, orgs.area, cases.area, '报送单位', 'the reporter', '案例所属的', 'the place of the case'
    FROM cases
    JOIN orgs ON orgs.id = cases.org
    WHERE tier IN ('town', 'village')
    UNION ALL
    SELECT brand_id, format('homes[{}]', seq - 1), homes.name, homes.area, brands.area, '青年之家', 'the home', '品牌所属的', 'the town of the brand'
    FROM brands__homes
    JOIN brands ON brands.id = brand_id
    JOIN homes ON homes.id = value
    UNION ALL
    SELECT brands__homes.brand_id, format('homes[{}]', brands__homes.seq - 1), homes.name, homes.area, joint.value, '青年之家', 'the home', '品牌所属的', 'the town of the brand'
    FROM brands__homes
    JOIN brands__areas AS joint ON joint.brand_id = brands__homes.brand_id
    JOIN homes ON homes.id = brands__homes.value
    UNION ALL
    SELECT brands.id, 'committee', committees.name, committees.area, brands.area, '共建委员会', 'the committee', '品牌所属的', 'the town of the brand'
    FROM brands
    JOIN committees ON committees.id = committee
    UNION ALL
    SELECT brands.id, 'committee', committees.name, committees.area, value, '共建委员会', 'the committee', '品牌所属的', 'the town of the brand'
    FROM brands
    JOIN committees ON committees.id = committee
    JOIN brands__areas ON brand_id = brands.id
    UNION ALL
    SELECT pilot_sites.id, 'target', homes.name, homes.area, pilot_sites.area, '青年之家', 'the home', '点位所属的', 'the town of the pilot site'
    FROM pilot_sites
    JOIN homes ON homes.id = target
    UNION ALL
    SELECT pilot_sites.id, 'target', brands.name, brands.area, pilot_sites.area, '品牌', 'the brand', '点位所属的', 'the town of the pilot site'
    FROM pilot_sites
    JOIN brands ON brands.id = target
    UNION ALL
    SELECT pilot_sites.id, 'target', brands.name, joint.value, pilot_sites.area, '品牌', 'the brand', '点位所属的', 'the town of the pilot site'
    FROM pilot_sites
    JOIN brands ON brands.id = target
    JOIN brands__areas AS joint ON joint.brand_id = brands.id
    UNION ALL
    SELECT pilot_sites.id, 'target', short_name, orgs.area, pilot_sites.area, '组织', 'the organisation', '点位所属的', 'the town of the pilot site'
    FROM pilot_sites
    JOIN orgs ON orgs.id = target
    WHERE tier IN ('town', 'village')
    UNION ALL
    SELECT pilot_sites.id, 'target', committees.name, committees.area, pilot_sites.area, '共建委员会', 'the committee', '点位所属的', 'the town of the pilot site'
    FROM pilot_sites
    JOIN committees ON committees.id = target
    UNION ALL
    SELECT committee_id, format('members[{}].org', seq - 1), short_name, orgs.area, committees.area, '成员单位', 'the member', '共建委员会所在的', 'the town of the committee'
    FROM committees__members
    JOIN committees ON committees.id = committee_id
    JOIN orgs ON orgs.id = org
    WHERE tier = 'village'
    UNION ALL
    SELECT members.committee_id, format('members[{}].org', members.seq - 1), short_name, orgs.area, joint.value, '成员单位', 'the member', '共建委员会所在的', 'the town of the committee'
    FROM committees__members AS members
    JOIN committees__joint_with AS joint ON joint.committee_id = members.committee_id
    JOIN orgs ON orgs.id = org
    WHERE tier = 'village'
),
-- A village that reports what happened in its town is as right as a town that reports of its village.
agreeing AS (
    SELECT DISTINCT named.id, named.field
    FROM named
    JOIN areas AS place ON place.id = named.area
    JOIN areas AS outside ON outside.id = named.around
    WHERE starts_with(outside.code, place.code)
        OR EXISTS (FROM area_heirs AS heirs WHERE heirs.area = named.around AND starts_with(place.code, heirs.code))
        OR EXISTS (FROM area_heirs AS heirs WHERE heirs.area IN (place.id, place.parent) AND starts_with(heirs.code, outside.code))
)
SELECT
    named.id,
    named.field,
    arg_min(named.name, named.around) AS name,
    arg_min(coalesce(town.name, place.name), named.around) AS place,
    any_value(what_zh) AS what_zh,
    any_value(what_en) AS what_en,
    any_value(around_zh) AS around_zh,
    any_value(around_en) AS around_en,
    string_agg(DISTINCT outside.name, '、' ORDER BY outside.name) AS around
FROM named
JOIN areas AS place ON place.id = named.area
JOIN areas AS outside ON outside.id = named.around
LEFT JOIN areas AS town ON town.id = place.parent AND place.level = 'village'
ANTI JOIN agreeing ON agreeing.id = named.id AND agreeing.field = named.field
GROUP BY named.id, named.field
