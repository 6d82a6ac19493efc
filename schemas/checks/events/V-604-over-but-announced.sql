-- code: V-604
-- severity: warning
-- source: general
-- title: {zh: 办过的活动有下文, en: It is said what became of an event}
-- message:
--   zh: 活动 {ends} 已经结束，过了 {days} 天，状态还是 announced（已公布）
--   en: the event ended on {ends}, {days} days ago, and its status is still announced
-- hint:
--   zh: 办了就改为 held，写上 result；没有办就改为 cancelled，写明 cancelled_reason；改期的改为 postponed
--   en: set held and give the result, or cancelled with cancelled_reason if it was not held; set postponed if it was put off

-- A week is left to write it down; of what repeats, after the last time.
SELECT id, 'status' AS field, last_end::DATE AS ends, getvariable('as_of') - last_end::DATE AS days
FROM events
JOIN event_ends USING (id)
WHERE status = 'announced' AND last_end::DATE <= getvariable('as_of') - 7
