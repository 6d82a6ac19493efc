-- id: I-PART-03
-- title: {zh: 全过程参与率, en: Partners in all stages}
-- kind: share
-- unit: percent
-- formula: {zh: 策划、组织、实施三个阶段都参与的合作 ÷ 全部合作, en: "partnerships that take part in planning, organising and implementing ÷ all"}
-- numerator: {zh: 三个阶段都参与的合作, en: partnerships with all three stages}
-- denominator: {zh: 填写了参与阶段的合作, en: partnerships whose stages are recorded}
-- population: {zh: 有效的合作，按团组织所在镇街；没有填写阶段的列为缺失, en: "partnerships in force, by the town of the League organisation; those without stages are missing"}
-- not_computable: {zh: 没有填写了参与阶段的合作, en: no partnership has its stages recorded}
-- source: 三(二)4

SELECT
    counted_in AS area,
    count(*) FILTER (len(list_distinct(stages)) = 3) AS numerator,
    count(*) FILTER (len(stages) > 0) AS denominator,
    count(*) - count(*) FILTER (len(stages) > 0) AS missing
FROM partnerships
JOIN orgs ON orgs.id = partnerships.league_org
JOIN places ON places.area = orgs.area
WHERE partnerships.status = 'active'
GROUP BY ALL
