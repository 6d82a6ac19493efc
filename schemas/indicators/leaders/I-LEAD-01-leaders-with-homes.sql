-- id: I-LEAD-01
-- title: {zh: 领办达标率, en: Leader posts with homes}
-- kind: share
-- unit: percent
-- formula: {zh: 领办数达到方案下限的领导岗位 ÷ 在岗的领导岗位, en: leader posts that lead as many homes as the plan asks ÷ filled leader posts}
-- numerator: {zh: 当前领办的开放青年之家不少于 leader_min_homes 个的岗位, en: posts that now lead at least leader_min_homes open homes}
-- denominator: {zh: 在岗的团区委领导岗位, en: filled leader posts of the district committee}
-- population: {zh: 按岗位，不按人；到统计基准日仍有效的领办, en: posts and not persons; assignments in force on the day}
-- not_computable: {zh: 没有在岗的领导岗位, en: no leader post is filled}
-- source: 三(四)3

WITH led AS (
    SELECT post, count(DISTINCT home) AS homes
    FROM lead_assignments AS leads
    JOIN open_homes ON open_homes.id = leads.home
    WHERE leads.status = 'active'
        AND coalesce(leads."from" <= getvariable('as_of'), true)
        AND coalesce(leads."to" >= getvariable('as_of'), true)
    GROUP BY post
)
SELECT
    district.area,
    count(*) FILTER (led.homes >= district.leader_min_homes) AS numerator,
    count(*) AS denominator,
    if(any_value(district.leader_min_homes) IS NULL, 'leader_min_not_set', NULL) AS reason
FROM posts
CROSS JOIN district
LEFT JOIN led ON led.post = posts.id
WHERE posts.is_district_leader AND posts.filled AND posts.status = 'active'
GROUP BY district.area
