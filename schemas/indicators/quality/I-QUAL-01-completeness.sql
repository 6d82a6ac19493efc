-- id: I-QUAL-01
-- title: {zh: 字段完整率, en: Completeness}
-- kind: share
-- unit: percent
-- formula: {zh: 已填写的字段 ÷ 应填写的字段, en: fields filled in ÷ fields expected}
-- numerator: {zh: 各记录应填字段中已填写的个数之和, en: sum over the records of the expected fields that are filled in}
-- denominator: {zh: 各记录应填字段个数之和：必填的，和卡片、列表、摘要里展示的, en: "sum over the records of the fields that are required or shown on cards, lists and in summaries"}
-- population: {zh: 全部现存记录，按维护单位所在镇街；填了不等于填得对, en: "all living records, by the town of the organisation that keeps them; filled in does not mean right"}
-- not_computable: {zh: 没有记录, en: there are no records}
-- source: general

SELECT counted_in AS area, sum(filled) AS numerator, sum(expected) AS denominator, count(*) AS n
FROM records
CROSS JOIN district
LEFT JOIN orgs ON orgs.id = records.maintainer_org
JOIN places ON places.area = coalesce(orgs.area, district.area)
GROUP BY ALL
