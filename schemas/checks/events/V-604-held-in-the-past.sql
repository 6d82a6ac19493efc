-- code: V-604
-- severity: error
-- source: general
-- title: {zh: 已举办的活动在过去, en: Events held are over}
-- message:
--   zh: 状态是 {status}（{status_zh}），但活动 {ends} 才结束
--   en: the status is {status}, but the event ends on {ends} only
-- hint:
--   zh: 活动结束后再改为 held、再写 result；日期抄错的改正日期
--   en: set held and give the result once it is over, or correct the date

SELECT id, 'status' AS field, status, if(status = 'held', '已举办', '已归档') AS status_zh, last_end::DATE AS ends
FROM events
JOIN event_ends USING (id)
WHERE (status = 'held' OR (status = 'archived' AND result_participants IS NOT NULL)) AND last_end::DATE > getvariable('as_of')
