-- title: {zh: 活动, en: Events}
-- about:
--   zh: 本季举办的活动；8小时之外按方案的工作时间算，方案未设定的不计；参与人次只加有记录的
--   en: Events held in the quarter; outside hours as the plan's working hours say; participations where recorded
-- columns:
--   held: {zh: 举办, en: held}
--   outside: {zh: 其中8小时之外, en: outside working hours}
--   participants: {zh: 参与人次, en: participations}
--   unrecorded: {zh: 未记录人次的活动, en: events without a number}

SELECT
    counted_in AS area,
    count(*) AS held,
    CASE WHEN bool_or(outside_hours IS NOT NULL) THEN count(*) FILTER (outside_hours) END AS outside,
    coalesce(sum(result_participants), 0)::BIGINT AS participants,
    count(*) FILTER (result_participants IS NULL) AS unrecorded
FROM held_events
JOIN places USING (area)
WHERE starts_at::DATE BETWEEN getvariable('since') AND getvariable('until')
GROUP BY counted_in
