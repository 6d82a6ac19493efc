-- id: I-PART-01
-- title: {zh: 合作组织数, en: Partner organisations}
-- kind: count
-- unit: orgs
-- formula: {zh: 与团组织有合作的组织个数，一个组织只算一次, en: organisations that work together with the League; each counts once}
-- population: {zh: 有效的合作，按团组织所在镇街；全区合计里与几个镇街合作的只算一次, en: "partnerships in force, by the town of the League organisation; in the district's number a partner of several towns counts once"}
-- not_computable: {zh: 没有登记有效的合作, en: no partnership in force is recorded}
-- source: 三(二)4

SELECT counted_in AS area, count(DISTINCT partner_org) AS value, count(*) AS n
FROM partnerships
JOIN orgs ON orgs.id = partnerships.league_org
JOIN places ON places.area = orgs.area
WHERE partnerships.status = 'active'
GROUP BY ALL
