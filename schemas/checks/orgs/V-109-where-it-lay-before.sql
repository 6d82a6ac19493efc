-- code: V-109
-- severity: warning
-- source: general
-- title: {zh: 区划新设之前在哪里, en: Where it lay before its area existed}
-- message:
--   zh: "“{name}”自 {valid_from} 起才设立，这里 {begun} 就有了；没有写在这之前属于哪个区划"
--   en: '"{name}" exists since {valid_from} only, this since {begun}; nothing says in which area it lay before'
-- hint:
--   zh: 在 former_areas 里加一行：area 写当时的区划{predecessors_zh}，until 写 {until}；过去各期的数算在那里
--   en: add a row to former_areas with the area of then{predecessors_en} and until {until}; figures of past periods stay there

WITH things (id, area, begun) AS (
    SELECT id, area, valid_from FROM orgs WHERE status <> 'preparing'
    UNION ALL
    SELECT id, area, opened_on FROM homes
    UNION ALL
    SELECT id, area, valid_from FROM gathering_places
),
known AS (
    SELECT id, max(first_on) AS since
    FROM (FROM org_areas UNION ALL FROM place_areas)
    GROUP BY id
),
before AS (
    SELECT area_id, string_agg(area, '、' ORDER BY seq) AS zh, string_agg(area, ', ' ORDER BY seq) AS en
    FROM areas__predecessors
    GROUP BY area_id
)
SELECT
    things.id,
    'area' AS field,
    areas.name,
    areas.valid_from,
    things.begun,
    areas.valid_from - 1 AS until,
    coalesce('（' || before.zh || '）', '') AS predecessors_zh,
    coalesce(' (' || before.en || ')', '') AS predecessors_en
FROM things
JOIN areas ON areas.id = things.area
JOIN known ON known.id = things.id
LEFT JOIN before ON before.area_id = areas.id
WHERE things.begun < areas.valid_from AND known.since < areas.valid_from
