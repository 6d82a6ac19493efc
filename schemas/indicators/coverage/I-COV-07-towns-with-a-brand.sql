-- id: I-COV-07
-- title: {zh: 一域一品覆盖率, en: Towns with a local project}
-- kind: share
-- unit: percent
-- formula: {zh: 有运行中或已完成的一域一品项目的镇街 ÷ 全部镇街, en: towns with a running or completed local project ÷ all towns}
-- numerator: {zh: 至少有一个运行中或已完成项目的镇街，联建项目计入每个镇街, en: towns with at least one running or completed project; a joint one counts in each of its towns}
-- denominator: {zh: 统计基准日有效的镇（街道）, en: towns and subdistricts that exist on the day}
-- population: {zh: 已提出、已批准而未启动的和中止的项目不算, en: "projects that were only proposed or approved, or that were given up, do not count"}
-- not_computable: {zh: 还没有登记镇（街道）, en: no towns are recorded}
-- source: 三(二)1

WITH placed AS (
    SELECT id, area FROM brands
    UNION
    SELECT brand_id, value FROM brands__areas
),
covered AS (
    SELECT DISTINCT placed.area
    FROM placed
    JOIN brands USING (id)
    WHERE status IN ('running', 'completed')
)
SELECT
    counted_in AS area,
    count(covered.area) AS numerator,
    count(*) AS denominator
FROM towns
JOIN places ON places.area = towns.id
LEFT JOIN covered ON covered.area = towns.id
GROUP BY ALL
