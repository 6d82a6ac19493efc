-- code: V-308
-- severity: error
-- source: general
-- title: {zh: 队伍人数相符, en: Counts of a team agree}
-- message: {zh: "{what_zh}", en: "{what_en}"}
-- hint:
--   zh: 核对两个数；不清楚的写 null，不要写 0
--   en: check both numbers; write null, not 0, where you do not know

WITH sums AS (
    SELECT
        id,
        cadres_total,
        coalesce(cadre_sources_selected_graduate, 0)
        + coalesce(cadre_sources_village_graduate, 0)
        + coalesce(cadre_sources_western_plan, 0)
        + coalesce(cadre_sources_other, 0) AS known,
        cadre_sources_selected_graduate
        + cadre_sources_village_graduate
        + cadre_sources_western_plan
        + cadre_sources_other IS NOT NULL AS complete
    FROM teams
),
parts (id, field, part, whole, part_zh, part_en, whole_zh, whole_en) AS (
    SELECT id, 'cadre_party_members', cadre_party_members, cadres_total,
        '党员', 'Party members', '团干部总数', 'cadres'
    FROM teams
    UNION ALL
    SELECT id, 'cadre_league_members', cadre_league_members, cadres_total,
        '团员', 'League members', '团干部总数', 'cadres'
    FROM teams
    UNION ALL
    SELECT id, 'social_workers_as_deputy', social_workers_as_deputy, social_workers,
        '社工任副书记', 'deputies', '社工', 'social workers'
    FROM teams
    UNION ALL
    SELECT id, 'active_volunteers', active_volunteers, registered_volunteers,
        '活跃志愿者', 'active volunteers', '注册志愿者', 'registered ones'
    FROM teams
)
SELECT
    id,
    'cadres_total' AS field,
    format('四种来源相加是 {} 人，团干部总数写的是 {} 人', known, cadres_total) AS what_zh,
    format('the four sources add up to {}, cadres_total is {}', known, cadres_total) AS what_en
FROM sums
WHERE known > cadres_total OR (complete AND known <> cadres_total)

UNION ALL

SELECT
    id,
    field,
    format('{} {} 人，多于{}（{} 人）', part_zh, part, whole_zh, whole),
    format('there are {} {}, more than {} ({})', part, part_en, whole_en, whole)
FROM parts
WHERE part > whole
