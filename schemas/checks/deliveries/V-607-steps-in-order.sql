-- code: V-607
-- severity: error
-- source: 三(四)3
-- title: {zh: 点单、定制、约定、送达依次进行, en: "Deliveries are asked for, made, scheduled and brought in this order"}
-- message:
--   zh: "{late_zh} {late} 早于{early_zh} {early}"
--   en: "{late_en} {late} is before {early_en} {early}"
-- hint:
--   zh: 核对两个日期，改正其中一个；改期后的 scheduled_at 写新约的时间
--   en: check both dates and correct one; after a change scheduled_at is the new time

SELECT *
FROM (
    SELECT id, 'customised.date' AS field, customised_date AS late, requested_on AS early,
        '定制日期' AS late_zh, 'customised.date' AS late_en, '点单日期' AS early_zh, 'requested_on' AS early_en
    FROM deliveries
    UNION ALL
    SELECT id, 'scheduled_at', scheduled_at::DATE, coalesce(customised_date, requested_on),
        '约定时间', 'scheduled_at', if(customised_date IS NULL, '点单日期', '定制日期'), if(customised_date IS NULL, 'requested_on', 'customised.date')
    FROM deliveries
    UNION ALL
    SELECT id, 'delivered_on', delivered_on, scheduled_at::DATE, '送达日期', 'delivered_on', '约定时间', 'scheduled_at'
    FROM deliveries
)
WHERE late < early
