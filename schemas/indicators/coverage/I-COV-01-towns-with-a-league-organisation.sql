-- id: I-COV-01
-- title: {zh: 镇街团组织覆盖率, en: Towns with a League organisation}
-- kind: share
-- unit: percent
-- formula: {zh: 有在任镇街团（工）委的镇街 ÷ 全部镇街, en: towns with an active town League organisation ÷ all towns}
-- numerator: {zh: 有在任镇街团（工）委的镇街, en: towns with an active town League organisation}
-- denominator: {zh: 当日有效的镇（街道）, en: towns and subdistricts that exist on the day}
-- population: {zh: 统计基准日有效的镇（街道），并列出历次方案单元基准日的情况；覆盖指登记有组织，不说明组织的活跃程度；示例组织不算覆盖真实的镇街, en: "towns and subdistricts that exist on the day, and those of the baseline date of each plan so far; covered means that an organisation is recorded, not how active it is; a demonstration organisation covers no real town"}
-- not_computable: {zh: 还没有登记镇（街道）, en: no towns are recorded}
-- source: 三(二)1

WITH days AS (
    SELECT getvariable('as_of') AS day
    UNION
    SELECT baseline_date FROM plans WHERE baseline_date < getvariable('as_of')
),
existing AS (
    SELECT day, areas.id
    FROM areas
    JOIN district ON district.area = areas.parent
    JOIN days ON coalesce(valid_from <= day, true) AND coalesce(valid_to >= day, true)
    WHERE level = 'town'
),
covered AS (
    SELECT DISTINCT day, stays.area
    FROM orgs
    JOIN org_areas AS stays USING (id)
    JOIN areas ON areas.id = stays.area AND (orgs.provenance <> 'demo' OR areas.provenance = 'demo')
    JOIN days ON day BETWEEN stays.first_on AND stays.last_on
        AND coalesce(orgs.valid_from <= day, true) AND coalesce(orgs.valid_to >= day, true)
    WHERE tier = 'town' AND (orgs.status = 'active' OR orgs.status IN ('merged', 'dissolved') AND orgs.valid_to IS NOT NULL)
)
SELECT
    counted_in AS area,
    existing.day::VARCHAR AS period,
    count(covered.area) AS numerator,
    count(*) AS denominator
FROM existing
JOIN places ON places.area = existing.id
LEFT JOIN covered ON covered.area = existing.id AND covered.day = existing.day
GROUP BY counted_in, existing.day
