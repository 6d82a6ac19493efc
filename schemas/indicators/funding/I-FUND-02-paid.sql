-- id: I-FUND-02
-- title: {zh: 经费下拨率, en: Funding paid}
-- kind: ratio
-- unit: percent
-- formula: {zh: 已下拨金额之和 ÷ 核定金额之和, en: sum paid ÷ sum approved}
-- numerator: {zh: 到统计基准日已下拨的金额（元）, en: yuan paid by the day}
-- denominator: {zh: 审核通过的核定金额（元）, en: yuan approved}
-- population: {zh: 当年审核通过的申报，按申报单位年末所在镇街；没有填核定金额的列为缺失, en: "applications of the year that were approved, by the applicant's town at the end of the year; those without an approved sum are missing"}
-- not_computable: {zh: 当年没有核定的经费, en: no funding was approved}
-- source: 三(二)3
-- breakdowns:
--   basic: {zh: 基本支出, en: Basic funding}
--   project: {zh: 项目申报, en: Project funding}

SELECT
    counted_in AS area,
    period,
    breakdown,
    sum(coalesce(amount_paid, 0)) FILTER (amount_approved IS NOT NULL) AS numerator,
    sum(amount_approved) AS denominator,
    count(amount_approved) AS n,
    count(*) - count(amount_approved) AS missing
FROM grants
JOIN places USING (area)
WHERE review_result = 'approved'
GROUP BY ALL
