-- id: I-TEAM-03
-- title: {zh: 志愿者活跃率, en: Active volunteers}
-- kind: share
-- unit: percent
-- formula: {zh: 活跃志愿者 ÷ 注册志愿者, en: active volunteers ÷ registered volunteers}
-- numerator: {zh: 当年参加过活动的志愿者, en: volunteers who took part in the year}
-- denominator: {zh: 注册志愿者, en: registered volunteers}
-- population: {zh: 当年各工作队伍的人数，按组织年末所在镇街；缺一个数的列为缺失, en: "counts of the year's teams, by the town of the organisation at the end of the year; a team without one of the counts is missing"}
-- not_computable: {zh: 没有工作队伍填写志愿者人数, en: no team has recorded its volunteers}
-- source: 三(二)2
-- protects: persons

SELECT
    counted_in AS area,
    year::VARCHAR AS period,
    sum(active_volunteers) FILTER (registered_volunteers IS NOT NULL) AS numerator,
    sum(registered_volunteers) FILTER (active_volunteers IS NOT NULL) AS denominator,
    count(*) FILTER (active_volunteers IS NOT NULL AND registered_volunteers IS NOT NULL) AS n,
    count(*) FILTER (active_volunteers IS NULL OR registered_volunteers IS NULL) AS missing
FROM teams
JOIN org_areas AS stays ON stays.id = teams.org AND make_date(year, 12, 31) BETWEEN stays.first_on AND stays.last_on
JOIN places USING (area)
WHERE year <= year(getvariable('as_of'))
GROUP BY ALL
