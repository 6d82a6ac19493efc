-- code: V-507
-- severity: warning
-- source: 三(二)3
-- title: {zh: 核定后及时下拨, en: Paid soon after approval}
-- message:
--   zh: "{date} 审核通过，已过 {days} 天还没有下拨"
--   en: approved on {date}, {days} days ago, and not paid yet
-- hint:
--   zh: 下拨后在 disbursements 记一笔，把 status 改为 partly_disbursed 或 disbursed
--   en: once paid, record it in disbursements and set status to partly_disbursed or disbursed

SELECT id, 'status' AS field, review_date AS date, getvariable('as_of') - review_date AS days
FROM funding
WHERE status = 'approved'
    AND review_date < getvariable('as_of') - 90
    AND id NOT IN (SELECT funding_id FROM funding__disbursements)
