-- id: I-EVA-05
-- title: {zh: 三维度综合得分, en: Composite of the three dimensions}
-- kind: mean
-- unit: points
-- formula: {zh: 三个维度的平均得分按方案权重加权, en: the mean scores of the three dimensions weighted as the plan says}
-- numerator: {zh: 各组织加权得分之和, en: sum of the weighted scores of the organisations}
-- denominator: {zh: 三个维度都有得分的组织, en: organisations with scores in all three dimensions}
-- population: {zh: 当年已公布的评价，按被评价组织年末所在镇街；方案没有设定权重时不计算；三个维度缺一个的组织列为缺失, en: "published evaluations of the year, by the town of the organisation at the end of the year; not computed while the plan gives no weights; an organisation that lacks a dimension is missing"}
-- not_computable: {zh: 没有三个维度都有得分的组织, en: no organisation has scores in all three dimensions}
-- source: 三(四)2

WITH weights AS (
    SELECT evaluation_weights_party_gov AS party_gov, evaluation_weights_internal AS internal,
        evaluation_weights_youth AS youth
    FROM plan
    JOIN district ON district.plan = plan.id
),
dimensions AS (
    SELECT subject_org, area, period, dimension, avg(value) AS score
    FROM scores
    WHERE dimension IN ('party_gov', 'internal', 'youth')
    GROUP BY ALL
),
composites AS (
    SELECT
        subject_org,
        area,
        period,
        count(score) AS dimensions,
        round(sum(score * CASE dimension
            WHEN 'party_gov' THEN weights.party_gov
            WHEN 'internal' THEN weights.internal
            ELSE weights.youth
        END), 4) AS score
    FROM dimensions
    CROSS JOIN weights
    GROUP BY ALL
),
found AS (
    SELECT
        counted_in AS area,
        period,
        sum(score) FILTER (dimensions = 3) AS numerator,
        count(score) FILTER (dimensions = 3) AS denominator,
        count(*) FILTER (dimensions < 3) AS missing
    FROM composites
    JOIN places USING (area)
    GROUP BY ALL
),
is_set AS (
    SELECT coalesce(party_gov + internal + youth, 0) > 0 AS yes
    FROM weights
)
SELECT
    area,
    period,
    if(yes, numerator, NULL) AS numerator,
    if(yes, denominator, NULL) AS denominator,
    missing,
    CASE WHEN NOT yes THEN 'weights_not_set' WHEN denominator = 0 THEN 'dimension_missing' END AS reason
FROM found
CROSS JOIN is_set
UNION ALL
SELECT district.area, NULL, NULL, NULL, 0, 'weights_not_set'
FROM district
CROSS JOIN is_set
WHERE NOT yes AND NOT EXISTS (FROM found)
