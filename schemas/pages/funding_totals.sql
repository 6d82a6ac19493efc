-- title: {zh: 经费合计, en: Money in all}
-- about: {zh: 按环节（state）、按镇街（town，不属于哪个镇街的为空）、按类别（kind）和全部（all）；金额单位为元, en: "By state, by town (empty for those of no town), by kind and in all; amounts in yuan"}
-- columns:
--   board: {zh: 怎么分, en: by what}
--   code: {zh: 环节、镇街或类别, en: "state, town or kind"}
--   n: {zh: 申请, en: applications}
--   requested: {zh: 申请金额, en: requested}
--   approved: {zh: 批准金额, en: approved}
--   paid: {zh: 已拨付, en: paid}
--   unpaid: {zh: 已批准未拨付, en: approved and not paid}

WITH paid AS (
    SELECT funding_id, sum(amount) AS amount
    FROM funding__disbursements
    GROUP BY funding_id
),
boards AS (
    SELECT
        coalesce(amount_requested, 0) AS requested,
        coalesce(amount_approved, 0) AS approved,
        coalesce(amount, 0) AS paid,
        unnest(['all', 'state', 'kind', 'town']) AS board,
        unnest(['', funding.status, funding.kind, coalesce(town, '')]) AS code
    FROM funding
    JOIN orgs ON orgs.id = applicant_org
    LEFT JOIN town_of USING (area)
    LEFT JOIN paid ON paid.funding_id = funding.id
)
SELECT
    board,
    code,
    count(*) AS n,
    sum(requested) AS requested,
    sum(approved) AS approved,
    sum(paid) AS paid,
    sum(greatest(approved - paid, 0)) AS unpaid
FROM boards
GROUP BY ALL
ORDER BY ALL
