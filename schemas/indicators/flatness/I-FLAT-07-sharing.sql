-- id: I-FLAT-07
-- title: {zh: 共享率, en: Sharing}
-- kind: share
-- unit: percent
-- formula: {zh: 使用单位与所有单位层级或领域不同的使用 ÷ 全部使用（同 I-RES-01）, en: "uses whose user is of another tier or sector than the owner ÷ all uses (as I-RES-01)"}
-- numerator: {zh: 使用单位的团内层级或单位性质与所有单位不同的使用, en: "uses whose user has another tier, or is another kind of organisation, than the owner"}
-- denominator: {zh: 当年有记录的使用, en: uses recorded in the year}
-- population: {zh: 全区；三级架构没有变，所以不数级数，只看资源是否跨级跨域使用, en: "the whole district; the plan keeps three tiers, so that their number shows nothing and the sharing across them does"}
-- not_computable: {zh: 没有使用记录, en: no use is recorded}
-- source: 二(二)

SELECT
    district.area,
    period,
    count(*) FILTER (crosses) AS numerator,
    count(*) AS denominator
FROM resource_uses
CROSS JOIN district
GROUP BY ALL
