-- code: R-07
-- title: {zh: 经费下一步, en: Funding to move on}
-- message:
--   zh: '{step_zh}（{since} 起）'
--   en: '{step_en} (since {since})'

-- The plan gives no time limits for these steps, so no day is due.
SELECT
    id,
    receiver_org AS org,
    NULL::DATE AS due,
    CASE status WHEN 'submitted' THEN '等待审核' WHEN 'under_review' THEN '审核中' ELSE '已核定，等待下拨' END AS step_zh,
    CASE status
        WHEN 'submitted' THEN 'waits for review'
        WHEN 'under_review' THEN 'under review'
        ELSE 'approved, waits for payment'
    END AS step_en,
    coalesce(CASE WHEN status = 'approved' THEN review_date END, submitted_on) AS since
FROM funding
WHERE status IN ('submitted', 'under_review', 'approved')
