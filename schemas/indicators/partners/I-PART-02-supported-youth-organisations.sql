-- id: I-PART-02
-- title: {zh: 获支持的青年社会组织数, en: Youth organisations supported}
-- kind: count
-- unit: orgs
-- formula: {zh: 得到经费、场地、培训或宣传支持的青年社会组织个数，一个组织只算一次, en: "youth organisations that get funds, a venue, training or publicity; each counts once"}
-- population: {zh: 有效的培育合作，伙伴单位性质为青年社会组织, en: partnerships of incubation in force with organisations of that kind}
-- not_computable: {zh: 没有登记有效的合作, en: no partnership in force is recorded}
-- source: 三(二)4

SELECT
    counted_in AS area,
    count(DISTINCT partner_org) FILTER (
        kind = 'incubation' AND partners.org_kind = 'youth_social_org'
        AND len(support) > 0 AND support <> ['none']
    ) AS value,
    count(*) AS n
FROM partnerships
JOIN orgs AS partners ON partners.id = partnerships.partner_org
JOIN orgs ON orgs.id = partnerships.league_org
JOIN places ON places.area = orgs.area
WHERE partnerships.status = 'active'
GROUP BY ALL
