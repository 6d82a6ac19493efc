-- id: I-EVA-05
-- title: {zh: 三维度综合得分, en: Composite of the three dimensions}
-- kind: mean
-- unit: points
-- formula: {zh: 三个维度的平均得分按方案权重加权, en: the mean scores of the three dimensions weighted as the plan says}
-- numerator: {zh: 各组织加权得分之和, en: sum of the weighted scores of the organisations}
-- denominator: {zh: 三个维度都有得分的组织, en: organisations with scores in all three dimensions}
-- population: {zh: 当年已公布的评价，按被评价组织年末所在镇街；权重用年末执行的方案，它没有设定时不计算；三个维度缺一个的组织列为缺失, en: "published evaluations of the year, by the town of the organisation at the end of the year; weighted by the plan in force at the end of the year, not computed if it gives no weights; an organisation that lacks a dimension is missing"}
-- not_computable: {zh: 没有三个维度都有得分的组织, en: no organisation has scores in all three dimensions}
-- source: 三(四)2

WITH weights AS (
    SELECT first_on, last_on, evaluation_weights_party_gov AS party_gov, evaluation_weights_internal AS internal,
        evaluation_weights_youth AS youth
    FROM plans
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
        coalesce(any_value(party_gov + internal + youth), 0) > 0 AS is_set,
        round(sum(score * CASE dimension
            WHEN 'party_gov' THEN weights.party_gov
            WHEN 'internal' THEN weights.internal
            ELSE weights.youth
        END), 4) AS score
    FROM dimensions
    JOIN weights ON make_date(period::INTEGER, 12, 31) BETWEEN first_on AND last_on
    GROUP BY ALL
),
found AS (
    SELECT
        counted_in AS area,
        period,
        bool_or(is_set) AS is_set,
        sum(score) FILTER (dimensions = 3) AS numerator,
        count(score) FILTER (dimensions = 3) AS denominator,
        count(*) FILTER (dimensions < 3) AS missing
    FROM composites
    JOIN places USING (area)
    GROUP BY ALL
)
SELECT
    area,
    period,
    if(is_set, numerator, NULL) AS numerator,
    if(is_set, denominator, NULL) AS denominator,
    missing,
    CASE WHEN NOT is_set THEN 'weights_not_set' WHEN denominator = 0 THEN 'dimension_missing' END AS reason
FROM found
UNION ALL
SELECT district.area, NULL, NULL, NULL, 0, 'weights_not_set'
FROM district
JOIN weights ON getvariable('as_of') BETWEEN first_on AND last_on
WHERE coalesce(party_gov + internal + youth, 0) = 0 AND NOT EXISTS (FROM found)
