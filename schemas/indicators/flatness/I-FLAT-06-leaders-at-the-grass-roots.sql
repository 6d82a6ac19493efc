-- id: I-FLAT-06
-- title: {zh: 领导岗位基层活动, en: Leaders at the grass roots}
-- kind: ratio
-- unit: per_quarter
-- formula: {zh: （值守次数＋联系点活动次数） ÷ 在岗的领导岗位，按季度, en: "(days on duty + activities at contact points) ÷ filled leader posts, by quarter"}
-- numerator: {zh: 领导岗位在青年之家值守的次数，加上在联系点活动的次数, en: days on duty in homes and activities at contact points}
-- denominator: {zh: 统计基准日在岗的团区委领导岗位, en: leader posts of the district committee that are filled on the day}
-- population: {zh: 全区合计，不按岗位列出；在岗岗位数按统计基准日，不是当季, en: "for the district as a whole, never by post; the number of posts is that of the day, not of the quarter"}
-- not_computable: {zh: 没有在岗的领导岗位，或没有次数记录, en: "no leader post is filled, or nothing was counted"}
-- source: 三(四)3

WITH leaders AS (
    SELECT id
    FROM posts
    WHERE is_district_leader AND filled AND status = 'active'
),
sessions AS (
    SELECT quarter[1:4] || '-' || quarter[5:6] AS period, count
    FROM lead_assignments__duty_sessions AS duty
    JOIN lead_assignments AS leads ON leads.id = duty.lead_assignment_id
    WHERE leads.post IN (SELECT id FROM leaders)
    UNION ALL
    SELECT year(date) || '-Q' || quarter(date), 1
    FROM contact_points__activities AS activities
    JOIN contact_points AS points ON points.id = activities.contact_point_id
    WHERE points.holder_post IN (SELECT id FROM leaders) AND date <= getvariable('as_of')
)
SELECT
    district.area,
    sessions.period,
    sum(sessions.count) AS numerator,
    (SELECT count(*) FROM leaders) AS denominator
FROM sessions
CROSS JOIN district
WHERE sessions.period <= year(getvariable('as_of')) || '-Q' || quarter(getvariable('as_of'))
GROUP BY district.area, sessions.period
