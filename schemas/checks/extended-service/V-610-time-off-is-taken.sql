-- code: V-610
-- severity: warning
-- source: 三(四)1
-- title: {zh: 延时以后安排补休, en: Time off is given}
-- message:
--   zh: "{month} 应补休 {due} 小时，过了三个月一小时也没有补"
--   en: "{due} hours of time off from {month} are due, and none was taken in three months"
-- hint:
--   zh: 尽快安排轮休或补休；已经补了的更新 comp_hours_taken
--   en: arrange time off soon, or bring comp_hours_taken up to date

SELECT id, 'comp_hours_taken' AS field, month, format('{:g}', comp_hours_due) AS due
FROM extended_service
WHERE comp_hours_due > 0
    AND comp_hours_taken = 0
    AND (month || '-01')::DATE + INTERVAL 4 MONTH <= getvariable('as_of')
