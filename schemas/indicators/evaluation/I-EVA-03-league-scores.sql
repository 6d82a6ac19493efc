-- id: I-EVA-03
-- title: {zh: 团内考核得分, en: Scores by the League}
-- kind: mean
-- unit: points
-- formula: {zh: 各组织得分之和 ÷ 有得分的组织, en: sum of the organisations' scores ÷ organisations with a score}
-- numerator: {zh: 被考核组织的得分之和, en: sum of the scores of the organisations evaluated}
-- denominator: {zh: 有得分的被考核组织, en: organisations with a score}
-- population: {zh: 当年已公布的团内考核，按被考核组织年末所在镇街，0–100分，照原评分；只评等次或没有结果的列为缺失, en: "published evaluations of the year by the League, by the town of the organisation at the end of the year, 0 to 100 as scored; grades and results withheld are missing"}
-- not_computable: {zh: 没有已公布的团内考核得分, en: no score is published}
-- source: 三(四)2
-- breakdowns:
--   visibility: {zh: 显示度, en: Visibility}
--   participation: {zh: 参与度, en: Participation}
--   satisfaction: {zh: 满意度, en: Satisfaction}

SELECT
    counted_in AS area,
    period,
    code AS breakdown,
    sum(value) AS numerator,
    count(value) AS denominator,
    count(*) - count(value) AS missing
FROM scores
JOIN places USING (area)
WHERE dimension = 'internal' AND code IN ('visibility', 'participation', 'satisfaction')
GROUP BY ALL
