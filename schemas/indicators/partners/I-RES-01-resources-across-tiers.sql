-- id: I-RES-01
-- title: {zh: 跨层级资源使用, en: Resources used across tiers}
-- kind: share
-- unit: percent
-- formula: {zh: 使用单位与所有单位层级或领域不同的使用 ÷ 全部使用, en: uses whose user is of another tier or sector than the owner ÷ all uses}
-- numerator: {zh: 使用单位的团内层级或单位性质与所有单位不同的使用, en: "uses whose user has another tier, or is another kind of organisation, than the owner"}
-- denominator: {zh: 当年有记录的使用, en: uses recorded in the year}
-- population: {zh: 资源清单里的使用记录，按使用单位当天所在镇街, en: "recorded uses of the listed resources, by the user's town on that day"}
-- not_computable: {zh: 没有使用记录, en: no use is recorded}
-- source: 二(二)

SELECT
    counted_in AS area,
    period,
    count(*) FILTER (crosses) AS numerator,
    count(*) AS denominator
FROM resource_uses
JOIN places USING (area)
GROUP BY ALL
