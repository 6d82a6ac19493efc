-- code: V-003
-- severity: error
-- source: general
-- title: {zh: 区划的层级相符, en: Areas are of the right level}
-- message:
--   zh: "{what_zh}应填{wanted_zh}，“{name}”（{target}）是{actual_zh}"
--   en: "{what_en} must be {wanted_en}, \"{name}\" ({target}) is {actual_en}"
-- hint:
--   zh: 换成{wanted_zh}的编号（见 data/areas/）
--   en: give the id of {wanted_en} (see data/areas/)

WITH wanted (id, field, target, level, what_zh, what_en) AS (
    SELECT id, 'area', area, 'town', '所属镇街', 'the town' FROM homes
    UNION ALL
    SELECT id, 'village_area', village_area, 'village', '所属村社', 'the village' FROM homes
    UNION ALL
    SELECT id, 'area', area, 'town', '所属镇街', 'the town' FROM brands
    UNION ALL
    SELECT brand_id, format('areas[{}]', seq - 1), value, 'town', '联建镇街', 'a joint town' FROM brands__areas
    UNION ALL
    SELECT id, 'area', area, 'town', '所属镇街', 'the town' FROM demands
    UNION ALL
    SELECT survey_id, format('by_area[{}].area', seq - 1), area, 'town', '镇街', 'the town' FROM surveys__by_area
    UNION ALL
    SELECT id, 'area', area, 'town', '所属镇街', 'the town' FROM committees
    UNION ALL
    SELECT committee_id, format('joint_with[{}]', seq - 1), value, 'town', '联建镇街', 'a joint town' FROM committees__joint_with
    UNION ALL
    SELECT contact_point_id, format('patch_areas[{}]', seq - 1), value, 'town', '包片镇街', 'a town looked after'
    FROM contact_points__patch_areas
    UNION ALL
    SELECT id, 'area', area, 'town', '所属镇街', 'the town' FROM gathering_places
    UNION ALL
    SELECT plan_id, format('committee_modes[{}].area', seq - 1), area, 'town', '镇街', 'the town' FROM plan__committee_modes
    UNION ALL
    SELECT id, 'district_area', district_area, 'district', '试点区', 'the district' FROM plan
    UNION ALL
    SELECT id, 'area', area, tier, '所在区域', 'the area' FROM orgs
    WHERE tier IN ('district', 'town', 'village')
),
levels (level, zh, en) AS (
    VALUES
        ('district', '区', 'a district'),
        ('town', '镇街（乡镇、街道）', 'a town or subdistrict'),
        ('village', '村社（村、社区）', 'a village or community')
)
SELECT
    wanted.id,
    wanted.field,
    wanted.target,
    areas.name,
    what_zh,
    what_en,
    expected.zh AS wanted_zh,
    expected.en AS wanted_en,
    actual.zh AS actual_zh,
    actual.en AS actual_en
FROM wanted
JOIN areas ON areas.id = wanted.target
JOIN levels AS expected ON expected.level = wanted.level
JOIN levels AS actual ON actual.level = areas.level
WHERE areas.level <> wanted.level
