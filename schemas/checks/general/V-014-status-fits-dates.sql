-- code: V-014
-- severity: warning
-- source: general
-- title: {zh: 状态与日期相符, en: Status and dates agree}
-- message:
--   zh: "状态是 {status}（{status_zh}），但{label_zh} {date} {when_zh}"
--   en: "the status is {status}, but {label_en} {date} {when_en}"
-- hint:
--   zh: 改正日期，或把 status 改为 {other}（{other_zh}）
--   en: correct the date or set status to {other}

SELECT
    *,
    if(too = 'early', '还没有到', '已经过了') AS when_zh,
    if(too = 'early', 'is still to come', 'has passed') AS when_en
FROM status_by_date
WHERE if(too = 'early', date > getvariable('as_of'), date < getvariable('as_of'))
