-- id: I-EVA-04
-- title: {zh: 党政评议得分, en: Scores by party and government}
-- kind: mean
-- unit: points
-- formula: {zh: 各组织得分之和 ÷ 有得分的组织, en: sum of the organisations' scores ÷ organisations with a score}
-- numerator: {zh: 被评议组织的得分之和, en: sum of the scores of the organisations evaluated}
-- denominator: {zh: 有得分的被评议组织, en: organisations with a score}
-- population: {zh: 当年已公布的党政评议，按被评议组织年末所在镇街，0–100分，照原评分；只评等次或没有结果的列为缺失, en: "published evaluations of the year by party and government, by the town of the organisation at the end of the year, 0 to 100 as scored; grades and results withheld are missing"}
-- not_computable: {zh: 没有已公布的党政评议得分, en: no score is published}
-- source: 三(四)2
-- breakdowns:
--   alignment: {zh: 契合度, en: Alignment}
--   support: {zh: 支持度, en: Support}

SELECT
    counted_in AS area,
    period,
    code AS breakdown,
    sum(value) AS numerator,
    count(value) AS denominator,
    count(*) - count(value) AS missing
FROM scores
JOIN places USING (area)
WHERE dimension = 'party_gov' AND code IN ('alignment', 'support')
GROUP BY ALL
