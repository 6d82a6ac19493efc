-- id: I-TEAM-04
-- title: {zh: 人均志愿服务时长, en: Hours an active volunteer}
-- kind: mean
-- unit: hours
-- formula: {zh: 志愿服务小时数 ÷ 活跃志愿者, en: volunteer hours ÷ active volunteers}
-- numerator: {zh: 当年志愿服务小时数之和, en: sum of the volunteer hours of the year}
-- denominator: {zh: 活跃志愿者, en: active volunteers}
-- population: {zh: 当年各工作队伍，按组织年末所在镇街；缺一个数的列为缺失；计时办法见各队伍记录，办法不同的不宜比较, en: "the year's teams, by the town of the organisation at the end of the year; a team without one of the numbers is missing; how hours are rounded stands in each team, and unlike rules do not compare"}
-- not_computable: {zh: 没有工作队伍填写志愿服务时长, en: no team has recorded hours}
-- source: 三(二)2
-- protects: persons

SELECT
    counted_in AS area,
    year::VARCHAR AS period,
    round(sum(volunteer_hours) FILTER (active_volunteers IS NOT NULL), 2) AS numerator,
    sum(active_volunteers) FILTER (volunteer_hours IS NOT NULL) AS denominator,
    count(*) FILTER (active_volunteers IS NOT NULL AND volunteer_hours IS NOT NULL) AS n,
    count(*) FILTER (active_volunteers IS NULL OR volunteer_hours IS NULL) AS missing
FROM teams
JOIN org_areas AS stays ON stays.id = teams.org AND make_date(year, 12, 31) BETWEEN stays.first_on AND stays.last_on
JOIN places USING (area)
WHERE year <= year(getvariable('as_of'))
GROUP BY ALL
