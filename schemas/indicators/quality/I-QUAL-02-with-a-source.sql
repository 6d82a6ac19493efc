-- id: I-QUAL-02
-- title: {zh: 有来源说明的记录, en: Records with a source}
-- kind: share
-- unit: percent
-- formula: {zh: 写明来源的记录 ÷ 非演示记录, en: records whose source is given ÷ records that are no demonstration}
-- numerator: {zh: 写明来源的非演示记录, en: those of them whose source is given}
-- denominator: {zh: 来源性质为官方或公开来源的记录, en: official records and those from public sources}
-- population: {zh: 全部现存记录，按维护单位所在镇街；演示记录没有来源，不计入, en: "all living records, by the town of the organisation that keeps them; demonstration records have no source and are left out"}
-- not_computable: {zh: 只有演示记录, en: there are only demonstration records}
-- source: general

SELECT
    counted_in AS area,
    count(*) FILTER (has_source AND records.provenance <> 'demo') AS numerator,
    count(*) FILTER (records.provenance <> 'demo') AS denominator
FROM records
CROSS JOIN district
LEFT JOIN orgs ON orgs.id = records.maintainer_org
JOIN places ON places.area = coalesce(orgs.area, district.area)
GROUP BY ALL
