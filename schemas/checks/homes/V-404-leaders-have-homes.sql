-- code: V-404
-- severity: error
-- scope: catalog
-- source: 三(四)3
-- title: {zh: 领导岗位领办下限, en: Leader posts have homes}
-- message:
--   zh: 岗位“{title}”目前领办 {n} 个开放的青年之家，方案要求不少于 {minimum} 个
--   en: the post "{title}" leads {n} open home(s); the plan asks for at least {minimum}
-- hint:
--   zh: 在 data/lead-assignments/ 为它加一条领办（post 写 {id}，home 写开放的青年之家）；岗位空缺的把 filled 改为 false
--   en: add an assignment to data/lead-assignments/ (post {id}, an open home), or set filled to false if vacant

WITH led AS (
    SELECT post, count(DISTINCT home) AS n
    FROM lead_assignments
    JOIN open_homes ON open_homes.id = home
    WHERE lead_assignments.status = 'active'
        AND "from" <= getvariable('as_of')
        AND coalesce("to" >= getvariable('as_of'), true)
    GROUP BY post
)
SELECT
    posts.id,
    'title_label' AS field,
    title_label AS title,
    coalesce(n, 0) AS n,
    leader_min_homes AS minimum
FROM posts
CROSS JOIN district
LEFT JOIN led ON led.post = posts.id
WHERE is_district_leader AND filled AND posts.status = 'active' AND coalesce(n, 0) < leader_min_homes
