-- id: I-QUAL-04
-- title: {zh: 每百条记录的提醒, en: Warnings per 100 records}
-- kind: ratio
-- unit: per_100
-- formula: {zh: 检查给出的提醒 ÷ 记录 × 100, en: "warnings of the checks ÷ records × 100"}
-- numerator: {zh: 检查给出的提醒条数，错误会阻止发布，不在其中, en: warnings that the checks gave; an error would stop the publication}
-- denominator: {zh: 记录条数, en: records}
-- population: {zh: 全部现存记录，按维护单位所在镇街；规则见数据质量页, en: "all living records, by the town of the organisation that keeps them; the rules are on the page of data quality"}
-- not_computable: {zh: 没有记录, en: there are no records}
-- source: general

SELECT counted_in AS area, sum(warnings) AS numerator, count(*) AS denominator
FROM records
CROSS JOIN district
LEFT JOIN orgs ON orgs.id = records.maintainer_org
JOIN places ON places.area = coalesce(orgs.area, district.area)
GROUP BY ALL
