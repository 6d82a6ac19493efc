-- code: V-503
-- severity: warning
-- source: 三(二)3
-- title: {zh: 状态与下拨相符, en: Status and payments agree}
-- message:
--   zh: 核定 {approved} 元、共下拨 {total} 元，状态却是 {status}（{status_zh}）
--   en: "{total} of {approved} yuan were paid, but the status is {status}"
-- hint:
--   zh: 把 status 改为 {other}（{other_zh}），或核对下拨的各笔金额
--   en: set status to {other}, or check the payments

WITH paid AS (
    SELECT funding_id, sum(amount) AS total FROM funding__disbursements GROUP BY funding_id
)
SELECT
    id,
    'status' AS field,
    amount_approved AS approved,
    total,
    status,
    if(total < amount_approved, 'partly_disbursed', 'disbursed') AS other,
    if(total < amount_approved, '部分下拨', '已下拨') AS other_zh,
    CASE status WHEN 'approved' THEN '已核定' WHEN 'partly_disbursed' THEN '部分下拨' ELSE '已下拨' END AS status_zh
FROM funding
JOIN paid ON funding_id = id
WHERE status = 'approved'
    OR status = 'partly_disbursed' AND total = amount_approved
    OR status = 'disbursed' AND total < amount_approved
