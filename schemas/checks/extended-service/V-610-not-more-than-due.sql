-- code: V-610
-- severity: warning
-- source: 三(四)1
-- title: {zh: 补休不多于应补, en: Not more time off than due}
-- message:
--   zh: 已补休 {taken} 小时，多于应补的 {due} 小时
--   en: "{taken} hours of time off were taken, more than the {due} due"
-- hint:
--   zh: 核对两个数；补的是别的月份的，记到那个月
--   en: check both numbers; time off for another month belongs to that month

SELECT
    id,
    'comp_hours_taken' AS field,
    format('{:g}', comp_hours_taken) AS taken,
    format('{:g}', comp_hours_due) AS due
FROM extended_service
WHERE comp_hours_taken > comp_hours_due
