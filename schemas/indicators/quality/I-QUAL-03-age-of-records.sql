-- id: I-QUAL-03
-- title: {zh: 记录更新时距, en: Age of records}
-- kind: median
-- unit: days
-- formula: {zh: 从更新日期到统计基准日的天数，取中位数, en: days from the last update to the day; the median}
-- population: {zh: 全部现存记录，按维护单位所在镇街；统计基准日之后更新的按0天, en: "all living records, by the town of the organisation that keeps them; one updated after the day counts as 0"}
-- not_computable: {zh: 没有记录, en: there are no records}
-- source: general

SELECT counted_in AS area, median(greatest(0, getvariable('as_of') - records.updated_on)) AS value, count(*) AS n
FROM records
CROSS JOIN district
LEFT JOIN orgs ON orgs.id = records.maintainer_org
JOIN places ON places.area = coalesce(orgs.area, district.area)
GROUP BY ALL
