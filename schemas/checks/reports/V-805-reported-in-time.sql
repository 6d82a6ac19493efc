-- code: V-805
-- severity: warning
-- source: 五(三)
-- title: {zh: 信息及时报送, en: Reports come in time}
-- message:
--   zh: 事情发生 {days} 天后才报送，时限是 {allowed} 天
--   en: it was reported {days} days after it happened; the limit is {allowed}
-- hint:
--   zh: 核对两个日期；时限写在方案的 info_report_days，没有定就写 null
--   en: check both dates; the limit is info_report_days of the plan, null while undecided

-- By the plan in force on the day of what happened.
SELECT
    info_reports.id,
    'reported_on' AS field,
    reported_on - happened_on AS days,
    info_report_days AS allowed
FROM info_reports
JOIN plans ON happened_on BETWEEN first_on AND last_on
WHERE reported_on - happened_on > info_report_days
