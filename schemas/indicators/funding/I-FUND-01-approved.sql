-- id: I-FUND-01
-- title: {zh: 经费审核通过率, en: Applications approved}
-- kind: share
-- unit: percent
-- formula: {zh: 审核通过的申报 ÷ 已审核的申报, en: applications approved ÷ applications reviewed}
-- numerator: {zh: 审核结果为通过的申报, en: applications whose review approved them}
-- denominator: {zh: 有审核结果的申报, en: applications with a result}
-- population: {zh: 当年的经费申报，按申报单位年末所在镇街；还没有审核的列为缺失。基本支出是保障，项目要竞争，两者分开算，不合并, en: "applications of the year, by the applicant's town at the end of the year; those not yet reviewed are missing. Basic funding is guaranteed and project funding competed for, so that they are never taken together"}
-- not_computable: {zh: 当年没有已审核的申报, en: no application was reviewed}
-- source: 三(二)3
-- breakdowns:
--   basic: {zh: 基本支出, en: Basic funding}
--   project: {zh: 项目申报, en: Project funding}

SELECT
    counted_in AS area,
    period,
    breakdown,
    count(*) FILTER (review_result = 'approved') AS numerator,
    count(review_result) AS denominator,
    count(*) - count(review_result) AS missing
FROM grants
JOIN places USING (area)
WHERE status <> 'draft' AND breakdown <> 'all'
GROUP BY ALL
