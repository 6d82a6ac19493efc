-- code: V-503
-- severity: error
-- source: 三(二)3
-- title: {zh: 先审核后下拨, en: Approved before it is paid}
-- message:
--   zh: "{late_zh} {late} 早于{early_zh} {early}"
--   en: "{late_en} {late} is before {early_en} {early}"
-- hint:
--   zh: 先申报，再审核，通过后才逐笔下拨；验收在首笔下拨以后，尾款可以在验收以后付；核对日期，改正写错的一个
--   en: application, review, then payment by payment; acceptance follows the first payment, and the last may follow acceptance; correct the date that is wrong

SELECT id, field, late, early, late_zh, late_en, early_zh, early_en
FROM (
    SELECT id, 'review.date' AS field, review_date AS late, submitted_on AS early,
        '审核日期' AS late_zh, 'the review' AS late_en, '申报日期' AS early_zh, 'the application' AS early_en
    FROM funding
    UNION ALL
    SELECT id, format('disbursements[{}].date', seq - 1), date, review_date,
        '下拨日期', 'the payment', '审核日期', 'the review'
    FROM funding__disbursements
    JOIN funding ON funding.id = funding_id
    UNION ALL
    SELECT id, 'completion.date', completion_date, min(date), '验收日期', 'the acceptance', '首次下拨', 'the first payment'
    FROM funding__disbursements
    JOIN funding ON funding.id = funding_id
    GROUP BY id, completion_date
    UNION ALL
    SELECT
        funding_id, format('disbursements[{}].date', seq - 1), date, lag(date) OVER in_order,
        format('第 {} 笔下拨', tranche), format('payment {} on', tranche), '前一笔下拨', 'the payment before it on'
    FROM funding__disbursements
    WINDOW in_order AS (PARTITION BY funding_id ORDER BY tranche)
)
WHERE late < early
