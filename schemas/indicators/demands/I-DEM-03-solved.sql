-- id: I-DEM-03
-- title: {zh: 诉求解决率, en: Demands solved}
-- kind: share
-- unit: percent
-- formula: {zh: 结果为已解决的诉求 ÷ 已有结果的诉求, en: demands that were solved ÷ demands with an outcome}
-- numerator: {zh: 结果为已解决的诉求, en: demands whose outcome is solved}
-- denominator: {zh: 已办结、写明结果的诉求, en: demands that are closed and have an outcome}
-- population: {zh: 当年收到的诉求，当年撤回和重复的不算；还没有办结的列为缺失。解答和转办不算解决, en: "demands of the year without those withdrawn or duplicate in it; those still open are missing. An answer or a transfer is no solution"}
-- not_computable: {zh: 没有办结的诉求, en: no demand is closed}
-- source: 二(三)

SELECT
    counted_in AS area,
    period,
    count(*) FILTER (outcome = 'solved' AND status IN ('resolved', 'closed_unresolved')) AS numerator,
    count(outcome) FILTER (status IN ('resolved', 'closed_unresolved')) AS denominator,
    count(*) - count(outcome) FILTER (status IN ('resolved', 'closed_unresolved')) AS missing
FROM counted_demands
JOIN places USING (area)
GROUP BY ALL
