-- id: I-COV-02
-- title: {zh: 村社团支部覆盖率, en: Villages with a League branch}
-- kind: share
-- unit: percent
-- formula: {zh: 有在任团支部的村（社区） ÷ 全部村（社区）, en: villages with at least one active branch ÷ all villages}
-- numerator: {zh: 至少有一个在任团支部或团总支的村（社区）, en: villages and communities with at least one active branch or general branch}
-- denominator: {zh: 统计基准日有效的村（社区）, en: villages and communities that exist on the day}
-- population: {zh: 统计基准日有效的村（社区）；2019年与2020年以后的名录不同, en: villages and communities that exist on the day; the lists of 2019 and of 2020 onwards differ}
-- not_computable: {zh: 还没有登记村（社区）, en: no villages are recorded}
-- source: 三(一)2

SELECT
    counted_in AS area,
    count(DISTINCT org.area) AS numerator,
    count(DISTINCT villages.id) AS denominator
FROM current_areas AS villages
JOIN places ON places.area = villages.id
LEFT JOIN league_orgs AS org ON org.area = villages.id AND org.tier = 'village'
WHERE villages.level = 'village'
GROUP BY ALL
