-- title: {zh: 领导岗位联系基层, en: Leaders and the grass roots}
-- about: {zh: 每个区级领导岗位一行：当日领办的开放的青年之家、联系点、包片、定点，以及领办是否不足, en: "A row a leading post of the district: on the day its open homes, contact points, towns and places, and whether it has too few homes"}
-- columns:
--   post: {zh: 岗位, en: post}
--   leads: {zh: 领办（逐条）, en: its assignments to homes}
--   contact_points: {zh: 联系点（逐条）, en: its contact points}
--   areas: {zh: 包片的镇街, en: its towns}
--   places: {zh: 定点, en: its places}
--   homes: {zh: 领办几处, en: how many homes it leads}
--   few: {zh: 少于方案要求, en: fewer than the plan asks for}

WITH led AS (
    SELECT post, list(leads.id ORDER BY leads.id) AS leads, count(DISTINCT home) AS homes
    FROM lead_assignments AS leads
    JOIN open_homes ON open_homes.id = home
    WHERE leads.status = 'active'
        AND "from" <= getvariable('as_of')
        AND coalesce("to" >= getvariable('as_of'), true)
    GROUP BY post
),
held AS (
    SELECT holder_post AS post, list(id ORDER BY id) AS contact_points
    FROM current_contact_points
    GROUP BY holder_post
),
named AS (
    SELECT holder_post AS post, 'area' AS what, value, min((contact_point_id, seq)) AS first_named
    FROM contact_points__patch_areas
    JOIN current_contact_points AS points ON points.id = contact_point_id
    GROUP BY ALL
    UNION ALL
    SELECT holder_post, 'place', value, min((contact_point_id, seq))
    FROM contact_points__fixed_points
    JOIN current_contact_points AS points ON points.id = contact_point_id
    GROUP BY ALL
),
where_to AS (
    SELECT
        post,
        list(value ORDER BY first_named) FILTER (what = 'area') AS areas,
        list(value ORDER BY first_named) FILTER (what = 'place') AS places
    FROM named
    GROUP BY post
)
SELECT
    posts.id AS post,
    coalesce(leads, []) AS leads,
    coalesce(contact_points, []) AS contact_points,
    coalesce(areas, []) AS areas,
    coalesce(places, []) AS places,
    coalesce(homes, 0) AS homes,
    coalesce(coalesce(homes, 0) < (SELECT leader_min_homes FROM district), false) AS few
FROM posts
LEFT JOIN led ON led.post = posts.id
LEFT JOIN held ON held.post = posts.id
LEFT JOIN where_to ON where_to.post = posts.id
WHERE is_district_leader AND posts.status = 'active'
ORDER BY posts.id
