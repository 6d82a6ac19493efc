-- code: V-109
-- severity: warning
-- source: general
-- title: {zh: 区划在当时有效, en: Areas existed at the time}
-- message:
--   zh: "“{name}”{why_zh}，这条记录用到 {date}"
--   en: "\"{name}\" {why_en}; this record is about {date}"
-- hint:
--   zh: 换成当时有效的区划{successors_zh}
--   en: use the area that existed then{successors_en}

WITH used (id, field, area, date) AS (
    SELECT id, 'area', area, coalesce(closed_on, getvariable('as_of')) FROM homes
    UNION ALL
    SELECT id, 'village_area', village_area, coalesce(closed_on, getvariable('as_of')) FROM homes
    UNION ALL
    SELECT id, 'area', area, coalesce(ended_on, getvariable('as_of')) FROM brands
    UNION ALL
    SELECT brand_id, format('areas[{}]', seq - 1), value, coalesce(ended_on, getvariable('as_of'))
    FROM brands__areas
    JOIN brands ON brands.id = brand_id
    UNION ALL
    SELECT id, 'area', area, coalesce(review_date, getvariable('as_of')) FROM cases
    UNION ALL
    SELECT id, 'area', area, received_on FROM demands
    UNION ALL
    SELECT survey_id, format('by_area[{}].area', seq - 1), area, coalesce(period_to, getvariable('as_of'))
    FROM surveys__by_area
    JOIN surveys ON surveys.id = survey_id
    UNION ALL
    SELECT id, 'area', area, coalesce(valid_to, getvariable('as_of')) FROM orgs
    WHERE status IN ('preparing', 'active')
    UNION ALL
    SELECT id, 'area', area, coalesce(valid_to, getvariable('as_of')) FROM committees
    UNION ALL
    SELECT committee_id, format('joint_with[{}]', seq - 1), value, coalesce(valid_to, getvariable('as_of'))
    FROM committees__joint_with
    JOIN committees ON committees.id = committee_id
    UNION ALL
    SELECT contact_point_id, format('patch_areas[{}]', seq - 1), value, coalesce("to", getvariable('as_of'))
    FROM contact_points__patch_areas
    JOIN contact_points ON contact_points.id = contact_point_id
    UNION ALL
    SELECT id, 'area', area, coalesce(valid_to, getvariable('as_of')) FROM gathering_places
    UNION ALL
    SELECT org_id, format('former_areas[{}].area', seq - 1), area, until FROM orgs__former_areas
    UNION ALL
    SELECT home_id, format('former_areas[{}].area', seq - 1), area, until FROM homes__former_areas
    UNION ALL
    SELECT gathering_place_id, format('former_areas[{}].area', seq - 1), area, until FROM gathering_places__former_areas
),
successors AS (
    SELECT area_id, string_agg(area, '、' ORDER BY seq) AS zh, string_agg(area, ', ' ORDER BY seq) AS en
    FROM areas__successors
    GROUP BY area_id
)
SELECT
    used.id,
    used.field,
    areas.name,
    used.date,
    if(valid_to < date, format('已于 {} 撤销', valid_to), format('自 {} 起才设立', valid_from)) AS why_zh,
    if(valid_to < date, format('was abolished on {}', valid_to), format('exists since {} only', valid_from)) AS why_en,
    if(valid_to < date, coalesce('：' || successors.zh, ''), '') AS successors_zh,
    if(valid_to < date, coalesce(': ' || successors.en, ''), '') AS successors_en
FROM used
JOIN areas ON areas.id = used.area
LEFT JOIN successors ON successors.area_id = areas.id
WHERE valid_to < date OR valid_from > date
