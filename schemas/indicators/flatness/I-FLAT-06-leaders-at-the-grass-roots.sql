-- id: I-FLAT-06
-- title: {zh: 领导岗位基层活动, en: Leaders at the grass roots}
-- kind: ratio
-- unit: per_quarter
-- formula: {zh: （值守次数＋联系点活动次数） ÷ 在岗的领导岗位，按季度, en: "(days on duty + activities at contact points) ÷ filled leader posts, by quarter"}
-- numerator: {zh: 领导岗位在青年之家值守的次数，加上在联系点活动的次数, en: days on duty in homes and activities at contact points}
-- denominator: {zh: 当季在设、没有整季空缺的团区委领导岗位, en: leader posts of the district committee that existed in the quarter and were not vacant throughout}
-- population: {zh: 全区合计，不按岗位列出；空缺按岗位记录的空缺时段（vacancies）, en: "for the district as a whole, never by post; vacancies are those recorded with their days"}
-- not_computable: {zh: 没有在岗的领导岗位，或没有次数记录, en: "no leader post is filled, or nothing was counted"}
-- source: 三(四)3

WITH leaders AS (
    SELECT id, valid_from, valid_to
    FROM posts
    WHERE is_district_leader AND (status = 'active' OR valid_to IS NOT NULL)
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
),
quarters AS (
    SELECT
        period,
        sum(count) AS sessions,
        make_date(period[1:4]::INTEGER, 3 * period[7:7]::INTEGER - 2, 1) AS first_on,
        last_day(make_date(period[1:4]::INTEGER, 3 * period[7:7]::INTEGER, 1)) AS last_on
    FROM sessions
    WHERE period <= year(getvariable('as_of')) || '-Q' || quarter(getvariable('as_of'))
    GROUP BY period
),
vacant AS (
    SELECT period, post_id AS id
    FROM quarters
    JOIN posts__vacancies ON "from" <= first_on AND coalesce("to" >= last_on, true)
),
at_work AS (
    SELECT period, leaders.id
    FROM quarters
    JOIN leaders ON coalesce(valid_from <= last_on, true) AND coalesce(valid_to >= first_on, true)
    EXCEPT
    SELECT period, id FROM vacant
)
SELECT
    district.area,
    quarters.period,
    any_value(sessions) AS numerator,
    count(at_work.id) AS denominator
FROM quarters
CROSS JOIN district
LEFT JOIN at_work USING (period)
GROUP BY district.area, quarters.period
